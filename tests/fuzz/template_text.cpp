// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "fuzz.hpp"
#include "support/hostile_values.hpp"

#include <apibind/json_text.hpp>
#include <apibind/service.hpp>

#include <arpa/inet.h>

#include <cstdint>
#include <string>
#include <string_view>

// Any text as a route, as a base and as an address: parsing ends within the text, what is accepted is made of its parts
// and of nothing else, and a base given at run time leads to a host that is one.

namespace fuzz_template_text {

namespace detail = apibind::detail;
using detail::template_fault;

void check_within(std::string_view part, std::string_view whole) {
    fuzz::require(part.empty() ||
                      (part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size()),
                  "what is told is a part of the text");
}

/// With its percent-encoding in the spelling of the library.
std::string in_capitals(std::string text) {
    for (std::size_t i = 0; i + 2 < text.size(); ++i)
        if (text[i] == '%')
            for (auto* c : {&text[i + 1], &text[i + 2]})
                if (*c >= 'a' && *c <= 'f') *c = static_cast<char>(*c - 'a' + 'A');
    return text;
}

void check_route(std::string_view text) {
    auto const parsed = detail::parse_route(text);
    check_within(parsed.where, text);
    if (parsed.fault != template_fault::none) return;
    std::size_t named = 0, braces = 0;
    std::string path, query;
    bool is_first = true;
    for (std::size_t i = 0; i != parsed.count; ++i) {
        auto const& piece = parsed.pieces[i];
        check_within(piece.before, text);
        check_within(piece.name, text);
        fuzz::require(piece.before.find_first_of("{}# \"<>\\^`|") == std::string_view::npos,
                      "literal text has no character of another kind", piece.before);
        fuzz::require(piece.name.empty() || detail::is_identifier(piece.name), "a placeholder is a name", piece.name);
        named += !piece.name.empty();
        auto& into = piece.in_query ? query : path;
        fuzz::require(piece.in_query || query.empty(), "no path comes behind the query");
        if (piece.in_query && piece.starts_pair && !is_first) into += '&';
        is_first = is_first && !piece.in_query;
        into += piece.before;
        if (piece.named) into.append(piece.name).append("=");
        if (!piece.name.empty()) into += "v";
    }
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] == '{')
            ++braces;
        else if (text[i] == ',' && text.rfind('{', i) != text.npos && text.find('}', text.rfind('{', i)) > i)
            ++braces; // {?a,b}
    fuzz::require(named == braces && named <= detail::max_placeholders, "every placeholder is a piece", text);
    auto const target = query.empty() ? path : path + "?" + query;
    auto const parts = support::taken_apart(in_capitals(target));
    fuzz::require(parts.sound, "filled in it is a request target", target);
    if (named == 0 && !text.ends_with('?') && text.find("&&") == text.npos && !text.ends_with('&') &&
        text.find("?&") == text.npos)
        fuzz::require(target == text, "without placeholders it stays as it is", target);
}

void check_base(std::string_view text) {
    auto const parsed = detail::parse_base(text);
    check_within(parsed.where, text);
    check_within(parsed.host, text);
    check_within(parsed.path, text);
    detail::service_address address;
    if (auto const fault = detail::override_base(text, address)) {
        fuzz::require(!detail::utf8_fault(*fault), "a fault is UTF-8", *fault);
        fuzz::require(text.find('@') == text.npos || fault->find('@') == fault->npos, "a fault shows no password",
                      *fault);
        return;
    }
    fuzz::require(parsed.fault == template_fault::none && text.find_first_of("{}?#\\") == text.npos,
                  "a base at run time is plain", text);
    auto const& host = address.origin.host;
    in_addr four{};
    in6_addr six{};
    bool const is_four = inet_pton(AF_INET, host.c_str(), &four) == 1;
    bool const is_six = inet_pton(AF_INET6, host.c_str(), &six) == 1;
    fuzz::require(is_four + is_six + detail::is_host_name(host) == 1, "a host is a name or an address", host);
    fuzz::require(address.origin.port != 0, "a port is a number");
    auto const scheme = address.origin.scheme + "://";
    auto const authority = is_six ? "[" + host + "]" : host;
    fuzz::require(text.starts_with(scheme + authority), "the host is the text's", text);
    auto rest = text.substr(scheme.size() + authority.size());
    if (rest.starts_with(':')) {
        auto const end = rest.find('/');
        fuzz::require(std::stoi(std::string(rest.substr(1, end - 1))) == address.origin.port, "the port is the text's");
        rest = end == rest.npos ? std::string_view() : rest.substr(end);
    } else {
        fuzz::require(address.origin.port == (address.origin.is_secure() ? 443 : 80), "the port is the scheme's");
    }
    while (rest.ends_with('/')) rest.remove_suffix(1);
    fuzz::require(rest == address.base_path, "the path is the text's", address.base_path);
    if (!rest.empty())
        fuzz::require(support::taken_apart(in_capitals(std::string(rest))).sound, "the path is one", rest);
}

void check_address(std::string const& text) {
    if (text.find('\0') != text.npos) return;
    in_addr four{};
    in6_addr six{};
    fuzz::require(detail::is_ipv4_address(text) == (inet_pton(AF_INET, text.c_str(), &four) == 1),
                  "an IPv4 address is one to the C library", text);
    bool const theirs = inet_pton(AF_INET6, text.c_str(), &six) == 1;
    fuzz::require(theirs || !detail::is_ipv6_address(text), "an IPv6 address is one to the C library", text);
    // RFC 3986 has no "::" for no group at all.
    fuzz::require(!theirs || detail::is_ipv6_address(text) || text.find("::") != text.npos,
                  "an IPv6 address of the C library is one", text);
}

} // namespace fuzz_template_text

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    auto const text = fuzz::text_of(data, size);
    fuzz_template_text::check_route(text);
    fuzz_template_text::check_base(text);
    fuzz_template_text::check_address(std::string(text));
    return 0;
}
