// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/json_object_reader.hpp>
#include <apibind/numbered_enum.hpp>
#include <apibind/text_form.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

/// Values whose form is not that of their shape, from JSON: variants, one text, JSON in a string, another type, unions,
/// members that nobody named.
namespace apibind::detail {

/// The first alternative that takes the kind of JSON at `p` and can be read from it; where none can, the failure of
/// the one that came furthest.
[[gnu::noinline]] inline char const* json_reader::alternatives(node const& n, void* into, char const* p) {
    auto const& table = *n.alternatives;
    unsigned const kind = kind_at(p);
    std::size_t candidate = 0, candidates = 0;
    for (std::size_t i = table.count; i-- != 0;)
        if (kinds_of(*table.entries[i]) & kind) candidate = i, ++candidates;
    if (candidates == 0) return mismatch(n, p);
    if (candidates == 1) return value(*table.entries[candidate], table.emplace(into, candidate), p);

    auto const outer_depth = depth, outer_unknown = unknown_members;
    auto const outer_notes = notes ? notes->size() : 0;
    std::optional<decode_error> best;
    char const *best_came_to = nullptr, *best_place = nullptr;
    for (std::size_t i = candidate; i != table.count; ++i) {
        if (!(kinds_of(*table.entries[i]) & kind)) continue;
        furthest = nullptr;
        if (char const* const q = value(*table.entries[i], table.emplace(into, i), p)) return q;
        depth = outer_depth;
        unknown_members = outer_unknown;
        if (notes) notes->resize(outer_notes);
        // What is wrong with the text itself is wrong for every alternative.
        if (error->reason == decode_reason::malformed || error->reason == decode_reason::invalid_utf8 ||
            error->reason == decode_reason::too_deep || error->reason == decode_reason::too_large)
            return nullptr;
        again += static_cast<std::size_t>(furthest - p);
        if (!best || furthest > best_came_to) best = std::move(error), best_came_to = furthest, best_place = place;
        error.reset();
        if (again > 64 * size + 4096)
            return fail(decode_reason::too_large, p, "a value that fits one of the first alternatives", describe(p));
    }
    error = std::move(best);
    furthest = best_came_to;
    place = best_place;
    return nullptr;
}

[[gnu::noinline]] inline char const* json_reader::text(node const& n, void* into, char const* p) {
    std::string_view given;
    char const* q;
    if (kinds_of(n) == kind_number) {
        if (*p != '-' && !is_digit(*p)) return mismatch(n, p);
        auto const number = scan_number(p);
        if (!(q = number.end)) return bad_number(number, p);
        given = {p, static_cast<std::size_t>(q - p)};
    } else {
        if (*p != '"') return mismatch(n, p);
        if (!(q = name(p, given))) return nullptr;
    }
    if (read_plain_text(n, into, given)) return q;
    furthest = p;
    return fail(decode_reason::bad_text, p, std::string(expected_text(n)), describe(p));
}

/// The text in the string is as deep as the string.
[[gnu::noinline]] inline char const* json_reader::in_string(node const& n, void* into, char const* p) {
    if (*p != '"') {
        if (kind_at(p) & kinds_of(n)) return value(*n.inner, into, p);
        return mismatch(n, p);
    }
    std::string given;
    char const* const q = string(p, given);
    if (!q) return nullptr;
    json_reader inner;
    inner.strict = strict;
    json_read_options options;
    options.max_depth = room - depth;
    options.max_size = given.size();
    if (inner.document(given, options, [&](char const* at) { return inner.value(*n.inner, into, at); })) return q;
    furthest = p;
    again += given.size();
    auto wrong = std::move(*inner.error);
    // It is no fault of the text around it, for which other alternatives may be tried.
    if (wrong.reason == decode_reason::malformed || wrong.reason == decode_reason::invalid_utf8)
        wrong.reason = decode_reason::bad_text;
    if (wrong.reason == decode_reason::too_deep) return too_deep(p);
    fail(wrong.reason, p, std::move(wrong.expected) + " in the string", std::move(wrong.found));
    error->path = wrong.path.substr(1);
    return nullptr;
}

[[gnu::noinline]] inline char const* json_reader::described(node const& n, void* into, char const* p) {
    struct state {
        json_reader& reader;
        node const& type;
        char const* begin;
        char const* end;
    } context{*this, *n.inner, p, nullptr};
    auto const& table = n.as<described_table>();
    if (!table.read) return mismatch(n, p);
    std::string expected;
    bool const is_read = table.read(
        into, &context,
        [](void* opaque, void* stands_for_it) {
            auto& s = *static_cast<state*>(opaque);
            s.end = s.reader.value(s.type, stands_for_it, s.begin);
            return s.end != nullptr;
        },
        expected);
    if (is_read || !context.end) return context.end;
    furthest = p;
    again += static_cast<std::size_t>(context.end - p);
    return fail(decode_reason::bad_text, p, std::move(expected), describe(p));
}

inline char const* json_reader::other_choice(choices_table const& table, void* into, char const* p,
                                             std::string_view which, char const* end_of_object) {
    auto& it = *static_cast<other*>(table.emplace(into, table.count));
    it.tag = which;
    it.json.assign(p, static_cast<std::size_t>(end_of_object - p));
    return end_of_object;
}

[[gnu::noinline]] inline char const* json_reader::tagged(node const& n, void* into, char const* p) {
    auto const& table = *n.choices;
    if (*p != '{') return mismatch(n, p);
    auto const outer_depth = depth;
    // The first of the tags, wherever it is; the members before it are looked at twice.
    char const* at_tag = nullptr;
    char const* passed = p;
    char const* const q = members_of_object(p, [&](char const*, std::string_view key, char const* v) -> char const* {
        passed = v;
        if (key == table.tag_name()) {
            at_tag = v;
            return nullptr;
        }
        return skip(v);
    });
    depth = outer_depth;
    if (!q && !at_tag) return nullptr;
    again += static_cast<std::size_t>(passed - p);
    if (again > 64 * size + 4096)
        return fail(decode_reason::too_large, p, "objects that begin with their tags", describe(p));
    auto const spelled = [&] { return spell_names(table.count, [&](std::size_t i) { return table.entries[i].wire; }); };
    if (!at_tag) {
        furthest = p;
        fail(decode_reason::missing, p, spelled(), "nothing");
        append_key_step(error->path, table.tag_name());
        return nullptr;
    }
    std::string which;
    bool const is_number = *at_tag == '-' || is_digit(*at_tag);
    if (*at_tag == '"') {
        if (!string(at_tag, which)) return nullptr;
    } else {
        char const* const end_of_tag = skip(at_tag);
        if (!end_of_tag) return nullptr;
        which.assign(at_tag, static_cast<std::size_t>(end_of_tag - at_tag));
    }
    auto index = *at_tag == '"' || is_number ? table.find(which, is_number) : table.count;
    if (is_number && index == table.count) index = table.find(integer_digits(which), true);
    if (index == table.count) {
        if (!table.has_other) {
            furthest = at_tag;
            return fail(decode_reason::unknown_value, at_tag, spelled(), describe(at_tag));
        }
        char const* const end_of_object = skip(p);
        return end_of_object ? other_choice(table, into, p, which, end_of_object) : nullptr;
    }
    expected_tag own{table.tag_name(), depth + 1, false};
    auto* const outer = std::exchange(tag, &own);
    char const* const end_of_object = object(*table.entries[index].type, table.emplace(into, index), p);
    tag = outer;
    return end_of_object;
}

[[gnu::noinline]] inline char const* json_reader::keyed(node const& n, void* into, char const* p) {
    auto const& table = *n.choices;
    if (*p != '{') return mismatch(n, p);
    bool is_found = false, is_alone = true;
    std::string first_key;
    bool has_first = false;
    static constexpr object_table nothing_known{nullptr, 0, nullptr, 0, 0, nullptr, false};
    char const* const q = members_of_object(p, [&](char const* at, std::string_view key, char const* v) {
        auto const index = table.find(key, false);
        if (!has_first) first_key = key;
        is_alone = !std::exchange(has_first, true);
        if (index == table.count) return table.has_other ? skip(v) : unknown(nothing_known, at, v);
        if (*v == 'n' && !(kinds_of(*table.entries[index].type) & kind_null)) return skip(v);
        if (is_found) {
            furthest = at;
            return fail(decode_reason::duplicate, at, "one of the members", "another of them", v);
        }
        is_found = true;
        return value(*table.entries[index].type, table.emplace(into, index), v);
    });
    if (!q || is_found) return q;
    if (table.has_other) return other_choice(table, into, p, is_alone ? first_key : std::string_view{}, q);
    furthest = q;
    return fail(decode_reason::missing, p,
                "the member " + spell_names(table.count, [&](std::size_t i) { return table.entries[i].wire; }),
                "none of them");
}

/// A member that the struct does not name: the tag that told which struct it is, an additional one, or unknown.
[[gnu::noinline]] inline char const* json_reader::unnamed(object_table const& table, void* self, char const* at,
                                                          char const* p) {
    if (tag && depth == tag->depth) {
        std::string scratch_key;
        char const* const quote = skip_string(at);
        auto const inside = std::string_view(at + 1, static_cast<std::size_t>(quote - at) - 2);
        if (key_text(inside, scratch_key) == tag->name) {
            if (tag->is_met) {
                furthest = at;
                return fail(decode_reason::duplicate, at, "each member once", "the tag again", p);
            }
            tag->is_met = true;
            return skip(p);
        }
    }
    if (!table.rest) return unknown(table, at, p);
    auto const& map = table.rest->type->as<map_table>();
    std::string_view text;
    if (!name(at, text)) return nullptr;
    bool known = false;
    void* const entry = map.emplace(table.at(*table.rest, self), text, known);
    if (!entry) return bad_key(map, at, p, known);
    return value(*map.value, entry, p);
}

/// An object of RFC 9457 and its extensions. A member of the standard whose value does not match its type counts as one
/// that is not there (section 3.1), which is noted; in strict reading it is a failure, as any other is.
[[gnu::noinline]] inline char const* json_reader::problem(object_table const& table, void* self, char const* p) {
    char const* const start = p;
    bool is_seen[max_members]{}, is_read[max_members]{};
    if (table.rest) table.rest->type->as<map_table>().clear(table.at(*table.rest, self));
    p = members_of_object(p, [&](char const* at, std::string_view key, char const* v) -> char const* {
        auto const* const m = table.find(key);
        if (!m) return unnamed(table, self, at, v);
        auto const index = static_cast<std::size_t>(m - table.members);
        if (std::exchange(is_seen[index], true)) return duplicate(at, v, *m);
        is_read[index] = true;
        bool is_standard = false;
        for (std::string_view name : {"type", "title", "status", "detail", "instance"})
            is_standard = is_standard || m->name() == name;
        if (!is_standard || strict) return value(*m->type, table.at(*m, self), v);
        auto const outer_depth = depth;
        if (char const* const q = value(*m->type, table.at(*m, self), v)) return q;
        depth = outer_depth;
        error.reset();
        is_read[index] = false;
        if (notes && unknown_members < max_json_notes) {
            unknown_places[unknown_members++] = v;
            notes->push_back({{}, "is none that its type takes"});
        }
        return skip(v); // which says what is wrong with the text
    });
    if (!p) return nullptr;
    for (std::size_t i = 0; i != table.count; ++i)
        if (!is_read[i] && !absent(table, self, table.members[i], start, p)) return nullptr;
    return p;
}

} // namespace apibind::detail
