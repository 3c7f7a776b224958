// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <string_view>
#include <type_traits>

namespace apibind {

/// How identifiers become names on the wire when nothing else is said about them.
enum class convention : unsigned char {
    as_written,       ///< `no_answer` is "no_answer"
    kebab_case,       ///< `no_answer` is "no-answer"
    camel_case,       ///< `no_answer` is "noAnswer"
    pascal_case,      ///< `no_answer` is "NoAnswer"
    upper_snake_case, ///< `no_answer` is "NO_ANSWER"
    upper_kebab_case, ///< `no_answer` is "NO-ANSWER"
    as_numbers,       ///< of an enum: `no_answer = 3` is 3, a number in JSON
};
inline constexpr convention as_written = convention::as_written;
inline constexpr convention kebab_case = convention::kebab_case;
inline constexpr convention camel_case = convention::camel_case;
inline constexpr convention pascal_case = convention::pascal_case;
inline constexpr convention upper_snake_case = convention::upper_snake_case;
inline constexpr convention upper_kebab_case = convention::upper_kebab_case;
inline constexpr convention as_numbers = convention::as_numbers;

/// One wire name: that of the member or enumerator `X`. Made by `name<X>("wire")`.
template <auto X>
struct renamed {
    std::string_view wire;
};

/// Gives the member `X` (a pointer to member) or the enumerator `X` its name on the wire.
template <auto X>
consteval renamed<X> name(std::string_view wire) {
    return {wire};
}

namespace detail {

template <class... Renamed>
struct name_list {
    convention rest = convention::as_written;
    std::string_view wires[sizeof...(Renamed) + 1]{};
};

} // namespace detail

/// The wire names of a struct or an enum, returned by a function that stands beside the type and is found by ADL:
///
///     consteval auto wire_names(std::type_identity<call_result>) { return apibind::names(apibind::kebab_case); }
///     consteval auto wire_names(std::type_identity<body>) { return
///     apibind::names(apibind::name<&body::id>("wolkvox-id")); }
///
/// A convention may come first; names given one by one win over it, but for `as_numbers`, which has none beside it.
/// Without such a function an identifier is its name.
template <auto... X>
consteval auto names(convention rest, renamed<X>... each) {
    return detail::name_list<renamed<X>...>{rest, {each.wire...}};
}
template <auto... X>
consteval auto names(renamed<X>... each) {
    return detail::name_list<renamed<X>...>{convention::as_written, {each.wire...}};
}

namespace detail {

constexpr bool is_identifier(std::string_view name) {
    if (name.empty() || (name[0] >= '0' && name[0] <= '9')) return false;
    for (char c : name)
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_')) return false;
    return true;
}

template <class T>
concept has_wire_names = requires {
    wire_names(std::type_identity<T>{});
};

template <class List, auto X>
struct wire_of; // the position of X in a name_list, or -1

template <class... Renamed, auto X>
struct wire_of<name_list<Renamed...>, X> {
    template <auto Y>
    static constexpr bool same(renamed<Y>) {
        if constexpr (std::is_same_v<decltype(X), decltype(Y)>)
            return X == Y;
        else
            return false;
    }
    static constexpr int find() {
        int at = 0, found = -1;
        (((same(Renamed{}) && found < 0) ? void(found = at) : void(), ++at), ...);
        return found;
    }
    static constexpr int position = find();
};

/// The wire name of `X` (identifier `written`), one character after the other into `out`; its length.
template <class Put>
constexpr std::size_t converted(std::string_view written, convention how, Put put) {
    auto upper = [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; };
    std::size_t n = 0;
    auto emit = [&](char c) { put(c), ++n; };
    bool start = how == convention::pascal_case;
    for (char c : written) {
        switch (how) {
        case convention::as_written:
        case convention::as_numbers: emit(c); break;
        case convention::kebab_case: emit(c == '_' ? '-' : c); break;
        case convention::upper_kebab_case: emit(c == '_' ? '-' : upper(c)); break;
        case convention::upper_snake_case: emit(upper(c)); break;
        case convention::camel_case:
        case convention::pascal_case:
            if (c == '_') {
                start = n != 0 || start;
            } else {
                emit(start ? upper(c) : c);
                start = false;
            }
            break;
        }
    }
    return n;
}

} // namespace detail
} // namespace apibind
