// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/httplib_fields.hpp>
#include <apibind/outgoing_content.hpp>
#include <apibind/sendable.hpp>

#include <httplib.h>

#include <cstddef>
#include <string>

namespace apibind::detail {

/// The request as cpp-httplib takes it, with these credentials for a proxy that reads it. The request line is not
/// cpp-httplib's: versions spell targets anew.
inline httplib::Request wire_request(http_request const& request, std::string const& proxy_credentials,
                                     strict::outgoing_content const* content = nullptr) {
    httplib::Request out;
    out.method = to_string(request.method);
    out.path = "/";
    out.headers.emplace("Host", request.origin.authority());
    for (auto const& field : request.fields) out.headers.emplace(field.name, field.value);
    if (!request.fields.find("Accept-Encoding")) out.headers.emplace("Accept-Encoding", "gzip");
    // Some versions add it by themselves, others do not.
    if (!request.fields.find("User-Agent")) out.headers.emplace("User-Agent", "cpp-httplib/" CPPHTTPLIB_VERSION);
    if (!proxy_credentials.empty()) out.headers.emplace("Proxy-Authorization", proxy_credentials);
#ifdef CPPHTTPLIB_EXPECT_100_THRESHOLD
    // Newer versions would ask the server first, and wait up to a second for its answer; an empty one is not written.
    if (!request.fields.find("Expect")) out.headers.emplace("Expect", "");
#endif
    if (content) { // which the stream writes: cpp-httplib's provider of it has nothing to say
        auto const size = content->size();
        size ? out.headers.emplace("Content-Length", std::to_string(*size))
             : out.headers.emplace("Transfer-Encoding", "chunked");
        out.is_chunked_content_provider_ = !size;
        out.content_provider_ = [](std::size_t, std::size_t, httplib::DataSink& sink) {
            if (sink.done) sink.done();
            return true;
        };
        return out;
    }
    if (!request.body) return out;
    out.body = *request.body;
    bool const says_so_itself =
        request.method == method::post || request.method == method::put || request.method == method::patch;
    if (out.body.empty() && !says_so_itself) out.headers.emplace("Content-Length", "0");
    return out;
}

/// Whether it is the request that this version of cpp-httplib refuses; older ones refuse none.
template <class Error = httplib::Error>
constexpr bool is_refusal(Error error) noexcept {
    if constexpr (requires { Error::InvalidHeaders; })
        return error == Error::InvalidHeaders;
    else
        return false;
}

} // namespace apibind::detail
