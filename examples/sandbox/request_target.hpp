// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sandbox {

/// A request target taken apart: the path still as it arrived, the query's pairs decoded as PHP decodes them.
struct request_target {
    std::string path;
    std::vector<std::pair<std::string, std::string>> query;

    /// Every value of that name, in order.
    std::vector<std::string> values(std::string_view name) const;
    /// The last value of that name, which is the one PHP keeps.
    std::optional<std::string> last(std::string_view name) const;
};

request_target parse_target(std::string_view target);

/// Replaces each %XX; a `%` that begins none stays. `plus_is_space` as in a query.
std::string percent_decoded(std::string_view text, bool plus_is_space = false);

} // namespace sandbox
