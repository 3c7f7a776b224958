// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

namespace apibind {

/// How a type whose values are one text travels: in URLs, forms and header fields as that text, in JSON as a string of
/// it. Specialise it with
///
///     static constexpr std::string_view expected = "a colour such as #ff8000";   // for messages
///     static void write(T const& value, std::string& text);                      // appends
///     static bool read(std::string_view text, T& value);                         // false: it is none
///
/// and with `static constexpr bool is_number = true;` where it is a number in JSON, `is_secret = true` where the texts
/// that the library makes of a call mask it, as apibind::secret. `write` may instead return a
/// std::string: what is wrong with a value that has no text, as in "is no date of the calendar"; nothing where it has.
/// A type without a default constructor cannot be read.
template <class T>
struct text_codec;

} // namespace apibind
