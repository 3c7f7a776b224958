// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "fault_case.hpp"

#include <httplib.h>

#include <string_view>

namespace faults {

bool is_list_exact() {
    return std::string_view(CPPHTTPLIB_VERSION).starts_with("0.11.");
}

std::vector<known_exception> const& httplib_exceptions() {
    static std::vector<known_exception> const all = {
        {"F17", {carrier::plain, carrier::tls_1_2, carrier::tls_1_3}, {}, "the program crashes",
         "the status line is matched by a std::regex, which recurses once for each byte", true},
    };
    return all;
}

} // namespace faults
