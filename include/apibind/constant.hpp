// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/enum_table.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

namespace apibind {
namespace detail {

/// A boolean, an integer or an enumerator as a template argument; with N a text.
template <class T, std::size_t N>
struct constant_value {
    char text[N]{};

    consteval constant_value(char const (&from)[N]) {
        for (std::size_t i = 0; i != N; ++i) text[i] = from[i];
    }
    constexpr std::string_view get() const { return {text, N - 1}; }
    using travels = std::string;
};
template <class T>
    requires((std::integral<T> && !std::same_as<T, char>) || std::is_enum_v<T>)
struct constant_value<T, 0> {
    T value;

    consteval constant_value(T from) : value(from) {}
    constexpr T get() const { return value; }
    using travels = T;
};
template <std::size_t N>
constant_value(char const (&)[N]) -> constant_value<char, N>;
template <class T>
constant_value(T) -> constant_value<T, 0>;

} // namespace detail

/// A member whose value is always the same: `constant<true>`, `constant<7>`, `constant<"incident">`, or an enumerator.
/// It is always written, and nothing need be said of it in a call. When it is read, another value is a failure with its
/// path.
template <detail::constant_value Value>
class constant {
public:
    static constexpr auto value = Value.get();

    constexpr operator decltype(Value.get())() const noexcept { return value; }

    friend constexpr bool operator==(constant, constant) noexcept { return true; }

    friend auto to_described_json(constant) { return typename std::remove_cvref_t<decltype(Value)>::travels(value); }
    /// What was expected, where that is no such constant.
    friend std::string from_described_json(typename std::remove_cvref_t<decltype(Value)>::travels const& found,
                                           constant&) {
        if (found == value) return {};
        using type = typename std::remove_cvref_t<decltype(Value)>::travels;
        if constexpr (std::is_same_v<type, std::string>)
            return "the string \"" + std::string(value) + "\"";
        else if constexpr (std::is_same_v<type, bool>)
            return value ? "true" : "false";
        else if constexpr (std::is_enum_v<type>) {
            auto const& table = detail::enum_table_of<type>;
            for (std::size_t i = 0; i != table.count; ++i)
                if (table.entries[i].value == static_cast<std::int64_t>(value))
                    return "the string \"" + std::string(table.entries[i].name) + "\"";
            return "one of its enumerators";
        } else
            return std::to_string(value);
    }
};

} // namespace apibind
