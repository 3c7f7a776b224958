// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "scripted_transport.hpp"

#include <apibind/apibind.hpp>

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <utility>

/// What the tests of public APIs share: clients that reach nobody, and requests as one text.
namespace support {

/// A client that is given what `Service` asks for, server and credential, and sends nothing.
template <class Service, class... Given>
apibind::client<Service> unconnected(Given... given) {
    return apibind::client<Service>(std::move(given)..., {.user_agent = ""},
                                    std::make_shared<scripted_transport>(answer(500, "")));
}

/// The content of a request, also of one that is read while it is sent; none is "".
template <class Request>
std::string content_of(Request const& request) {
    if constexpr (requires { request.source->open(std::declval<std::string&>()); }) {
        if (request.source) {
            std::string why, out, room(4096, '\0');
            auto const stream = request.source->open(why);
            REQUIRE_MESSAGE(stream, why);
            for (auto n = stream->read(room, why); n && *n != 0; n = stream->read(room, why)) out.append(room, 0, *n);
            return out;
        }
    }
    return request.body.value_or("");
}

/// Method and URL, the fields in their order, an empty line, the content. A random boundary is written "B", and the
/// line ends of its parts are those of text.
inline std::string text_of(apibind::http_request const& request) {
    std::string out{to_string(request.method)};
    out += " " + request.origin.scheme + "://" + request.origin.authority() + request.target + "\n";
    for (auto const& field : request.fields) (out += field.name).append(": ").append(field.value).append("\n");
    if (auto const content = content_of(request); !content.empty()) out.append("\n").append(content);
    std::string const type(request.fields.find("Content-Type").value_or(""));
    auto const at = type.find("boundary=");
    if (at == std::string::npos) return out;
    auto const boundary = type.substr(at + 9, type.find(';', at) - at - 9);
    for (auto found = out.find(boundary); found != std::string::npos; found = out.find(boundary, found))
        out.replace(found, boundary.size(), "B");
    for (auto found = out.find("\r\n"); found != std::string::npos; found = out.find("\r\n", found))
        out.erase(found, 1);
    return out;
}

/// The request of a call as text; where it cannot be made, the failure's line.
template <class E, class Service>
std::string rendered(apibind::client<Service> const& client, apibind::request_of<E> const& request) {
    auto const made = apibind::prepare<E>(client, request);
    return made ? text_of(*made) : to_string(made.error());
}

} // namespace support
