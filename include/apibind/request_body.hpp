// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/elements.hpp>
#include <apibind/file_content.hpp>
#include <apibind/hexadecimal.hpp>
#include <apibind/http_message.hpp>
#include <apibind/json_writer.hpp>
#include <apibind/media_type.hpp>
#include <apibind/multipart_body.hpp>
#include <apibind/pair_names.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

/// The content of a request, as its endpoint declares it: plain code over tables.
namespace apibind::detail {

/// WHATWG URL, section 5.2: everything but `A-Z a-z 0-9 * - . _` is encoded, a space as '+'. `keeps_brackets`: in a
/// name, where no value has any.
inline void append_form_encoded(std::string& out, std::string_view text, bool keeps_brackets = false) {
    for (char const c : text) {
        if ((is_unreserved(c) && c != '~') || c == '*' || (keeps_brackets && (c == '[' || c == ']')))
            out += c;
        else if (c == ' ')
            out += '+';
        else
            append_hex(out += '%', {&c, 1}, upper_hex_digits);
    }
}

inline build_fault write_form(endpoint_table const& endpoint, void const* request, std::string& out) {
    auto const& table = *endpoint.request;
    pair_visitor const to{&out, [](void* context, std::string_view name, std::string_view value) -> build_fault {
                              auto& text = *static_cast<std::string*>(context);
                              if (!text.empty()) text += '&';
                              append_form_encoded(text, name, true);
                              text += '=';
                              append_form_encoded(text, value);
                              return {};
                          }};
    for (std::size_t i = 0; i != endpoint.body_count; ++i) {
        auto const& m = table.members[endpoint.body_members[i]];
        std::string name(m.name());
        if (auto fault = visit_pairs(*m.type, table.at(m, request), name, endpoint.body->lists, to)) return fault;
    }
    return {};
}

/// One value a line. White space of a codec's does not end one.
inline build_fault write_lines(member const& m, node const& list, void const* value, std::string& out) {
    std::size_t i = 0;
    build_fault fault{};
    for_each_element(list, value, [&](node const& of, void const* item) {
        auto const begin = out.size();
        if (auto const error = write_json(of, item, out))
            fault = std::string(m.identifier) + "[" + std::to_string(i) + "]: " + to_string(*error);
        std::replace_if(
            out.begin() + static_cast<std::ptrdiff_t>(begin), out.end(), [](char c) { return c == '\n' || c == '\r'; },
            ' ');
        out += '\n';
        ++i;
        return !fault.has_value();
    });
    if (i == 0) return url_expander::told(m, "must not be empty: it is the lines of the body");
    return fault;
}

/// The bytes of one member. `type` is that of the content, which a file may say better.
inline build_fault take_content(member const& m, node const& type, void const* value, std::string& media_type,
                                http_request& out) {
    if (type.form == shape::string) {
        out.body = *static_cast<std::string const*>(value);
        return {};
    }
    auto const& given = *static_cast<file const*>(value);
    if (!given.media_type().empty()) {
        if (!is_media_type(given.media_type())) return url_expander::told(m, "has a media type that is none");
        media_type = given.media_type();
    }
    if (given.is_in_memory())
        out.body = std::string(given.content());
    else
        out.source = source_of(given);
    return {};
}

/// What the one member makes that is all of the content; none where it is absent.
inline build_fault write_member_body(endpoint_table const& endpoint, void const* request, http_request& out) {
    auto const& plan = *endpoint.body;
    auto const& m = endpoint.request->members[plan.member];
    node const* type = m.type;
    void const* value = endpoint.request->at(m, request);
    while (type->form == shape::optional || type->form == shape::nullable) {
        auto const& optional = type->as<optional_table>();
        void const* const held = optional.get(value);
        if (!held && (!optional.is_null || !optional.is_null(value))) return {};
        if (!held) break; // null
        value = held;
        type = optional.inner;
    }
    std::string media_type(plan.media_type);
    bool const is_null = type->form == shape::nullable;
    if (plan.form == body_form::content_of && !is_null) {
        if (auto fault = take_content(m, *type, value, media_type, out)) return fault;
    } else if (plan.form == body_form::ndjson_of && !is_null) {
        std::string lines;
        if (auto fault = write_lines(m, *type, value, lines)) return fault;
        out.body = std::move(lines);
    } else if (plan.form == body_form::json_of) {
        std::string json;
        if (auto const error = write_json(*type, value, json))
            return std::string("the body, ") + m.identifier + ": " + to_string(*error);
        out.body = std::move(json);
    } else {
        return url_expander::told(m, "must not be null: it is the body");
    }
    out.fields.add("Content-Type", media_type);
    return {};
}

/// Content and Content-Type of a request.
inline build_fault write_body(endpoint_table const& endpoint, void const* request, http_request& out) {
    constexpr body_plan undeclared{body_form::json, "application/json"};
    auto const& plan = endpoint.body ? *endpoint.body : undeclared;
    bool const has_content_by_nature =
        endpoint.method == method::post || endpoint.method == method::put || endpoint.method == method::patch;
    switch (plan.form) {
    case body_form::none: return {};
    case body_form::json_of:
    case body_form::ndjson_of:
    case body_form::content_of: return write_member_body(endpoint, request, out);
    case body_form::json:
        if (endpoint.body_count == 0 && !(endpoint.body && has_content_by_nature)) return {};
        break;
    default:
        if (endpoint.body_count == 0) return {};
    }
    if (plan.form == body_form::multipart || plan.form == body_form::related)
        return write_multipart(endpoint, request, out);
    out.fields.add("Content-Type", plan.media_type);
    std::string body;
    if (plan.form == body_form::form) {
        if (auto fault = write_form(endpoint, request, body)) return fault;
    } else if (auto error =
                   write_json_members(*endpoint.request, endpoint.body_members, endpoint.body_count, request, body)) {
        return "the body: " + to_string(*error);
    }
    out.body = std::move(body);
    return {};
}

} // namespace apibind::detail
