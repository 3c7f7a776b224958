// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "table.hpp"

#include "variables.hpp"

#include <algorithm>
#include <iostream>
#include <string_view>
#include <vector>

#include <sys/ioctl.h>
#include <unistd.h>

namespace tour {
namespace {

constexpr std::size_t call_width = 34;
constexpr std::size_t outcome_width = 15;
constexpr std::size_t gap = 2;

constexpr char const* bold = "1";
constexpr char const* red = "31";
constexpr char const* green = "32";
constexpr char const* yellow = "33";
constexpr char const* cyan = "36";

char const* colour_of(apibind::outcome outcome) {
    switch (outcome) {
    case apibind::outcome::executed: return green;
    case apibind::outcome::rejected: return red;
    case apibind::outcome::not_sent: return cyan;
    case apibind::outcome::partial:
    case apibind::outcome::unknown: return yellow;
    }
    return bold;
}

std::size_t terminal_width() {
    winsize size{};
    std::size_t const columns = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col != 0 ? size.ws_col : 120u;
    return std::clamp<std::size_t>(columns, 76, 140);
}

/// How many columns a text of UTF-8 takes: as many as it has characters.
std::size_t columns_of(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; }));
}

std::string padded(std::string text, std::size_t width) {
    auto const columns = columns_of(text);
    if (columns < width) text.append(width - columns, ' ');
    return text;
}

/// The text in lines of at most that width, broken at spaces, and inside of words only where one is too long.
std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
    std::vector<std::string> lines(1);
    while (!text.empty()) {
        auto const end = std::min(text.find(' '), text.size());
        std::string word(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (!lines.back().empty() && columns_of(lines.back()) + 1 + columns_of(word) > width) lines.emplace_back();
        for (; columns_of(word) > width; word.erase(0, width)) {
            lines.back() += word.substr(0, width);
            lines.emplace_back();
        }
        if (!lines.back().empty()) lines.back() += ' ';
        lines.back() += word;
    }
    return lines;
}

} // namespace

table::table() : colours_(isatty(STDOUT_FILENO) == 1 && !variable("NO_COLOR")), width_(terminal_width()) {}

std::string table::coloured(std::string const& text, char const* colour) const {
    return colours_ ? "\x1b[" + std::string(colour) + "m" + text + "\x1b[0m" : text;
}

void table::heading(std::string const& text) {
    if (!is_begun_)
        std::cout << '\n'
                  << std::string(gap, ' ') << padded("CALL", call_width + gap) << padded("OUTCOME", outcome_width + gap)
                  << "WHAT IS KNOWN\n";
    is_begun_ = true;
    std::cout << '\n' << coloured(text, bold) << '\n';
}

void table::add(row const& one) {
    ++calls_;
    auto calls = wrapped(one.call, call_width);
    auto known = wrapped(one.known, width_ - call_width - outcome_width - 3 * gap);
    bool const as_expected = one.outcome == one.expected;
    if (!as_expected) {
        ++unexpected_;
        if (one.outcome) known.push_back("This should have ended as: " + std::string(to_string(one.expected)));
    }
    std::string const outcome =
        padded(std::string(one.outcome ? to_string(*one.outcome) : "not called"), outcome_width);
    auto const lines = std::max(calls.size(), known.size());
    calls.resize(lines);
    known.resize(lines);
    std::string const between(gap, ' ');
    for (std::size_t i = 0; i != lines; ++i) {
        std::cout << between << padded(calls[i], call_width) << between;
        if (i == 0)
            std::cout << coloured(outcome, one.outcome ? colour_of(*one.outcome) : bold);
        else
            std::cout << std::string(outcome_width, ' ');
        bool const is_verdict = one.outcome && !as_expected && i + 1 == lines;
        std::cout << between << (is_verdict ? coloured(known[i], red) : known[i]) << '\n';
    }
    std::cout << std::flush;
}

} // namespace tour
