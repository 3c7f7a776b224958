// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

namespace apibind {

/// "All of them", said aloud. A filter whose absence means "every record" is declared as
/// `required<std::variant<Filter, everything_t>>`: `everything` drops the filter's pair from the URL, and neither an
/// empty value nor a forgotten one can mean it.
struct everything_t {
    friend constexpr bool operator==(everything_t, everything_t) = default;
};
inline constexpr everything_t everything{};

} // namespace apibind
