// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/failure.hpp>
#include <apibind/method.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace apibind {

/// What a call is labelled by: nothing of it is a value of the request.
struct call_label {
    std::string_view endpoint; ///< the endpoint's type: "thulium::remove_records"
    apibind::method method = method::get;
    std::string_view route; ///< the template: "/batch/outbounds/{id}/records/?phone_number[]={phone_number}"
    unsigned attempt = 0;   ///< from 1; 0 where there was none
    std::uint64_t call = 0; ///< from 1: which of the observed calls of this process it is
};

/// What one attempt came to.
struct attempt_result {
    apibind::outcome outcome = outcome::not_sent;
    apibind::phase phase = phase::build;
    int status = 0;                         ///< of the answer; 0 where none came
    std::optional<transport_error> error{}; ///< where no complete answer came
    std::chrono::nanoseconds elapsed{};     ///< of this attempt, without waiting for its turn
};

/// Is told of a client's calls while they are made, for logs and metrics: on the thread of the call, and by several
/// threads at once. What it throws is dropped.
class observer {
public:
    observer() = default;
    observer(observer const&) = delete;
    observer& operator=(observer const&) = delete;
    virtual ~observer() = default;

    /// Its gate has no room for it now.
    virtual void waiting(call_label const&) {}
    /// Before the transport is given the request. The call holds its turn: one that is made here may wait for it in
    /// vain.
    virtual void attempt_started(call_label const&) {}
    /// The attempt is over, with an answer or without, and its turn is given back.
    virtual void answered(call_label const&, attempt_result const&) {}
    /// There will be another attempt after that wait.
    virtual void retried(call_label const&, std::chrono::milliseconds /*wait*/) {}
    /// The call is over; also one of which nothing was sent. `why`: of a failure.
    virtual void finished(call_label const&, call_info const&, std::optional<failure_kind> /*why*/) {}
};

} // namespace apibind
