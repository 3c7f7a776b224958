// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/interpret.hpp>
#include <apibind/phase_timeouts.hpp>
#include <apibind/transport.hpp>
#include <apibind/verdict.hpp>

#include <chrono>
#include <string>
#include <string_view>
#include <utility>

/// The failures of attempts that came to no answer, or to one that was not read.
namespace apibind::detail {

/// An answer that came and that nobody could read: there is not enough memory, or code of the program's threw.
inline failure_facts unread(endpoint_table const& endpoint, http_response const& response, interpret_options const& how,
                            std::string_view why) {
    failure_facts out;
    out.kind = is_success(response.status) ? failure_kind::undecodable : failure_kind::status;
    out.endpoint = endpoint.name;
    out.info = info_of(response, endpoint, how.secrets, how.now);
    out.message = "HTTP " + std::to_string(response.status) + ", but " + printable(masked(why, how.secrets));
    return out;
}

inline failure_facts failed_before(endpoint_table const& endpoint, failure_kind kind, phase where,
                                   std::string message) {
    failure_facts out;
    out.kind = kind;
    out.endpoint = endpoint.name;
    out.message = std::move(message);
    out.info.phase = where;
    return out;
}

inline std::string option_text(std::string_view option, std::chrono::milliseconds most) {
    return std::string(" (").append(option).append(": ").append(std::to_string(most.count())).append(" ms)");
}
/// The option that bounds a phase, or nothing.
inline std::string option_of(phase where, phase_timeouts const& caps) {
    switch (where) {
    case phase::connect: return option_text("timeouts.connect", caps.connect);
    case phase::tls: return option_text("timeouts.tls", caps.tls);
    case phase::write: return option_text("timeouts.write", caps.write);
    case phase::await: return option_text("timeouts.await", caps.await);
    default: return {};
    }
}

/// What a call that got no complete answer did, by how far it came and by the head of the answer where that came.
inline failure_facts unanswered(endpoint_table const& endpoint, transport_failure&& why, interpret_options const& how) {
    failure_facts out;
    out.kind = why.error == transport_error::cancelled ? failure_kind::cancelled : failure_kind::transport;
    out.endpoint = endpoint.name;
    out.transport = why.error;
    out.message = printable(masked(why.message, how.secrets));
    if (why.partial) {
        out.info = info_of(*why.partial, endpoint, how.secrets, how.now);
        out.excerpt = excerpt_of(why.partial->body, how.secrets, true);
        out.message =
            "HTTP " + std::to_string(out.info.status) + ", but its content did not arrive whole: " + out.message;
    }
    out.info.phase = why.phase;
    out.info.outcome = verdict_of({why.phase, why.error, out.info.status, out.info.retry_after.has_value(),
                                   endpoint.rejects_when_busy})
                           .outcome;
    return out;
}

} // namespace apibind::detail
