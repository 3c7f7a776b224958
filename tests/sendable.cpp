// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/sendable.hpp>

#include <doctest/doctest.h>

#include <optional>
#include <string>

using namespace apibind;
using detail::unsendable;

namespace {

http_request request_of(std::string target, http_fields fields = {}) {
    return {.origin = {"https", "api.example", 443}, .target = std::move(target), .fields = std::move(fields)};
}
bool has(std::optional<std::string> const& reason, std::string const& text) {
    return reason && reason->find(text) != std::string::npos;
}

} // namespace

TEST_CASE("a request that is whole is sent") {
    CHECK(unsendable(request_of("/"), {}) == std::nullopt);
    CHECK(unsendable(request_of("/a?b[]=%20", {{"X-A", "b\tc"}, {"Empty", ""}}), {}) == std::nullopt);
    connection_options options;
    options.connect_to = {"127.0.0.1", 1};
    CHECK(unsendable(request_of("/"), options) == std::nullopt);
}

TEST_CASE("what could end its line, or mean another request, is refused before connecting") {
    for (std::string const target : {"", "a", "*", "http://other.example/"})
        CHECK_MESSAGE(has(unsendable(request_of(target), {}), "does not begin with a slash"), target);
    for (std::string const target : {"/a b", "/a\r\nX: y", "/a#b", "/\x7f", "/\xc3\xa9", "/a\tb"})
        CHECK_MESSAGE(has(unsendable(request_of(target), {}), "percent-encode it"), target);
    for (std::string const name : {"", "a b", "a:", "a\r\nb", "\xc3\xa9"})
        CHECK_MESSAGE(has(unsendable(request_of("/", {{name, "x"}}), {}), "a field's name"), name);
    for (std::string const value : {"a\r\nX: y", "a\n", "\x01"}) {
        auto const reason = unsendable(request_of("/", {{"X-A", value}}), {});
        CHECK_MESSAGE(has(reason, "the value of the field X-A has a line break"), value);
    }
    for (std::string const own : {"host", "Content-Length", "transfer-encoding", "Connection", "Proxy-Authorization"})
        CHECK_MESSAGE(has(unsendable(request_of("/", {{own, "x"}}), {}), "is the transport's to set"), own);
}

TEST_CASE("origins and options that lead nowhere are refused") {
    auto request = request_of("/");
    for (std::string const host : {"", "a b", "evil.example/#", "a@b", "[::1]", "..", "0x7f.1", "a\r\nb"}) {
        request.origin.host = host;
        CHECK_MESSAGE(has(unsendable(request, {}), "neither a host name nor an IP address"), host);
    }
    for (std::string const host : {"localhost", "127.0.0.1", "::1", "xn--e1afmkfd.example"}) {
        request.origin.host = host;
        CHECK_MESSAGE(unsendable(request, {}) == std::nullopt, host);
    }
    request = request_of("/");
    request.origin.scheme = "ftp";
    CHECK(has(unsendable(request, {}), "scheme"));
    request = request_of("/");
    request.origin.port = 0;
    CHECK(has(unsendable(request, {}), "port"));

    connection_options options;
    options.connect_to = {"a b", 1};
    CHECK(has(unsendable(request_of("/"), options), "connect_to's host"));
    options = {};
    options.proxy = {.host = "", .port = 1};
    CHECK(has(unsendable(request_of("/"), options), "the proxy's host or port"));
    options.proxy = {.host = "proxy.example", .port = 1, .user = "a:b", .password = secret("c")};
    CHECK(has(unsendable(request_of("/"), options), "colon"));
    options.proxy = {.host = "proxy.example", .port = 1, .user = "a"};
    CHECK(has(unsendable(request_of("/"), options), "user and password, or neither"));
    options.proxy = {.host = "proxy.example", .port = 1};
    options.connect_to = {"127.0.0.1", 1};
    CHECK(has(unsendable(request_of("/"), options), "exclude each other"));
}
