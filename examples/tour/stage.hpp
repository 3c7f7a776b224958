// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "table.hpp"

#include <apibind/apibind.hpp>

#include <sandbox/server.hpp>

#include <memory>
#include <string>
#include <utility>

namespace tour {

/// Where the calls of the tour go: the sandbox, by the vendors' own names.
struct stage {
    sandbox::server& vendors;
    apibind::client_options options; ///< connect_to and ca_file lead there
    std::shared_ptr<apibind::transport> transport;
    table& shown;
};

void tour_wooxy(stage& on);
void tour_wolkvox(stage& on);
void tour_crm(stage& on);
void tour_thulium(stage& on);

/// The row of a call. `words` tells in a few words what is in a response, and what is in the vendor's typed error.
template <class Response, class Error, class Words>
row row_of(std::string call, apibind::outcome expected, apibind::result<Response, Error> const& result, Words words) {
    std::string const status = "HTTP " + std::to_string(result.info().status) + ": ";
    row out{std::move(call), result.outcome(), {}, expected};
    if (result)
        out.known = status + words(*result);
    else if (auto const& failure = result.error(); failure.vendor_error)
        out.known = status + words(*failure.vendor_error);
    else
        out.known = failure.message;
    return out;
}

} // namespace tour
