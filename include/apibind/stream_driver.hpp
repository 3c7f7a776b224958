// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/content_sink.hpp>

namespace apibind::detail {

struct answer_slot;
struct answer_table;
struct endpoint_table;

} // namespace apibind::detail

namespace apibind {

struct http_request;
struct interpret_options;

namespace detail {

/// Takes the content of a call and has the last word about its result.
class stream_driver : public content_sink {
public:
    sink_options how{};
    /// Before the first attempt, with the request.
    virtual void made(http_request const&) {}
    /// After each attempt: what was taken may make a failure a success, or a success a failure.
    virtual void conclude(endpoint_table const&, answer_table const&, interpret_options const&, answer_slot&) = 0;

protected:
    ~stream_driver() = default;
};

} // namespace detail
} // namespace apibind
