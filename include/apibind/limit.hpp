// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

namespace apibind {

/// At most `calls` calls at once with one credential, over all endpoints of the service and all clients of the process.
/// A call beyond that waits its turn, first come first served, until its deadline.
struct in_flight_limit {
    int calls;
};

consteval in_flight_limit in_flight(int calls) {
    return {calls};
}

} // namespace apibind
