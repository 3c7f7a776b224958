// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/outcome.hpp>

#include <cstddef>
#include <optional>
#include <string>

namespace tour {

/// What came of one call.
struct row {
    std::string call;
    std::optional<apibind::outcome> outcome; ///< none: it was not made
    std::string known;
    apibind::outcome expected = apibind::outcome::executed;
};

/// Prints rows as they come, on standard output: as wide as the terminal, with colours only there.
class table {
public:
    table();

    void heading(std::string const& text);
    void add(row const& one);

    std::size_t calls() const { return calls_; }
    /// How many did not end as they should.
    std::size_t unexpected() const { return unexpected_; }

private:
    std::string coloured(std::string const& text, char const* colour) const;

    bool colours_;
    bool is_begun_ = false;
    std::size_t width_;
    std::size_t calls_ = 0;
    std::size_t unexpected_ = 0;
};

} // namespace tour
