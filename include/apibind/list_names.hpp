// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

namespace apibind {

/// How the elements of a list are named where content is made of named values (form-urlencoded, multipart) or a query
/// is: with `tags` of two elements.
enum class list_names : std::uint8_t {
    indexed,   ///< `tags[0]`, `tags[1]`
    bracketed, ///< `tags[]`, `tags[]`
    repeated,  ///< `tags`, `tags`
};
using enum list_names;

} // namespace apibind
