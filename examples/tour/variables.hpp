// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tour {

/// The variable's value; none where it is not set or empty.
std::optional<std::string> variable(std::string const& name);
/// The same of one that must be set. Throws std::runtime_error with a line that names it.
std::string needed_variable(std::string const& name);
/// Its parts between commas; none where it is not set.
std::optional<std::vector<std::string>> list_variable(std::string const& name);

/// Whether any variable of that vendor is set. Throws std::runtime_error for one that --help does not list: a misspelt
/// variable must not lead to another deletion than the one meant.
bool is_called_for_real(std::string_view prefix);

} // namespace tour
