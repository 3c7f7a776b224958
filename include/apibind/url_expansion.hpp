// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/engine.hpp>
#include <apibind/percent_encoding.hpp>
#include <apibind/type_table.hpp>

#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

/// The values of a request as they stand in URLs: plain code over tables. A fault is a line for a person.
namespace apibind::detail {

template <class T>
void append_number(std::string& out, void const* value) {
    T number;
    std::memcpy(&number, value, sizeof number);
    char text[40];
    out.append(text, std::to_chars(text, text + sizeof text, number).ptr);
}

inline std::int64_t load_integer(void const* value, std::size_t width, bool is_signed) {
    auto as = [&]<class T>(T number) {
        std::memcpy(&number, value, sizeof number);
        return static_cast<std::int64_t>(number);
    };
    switch (width) {
    case 1: return is_signed ? as(std::int8_t{}) : as(std::uint8_t{});
    case 2: return is_signed ? as(std::int16_t{}) : as(std::uint16_t{});
    case 4: return is_signed ? as(std::int32_t{}) : as(std::uint32_t{});
    default: return as(std::int64_t{});
    }
}

/// The value that an integer of that width has after conversion.
constexpr std::int64_t narrowed(std::int64_t value, std::size_t width) {
    switch (width) {
    case 1: return static_cast<std::int8_t>(value);
    case 2: return static_cast<std::int16_t>(value);
    case 4: return static_cast<std::int32_t>(value);
    default: return value;
    }
}

/// The text of one value, or a fault without the member's name: "is not a finite number".
inline build_fault append_text(node const& type, void const* value, std::string& out) {
    switch (type.form) {
    case shape::boolean: out += *static_cast<bool const*>(value) ? "true" : "false"; return {};
    case shape::signed_integer: out += std::to_string(load_integer(value, type.width, true)); return {};
    case shape::unsigned_integer:
        out += std::to_string(static_cast<std::uint64_t>(load_integer(value, type.width, false)));
        return {};
    case shape::floating:
        if (type.width == sizeof(float) ? !std::isfinite(*static_cast<float const*>(value))
                                        : !std::isfinite(*static_cast<double const*>(value)))
            return "is not a finite number";
        type.width == sizeof(float) ? append_number<float>(out, value) : append_number<double>(out, value);
        return {};
    case shape::string: out += *static_cast<std::string const*>(value); return {};
    case shape::string_view: out += *static_cast<std::string_view const*>(value); return {};
    case shape::enumeration:
        for (std::size_t i = 0; i != type.enumeration->count; ++i) {
            auto const& entry = type.enumeration->entries[i];
            if (load_integer(value, type.width, true) == narrowed(entry.value, type.width)) {
                out += entry.name;
                return {};
            }
        }
        return "is none of its enumerators";
    case shape::open_enumeration: out += type.as<open_enum_table>().wire(value); return {};
    default: return "has no form in a URL";
    }
}

/// The value behind optionals and alternatives, or null where there is none to write.
inline void const* present(node const*& type, void const* value) {
    while (value) {
        switch (type->form) {
        case shape::optional:
        case shape::nullable:
            value = type->as<optional_table>().get(value);
            type = type->inner;
            break;
        case shape::alternatives: {
            auto const& table = *type->alternatives;
            auto const index = table.index(value);
            if (index >= table.count) return nullptr;
            value = table.get(value);
            type = table.entries[index];
            break;
        }
        case shape::nothing:
        case shape::null: return nullptr;
        default: return value;
        }
    }
    return nullptr;
}

} // namespace apibind::detail
