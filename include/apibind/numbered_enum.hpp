// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/enum_table.hpp>
#include <apibind/number_text.hpp>
#include <apibind/open_enum.hpp>
#include <apibind/type_node.hpp>

#include <cstdint>
#include <string>
#include <string_view>

/// Enums whose values travel, as wire_names says by `as_numbers`: a number in JSON, its digits elsewhere.
namespace apibind::detail {

template <class T, class E>
struct number_ops {
    static std::string write(void const* self, std::string& text) {
        auto const& value = *static_cast<T const*>(self);
        auto const* const known = enum_table_of<E>.find(static_cast<std::int64_t>(value));
        if (!known) return "has a value that no enumerator has";
        text += known->name;
        return {};
    }
    static bool read(std::string_view text, void* self) {
        auto const* known = enum_table_of<E>.find(text);
        if (!known) known = enum_table_of<E>.find(integer_digits(text));
        if (known) *static_cast<T*>(self) = static_cast<E>(known->value);
        return known != nullptr;
    }
    static void reset(void* self) { *static_cast<T*>(self) = T(); }
    static constexpr std::string_view expected = "a number of its enum";
};
template <class E>
struct number_ops<open_enum<E>, E> {
    static std::string write(void const* self, std::string& text) {
        auto const wire = static_cast<open_enum<E> const*>(self)->wire();
        auto const digits = integer_digits(wire);
        if (digits.empty()) return wire.empty() ? "is an open_enum without a value" : "is no integer";
        text += digits;
        return {};
    }
    static bool read(std::string_view text, void* self) {
        auto const digits = integer_digits(text);
        if (!digits.empty()) static_cast<open_enum<E>*>(self)->assign(digits);
        return !digits.empty();
    }
    static void reset(void* self) { *static_cast<open_enum<E>*>(self) = open_enum<E>(); }
    static constexpr std::string_view expected = "an integer";
};
template <class T, class E>
inline constexpr text_table number_table_of{&number_ops<T, E>::write, &number_ops<T, E>::read, &number_ops<T, E>::reset,
                                            number_ops<T, E>::expected, true};

} // namespace apibind::detail
