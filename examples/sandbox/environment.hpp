// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#pragma once

#include "received.hpp"
#include "refusals.hpp"
#include "settings.hpp"
#include "state.hpp"
#include "traffic.hpp"

#include <chrono>

namespace sandbox {

/// What a vendor needs to answer a request.
struct environment {
    guarded<world>& state;
    settings& given;
    sandbox::traffic& traffic;
};

/// The time an admitted call of that vendor takes, and the place where a test can hold it.
inline void work(environment& e, std::string const& vendor) {
    e.traffic.pass(vendor, std::chrono::milliseconds(e.given.number(vendor + "/delay_ms")));
}

/// The answer for a path that the vendor's pages do not print. No vendor documents its own.
inline answer no_such_path(received_request const& request) {
    return {404, "sandbox: nothing is known of " + request.target + "\n", "text/plain"};
}

} // namespace sandbox
