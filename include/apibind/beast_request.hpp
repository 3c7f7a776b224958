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

inline void write_fields(std::string& out, http_fields const& fields) {
    auto const before = out.size();
    auto size = before;
    for (auto const& field : fields) size += field.name.size() + field.value.size() + 4;
    out.resize(size);
    char* at = out.data() + before;
    for (auto const& field : fields) {
        at += field.name.copy(at, field.name.size());
        *at++ = ':', *at++ = ' ';
        at += field.value.copy(at, field.value.size());
        *at++ = '\r', *at++ = '\n';
    }
}

/// The request's bytes up to the content: Host, the fields as given, then what the transport adds.
inline void write_head(std::string& out, http_request const& request, connection const& peer,
                       outgoing_content const* content = nullptr) {
    using namespace std::string_view_literals;
    bool const has_content_by_nature =
        request.method == method::post || request.method == method::put || request.method == method::patch;
    out.clear();
    out.reserve(1u << 10);
    peer.write_line(out, request);
    out.append("Host: "sv).append(peer.authority()).append("\r\n"sv);
    write_fields(out, request.fields);
    if (!request.fields.find("Accept-Encoding")) out += "Accept-Encoding: gzip\r\n"sv;
    if (content && !content->size())
        out += "Transfer-Encoding: chunked\r\n"sv;
    else if (content || request.body || has_content_by_nature)
        out.append("Content-Length: "sv)
            .append(std::to_string(content        ? *content->size()
                                   : request.body ? request.body->size()
                                                  : 0))
            .append("\r\n"sv);
    if (auto const credentials = peer.is_for_proxy() ? peer.proxy_credentials() : std::string(); !credentials.empty())
        out.append("Proxy-Authorization: ").append(credentials).append("\r\n");
    out += "\r\n"sv;
}

} // namespace apibind::detail::strict
