// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>
#include <string_view>

namespace apibind {

/// How a type that the library does not know travels as JSON. Specialise it with
///
///     static void write(T const& value, std::string& json);          // appends one JSON value, in UTF-8
///     static bool read(std::string_view json, T& value, std::string& expected);
///
/// `write` may instead return a std::string: why this value has no JSON, or nothing where it has. What it wrote is
/// checked. `read` is given the text of exactly one well-formed JSON value; false makes a decode failure at that place
/// that says what was `expected`.
///
/// A type that another type's values stand for needs less: see described_json.hpp; one whose values are one text, that
/// stands in URLs too, see text_codec.hpp.
template <class T>
struct codec;

} // namespace apibind
