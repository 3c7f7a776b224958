// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/durations.hpp>
#include <apibind/http_fields.hpp>
#include <apibind/json_error.hpp>
#include <apibind/verdict.hpp>

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace apibind {

/// Why a call that could have been tried again was not.
enum class retry_end : std::uint8_t {
    none,       ///< there was no reason to try again, or no leave
    attempts,   ///< all that the policy allows were made
    deadline,   ///< the wait before the next one would have gone beyond the call's deadline
    budget,     ///< the retry budget was spent
    cancelled,  ///< a stop was asked for before the next one
    gate,       ///< its gate let no further one through, though there was time
    content,    ///< its content is a stream that cannot be rewound
    credential, ///< no credential could be had for the next one
};
constexpr std::string_view to_string(retry_end end) noexcept {
    switch (end) {
    case retry_end::none: return "";
    case retry_end::attempts: return "all attempts were made";
    case retry_end::deadline: return "the wait before another attempt would have gone beyond the deadline";
    case retry_end::budget: return "the retry budget is spent";
    case retry_end::cancelled: return "cancelled before another attempt";
    case retry_end::gate: return "its gate let no further attempt through";
    case retry_end::content: return "its content cannot be read a second time";
    case retry_end::credential: return "no credential could be had for another attempt";
    }
    return "";
}

/// What is known about a call, whether it succeeded or failed.
struct call_info {
    apibind::outcome outcome = outcome::not_sent;
    apibind::phase phase = phase::build; ///< how far it came: to `phase::decode` where a complete answer was read
    int status = 0;                      ///< the HTTP status, or 0 where no head of an answer came
    http_fields fields{};                ///< of the answer; those of a failure without secrets
    unsigned attempts = 0;               ///< how often the request was handed to the transport
    apibind::retry_end retry_end = retry_end::none;    ///< why there was not one more
    std::chrono::nanoseconds elapsed{};                ///< of the whole call, waiting for its turn included
    std::optional<std::chrono::seconds> retry_after{}; ///< from now, where the answer says so (RFC 9110 section 10.2.3)
    std::vector<note> notes{};                         ///< what was met in the answer that the types do not know
    std::string idempotency_key{}; ///< that was sent, given or made; a call that gives it repeats this one
    std::string last_event_id{};   ///< of a stream of server-sent events: a Last-Event-ID field goes on behind it
};

enum class failure_kind : std::uint8_t {
    invalid_request, ///< the request breaks a rule or has no form on the wire; nothing was sent
    gate,            ///< its turn did not come before the deadline; nothing was sent
    transport,       ///< no complete answer: `transport` says why
    status,          ///< a status outside 200-299
    refusal,         ///< the vendor refuses inside a 2xx
    undecodable,     ///< a 2xx whose content is not the declared response: `decode` says where
    cancelled,       ///< a stop was asked for; the outcome says whether anything was sent
    credential,      ///< no credential could be had, such as a renewed token; nothing was sent
    unfinished,      ///< polls came to their deadline before the job was done
};

constexpr std::string_view to_string(failure_kind kind) noexcept {
    switch (kind) {
    case failure_kind::invalid_request: return "invalid request";
    case failure_kind::gate: return "no turn";
    case failure_kind::transport: return "no complete answer";
    case failure_kind::status: return "status";
    case failure_kind::refusal: return "refusal";
    case failure_kind::undecodable: return "undecodable";
    case failure_kind::cancelled: return "cancelled";
    case failure_kind::credential: return "no credential";
    case failure_kind::unfinished: return "unfinished";
    }
    return "";
}
template <class Traits>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, failure_kind kind) {
    return out << to_string(kind);
}
template <class Traits>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, retry_end end) {
    return out << to_string(end);
}

/// Why a call has no response; the part of a failure that is the same for all endpoints. A stream shows one line.
struct failure_facts {
    failure_kind kind = failure_kind::invalid_request;
    std::string endpoint; ///< the endpoint's type: "wolkvox::remove_record"
    std::string message;  ///< what happened, and where it helps what to do; without secrets
    std::optional<transport_error> transport{};
    std::optional<decode_error> decode{};
    std::string excerpt{}; ///< the first bytes of the answer's content, without secrets
    call_info info{};
};

/// `wolkvox::remove_record: rejected: HTTP 403: {"code":403,"error":"FORBIDDEN","msg":"PLEASE VALIDATE TOKEN"}`
inline std::string to_string(failure_facts const& failure) {
    std::string line = failure.endpoint;
    line.append(": ").append(to_string(failure.info.outcome)).append(": ").append(failure.message);
    return line;
}
template <class Traits>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, failure_facts const& failure) {
    return out << to_string(failure);
}

/// The `error` of a service that declares none.
struct no_error_body {
    friend bool operator==(no_error_body, no_error_body) = default;
};

/// Why a call has no response, with the vendor's own error where one was read.
template <class Error>
struct failure : failure_facts {
    std::optional<Error> vendor_error{}; ///< the declared `error`, where the answer read as one; without secrets
};

} // namespace apibind
