// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/http_message.hpp>
#include <apibind/httplib_fields.hpp>

#include <httplib.h>

#include <cstddef>
#include <limits>
#include <string>

namespace apibind::detail {

/// cpp-httplib's client, for what it leaves to clients that derive from it: a request and its answer over a stream of
/// theirs. It never connects to anything.
class httplib_client final : private httplib::ClientImpl {
public:
    httplib_client() : ClientImpl("localhost") { set_up(*this); }

    /// Writes the request and reads its answer; false: see `error`, and what the stream knows.
    bool run(httplib::Stream& over, httplib::Request& request, httplib::Response& answer, httplib::Error& error) {
        return process_request(over, request, answer, false, error);
    }

private:
    template <class Client>
    static void set_up(Client& client) {
        client.set_decompress(false); // the content is decoded here, within its limits
        // The limit of an answer is ours to watch; newer versions have one of their own.
        if constexpr (requires { client.set_payload_max_length(std::size_t{}); })
            client.set_payload_max_length((std::numeric_limits<std::size_t>::max)());
        // Newer versions have the fields in no order.
        if constexpr (requires { client.set_header_writer(&write_fields); }) client.set_header_writer(&write_fields);
    }
    static ssize_t write_fields(httplib::Stream& out, httplib::Headers& fields) {
        std::string text;
        for (auto const& [name, value] : listed(fields))
            if (!value.empty() || !http_fields::same_name(name, "Expect"))
                text.append(name).append(": ").append(value).append("\r\n");
        text += "\r\n";
        return out.write(text.data(), text.size());
    }
};

} // namespace apibind::detail
