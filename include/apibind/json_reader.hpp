// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/json_error.hpp>
#include <apibind/json_expectation.hpp>
#include <apibind/json_scanner.hpp>
#include <apibind/type_table.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace apibind {
namespace detail {

/// Whether two texts of `size` >= 4 readable bytes are the same.
inline bool same_text(char const* a, char const* b, std::size_t size) {
    auto const differ = [&]<class Word>(Word, std::size_t at) {
        Word x, y;
        std::memcpy(&x, a + at, sizeof x);
        std::memcpy(&y, b + at, sizeof y);
        return x ^ y;
    };
    if (size < 8) return (differ(std::uint32_t{}, 0) | differ(std::uint32_t{}, size - 4)) == 0;
    if (size <= 16) return (differ(std::uint64_t{}, 0) | differ(std::uint64_t{}, size - 8)) == 0;
    return std::memcmp(a, b, size) == 0;
}

template <class Integer>
void store(void* into, Integer value) {
    std::memcpy(into, &value, sizeof value);
}
/// Stores the low `width` bytes of a two's complement integer.
inline void store_integer(void* into, std::size_t width, std::uint64_t value) {
    switch (width) {
    case 1: return store(into, static_cast<std::uint8_t>(value));
    case 2: return store(into, static_cast<std::uint16_t>(value));
    case 4: return store(into, static_cast<std::uint32_t>(value));
    default: return store(into, value);
    }
}

/// JSON into objects, by their tables.
struct json_reader : json_scanner {
    bool strict = false;
    std::vector<note>* notes = nullptr;
    std::size_t first_note = 0; ///< the notes before it are the caller's
    std::size_t unknown_members = 0;
    std::size_t patience = 0;       ///< bytes that may be read again for another alternative of a variant
    char const* furthest = nullptr; ///< where the last failure came to
    std::string scratch;

    /// The value at `p` is none of this type.
    [[gnu::cold, gnu::noinline]] char const* mismatch(node const& n, char const* p) {
        furthest = p;
        unsigned const kind = kind_at(p);
        auto expected = expectation(n);
        if (kind == 0) return malformed(p, expected.c_str());
        if (kind == kind_null || kind == kind_boolean) { // `nope` is no null
            if (!(*p == 'n' ? literal(p, "null", expected.c_str()) : boolean_literal(p, expected.c_str())))
                return nullptr;
        }
        return fail(kind == kind_null ? decode_reason::null : decode_reason::wrong_type, p, std::move(expected),
                    describe(p));
    }

    char const* boolean_literal(char const* p, char const* expected) {
        return *p == 't' ? literal(p, "true", expected) : literal(p, "false", expected);
    }

    char const* value(node const& n, void* into, char const* p) { return inline_value(n, into, p); }
    [[gnu::always_inline]] char const* inline_value(node const& n, void* into, char const* p) {
        switch (n.form) {
        case shape::string:
            if (*p != '"') return mismatch(n, p);
            return string(p, *static_cast<std::string*>(into));
        case shape::signed_integer:
        case shape::unsigned_integer: return integer(n, into, p);
        case shape::object: return object(n, into, p);
        case shape::optional:
        case shape::nullable: return optional(n, into, p);
        case shape::list: return list(n, into, p);
        case shape::map: return map(n, into, p);
        case shape::boolean: return boolean(n, into, p);
        case shape::floating: return floating(n, into, p);
        case shape::enumeration: return enumeration(n, into, p);
        case shape::open_enumeration: {
            if (*p != '"') return mismatch(n, p);
            char const* const q = string(p, scratch);
            if (q) n.as<open_enum_table>().assign(into, scratch);
            return q;
        }
        case shape::bits: return bits(n, into, p);
        case shape::array: return array(n, into, p);
        case shape::alternatives: return alternatives(n, into, p);
        case shape::null: return *p == 'n' ? literal(p, "null") : mismatch(n, p);
        case shape::foreign: return foreign(n, into, p);
        case shape::unsupported:
        case shape::string_view:
        case shape::nothing: break;
        }
        return mismatch(n, p);
    }

    // Scalars ----------------------------------------------------------------------------------------------------

    [[gnu::always_inline]] char const* boolean(node const& n, void* into, char const* p) {
        bool const yes = *p == 't';
        if (!yes && *p != 'f') return mismatch(n, p);
        p = boolean_literal(p, "a boolean");
        if (p) *static_cast<bool*>(into) = yes;
        return p;
    }

    [[gnu::always_inline]] char const* integer(node const& n, void* into, char const* p) {
        char const* const first = p;
        bool const negative = *p == '-';
        p += negative;
        std::uint64_t magnitude = static_cast<unsigned>(octet(*p)) - unsigned{'0'};
        if (magnitude > 9) return negative ? malformed(p, "a digit") : mismatch(n, first);
        ++p;
        if (magnitude != 0)
            while (is_digit(*p) && p - first < 19) magnitude = magnitude * 10 + static_cast<std::uint64_t>(*p++ - '0');
        if (is_digit(*p) || *p == '.' || *p == 'e' || *p == 'E') {
            p = other_integer(n, first, magnitude);
            if (!p) return nullptr;
        }
        auto const bits = 8u * n.width;
        bool fits;
        if (n.form == shape::signed_integer)
            fits = magnitude <= (std::uint64_t{1} << (bits - 1)) - !negative;
        else
            fits = magnitude <= (~std::uint64_t{0} >> (64 - bits)) && (!negative || magnitude == 0);
        if (!fits) return integer_out_of_range(n, first);
        store_integer(into, n.width, negative ? 0 - magnitude : magnitude);
        return p;
    }
    /// An integer with a fraction, an exponent or 19 digits and more.
    [[gnu::noinline]] char const* other_integer(node const& n, char const* p, std::uint64_t& magnitude) {
        auto const number = scan_number(p);
        if (!number.end) return bad_number(number);
        auto const fit = to_magnitude(p, number, magnitude);
        if (fit == number_fit::fraction) return mismatch(n, p);
        if (fit == number_fit::out_of_range) return integer_out_of_range(n, p);
        return number.end;
    }
    [[gnu::cold, gnu::noinline]] char const* integer_out_of_range(node const& n, char const* p) {
        auto const bits = 8u * n.width;
        auto const top_bit = std::uint64_t{1} << (bits - 1);
        bool const is_signed = n.form == shape::signed_integer;
        furthest = p;
        return fail(decode_reason::out_of_range, p,
                    "an integer from " + (is_signed ? "-" + std::to_string(top_bit) : std::string("0")) + " to " +
                        std::to_string(is_signed ? top_bit - 1 : top_bit - 1 + top_bit),
                    describe(p));
    }

    char const* floating(node const& n, void* into, char const* p) {
        if (*p != '-' && !is_digit(*p)) return mismatch(n, p);
        auto const number = scan_number(p);
        if (!number.end) return bad_number(number);
        bool const fits = n.width == sizeof(float) ? to_floating(p, number, *static_cast<float*>(into))
                                                   : to_floating(p, number, *static_cast<double*>(into));
        if (fits) return number.end;
        furthest = p;
        return fail(decode_reason::out_of_range, p,
                    n.width == sizeof(float) ? "a number in the range of float" : "a number in the range of double",
                    describe(p));
    }

    char const* enumeration(node const& n, void* into, char const* p) {
        if (*p != '"') return mismatch(n, p);
        char const* const q = skip_string(p);
        if (!q) return nullptr;
        auto const name = key_text({p + 1, static_cast<std::size_t>(q - p) - 2}, scratch);
        auto const* known = n.enumeration->find(name);
        if (!known) {
            furthest = p;
            return fail(decode_reason::unknown_value, p, spell_names(*n.enumeration), describe(p));
        }
        store_integer(into, n.width, static_cast<std::uint64_t>(known->value));
        return q;
    }

    // Values inside others -----------------------------------------------------------------------------------------

    [[gnu::noinline]] char const* optional(node const& n, void* into, char const* p) {
        auto const& table = n.as<optional_table>();
        if (*p != 'n') return inline_value(*table.inner, table.emplace(into), p);
        if (!(p = literal(p, "null"))) return nullptr;
        if (n.form == shape::nullable)
            table.set_null(into);
        else
            table.reset(into);
        return p;
    }

    /// Calls `element(i, p)` for each element of the array at `p`.
    template <class Element>
    char const* elements(char const* p, Element element) {
        if (!(p = open(p))) return nullptr;
        if (*p == ']') return close(p);
        json_step step{top};
        top = &step;
        for (std::size_t i = 0;; ++i) {
            step.at_element(i);
            if (!(p = element(i, p))) return nullptr;
            p = space(p);
            if (*p == ',') {
                p = space(p + 1);
                continue;
            }
            top = step.outer;
            if (*p == ']') return close(p);
            return malformed(p, "',' or ']'");
        }
    }

    char const* list(node const& n, void* into, char const* p) {
        auto const& table = n.as<list_table>();
        if (*p != '[') {
            if (!n.single || !(kind_at(p) & kinds_of(*table.element))) return mismatch(n, p);
            table.clear(into);
            return value(*table.element, table.append(into), p);
        }
        table.clear(into);
        return elements(p, [&](std::size_t, char const* q) { return value(*table.element, table.append(into), q); });
    }

    char const* bits(node const& n, void* into, char const* p) {
        auto const& table = n.as<bits_table>();
        if (*p != '[') return mismatch(n, p);
        table.clear(into);
        return elements(p, [&](std::size_t, char const* q) {
            bool bit = false;
            q = boolean(node_of<bool>, &bit, q);
            if (q) table.append(into, bit);
            return q;
        });
    }

    char const* array(node const& n, void* into, char const* p) {
        auto const& table = n.as<array_table>();
        if (*p != '[') return mismatch(n, p);
        std::size_t count = 0;
        auto const wrong_count = [&](char const* came_to, std::string found) {
            furthest = came_to;
            return fail(decode_reason::wrong_type, p, expectation(n), std::move(found));
        };
        char const* const q = elements(p, [&](std::size_t i, char const* at) -> char const* {
            if (i == table.count) {
                top = top->outer;
                return wrong_count(at, "a longer array");
            }
            count = i + 1;
            return value(*table.element, static_cast<char*>(into) + i * table.stride, at);
        });
        if (q && count != table.count) return wrong_count(q, "an array of " + std::to_string(count));
        return q;
    }

    char const* map(node const& n, void* into, char const* p) {
        auto const& table = n.as<map_table>();
        if (*p != '{') return mismatch(n, p);
        table.clear(into);
        if (!(p = open(p))) return nullptr;
        if (*p == '}') return close(p);
        json_step step{top};
        for (;;) {
            char const* const at = p;
            std::string_view inside;
            if (!(p = key(p, inside))) return nullptr;
            step.at_raw_key(inside);
            top = &step;
            bool known = false;
            void* const entry = table.emplace(into, key_text(inside, scratch), known);
            if (!entry) return bad_key(table, at, known);
            if (!(p = value(*table.value, entry, p))) return nullptr;
            top = step.outer;
            p = space(p);
            if (*p == ',') {
                p = space(p + 1);
                continue;
            }
            if (*p == '}') return close(p);
            return malformed(p, "',' or '}'");
        }
    }
    [[gnu::cold, gnu::noinline]] char const* bad_key(map_table const& table, char const* at, bool known) {
        furthest = at;
        std::string found = "the key " + describe(at).substr(sizeof "the string " - 1);
        if (known) return fail(decode_reason::duplicate, at, "each key once", std::move(found) + " again");
        if (table.keys)
            return fail(decode_reason::unknown_value, at, spell_names(*table.keys) + " as key", std::move(found));
        return fail(decode_reason::wrong_type, at, std::string(table.key_type) + " as key", std::move(found));
    }

    char const* foreign(node const& n, void* into, char const* p) {
        char const* const q = skip(p);
        if (!q) return nullptr;
        std::string expected;
        if (n.as<foreign_table>().read({p, static_cast<std::size_t>(q - p)}, into, expected)) return q;
        furthest = p;
        auto const skipped = static_cast<std::size_t>(q - p);
        patience -= skipped < patience ? skipped : patience;
        return fail(decode_reason::wrong_type, p, expected.empty() ? "another value" : std::move(expected),
                    describe(p));
    }

    // Objects ----------------------------------------------------------------------------------------------------

    [[gnu::noinline]] char const* object(node const& n, void* self, char const* p) {
        auto const& table = *n.object;
        if (*p != '{') return mismatch(n, p);
        char const* const start = p;
        if (!(p = open(p))) return nullptr;
        json_step step{top};
        std::uint64_t seen[max_members / 64] = {};
        std::size_t next = 0, met = 0;
        if (*p != '}') {
            for (;;) {
                // Members mostly come in the order of their declaration, spelt as the writer spells them.
                char const* const at = p;
                member const* m = table.members + next;
                if (next != table.count && static_cast<std::size_t>(end - p) >= m->quoted_size &&
                    same_text(p, m->quoted, m->quoted_size)) {
                    p = space(p + m->quoted_size);
                } else {
                    std::string_view inside;
                    if (!(p = key(p, inside))) return nullptr;
                    step.at_raw_key(inside);
                    m = find(table, next, key_text(inside, scratch));
                }
                top = &step;
                if (m) {
                    step.at_member(m->quoted);
                    auto const i = static_cast<std::size_t>(m - table.members);
                    auto const bit = std::uint64_t{1} << (i % 64);
                    if (seen[i / 64] & bit) return duplicate(at, *m);
                    seen[i / 64] |= bit;
                    ++met;
                    next = i + 1;
                    p = inline_value(*m->type, table.at(*m, self), p);
                } else {
                    p = unknown(table, at, p);
                }
                if (!p) return nullptr;
                top = step.outer;
                p = space(p);
                if (*p == ',') {
                    p = space(p + 1);
                    continue;
                }
                if (*p == '}') break;
                return malformed(p, "',' or '}'");
            }
        }
        if (met != table.count && !absent(table, self, seen, start, p)) return nullptr;
        return close(p);
    }

    static member const* find(object_table const& table, std::size_t next, std::string_view name) {
        if (name.empty()) return nullptr;
        auto const same = [&](member const& m) {
            return m.quoted_size == name.size() + 3 && m.quoted[1] == name[0] &&
                   std::memcmp(m.quoted + 1, name.data(), name.size()) == 0;
        };
        for (std::size_t i = next; i != table.count; ++i)
            if (same(table.members[i])) return table.members + i;
        for (std::size_t i = 0; i != next; ++i)
            if (same(table.members[i])) return table.members + i;
        return nullptr;
    }

    [[gnu::cold, gnu::noinline]] char const* duplicate(char const* at, member const& m) {
        furthest = at;
        std::string found = "the member ";
        append_quoted(found, m.name());
        return fail(decode_reason::duplicate, at, "each member once", found + " again");
    }

    char const* unknown(object_table const& table, char const* at, char const* p) {
        if (strict) {
            furthest = at;
            return fail(decode_reason::unknown_member, at,
                        table.count == 0
                            ? "no member"
                            : spell_names(table.count, [&](std::size_t i) { return table.members[i].name(); }),
                        "the member " + describe(at).substr(sizeof "the string " - 1));
        }
        if (notes && ++unknown_members <= max_json_notes) notes->push_back({spell_path(top), "unknown member"});
        return skip(p);
    }

    /// Empties the members that may be absent and are. False where one that must be there is missing.
    bool absent(object_table const& table, void* self, std::uint64_t const* seen, char const* start, char const* p) {
        for (std::size_t i = 0; i != table.count; ++i) {
            if (seen[i / 64] >> (i % 64) & 1) continue;
            auto const& m = table.members[i];
            if (m.may_be_absent) {
                m.type->as<optional_table>().reset(table.at(m, self));
            } else if (m.type->form != shape::nothing) {
                furthest = p;
                json_step step{top};
                step.at_member(m.quoted);
                top = &step;
                fail(decode_reason::missing, start, expectation(*m.type), "nothing");
                top = step.outer;
                return false;
            }
        }
        return true;
    }

    // Variants -----------------------------------------------------------------------------------------------------

    /// The first alternative that takes the kind of JSON at `p` and can be read from it; where none can, the failure of
    /// the one that came furthest.
    char const* alternatives(node const& n, void* into, char const* p) {
        auto const& table = *n.alternatives;
        unsigned const kind = kind_at(p);
        std::size_t candidate = 0, candidates = 0;
        for (std::size_t i = table.count; i-- != 0;)
            if (kinds_of(*table.entries[i]) & kind) candidate = i, ++candidates;
        if (candidates == 0) return mismatch(n, p);
        if (candidates == 1) return value(*table.entries[candidate], table.emplace(into, candidate), p);

        auto const outer_top = top;
        auto const outer_depth = depth, outer_unknown = unknown_members;
        auto const outer_notes = notes ? notes->size() : 0;
        std::optional<decode_error> best;
        char const* best_came_to = nullptr;
        for (std::size_t i = candidate; i != table.count; ++i) {
            if (!(kinds_of(*table.entries[i]) & kind)) continue;
            furthest = nullptr;
            if (char const* const q = value(*table.entries[i], table.emplace(into, i), p)) return q;
            top = outer_top;
            depth = outer_depth;
            unknown_members = outer_unknown;
            if (notes) notes->resize(outer_notes);
            // What is wrong with the text itself is wrong for every alternative.
            if (error->reason == decode_reason::malformed || error->reason == decode_reason::invalid_utf8 ||
                error->reason == decode_reason::too_deep || error->reason == decode_reason::too_large)
                return nullptr;
            auto const again = static_cast<std::size_t>(furthest - p);
            if (!best || furthest > best_came_to) best = std::move(error), best_came_to = furthest;
            error.reset();
            if (again > patience)
                return fail(decode_reason::too_large, p, "a value that fits one of the first alternatives",
                            describe(p));
            patience -= again;
        }
        error = std::move(best);
        furthest = best_came_to;
        return nullptr;
    }
};

/// Reads `text` into the object `into` of the type that `type` describes. Nothing is known of its members after a
/// failure.
inline std::optional<decode_error> read_json(node const& type, void* into, std::string_view text,
                                             json_read_options const& options, std::vector<note>* notes) {
    json_reader reader;
    reader.strict = options.strict;
    reader.notes = notes;
    reader.patience = 64 * text.size() + 4096;
    auto const earlier = notes ? notes->size() : 0;
    reader.document(text, options, [&](char const* p) { return reader.value(type, into, p); });
    if (reader.unknown_members > max_json_notes) {
        auto const more = reader.unknown_members - (max_json_notes - 1);
        notes->resize(earlier + max_json_notes - 1);
        notes->push_back({"$", std::to_string(more) + " more unknown members"});
    }
    return std::move(reader.error);
}

} // namespace detail

/// Reads one JSON text into `into`; the failure, if any. What `into` held before is replaced.
///
/// A member that the type does not know is noted in `notes`, or refused in strict reading; whether such a member comes
/// twice is not looked at. A known member that comes twice is refused. Of a number only its value counts: `1.0` and
/// `10e-1` are the integer 1; a fraction is none. A floating point member takes the nearest value, zero included, and
/// refuses what is beyond its range.
template <class T>
std::optional<decode_error> read_json(std::string_view text, T& into, json_read_options options = {},
                                      std::vector<note>* notes = nullptr) {
    return detail::read_json(detail::node_of<T>, &into, text, options, notes);
}

} // namespace apibind
