// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/answer.hpp>
#include <apibind/idempotency_key.hpp>

#include <optional>
#include <string>

namespace apibind {

struct call_options;
struct http_request;

namespace detail {

struct client_state;
struct download_target;
struct event_target;

/// Why no request can be made, where there is one.
using build_fault = std::optional<std::string>;

/// The work that is the same for all endpoints. A client carries it to where it is called, so that it is compiled where
/// clients are built and nowhere else.
struct engine {
    /// Makes the request and sends it, until there is a result. No options: as the client does.
    void (*run)(client_state const&, endpoint_table const&, answer_table const&, call_options const*,
                void const* request, answer_slot& result);
    /// Makes the request.
    build_fault (*build)(client_state const&, endpoint_table const&, void const* request, call_options const*,
                         http_request& out);
    /// Makes the key of a call; it stays empty where there are no random bytes.
    void (*make_key)(idempotency_key& out);
    /// Makes the request, sends it, and hands on the events of its answer.
    void (*events)(client_state const&, endpoint_table const&, answer_table const&, void const* request,
                   answer_slot& result, event_target const&);
    /// Makes the request, sends it, and hands on the content of its answer, until that is whole.
    void (*download)(client_state const&, endpoint_table const&, answer_table const&, void const* request,
                     answer_slot& result, download_target&);
};

} // namespace detail
} // namespace apibind
