// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/client_options.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>

namespace apibind {

/// How far a download has come.
struct download_progress {
    std::uint64_t received = 0;           ///< bytes of the whole, those of earlier parts included
    std::optional<std::uint64_t> total{}; ///< where the vendor says it
};

/// How content is downloaded.
struct download_options {
    /// As in any call, but for the deadline: the client's ends with the head of each answer; one that is given here is
    /// that of the whole download.
    call_options call{};
    std::chrono::milliseconds idle{60'000};                         ///< the longest silence
    std::uint64_t most = std::numeric_limits<std::uint64_t>::max(); ///< bytes
    /// Told as content comes; it does not throw.
    std::function<void(download_progress const&)> on_progress{};
    /// How often a download that broke is resumed where it broke (RFC 9110 section 14). Only where the endpoint's
    /// effect is safe and the vendor's ETag is strong; what has changed meanwhile, and what a request with a Range of
    /// its own asked for, is begun anew.
    unsigned resumptions = 3;
    std::chrono::milliseconds wait{500}; ///< before the first resumption; twice as long before each further one
    /// Into a file: after a failure what came is kept beside it, as `<file>.part` with its ETag in `<file>.part.etag`,
    /// and the next download goes on from there.
    bool keep_part = false;
};

/// A download that is whole.
struct downloaded {
    std::uint64_t size = 0; ///< bytes
    std::string media_type{};
    std::string etag{};
    unsigned resumptions = 0; ///< how often it was resumed or begun anew
};

} // namespace apibind
