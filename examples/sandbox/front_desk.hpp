// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#pragma once

#include "environment.hpp"

#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace sandbox {

/// The vendor that a request is meant for: by its host, or by its path on 127.0.0.1 and localhost; empty for none.
std::string vendor_of(received_request const& request);

/// Sends each request to its vendor, unless a refusal was ordered for that vendor's next call.
class front_desk {
public:
    explicit front_desk(environment e) : environment_(e) {}

    void answer_next(std::string_view name, int count);
    answer answer_to(received_request const& request);

private:
    std::optional<std::string> ordered_for(std::string const& vendor);

    environment environment_;
    std::mutex mutex_;
    std::map<std::string, std::deque<std::string>, std::less<>> ordered_;
};

} // namespace sandbox
