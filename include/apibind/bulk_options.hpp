// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/client_options.hpp>

#include <optional>
#include <stop_token>

namespace apibind {

/// What invoke_all does differently from the defaults.
struct bulk_options {
    /// At most so many calls at once, where that is fewer than the service's limit; below 1: one, above 4,096: so many.
    /// Where the service declares no limit: so many instead of 16, which is what a transport keeps connections for
    /// unless told otherwise.
    std::optional<int> in_flight{};
    /// No further call is started once a stop was asked for; those in flight come to their end.
    std::stop_token stop{};
    /// Of every call; a deadline counts from the beginning of each. A stop by `call.stop` ends the calls in flight,
    /// too: of those that had been sent, the outcome is then unknown.
    call_options call{};
};

} // namespace apibind
