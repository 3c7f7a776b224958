// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "fault_server.hpp"

#include <apibind/client.hpp>
#include <apibind/failure.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// The five shipped endpoints as a table: one call each that deletes, told apart by an identity in its request.
namespace faults {

struct call_target {
    std::shared_ptr<apibind::transport> over;
    apibind::client_options options;
    std::string id;
    std::string token = "fault-token"; ///< calls with the same one may wait for each other
    std::size_t padding = 0;           ///< so many more bytes in the request
};

/// A result without its types.
struct call_report {
    bool has_response = false;
    apibind::call_info info;
    std::optional<apibind::transport_error> transport{};
    std::string line{};                   ///< of a failure
    std::optional<std::string> content{}; ///< of a response, where that keeps it as it came
};

struct vendor_call {
    char const* name;
    char const* path; ///< of the service's base
    good_answer answer;
    call_report (*invoke)(call_target const&);
};

std::vector<vendor_call> const& vendor_calls();

} // namespace faults
