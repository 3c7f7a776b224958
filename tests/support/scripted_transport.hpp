// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/transport.hpp>

#include <functional>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace support {

/// A transport that answers as a test says, and keeps what it was given. Its script is called by several threads at
/// once.
class scripted_transport : public apibind::transport {
public:
    using script = std::function<apibind::exchange(apibind::http_request const&, apibind::send_options const&)>;

    explicit scripted_transport(script answer) : answer_(std::move(answer)) {}
    /// The same answer to every call.
    explicit scripted_transport(apibind::exchange answer)
        : answer_([answer = std::move(answer)](auto const&, auto const&) { return answer; }) {}

    apibind::exchange send(apibind::http_request const& request, apibind::send_options const& options) override {
        {
            std::lock_guard const lock(mutex_);
            requests_.push_back(request);
            options_.push_back(options);
        }
        return answer_(request, options);
    }

    apibind::transport_promises promises() const noexcept override { return {.at_most_once = true}; }

    std::vector<apibind::http_request> requests() const {
        std::lock_guard const lock(mutex_);
        return requests_;
    }
    /// Those of the last call.
    apibind::send_options options() const {
        std::lock_guard const lock(mutex_);
        return options_.back();
    }

private:
    script answer_;
    mutable std::mutex mutex_;
    std::vector<apibind::http_request> requests_;
    std::vector<apibind::send_options> options_;
};

inline apibind::http_response answer(int status, std::string body, apibind::http_fields fields = {}) {
    return {status, std::move(fields), std::move(body)};
}

} // namespace support
