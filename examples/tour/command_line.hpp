// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>
#include <vector>

namespace tour {

struct command_line {
    bool help = false;
    bool yes = false; ///< delete at real vendors without asking
};

/// Throws std::runtime_error with one line for an option that there is not.
command_line read_command_line(std::vector<std::string> const& words);

/// What --help prints.
extern char const* const usage;

} // namespace tour
