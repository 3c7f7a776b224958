// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/base64.hpp>
#include <apibind/json_number.hpp>
#include <apibind/loaded_integer.hpp>
#include <apibind/type_node.hpp>

#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

/// Values that are one text, without JSON: the same text wherever they travel.
namespace apibind::detail {

/// What is wrong with a value, without its name: "is not a finite number".
using text_fault = std::optional<std::string>;

template <class T>
void append_number(std::string& out, void const* value) {
    T number;
    std::memcpy(&number, value, sizeof number);
    char text[40];
    out.append(text, std::to_chars(text, text + sizeof text, number).ptr);
}

inline text_fault append_joined(node const& type, void const* value, std::string& out);

/// The text of a value that holds no other, or of a list that is joined; or a fault as of append_text.
inline text_fault append_plain_text(node const& type, void const* value, std::string& out) {
    switch (type.form) {
    case shape::boolean: out += *static_cast<bool const*>(value) ? "true" : "false"; return {};
    case shape::signed_integer: out += std::to_string(load_signed(value, type.width)); return {};
    case shape::unsigned_integer: out += std::to_string(load_unsigned(value, type.width)); return {};
    case shape::floating:
        if (type.width == sizeof(float) ? !std::isfinite(*static_cast<float const*>(value))
                                        : !std::isfinite(*static_cast<double const*>(value)))
            return "is not a finite number";
        type.width == sizeof(float) ? append_number<float>(out, value) : append_number<double>(out, value);
        return {};
    case shape::string: out += *static_cast<std::string const*>(value); return {};
    case shape::string_view: out += *static_cast<std::string_view const*>(value); return {};
    case shape::enumeration:
        if (auto const* const known = type.enumeration->held(value, type.width))
            return out += known->name, text_fault();
        return "is none of its enumerators";
    case shape::open_enumeration: out += type.as<open_enum_table>().wire(value); return {};
    case shape::text:
        if (auto refusal = type.as<text_table>().write(value, out); !refusal.empty()) return refusal;
        return {};
    case shape::bytes:
        out += base64(*static_cast<std::string const*>(value), static_cast<base64_form>(type.width));
        return {};
    case shape::joined: return append_joined(type, value, out);
    default: return "has no form as one text";
    }
}

constexpr bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

inline text_fault append_joined(node const& type, void const* value, std::string& out) {
    auto const& table = type.as<joined_table>();
    bool is_first = true;
    text_fault fault{};
    table.list->visit_each(value, [&](void const* element) {
        std::string one;
        fault = append_plain_text(*type.inner, element, one);
        if (!fault && one.empty()) fault = "has an empty element, which joining would lose";
        if (!fault && one.find(table.separator) != one.npos)
            fault = std::string("has an element that holds '") + table.separator + "', which separates them";
        if (!fault && (is_blank(one.front()) || is_blank(one.back())))
            fault = "has an element with a space at its end, which joining would lose";
        if (fault) return false;
        if (!is_first) out += table.separator;
        is_first = false;
        out += one;
        return true;
    });
    return fault;
}

// Reading -----------------------------------------------------------------------------------------------------------

template <class Integer>
bool put_integer(void* into, Integer value) {
    std::memcpy(into, &value, sizeof value);
    return true;
}
template <class Integer>
bool read_integer_text(void* into, std::string_view text) {
    Integer value{};
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return false;
    return put_integer(into, value);
}
template <class One, class Two, class Four, class Eight>
bool read_integer_text(void* into, std::size_t width, std::string_view text) {
    switch (width) {
    case 1: return read_integer_text<One>(into, text);
    case 2: return read_integer_text<Two>(into, text);
    case 4: return read_integer_text<Four>(into, text);
    default: return read_integer_text<Eight>(into, text);
    }
}
template <class Float>
bool read_floating_text(void* into, std::string_view text) {
    std::string const copy(text); // ends with a zero, as scan_number needs it
    auto const number = scan_number(copy.c_str());
    return number.end == copy.c_str() + copy.size() && to_floating(copy.c_str(), number, *static_cast<Float*>(into));
}

inline bool read_plain_text(node const& type, void* into, std::string_view text);

inline bool read_joined(node const& type, void* into, std::string_view text) {
    auto const& table = type.as<joined_table>();
    table.list->clear(into);
    while (true) {
        auto const end = text.find(table.separator);
        auto one = text.substr(0, end);
        while (!one.empty() && is_blank(one.front())) one.remove_prefix(1);
        while (!one.empty() && is_blank(one.back())) one.remove_suffix(1);
        if (!one.empty() && !read_plain_text(*type.inner, table.list->append(into), one)) return false;
        if (end == text.npos) return true;
        text.remove_prefix(end + 1);
    }
}

/// The other way round: false where the text is none of that type.
inline bool read_plain_text(node const& type, void* into, std::string_view text) {
    switch (type.form) {
    case shape::boolean:
        if (text != "true" && text != "false") return false;
        return *static_cast<bool*>(into) = text == "true", true;
    case shape::signed_integer:
        return read_integer_text<std::int8_t, std::int16_t, std::int32_t, std::int64_t>(into, type.width, text);
    case shape::unsigned_integer:
        return read_integer_text<std::uint8_t, std::uint16_t, std::uint32_t, std::uint64_t>(into, type.width, text);
    case shape::floating:
        return type.width == sizeof(float) ? read_floating_text<float>(into, text)
                                           : read_floating_text<double>(into, text);
    case shape::string: return *static_cast<std::string*>(into) = text, true;
    case shape::enumeration:
        if (auto const* known = type.enumeration->find(text)) {
            std::int64_t const value = known->value;
            switch (type.width) {
            case 1: return put_integer(into, static_cast<std::int8_t>(value));
            case 2: return put_integer(into, static_cast<std::int16_t>(value));
            case 4: return put_integer(into, static_cast<std::int32_t>(value));
            default: return put_integer(into, value);
            }
        }
        return false;
    case shape::open_enumeration: return type.as<open_enum_table>().assign(into, text), true;
    case shape::text: return type.as<text_table>().read(text, into);
    case shape::bytes: return from_base64(text, static_cast<base64_form>(type.width), *static_cast<std::string*>(into));
    case shape::joined: return read_joined(type, into, text);
    default: return false;
    }
}

/// What such a text is, for a person.
inline std::string_view expected_text(node const& type) {
    switch (type.form) {
    case shape::text: return type.as<text_table>().expected;
    case shape::bytes:
        return static_cast<base64_form>(type.width) == base64_form::url ? "bytes in base64url (RFC 4648)"
                                                                        : "bytes in base64 (RFC 4648)";
    case shape::joined: return "texts joined to one";
    default: return "a text";
    }
}

} // namespace apibind::detail
