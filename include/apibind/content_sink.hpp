// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <chrono>
#include <cstdint>
#include <limits>
#include <string_view>

namespace apibind {

struct http_response;

/// Takes the content of an answer while it comes. Neither function throws.
class content_sink {
public:
    /// The head of the final answer. True: its content is given to `take`, decoded from gzip, and is not in the
    /// http_response; it counts for sink_options::most and not for limits.body. False: it is collected as always.
    virtual bool begin(http_response const& head) noexcept = 0;
    /// What came next. False: no more is wanted, and the exchange ends: `transport_error::cancelled`.
    virtual bool take(std::string_view data) noexcept = 0;

protected:
    ~content_sink() = default;
};

/// How content goes to a sink.
struct sink_options {
    content_sink* sink = nullptr; ///< null: it is collected
    /// By when all of it has come; in place of the deadline, which is over once the head has come.
    std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();
    std::chrono::milliseconds idle{60'000};                         ///< the longest silence within it
    std::uint64_t most = std::numeric_limits<std::uint64_t>::max(); ///< bytes, after decoding gzip
};

} // namespace apibind
