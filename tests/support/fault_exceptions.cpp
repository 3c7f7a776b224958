// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "fault_case.hpp"

#include <httplib.h>

#include <iterator>
#include <string_view>

namespace faults {

bool is_list_exact() {
    return std::string_view(CPPHTTPLIB_VERSION).starts_with("0.11.");
}

std::vector<known_exception> const& httplib_exceptions() {
    using apibind::outcome;
    std::vector<carrier> const everywhere(std::begin(all_carriers), std::end(all_carriers));
    auto const taken_for_whole = [] {
        expectation out{{outcome::executed}};
        out.is_content_wrong = true;
        return out;
    };
    static std::vector<known_exception> const all = {
        {"F10 an early 413, and the server reads no more", everywhere,
         unknown({apibind::phase::write}, {apibind::transport_error::timeout}), "unknown",
         "it writes all of a request before it reads"},
        {"F17",
         everywhere,
         {},
         "the program crashes",
         "it matches the status line by a std::regex, which recurses once for each byte",
         true},
        {"F20 a 103 before the answer", everywhere, answered(103, outcome::unknown), "unknown",
         "it knows no interim answer but 100, and takes others for the final one"},
        {"F20 several 1xx before the answer", everywhere, answered(103, outcome::unknown), "unknown",
         "it knows no interim answer but 100, and takes others for the final one"},
        {"F21 an empty length", everywhere, executed(), "an empty one: executed",
         "it drops header fields without a value unseen"},
        {"F22 a folded line", everywhere, executed(), "the last two: executed",
         "it drops lines that are no header fields unseen"},
        {"F22 a space before a colon", everywhere, executed(), "the last two: executed",
         "it takes the space for a part of the field's name"},
        {"F22 a space before the colon of a length", everywhere, taken_for_whole(), "executed, with a wrong content",
         "a name with a space is that of another field to it"},
        {"F22 a space before the colon of a coding", everywhere, taken_for_whole(), "executed, with a wrong content",
         "a name with a space is that of another field to it"},
        {"F22 a folded length", everywhere, taken_for_whole(), "executed, with a wrong content",
         "it drops header fields without a value unseen, and so what is folded behind them"},
        {"F22 a folded coding", everywhere, taken_for_whole(), "executed, with a wrong content",
         "it drops header fields without a value unseen, and so what is folded behind them"},
        {"F24 a size with 0x", everywhere, executed(), "`0x`, a bare LF, a wrong terminator: executed",
         "it reads sizes by strtoul"},
        {"F24 a wrong terminator", everywhere, executed(), "`0x`, a bare LF, a wrong terminator: executed",
         "it skips a line behind each chunk unseen"},
        {"F24 a bare LF", everywhere, executed(), "`0x`, a bare LF, a wrong terminator: executed",
         "it reads lines up to their LF"},
    };
    return all;
}

} // namespace faults
