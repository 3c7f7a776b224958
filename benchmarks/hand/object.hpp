// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "hand/scan.hpp"

#include <cstddef>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hand {

/// A member of one object: how its key is mostly spelt, where its value goes, whether it must be there.
template <std::size_t N, class T>
struct member {
    char const (&quoted)[N]; ///< `"name":`
    T& value;
    bool is_required;
};
template <std::size_t N, class T>
member<N, T> required(char const (&quoted)[N], T& value) {
    return {quoted, value, true};
}
template <std::size_t N, class T>
member<N, T> optional(char const (&quoted)[N], T& value) {
    return {quoted, value, false};
}

/// Behind the key at `p` and its colon.
inline place key(place p, place end, std::string_view& name, std::string& scratch) {
    place const q = skip_string(p, end);
    if (!q) return nullptr;
    name = {p + 1, static_cast<std::size_t>(q - p) - 2};
    if (std::memchr(name.data(), '\\', name.size())) {
        if (!read(p, end, {}, scratch)) return nullptr;
        name = scratch;
    }
    p = blank(q);
    return *p == ':' ? blank(p + 1) : nullptr;
}

/// Behind the value of a key that is spelt in another way than the usual one, or unknown; `bit` is that of its member.
struct other_member {
    place p;
    unsigned bit;
};
template <class... Members>
[[gnu::noinline]] other_member other_key(place p, place end, level depth, Members... members) {
    std::string scratch;
    std::string_view name;
    if (!(p = key(p, end, name, scratch))) return {nullptr, 0};
    unsigned bit = 1;
    auto const by_name = [&](auto const& one) {
        if (name.size() == sizeof one.quoted - 4 && same<sizeof one.quoted - 4>(name.data(), one.quoted + 1)) {
            p = read(p, end, depth.inner(), one.value);
            return true;
        }
        bit <<= 1;
        return false;
    };
    if ((by_name(members) || ...)) return {p, bit};
    return {skip(p, end, depth.inner()), 0};
}

/// The object at `p`, unrolled over its members: they are tried in the order in which they are mostly written, again
/// and again for as long as one of them comes.
template <class... Members>
[[gnu::always_inline]] inline place object(place p, place end, level depth, Members... members) {
    if (*p != '{' || depth.left == 0) return nullptr;
    p = blank(p + 1);
    unsigned seen = 0, bit = 1;
    bool more = *p != '}';
    // Moves on behind a value.
    auto const next = [&]() __attribute__((always_inline)) {
        p = blank(p);
        more = *p == ',';
        if (more)
            p = blank(p + 1);
        else if (*p != '}')
            p = nullptr;
    };
    auto const take = [&](auto const& one) __attribute__((always_inline)) {
        if (more && starts(p, end, one.quoted)) {
            p = seen & bit ? nullptr : read(blank(p + sizeof one.quoted - 1), end, depth.inner(), one.value);
            seen |= bit;
            more = false;
            if (p) next();
        }
        bit <<= 1;
    };
    while (more) {
        unsigned const before = seen;
        bit = 1;
        (take(members), ...);
        if (more && seen == before) {
            auto const other = other_key(p, end, depth, members...);
            p = seen & other.bit ? nullptr : other.p;
            seen |= other.bit;
            if (!p) return nullptr;
            next();
        }
    }
    bit = 1;
    unsigned missing = 0;
    ((missing |= members.is_required ? bit & ~seen : 0, bit <<= 1), ...);
    return !p || missing ? nullptr : p + 1;
}

template <class T>
place read(place p, place end, level depth, std::optional<T>& to) {
    if (*p == 'n') {
        to.reset();
        return starts(p, end, "null") ? p + 4 : nullptr;
    }
    return read(p, end, depth, to.emplace());
}

template <class T>
place read(place p, place end, level depth, std::vector<T>& to) {
    if (*p != '[' || depth.left == 0) return nullptr;
    to.clear();
    p = blank(p + 1);
    if (*p == ']') return p + 1;
    for (;;) {
        if (!(p = read(p, end, depth.inner(), to.emplace_back()))) return nullptr;
        p = blank(p);
        if (*p == ']') return p + 1;
        if (*p != ',') return nullptr;
        p = blank(p + 1);
    }
}

} // namespace hand
