// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/json_scalar_reader.hpp>
#include <apibind/type_node.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace apibind::detail {

/// Whether two texts of 4 to 16 readable bytes are the same.
[[gnu::always_inline]] inline bool same_short_text(char const* a, char const* b, std::size_t size) {
    auto const differ = [&]<class Word>(Word, std::size_t at) {
        Word x, y;
        std::memcpy(&x, a + at, sizeof x);
        std::memcpy(&y, b + at, sizeof y);
        return x ^ y;
    };
    if (size < 8) return (differ(std::uint32_t{}, 0) | differ(std::uint32_t{}, size - 4)) == 0;
    return (differ(std::uint64_t{}, 0) | differ(std::uint64_t{}, size - 8)) == 0;
}
#if defined(__SSE2__)
/// How many of 16 bytes are the same before the first other.
[[gnu::always_inline]] inline unsigned alike(char const* a, char const* b) {
    auto const load = [](char const* from) { return _mm_loadu_si128(reinterpret_cast<__m128i const*>(from)); };
    auto const same = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(load(a), load(b))));
    return static_cast<unsigned>(__builtin_ctz(same + 1)); // std::countr_one would look whether all 32 bits are set
}
#endif

/// The keys of objects: which member one names, and what is wrong with one.
struct json_key_reader : json_scalar_reader {
    bool strict = false;
    std::vector<note>* notes = nullptr;
    char const* unknown_places[max_json_notes]; ///< of the first of them, to find their paths in the end
    std::size_t unknown_members = 0;

    /// A key and its colon; `text` is what the key stands for.
    [[gnu::always_inline]] char const* name_and_colon(char const* p, std::string_view& text) {
        if (*p != '"') return malformed(p, "a key in quotes");
        if (!(p = name(p, text))) return nullptr;
        p = space(p);
        if (*p != ':') return malformed(p, "':'");
        return space(p + 1);
    }

    /// Whether the key at `p` is spelt as the writer spells that of `m`, up to its colon.
    [[gnu::always_inline]] bool begins_with(char const* p, member const& m) const {
        std::size_t const length = m.quoted_size, left = static_cast<std::size_t>(end - p);
#if defined(__SSE2__)
        static_assert(quoted_padding == 16);
        if (left >= 16) [[likely]] {
            auto const same = alike(p, m.quoted);
            if (same >= length) [[likely]]
                return true;
            if (same != 16 || left < length) return false;
            std::size_t at = 16;
            for (; at + 16 < length; at += 16)
                if (alike(p + at, m.quoted + at) != 16) return false;
            return alike(p + length - 16, m.quoted + length - 16) == 16;
        }
#endif
        if (left < length) return false;
        return length <= 16 ? same_short_text(p, m.quoted, length) : std::memcmp(p, m.quoted, length) == 0;
    }
    /// The one of the members up to `last` whose key is spelt at `p` as the writer spells it, behind `next` or before
    /// it; else `last`.
    [[gnu::always_inline]] member const* begins_with_other(member const* members, member const* next,
                                                           member const* last, char const* p) const {
        if (end - p < 4) return last;
        auto const start = [](char const* at) {
            std::uint32_t word;
            std::memcpy(&word, at, sizeof word);
            return word;
        };
        auto const word = start(p);
        auto const is = [&](member const* m) __attribute__((always_inline)) {
            return start(m->quoted) == word && begins_with(p, *m);
        };
        for (member const* m = next == last ? last : next + 1; m != last; ++m)
            if (is(m)) return m;
        for (member const* m = members; m != next; ++m)
            if (is(m)) return m;
        return last;
    }
    struct found_member {
        member const* known; ///< the end of the table where none is
        char const* value;   ///< null after a failure
    };
    /// The member whose key is at `p`.
    [[gnu::noinline]] found_member other_member(object_table const& table, member const* next, char const* p) {
        std::string_view text;
        if (!(p = name_and_colon(p, text))) return {nullptr, nullptr};
        std::size_t const length = text.size();
        auto const same = [&](member const& m) {
            if (m.quoted_size != length + 3) return false;
            return std::memcmp(m.quoted + 1, text.data(), length) == 0;
        };
        member const* const last = table.members + table.count;
        for (member const* m = next; m != last; ++m)
            if (same(*m)) return {m, p};
        for (member const* m = table.members; m != next; ++m)
            if (same(*m)) return {m, p};
        return {last, p};
    }

    // Keys that are wrong, unknown or not there --------------------------------------------------------------------

    [[gnu::cold, gnu::noinline]] char const* bad_key(map_table const& table, char const* at, char const* behind,
                                                     bool known) {
        furthest = at;
        std::string found = "the key " + describe(at).substr(sizeof "the string " - 1);
        if (known) return fail(decode_reason::duplicate, at, "each key once", std::move(found) + " again", behind);
        if (table.keys)
            return fail(decode_reason::unknown_value, at, spell_names(*table.keys) + " as key", std::move(found),
                        behind);
        return fail(decode_reason::wrong_type, at, std::string(table.key_type) + " as key", std::move(found), behind);
    }
    [[gnu::cold, gnu::noinline]] char const* duplicate(char const* at, char const* behind, member const& m) {
        furthest = at;
        std::string found = "the member ";
        append_quoted(found, m.name());
        return fail(decode_reason::duplicate, at, "each member once", found + " again", behind);
    }

    [[gnu::noinline]] char const* unknown(object_table const& table, char const* at, char const* p) {
        if (strict) {
            furthest = at;
            return fail(decode_reason::unknown_member, at,
                        table.count == 0
                            ? "no member"
                            : spell_names(table.count, [&](std::size_t i) { return table.members[i].name(); }),
                        "the member " + describe(at).substr(sizeof "the string " - 1), p);
        }
        if (notes) {
            if (unknown_members < max_json_notes) {
                unknown_places[unknown_members] = p;
                notes->push_back({{}, "unknown member"});
            }
            ++unknown_members;
        }
        return skip(p);
    }
    /// Gives the notes of unknown members their paths, and counts those that found no room.
    [[gnu::noinline]] void complete_notes() {
        std::size_t const shown = unknown_members < max_json_notes ? unknown_members : max_json_notes;
        std::size_t const first = notes->size() - shown;
        json_walk walk(begin);
        for (std::size_t i = 0; i != shown; ++i) (*notes)[first + i].path = walk.path(unknown_places[i]);
        if (unknown_members > max_json_notes) {
            auto const more = unknown_members - (max_json_notes - 1);
            notes->back() = {"$", std::to_string(more) + " more unknown members"};
        }
    }
    [[gnu::cold, gnu::noinline]] bool missing(member const& m, char const* start, char const* p) {
        furthest = p;
        fail(decode_reason::missing, start, expectation(*m.type), "nothing");
        append_key_step(error->path, m.name());
        return false;
    }
};

} // namespace apibind::detail
