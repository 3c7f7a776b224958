// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/json_error.hpp>
#include <apibind/json_expectation.hpp>
#include <apibind/json_key_reader.hpp>
#include <apibind/type_table.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace apibind {
namespace detail {

/// JSON into objects, by their tables.
struct json_reader : json_key_reader {
    std::size_t again = 0; ///< how many bytes were read again for another alternative of a variant

    [[gnu::noinline]] char const* value(node const& n, void* into, char const* p) {
        switch (n.form) {
        case shape::object:
            if (n.known == exact::object) return object(n, into, p);
            return n.code->read(*this, into, p);
        case shape::list:
            if (n.known == exact::list) return list(n, into, p);
            return n.known == exact::strings ? strings(n, into, p) : n.code->read(*this, into, p);
        case shape::optional:
        case shape::nullable: return optional(n, into, p);
        case shape::map: return n.code ? n.code->read(*this, into, p) : map(n, into, p);
        case shape::open_enumeration: return open_enumeration(n, into, p);
        case shape::enumeration: return enumeration(n, into, p);
        case shape::signed_integer:
        case shape::unsigned_integer: return integer(n, into, p);
        case shape::string: return string_value(n, into, p);
        case shape::boolean: return boolean_value(n, into, p);
        case shape::floating: return floating_value(n, into, p);
        case shape::bits: return bits(n, into, p);
        case shape::array: return array(n, into, p);
        case shape::alternatives: return alternatives(n, into, p);
        case shape::null: return null(n, p);
        case shape::foreign: return foreign(n, into, p);
        case shape::text:
        case shape::bytes:
        case shape::joined: return text(n, into, p);
        case shape::in_string: return in_string(n, into, p);
        case shape::described: return described(n, into, p);
        case shape::tagged: return tagged(n, into, p);
        case shape::keyed: return keyed(n, into, p);
        case shape::file:
        case shape::unsupported:
        case shape::string_view:
        case shape::nothing: break;
        }
        return mismatch(n, p);
    }
    // Behind calls, so that value() needs no room of its own.
    [[gnu::noinline]] char const* string_value(node const& n, void* into, char const* p) {
        return *p == '"' ? string(p, *static_cast<std::string*>(into)) : mismatch(n, p);
    }
    [[gnu::noinline]] char const* boolean_value(node const& n, void* into, char const* p) {
        return boolean(n, into, p);
    }
    [[gnu::noinline]] char const* floating_value(node const& n, void* into, char const* p) {
        return n.width == sizeof(float) ? floating(n, *static_cast<float*>(into), p)
                                        : floating(n, *static_cast<double*>(into), p);
    }
    [[gnu::noinline]] char const* null(node const& n, char const* p) {
        return *p == 'n' ? literal(p, "null") : mismatch(n, p);
    }

    /// The same, without a call for the most common types.
    [[gnu::always_inline]] char const* inline_value(node const& n, void* into, char const* p) {
        switch (n.known) {
        case exact::optional_string:
            if (*p != '"') break;
            return string(p, static_cast<std::optional<std::string>*>(into)->emplace());
        case exact::string:
            if (*p != '"') break;
            return string(p, *static_cast<std::string*>(into));
        case exact::optional_int64:
            if (*p == 'n') break;
            return exact_integer<std::int64_t>(*n.inner, &static_cast<std::optional<std::int64_t>*>(into)->emplace(),
                                               p);
        case exact::int64: return exact_integer<std::int64_t>(n, into, p);
        case exact::int32: return exact_integer<std::int32_t>(n, into, p);
        case exact::optional_float64:
            if (*p == 'n') break;
            return floating(*n.inner, static_cast<std::optional<double>*>(into)->emplace(), p);
        case exact::float64: return floating(n, *static_cast<double*>(into), p);
        case exact::boolean: return boolean(n, into, p);
        case exact::strings: return strings(n, into, p);
        case exact::unrolled: return n.code->read(*this, into, p);
        case exact::object:
        case exact::list:
        case exact::open_enumeration:
        case exact::none: break;
        default: __builtin_unreachable(); // spares a look at the range
        }
        return value(n, into, p);
    }

    // Values inside others -----------------------------------------------------------------------------------------

    [[gnu::noinline]] char const* optional(node const& n, void* into, char const* p) {
        auto const& table = n.as<optional_table>();
        if (*p != 'n') return value(*table.inner, table.emplace(into), p);
        if (!(p = literal(p, "null"))) return nullptr;
        if (n.form == shape::nullable)
            table.set_null(into);
        else
            table.reset(into);
        return p;
    }

    /// Calls `element(p)` for each element of the array at `p`.
    template <class Element>
    [[gnu::always_inline]] char const* elements(char const* p, Element element) {
        if (!(p = open(p))) return nullptr;
        if (*p == ']') return close(p);
        for (;;) {
            if (!(p = element(p))) return nullptr;
            if (!comma(p)) break;
        }
        if (*p == ']') return close(p);
        return malformed(p, "',' or ']'");
    }

    [[gnu::noinline]] char const* list(node const& n, void* into, char const* p) {
        auto const& table = n.as<list_table>();
        node const& element = *table.element;
        if (*p != '[') {
            if (!n.single || !(kind_at(p) & kinds_of(element))) return mismatch(n, p);
            table.clear(into);
            return value(element, table.append(into), p);
        }
        table.clear(into);
        if (element.known == exact::object)
            return elements(p, [&](char const* q) { return object(element, table.append(into), q); });
        if (element.known != exact::none && element.known < exact::object) return known_list(table, into, p);
        return elements(p, [&](char const* q) { return value(element, table.append(into), q); });
    }
    [[gnu::noinline]] char const* known_list(list_table const& table, void* into, char const* p) {
        return elements(
            p, [&](char const* q)
                   __attribute__((always_inline)) { return inline_value(*table.element, table.append(into), q); });
    }
    [[gnu::noinline]] char const* strings(node const& n, void* into, char const* p) {
        if (*p != '[') return mismatch(n, p);
        auto& list = *static_cast<std::vector<std::string>*>(into);
        list.clear();
        return elements(
            p, [&](char const* q) { return *q == '"' ? string(q, list.emplace_back()) : mismatch(*n.inner, q); });
    }

    [[gnu::noinline]] char const* bits(node const& n, void* into, char const* p) {
        auto const& table = n.as<bits_table>();
        if (*p != '[') {
            bool bit = false;
            if (!n.single || kind_at(p) != kind_boolean) return mismatch(n, p);
            char const* const q = boolean(node_of<bool>, &bit, p);
            if (q) table.clear(into), table.append(into, bit);
            return q;
        }
        table.clear(into);
        return elements(p, [&](char const* q) {
            bool bit = false;
            q = boolean(node_of<bool>, &bit, q);
            if (q) table.append(into, bit);
            return q;
        });
    }

    [[gnu::noinline]] char const* array(node const& n, void* into, char const* p) {
        auto const& table = n.as<array_table>();
        if (*p != '[') return mismatch(n, p);
        std::size_t count = 0;
        auto const wrong_count = [&](char const* came_to, std::string found) {
            furthest = came_to;
            return fail(decode_reason::wrong_type, p, expectation(n), std::move(found));
        };
        char const* const q = elements(p, [&](char const* at) -> char const* {
            if (count == table.count) return wrong_count(at, "a longer array");
            return value(*table.element, static_cast<char*>(into) + count++ * table.stride, at);
        });
        if (q && count != table.count) return wrong_count(q, "an array of " + std::to_string(count));
        return q;
    }

    /// Calls `member(at, key, p)` for the members of the object at `p`, until it returns null: `at` is where the key
    /// is, `p` its value.
    template <class Member>
    [[gnu::always_inline]] char const* members_of_object(char const* p, Member member) {
        if (!(p = open(p))) return nullptr;
        if (*p == '}') return close(p);
        for (;;) {
            char const* const at = p;
            std::string_view text;
            if (!(p = name_and_colon(p, text))) return nullptr;
            if (!(p = member(at, text, p))) return nullptr;
            if (!comma(p)) break;
        }
        if (*p == '}') return close(p);
        return malformed(p, "',' or '}'");
    }
    [[gnu::noinline]] char const* map(node const& n, void* into, char const* p) {
        auto const& table = n.as<map_table>();
        node const& element = *table.value;
        if (*p != '{') return mismatch(n, p);
        table.clear(into);
        return members_of_object(
            p, [&](char const* at, std::string_view key, char const* q) __attribute__((always_inline)) {
                bool known = false;
                void* const entry = table.emplace(into, key, known);
                if (!entry) return bad_key(table, at, q, known);
                return element.known == exact::list ? list(element, entry, q) : value(element, entry, q);
            });
    }
    [[gnu::noinline]] char const* foreign(node const& n, void* into, char const* p) {
        char const* const q = skip(p);
        if (!q) return nullptr;
        std::string expected;
        if (n.as<foreign_table>().read({p, static_cast<std::size_t>(q - p)}, into, expected)) return q;
        furthest = p;
        again += static_cast<std::size_t>(q - p);
        return fail(decode_reason::wrong_type, p, expected.empty() ? "another value" : std::move(expected),
                    describe(p));
    }

    // Objects ----------------------------------------------------------------------------------------------------

    [[gnu::noinline]] char const* object(node const& n, void* self, char const* p) {
        auto const& table = *n.object;
        if (*p != '{') [[unlikely]]
            return mismatch(n, p);
        char const* const start = p;
        if (!(p = open(p))) [[unlikely]]
            return nullptr;
        member const* next = table.members;
        member const* const last = next + table.count;
        if (table.is_prepared) [[unlikely]]
            return other_object(table, self, start, p, next);
        // Members mostly come in the order of their declaration, spelt as the writer spells them.
        while (next != last && begins_with(p, *next)) {
            p = space(p + next->quoted_size);
            p = inline_value(*next->type, table.at(*next, self), p);
            if (!p) [[unlikely]]
                return nullptr;
            ++next;
            if (!comma(p)) {
                if (*p != '}') [[unlikely]]
                    return malformed(p, "',' or '}'");
                if (next != last && !absent(table, self, bits_before(next - table.members), nullptr, start, p))
                    return nullptr;
                return close(p);
            }
        }
        return other_object(table, self, start, p, next);
    }
    static std::uint64_t bits_before(std::ptrdiff_t index) {
        return index < 64 ? (std::uint64_t{1} << index) - 1 : ~std::uint64_t{0};
    }
    /// The rest of an object of which the members before `next` were met in their order.
    [[gnu::noinline]] char const* other_object(object_table const& table, void* self, char const* start, char const* p,
                                               member const* next) {
        member const* const members = table.members;
        member const* const last = members + table.count;
        // Which members were met: a bit for each of the first 64, the others.
        std::uint64_t seen = 0, seen_others[max_members / 64 - 1];
        std::uint64_t next_bit = 1; // zero behind the 64th
        if (table.is_prepared) [[unlikely]] {
            if (table.is_problem) return --depth, problem(table, self, start);
            std::memset(seen_others, 0, sizeof seen_others);
            if (table.rest) table.rest->type->as<map_table>().clear(table.at(*table.rest, self));
        } else {
            auto const met = next - members;
            next_bit = met < 64 ? std::uint64_t{1} << met : 0;
            seen = next_bit - 1;
        }
        if (bool const is_empty = next == members && *p == '}'; !is_empty) {
            for (;;) {
                char const* const at = p;
                member const* m = next;
                std::uint64_t bit = next_bit;
                if (m != last && begins_with(p, *m)) [[likely]] {
                    p = space(p + m->quoted_size);
                } else {
                    m = begins_with_other(members, next, last, p);
                    if (m != last) {
                        p = space(p + m->quoted_size);
                    } else {
                        auto const other = other_member(table, next, p);
                        if (!(p = other.value)) [[unlikely]]
                            return nullptr;
                        m = other.known;
                    }
                    auto const index = m - members;
                    bit = index < 64 ? std::uint64_t{1} << index : 0;
                }
                if (m != last) {
                    if (bit != 0) [[likely]] {
                        if (seen & bit) [[unlikely]]
                            return duplicate(at, p, *m);
                        seen |= bit;
                    } else {
                        auto const index = static_cast<std::size_t>(m - members);
                        auto& word = seen_others[index / 64 - 1];
                        auto const before = std::exchange(word, word | std::uint64_t{1} << (index % 64));
                        if (word == before) return duplicate(at, p, *m);
                    }
                    next = m + 1;
                    next_bit = bit << 1;
                    p = inline_value(*m->type, table.at(*m, self), p);
                } else {
                    p = unnamed(table, self, at, p);
                }
                if (!p) [[unlikely]]
                    return nullptr;
                if (!comma(p)) break;
            }
            if (*p != '}') [[unlikely]]
                return malformed(p, "',' or '}'");
        }
        bool const all = table.count <= 64 && seen == ~std::uint64_t{0} >> (64 - table.count) % 64;
        if (!all && !absent(table, self, seen, seen_others, start, p)) [[unlikely]]
            return nullptr;
        return close(p);
    }

    /// Empties the members that may be absent and are. False where one that must be there is missing.
    [[gnu::noinline]] bool absent(object_table const& table, void* self, std::uint64_t seen,
                                  std::uint64_t const* seen_others, char const* start, char const* p) {
        for (std::size_t first = 0; first < table.count; first += 64) {
            if (first != 0) seen = *seen_others++;
            auto const most = table.count - first;
            auto missing = ~seen & ~std::uint64_t{0} >> (most < 64 ? 64 - most : 0);
            for (; missing != 0; missing &= missing - 1)
                if (!absent(table, self, table.members[first + static_cast<std::size_t>(std::countr_zero(missing))],
                            start, p))
                    return false;
        }
        return true;
    }
    [[gnu::always_inline]] bool absent(object_table const& table, void* self, member const& m, char const* start,
                                       char const* p) {
        void* const held = table.at(m, self);
        switch (m.type->known) {
        case exact::optional_string: return static_cast<std::optional<std::string>*>(held)->reset(), true;
        case exact::optional_int64: return static_cast<std::optional<std::int64_t>*>(held)->reset(), true;
        case exact::optional_float64: return static_cast<std::optional<double>*>(held)->reset(), true;
        default: break;
        }
        if (m.may_be_absent) return m.type->as<optional_table>().reset(held), true;
        return m.type->form == shape::nothing || missing(m, start, p);
    }

    // Values of other forms: json_form_reader.hpp --------------------------------------------------------------------

    char const* alternatives(node const& n, void* into, char const* p);
    char const* text(node const& n, void* into, char const* p);
    char const* in_string(node const& n, void* into, char const* p);
    char const* described(node const& n, void* into, char const* p);
    char const* tagged(node const& n, void* into, char const* p);
    char const* keyed(node const& n, void* into, char const* p);
    char const* other_choice(choices_table const& table, void* into, char const* p, std::string_view which,
                             char const* end_of_object);
    char const* unnamed(object_table const& table, void* self, char const* at, char const* p);
    char const* problem(object_table const& table, void* self, char const* p);

    /// The member that told which struct a tagged object is.
    struct expected_tag {
        std::string_view name;
        std::size_t depth; ///< of the object's members
        bool is_met;
    };
    expected_tag* tag = nullptr; ///< of the innermost tagged object
};

} // namespace detail
} // namespace apibind
