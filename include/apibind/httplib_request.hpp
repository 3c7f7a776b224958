// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/httplib_fields.hpp>
#include <apibind/sendable.hpp>

#include <httplib.h>

#include <cstddef>
#include <functional>
#include <limits>
#include <string>
#include <utility>

namespace apibind::detail {

/// The request as cpp-httplib takes it. Host is the origin's wherever the connection goes.
inline httplib::Request wire_request(http_request const& request) {
    httplib::Request out;
    out.method = to_string(request.method);
    out.path = request.target;
    out.headers.emplace("Host", request.origin.authority());
    for (auto const& field : request.fields) out.headers.emplace(field.name, field.value);
    if (!request.fields.find("Accept-Encoding")) out.headers.emplace("Accept-Encoding", "gzip");
    // Some versions add it by themselves, others do not.
    if (!request.fields.find("User-Agent")) out.headers.emplace("User-Agent", "cpp-httplib/" CPPHTTPLIB_VERSION);
#ifdef CPPHTTPLIB_EXPECT_100_THRESHOLD
    // Newer versions would ask the server first, and wait up to a second for its answer; an empty one is not written.
    if (!request.fields.find("Expect")) out.headers.emplace("Expect", "");
#endif
    if (!request.body) return out;
    out.body = *request.body;
    bool const says_so_itself =
        request.method == method::post || request.method == method::put || request.method == method::patch;
    if (out.body.empty() && !says_so_itself) out.headers.emplace("Content-Length", "0");
    return out;
}

/// The path and the query go as they are. The name of the switch has changed.
template <class Client>
void send_target_as_given(Client& client) {
    if constexpr (requires { client.set_path_encode(false); })
        client.set_path_encode(false);
    else
        client.set_url_encode(false);
}
/// The limit of an answer is ours to watch; newer versions have one of their own.
template <class Client>
void lift_payload_limit(Client& client) {
    if constexpr (requires { client.set_payload_max_length(std::size_t{}); })
        client.set_payload_max_length((std::numeric_limits<std::size_t>::max)());
}

/// The head of a request is written as given, on versions that would change it: they give the fields in no order, and
/// some spell the query anew ("%20" becomes "+"). `line` is the request line, or nothing where cpp-httplib's will do.
template <class Client>
void write_head_as_given(Client& client, std::function<std::string()> line) {
    using writer = std::function<ssize_t(httplib::Stream&, httplib::Headers&)>;
    if constexpr (requires(writer write) { client.set_header_writer(write); }) {
        client.set_header_writer([line = std::move(line)](httplib::Stream& out, httplib::Headers& fields) -> ssize_t {
            // The line stands in the buffer already, which is written once the fields stand there, too.
            auto* const buffer = dynamic_cast<httplib::detail::BufferStream*>(&out);
            auto right = line();
            if (buffer && !right.empty()) const_cast<std::string&>(buffer->get_buffer()) = std::move(right);
            std::string text;
            for (auto const& [name, value] : listed(fields))
                if (!value.empty() || !http_fields::same_name(name, "Expect"))
                    text.append(name).append(": ").append(value).append("\r\n");
            text += "\r\n";
            return out.write(text.data(), text.size());
        });
    }
}

/// Has the progress of a content told, on versions that do: how much is written, and of how much. False: not told.
template <class Request, class Told>
bool tell_of_writing(Request& request, Told told) {
    if constexpr (requires { request.upload_progress; }) {
        request.upload_progress = std::move(told);
        return true;
    } else {
        return false;
    }
}

/// Whether it is told when a request is about to be written; without that, one may have been written before a second
/// connection, on versions that send again.
template <class Client, class Error = httplib::Error>
constexpr bool can_see_writing(Client const&) {
    using writer = std::function<ssize_t(httplib::Stream&, httplib::Headers&)>;
    return requires(Client & client, writer write) {
        client.set_header_writer(write);
    }
    || !requires {
        Error::SSLPeerCouldBeClosed_;
    };
}

} // namespace apibind::detail
