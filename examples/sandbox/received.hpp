// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sandbox {

/// A request as it arrived, and how it was answered.
///
/// `target` is the request line's, byte for byte. cpp-httplib keeps header fields sorted by name (fields of one name
/// in their order) and percent-decodes their values; that apart they are as sent.
struct received_request {
    std::uint64_t serial{};
    std::string vendor; ///< wooxy, wolkvox, crm, thulium, or empty when the host is none of theirs
    bool tls{};
    std::string method;
    std::string target;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    int status{};       ///< of the answer; 0 while there is none yet
    std::string answer; ///< body of the answer

    /// The value of the first field of that name in any case, empty when there is none.
    std::string header(std::string_view name) const;
    std::size_t header_count(std::string_view name) const;
    /// The Host field in lower case and without its port.
    std::string host() const;
};

/// The request and its answer in the form they have on the wire, for a person to read.
std::string to_text(received_request const& request);

/// Every request in the order of arrival. Every member may be called from any thread.
class received_log {
public:
    /// `sink`, when given, is called with each request once it is answered, one at a time.
    explicit received_log(std::function<void(received_request const&)> sink = {}) : sink_(std::move(sink)) {}

    /// Notes the request at its arrival, and gives it its serial number.
    std::uint64_t arrived(received_request request);
    void answered(std::uint64_t serial, int status, std::string const& answer);
    std::vector<received_request> all() const;
    void clear();

private:
    mutable std::mutex mutex_;
    std::mutex sink_mutex_;
    std::function<void(received_request const&)> sink_;
    std::uint64_t last_serial_{};
    std::deque<received_request> requests_;
};

} // namespace sandbox
