// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/connection.hpp>
#include <apibind/httplib_client.hpp>
#include <apibind/httplib_reader.hpp>
#include <apibind/httplib_request.hpp>
#include <apibind/httplib_stream.hpp>

#include <httplib.h>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

namespace apibind::detail {

/// A connection, and the client of cpp-httplib that speaks over it. One call at a time uses it.
class httplib_connection final : public strict::connection {
public:
    using strict::connection::connection;

    /// One request and its answer. `now` is how far it came; it may be used again where `is_reusable` says so.
    /// `content`: of the request's source, or null.
    exchange send(http_request const& request, send_options const& options, phase& now, bool& is_reusable,
                  strict::outgoing_content* content = nullptr) {
        obey(options.stop);
        now = phase::write;
        auto const sent_before = bytes_sent();
        std::string line;
        write_line(line, request);
        httplib_stream stream(*this, line, options, now, content);
        httplib_reader reader(request.method, options);
        auto wire = wire_request(request, is_for_proxy() ? proxy_credentials() : std::string(), content);
        wire.response_handler = [&](httplib::Response const& head) {
            now = phase::body;
            bool const goes_on = reader.take_head(head);
            if (reader.is_streamed()) stream.follow(options.stream);
            return goes_on;
        };
        wire.content_receiver = [&](char const* data, std::size_t size, auto...) {
            return reader.take_content({data, size});
        };
        httplib::Response got;
        auto error = httplib::Error::Success;
        bool is_done = client_.run(stream, wire, got, error);

        if (is_done && !reader.has_head()) { // an answer without content
            now = phase::body;
            reader.take_head(got);
        }
        if (reader.wrong()) return failed(reader, reader.wrong()->where, reader.wrong()->error, reader.wrong()->what);
        auto& answer = reader.answer();
        is_done = is_done && (!reader.has_content() || stream.finish());
        // `take_head` has stopped there.
        if (!is_done && !(answer && has_no_content(answer->status) && !stream.fault())) {
            // Nothing of it left this machine: the peer had gone before.
            if (now == phase::write && bytes_sent() == sent_before)
                now = origin().is_secure() ? phase::tls : phase::connect;
            if (auto const& fault = stream.fault()) return failed(reader, now, fault->error, fault->what);
            if (is_refusal(error))
                return failed(reader, phase::build, transport_error::invalid_request,
                              "this version of cpp-httplib does not send a field of this name or value");
            return failed(reader, now, transport_error::malformed,
                          answer ? "the answer is malformed: its chunks are none"
                                 : "the answer is malformed, or its head has more than cpp-httplib reads");
        }
        if (!reader.is_whole())
            return failed(reader, phase::body, transport_error::malformed,
                          "the answer is malformed: its gzip content is cut short");
        is_reusable = is_done && !reader.is_until_end() && !stream.is_answered_early() && input().empty() &&
                      got.version != "HTTP/1.0" && keeps_alive(answer->fields);
        return std::move(*answer);
    }

private:
    transport_failure failed(httplib_reader& reader, phase in, transport_error error, std::string const& what) const {
        return {in, error, where() + ": " + what, std::move(reader.answer())};
    }

    httplib_client client_;
};

} // namespace apibind::detail
