// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <utility>
#include <vector>

namespace apibind {

/// A list that travels as one text: `joined<std::string, ' '>` of OAuth scopes is "read write", `joined<int>` is "1,2".
/// The empty list is the empty text.
///
/// An element that is empty, holds the separator, or has a space or a tab at its ends is refused when it is written: it
/// would be read as something else. When read, spaces and tabs around an element and elements of nothing are left out
/// (RFC 9110 section 5.6.1).
template <class T, char Separator = ','>
class joined : public std::vector<T> {
public:
    using std::vector<T>::vector;
    joined() = default;
    joined(std::vector<T> values) : std::vector<T>(std::move(values)) {}

    static constexpr char separator = Separator;

    friend bool operator==(joined const&, joined const&) = default;
};

} // namespace apibind
