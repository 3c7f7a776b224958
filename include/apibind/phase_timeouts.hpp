// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/durations.hpp>

namespace apibind {

/// Caps of the single phases; the deadline stands over all of them.
struct phase_timeouts {
    std::chrono::milliseconds connect{5'000};
    std::chrono::milliseconds tls{5'000};
    /// Of the whole request; of each 64 KiB where its content is read while it is sent.
    std::chrono::milliseconds write{10'000};
    std::chrono::milliseconds await{30'000}; ///< from the request's last byte to the answer's first
};

} // namespace apibind
