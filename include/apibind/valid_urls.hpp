// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/endpoint.hpp>
#include <apibind/type_fault.hpp>
#include <apibind/valid_facts.hpp>

/// Checks of the URL templates of a base and a route. See valid.hpp.
namespace apibind::detail {

template <class Template, class Where>
inline constexpr bool is_url_template = false;

/// `Template` points to the route or base, `Where` is the part of it that is at fault.
template <template_fault Fault, auto* Template, class Where>
consteval void tell_template_fault() {
    if constexpr (Fault == template_fault::unterminated)
        static_assert(is_url_template<fact<Template>, Where>,
                      "apibind: a placeholder of this URL has no '}': write {member}");
    else if constexpr (Fault == template_fault::stray_brace)
        static_assert(is_url_template<fact<Template>, Where>,
                      "apibind: this URL has a '}' without its '{': write {member}");
    else if constexpr (Fault == template_fault::empty_placeholder)
        static_assert(is_url_template<fact<Template>, Where>,
                      "apibind: a placeholder of this URL is empty: write {member}");
    else if constexpr (Fault == template_fault::bad_placeholder)
        static_assert(
            is_url_template<fact<Template>, Where>,
            "apibind: a placeholder of this URL is no member's name: write {member}, or in a query {?a,b} or {&a,b}");
    else if constexpr (Fault == template_fault::unknown_operator)
        static_assert(is_url_template<fact<Template>, Where>,
                      "apibind: a placeholder of this URL has an operator or a prefix of RFC 6570 that is not known "
                      "here: write {member}, {+member} or {/member}, or in a query {?a,b} or {&a,b}");
    else if constexpr (Fault == template_fault::misplaced_operator)
        static_assert(is_url_template<fact<Template>, Where>,
                      "apibind: {?a,b} stands where the query begins, {&a,b} inside it, and only pairs follow; {+a} "
                      "and {/a} stand "
                      "in the path of a route, {/a} without a slash before it: move it there");
    else if constexpr (Fault == template_fault::bad_character)
        static_assert(is_url_template<fact<Template>, Where>, "apibind: this URL holds a character that no URL holds "
                                                              "(a space, a control, a non-ASCII one): percent-encode "
                                                              "it, a space as %20");
    else if constexpr (Fault == template_fault::fragment)
        static_assert(is_url_template<fact<Template>, Where>,
                      "apibind: this URL has a fragment, which is never sent: take it off from '#' on");
    else if constexpr (Fault == template_fault::dot_segment)
        static_assert(is_url_template<fact<Template>, Where>,
                      "apibind: this URL has a '.' or '..' segment: write the path that it leads to");
    else if constexpr (Fault == template_fault::bad_percent)
        static_assert(is_url_template<fact<Template>, Where>,
                      "apibind: a '%' of this URL is not followed by two hexadecimal digits: write %25 for '%'");
    else if constexpr (Fault == template_fault::too_many)
        static_assert(is_url_template<fact<Template>, Where>,
                      "apibind: this URL has too many placeholders: write 64 at most");
    else if constexpr (Fault == template_fault::no_slash)
        static_assert(is_url_template<fact<Template>, Where>,
                      "apibind: a route begins with '/', as it stands below the base: write \"/path\"");
    else if constexpr (Fault == template_fault::no_scheme)
        static_assert(is_url_template<fact<Template>, Where>,
                      "apibind: a base begins with https:// or http://: write \"https://host\"");
    else if constexpr (Fault == template_fault::no_host)
        static_assert(
            is_url_template<fact<Template>, Where>,
            "apibind: a base is scheme, host, port and path, without user and query: write \"https://host/path\"");
    else
        static_assert(is_url_template<fact<Template>, Where>,
                      "apibind: the host of this base is not a host: write host, host:port or [address]:port");
}

/// A token as methods are written: CONNECT asks for a tunnel and nothing else does (RFC 9110 section 9.3.6).
constexpr bool is_request_method(std::string_view token) {
    for (char c : token)
        if (!((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_')) return false;
    return !token.empty() && token != "CONNECT";
}
template <class E>
inline constexpr bool has_request_method = is_request_method(to_string(E::route.method));

template <class E>
consteval bool check_route() {
    if constexpr (!has_request_method<E>) {
        static_assert(has_request_method<E>,
                      "apibind: this route has no request method: write with_method(\"LIST\", \"/path\") with a token "
                      "of at most 31 upper-case letters, digits and hyphens, which is not CONNECT");
        return false;
    }
    constexpr auto fault = parsed_route<E>.fault;
    if constexpr (fault != template_fault::none) {
        constexpr std::string_view where = parsed_route<E>.where.substr(0, 20);
        tell_template_fault<fault, &E::route, typename spelled<at, characters<where.size()>(where)>::type>();
    }
    return fault == template_fault::none;
}

template <auto* Base>
consteval bool check_base() {
    constexpr auto parsed = parse_base(Base->text);
    if constexpr (parsed.fault != template_fault::none) {
        constexpr std::string_view where = parsed.where.substr(0, 20);
        tell_template_fault<parsed.fault, Base, typename spelled<at, characters<where.size()>(where)>::type>();
    }
    return parsed.fault == template_fault::none;
}

} // namespace apibind::detail
