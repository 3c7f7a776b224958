// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string_view>
#include <vector>

/// Documents written for these tests, each a few bytes that a careless reader gets wrong.
namespace json_tests {

/// RFC 8259 allows them: every reader must accept them.
std::vector<std::string_view> const& corpus_accepted();
/// RFC 8259 does not allow them: a strict reader must reject them.
std::vector<std::string_view> const& corpus_rejected();

/// RFC 8259 lets an implementation choose, by its sections 4 (names), 6 (numbers), 8.1 (encoding), 8.2 (surrogates) and
/// 9 (limits).
struct corpus_choice {
    std::string_view text;
    bool typed;     ///< whether a described type accepts it
    bool free_form; ///< whether a json_value accepts it
    bool skipped;   ///< whether it is accepted as the value of a member that nobody knows
    std::string_view why;
};
std::vector<corpus_choice> const& corpus_chosen();

} // namespace json_tests
