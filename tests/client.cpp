// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/client.hpp>

#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <memory>
#include <string>
#include <type_traits>

using namespace apibind;
using namespace std::chrono_literals;

namespace {

struct api {
    static constexpr auto base = apibind::base("https://{tenant}.example.com/v1");
    static constexpr auto auth = header_token("Token");
    static constexpr auto limit = in_flight(2);
    struct server {
        required<std::string> tenant;
    };
};
BOOST_DESCRIBE_STRUCT(api::server, (), (tenant))
struct with_basic {
    static constexpr auto base = apibind::base("https://basic.example");
    static constexpr auto auth = basic;
    static constexpr auto limit = in_flight(1);
};
struct open_api {
    static constexpr auto base = apibind::base("https://open.example");
};
struct plain_api {
    static constexpr auto base = apibind::base("http://plain.example");
    static constexpr auto auth = bearer;
};

std::shared_ptr<transport> carrier() {
    return std::make_shared<support::scripted_transport>(support::answer(200, "{}"));
}
std::string fault_of(client_options options) {
    return client<api>({.tenant = "a"}, secret("t"), std::move(options), carrier()).state()->fault;
}
bool is_plain_http_fault(std::string const& fault) {
    return fault.find("plain http") != std::string::npos;
}

} // namespace

TEST_CASE("a client takes what its service declares") {
    using server = api::server;
    static_assert(std::is_constructible_v<client<api>, server, secret, client_options, std::shared_ptr<transport>>);
    static_assert(
        std::is_constructible_v<client<with_basic>, user_password, client_options, std::shared_ptr<transport>>);
    static_assert(std::is_constructible_v<client<open_api>, client_options, std::shared_ptr<transport>>);
    static_assert(!std::is_constructible_v<client<open_api>, secret, client_options, std::shared_ptr<transport>>);
    static_assert(!std::is_convertible_v<secret, client<plain_api>>);
    static_assert(std::is_copy_constructible_v<client<api>> && std::is_nothrow_move_constructible_v<client<api>>);
    client<api> const it({.tenant = "north"}, secret("t"), {}, carrier());
    CHECK(it.state()->fault.empty());
    CHECK(it.state()->address.origin == http_origin{"https", "north.example.com", 443});
    CHECK(it.state()->address.base_path == "/v1");
}

TEST_CASE("copies share their state") {
    client<api> const it({.tenant = "a"}, secret("t"), {}, carrier());
    auto const copy = it;
    CHECK(copy.state() == it.state());
}

TEST_CASE("clients of one service and credential share a gate") {
    client<api> const a({.tenant = "a"}, secret("t"), {}, carrier()), b({.tenant = "b"}, secret("t"), {}, carrier());
    client<api> const other({.tenant = "a"}, secret("u"), {}, carrier());
    REQUIRE(a.state()->gate);
    CHECK(a.state()->gate == b.state()->gate);
    CHECK(a.state()->gate != other.state()->gate);
    client<with_basic> const c({"u", secret("p")}, {}, carrier()), d({"u", secret("p")}, {}, carrier()),
        e({"v", secret("p")}, {}, carrier());
    CHECK(c.state()->gate == d.state()->gate);
    CHECK(c.state()->gate != e.state()->gate);
    CHECK(c.state()->gate != a.state()->gate);
    CHECK(!client<open_api>({}, carrier()).state()->gate);
}

TEST_CASE("what makes no request is told by every call") {
    CHECK(client<api>({.tenant = "a.b"}, secret("t"), {}, carrier())
              .state()
              ->fault.starts_with("tenant must be one label"));
    CHECK(client<api>({.tenant = "a"}, secret(), {}, carrier()).state()->fault == "the token is empty");
    CHECK(client<with_basic>({"", secret("p")}, {}, carrier()).state()->fault == "the user name is empty");
    CHECK(client<api>({.tenant = "a"}, secret("t"), {}, nullptr).state()->fault == "the client was given no transport");
    CHECK(client<open_api>({}, nullptr).state()->fault == "the client was given no transport");
}

TEST_CASE("a credential goes over plain http to this machine only") {
    for (auto const* here :
         {"https://staging.example", "http://localhost:8080", "http://127.0.0.1/api", "http://[::1]:1"}) {
        CAPTURE(here);
        CHECK(fault_of({.base = here}) == "");
    }
    for (auto const* there : {"http://staging.example", "http://127.example.com", "http://10.0.0.1", "http://[::2]"}) {
        CAPTURE(there);
        CHECK(is_plain_http_fault(fault_of({.base = there})));
    }
    CHECK(is_plain_http_fault(fault_of({.base = "http://localhost", .connect_to = {{"10.0.0.1", 80}}})));
    CHECK(is_plain_http_fault(
        fault_of({.base = "http://localhost", .proxy = {{.host = "proxy.example", .port = 3128}}})));
    CHECK(fault_of({.base = "http://staging.example", .connect_to = {{"127.0.0.1", 80}}}) == "");
    CHECK(fault_of({.base = "http://staging.example", .connect_to = {{.unix_socket = "/run/a.sock"}}}) == "");
    CHECK(fault_of({.base = "nonsense"}).starts_with("the option base \"nonsense\" is not a base URL"));
    CHECK(client<open_api>({.base = "http://staging.example"}, carrier()).state()->fault == ""); // nothing to give away
    CHECK(client<plain_api>(secret("t"), {.base = "http://staging.example"}, carrier()).state()->fault ==
          ""); // declared so
}

TEST_CASE("the credential and the proxy's password are masked in every text") {
    client_options options;
    options.proxy = {"proxy", 3128, "me", secret("pr0xy")};
    client<api> const it({.tenant = "a"}, secret("t0ken"), options, carrier());
    CHECK(it.state()->secrets->apply("t0ken pr0xy bWU6cHIweHk=") == "[secret] [secret] [secret]");
    client<open_api> const open(options, carrier());
    CHECK(open.state()->secrets->apply("t0ken pr0xy bWU6cHIweHk=") == "t0ken [secret] [secret]");
    client<open_api> const none({}, carrier());
    CHECK(none.state()->secrets->empty());
    options.proxy->user.clear();
    options.proxy->password = secret();
    CHECK(client<open_api>(options, carrier()).state()->secrets->apply("a: b") == "a: b");
}

TEST_CASE("the options say what is promised") {
    client_options const usual;
    CHECK(!usual.deadline); // of a call: attempts_options.cpp
    CHECK(usual.user_agent == "apibind/" APIBIND_VERSION);
    CHECK(!usual.strict);
    client<open_api> const it({.connect_to = {{"127.0.0.1", 1}}, .ca_file = "ca.pem"}, carrier());
    CHECK(it.state()->connection == connection_options{.connect_to = {{"127.0.0.1", 1}}, .ca_file = "ca.pem"});
}
