// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/sendable.hpp>

#include <httplib.h>

namespace apibind::detail {

/// The request as cpp-httplib takes it. Host is the origin's wherever the connection goes.
inline httplib::Request wire_request(http_request const& request) {
    httplib::Request out;
    out.method = to_string(request.method);
    out.path = request.target;
    out.headers.emplace("Host", request.origin.authority());
    for (auto const& field : request.fields) out.headers.emplace(field.name, field.value);
#ifdef CPPHTTPLIB_ZLIB_SUPPORT
    if (!request.fields.find("Accept-Encoding")) out.headers.emplace("Accept-Encoding", "gzip");
#else
    if (!request.fields.find("Accept-Encoding")) out.headers.emplace("Accept-Encoding", "identity");
#endif
    if (!request.body) return out;
    out.body = *request.body;
    bool const says_so_itself =
        request.method == method::post || request.method == method::put || request.method == method::patch;
    if (out.body.empty() && !says_so_itself) out.headers.emplace("Content-Length", "0");
    return out;
}

} // namespace apibind::detail
