// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/json_reader.hpp>
#include <apibind/json_writer.hpp>
#include <apibind/text_values.hpp>

#include <optional>
#include <string>
#include <string_view>

/// What becomes of values on the wire and back, as one text that a test compares.
namespace support {

/// The JSON of a value, or "! " and why it has none.
template <class T>
std::string json_of(T const& value) {
    std::string out;
    if (auto const error = apibind::write_json(value, out)) return "! " + to_string(*error);
    return out;
}
/// A text that is read as a T, and written again; or "! " and why it was not read.
template <class T>
std::string again(std::string_view json, apibind::json_read_options const& options = {}) {
    T value = apibind::detail::make<T>();
    if (auto const error = apibind::read_json(json, value, options)) return "! " + to_string(*error);
    return json_of(value);
}
/// The same of a text in a URL; "none" where it is none.
template <class T>
std::string text_again(std::string_view text) {
    auto const value = apibind::from_text<T>(text);
    return value ? apibind::to_text(*value).value_or("no text") : "none";
}
/// The value of a text that must have one.
template <class T>
T value_of(std::string_view json) {
    T value = apibind::detail::make<T>();
    if (auto const error = apibind::read_json(json, value)) throw std::string(to_string(*error));
    return value;
}

} // namespace support
