// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/connection.hpp>
#include <apibind/outgoing_content.hpp>
#include <apibind/sendable.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace apibind::detail::strict {

/// The request's bytes up to the content: Host, the fields as given, then what the transport adds.
inline void write_head(std::string& out, http_request const& request, connection const& peer,
                       outgoing_content const* content = nullptr) {
    bool const has_content_by_nature =
        request.method == method::post || request.method == method::put || request.method == method::patch;
    out.clear();
    out.reserve(1u << 10);
    peer.write_line(out, request);
    out.append("Host: ").append(peer.authority()).append("\r\n");
    for (auto const& field : request.fields) out.append(field.name).append(": ").append(field.value).append("\r\n");
    if (!request.fields.find("Accept-Encoding")) out += "Accept-Encoding: gzip\r\n";
    if (content && !content->size())
        out += "Transfer-Encoding: chunked\r\n";
    else if (content)
        out.append("Content-Length: ").append(std::to_string(*content->size())).append("\r\n");
    else if (request.body || has_content_by_nature)
        out.append("Content-Length: ").append(std::to_string(request.body ? request.body->size() : 0)).append("\r\n");
    if (auto const credentials = peer.is_for_proxy() ? peer.proxy_credentials() : std::string(); !credentials.empty())
        out.append("Proxy-Authorization: ").append(credentials).append("\r\n");
    out += "\r\n";
}

} // namespace apibind::detail::strict
