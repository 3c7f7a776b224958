// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/service.hpp>

#include "support/hostile_values.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <variant>

using namespace apibind;
using namespace apibind::detail;

namespace {

struct labelled {
    static constexpr auto base = apibind::base("https://wv{label}.example.com:8443/api/{path}/v1");
    struct server {
        required<std::string> label, path;
    };
};
BOOST_DESCRIBE_STRUCT(labelled::server, (), (label, path))
struct whole_host {
    static constexpr auto base = apibind::base("http://{host}");
    struct server {
        required<std::string> host;
    };
};
BOOST_DESCRIBE_STRUCT(whole_host::server, (), (host))
struct alone {
    static constexpr auto base = apibind::base("https://{a}{b}.example");
    struct server {
        required<std::string> a;
        required<int> b;
    };
};
BOOST_DESCRIBE_STRUCT(alone::server, (), (a, b))
struct fixed {
    static constexpr auto base = apibind::base("https://[::1]:1/x/");
};
struct without_member {
    static constexpr auto base = apibind::base("https://{other}.example");
    struct server {
        required<std::string> a;
    };
};
BOOST_DESCRIBE_STRUCT(without_member::server, (), (a))

enum class region { us, eu };
BOOST_DESCRIBE_ENUM(region, us, eu)
consteval auto wire_names(std::type_identity<region>) {
    return names(name<region::us>("api.sendgrid.com"), name<region::eu>("api.eu.sendgrid.com"));
}
struct regional {
    static constexpr auto base = apibind::base("https://{where}/v3");
    struct server {
        region where = region::us;
    };
};
BOOST_DESCRIBE_STRUCT(regional::server, (), (where))
enum class place { eu1, us_east };
BOOST_DESCRIBE_ENUM(place, eu1, us_east)
consteval auto wire_names(std::type_identity<place>) {
    return names(kebab_case);
}
struct placed {
    static constexpr auto base = apibind::base("https://api{.edge}{.where}.example.com");
    struct server {
        std::optional<std::string> edge{};
        std::optional<place> where{};
    };
};
BOOST_DESCRIBE_STRUCT(placed::server, (), (edge, where))

struct filled {
    build_fault fault;
    service_address address;
};
template <class S>
filled fill(server_of<S> const& server) {
    filled out;
    out.fault = fill_base(service_table_of<S>, &server, out.address);
    return out;
}
std::string overridden(std::string_view text, service_address& out) {
    return override_base(text, out).value_or("");
}

} // namespace

TEST_CASE("a base is filled from its server") {
    auto const it = fill<labelled>({.label = "0042", .path = "a b"});
    CHECK(!it.fault);
    CHECK(it.address.origin == http_origin{"https", "wv0042.example.com", 8443});
    CHECK(it.address.base_path == "/api/a%20b/v1");
    CHECK(fill<whole_host>({.host = "crm.example.com"}).address.origin == http_origin{"http", "crm.example.com", 80});
    CHECK(fill<alone>({.a = "x", .b = 7}).address.origin.host == "x7.example");
    auto const constant = fill<fixed>({});
    CHECK(constant.address.origin == http_origin{"https", "::1", 1});
    CHECK(constant.address.base_path == "/x");
}

TEST_CASE("regions are whole hosts or labels, by default or left out") {
    CHECK(fill<regional>({}).address.origin == http_origin{"https", "api.sendgrid.com", 443});
    CHECK(fill<regional>({.where = region::eu}).address.origin.host == "api.eu.sendgrid.com");
    CHECK(fill<regional>({.where = region::eu}).address.base_path == "/v3");
    CHECK(fill<placed>({}).address.origin.host == "api.example.com");
    CHECK(fill<placed>({.where = place::us_east}).address.origin.host == "api.us-east.example.com");
    CHECK(fill<placed>({.edge = "dublin", .where = place::eu1}).address.origin.host == "api.dublin.eu1.example.com");
    CHECK(fill<placed>({.edge = ""}).fault == "edge must not be empty: it stands in the URL");
    CHECK(fill<placed>({.edge = "-x"}).fault ==
          "edge would make the host \"api.-x.example.com\", which is no host name");
    CHECK(fill<placed>({.where = static_cast<place>(9)}).fault == "where is none of its enumerators");
}

TEST_CASE("no value leaves its label, its host or its segment") {
    int sent = 0;
    for (auto const& value : support::hostile_values()) {
        CAPTURE(value.substr(0, 100));
        if (auto const it = fill<labelled>({.label = value, .path = "p"}); it.fault)
            CHECK(it.fault->starts_with("label "));
        else {
            ++sent;
            CHECK(value.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") ==
                  std::string::npos);
            CHECK(it.address.origin.host == "wv" + value + ".example.com");
        }
        if (auto const it = fill<placed>({.edge = value, .where = place::eu1}); it.fault)
            CHECK(it.fault->starts_with("edge"));
        else {
            ++sent;
            CHECK(it.address.origin.host == "api." + value + ".eu1.example.com");
            CHECK(is_dns_label(value));
        }
        if (auto const it = fill<whole_host>({.host = value}); it.fault)
            CHECK(it.fault->starts_with("host "));
        else {
            ++sent;
            auto const host = bare_host(value);
            CHECK((is_host_name(host) || is_ipv4_address(host) || is_ipv6_address(host)));
            CHECK(it.address.origin == http_origin{"http", std::string(host), 80});
        }
        if (auto const it = fill<labelled>({.label = "1", .path = value}); it.fault)
            CHECK(it.fault->starts_with("path "));
        else {
            ++sent;
            auto const parts = support::taken_apart(it.address.base_path);
            CHECK(parts.sound);
            CHECK(parts.segments == std::vector<std::string>{"api", value, "v1"});
            CHECK(parts.keys.empty());
        }
    }
    CHECK(sent > 100);
}

TEST_CASE("a whole host may be an IP address, in its one spelling") {
    for (auto const* v4 : {"127.0.0.1", "10.20.30.40"})
        CHECK(fill<whole_host>({.host = v4}).address.origin == http_origin{"http", v4, 80});
    for (auto const* v6 : {"::1", "[::1]"}) {
        auto const it = fill<whole_host>({.host = v6});
        CHECK(!it.fault);
        CHECK(it.address.origin == http_origin{"http", "::1", 80});
        CHECK(it.address.origin.authority() == "[::1]");
    }
    for (auto const* bad : {"127.1", "0x7f.0.0.1", "2130706433", "010.0.0.1", "127.0.0.1:80", "127.0.0.1/", "[::1",
                            "::1]", "[127.0.0.1]", "[::1]:80", "[::1]@a.example", "::1%eth0", "[::1%25eth0]", "[[::1]]",
                            "127.0.0.1 ", "a@127.0.0.1", "::1/x", "1.2.3.4\r\nX: y"}) {
        CAPTURE(bad);
        auto const it = fill<whole_host>({.host = bad});
        REQUIRE(it.fault);
        CHECK(it.fault->starts_with("host "));
    }
    // A part of a host is never an address.
    CHECK(fill<labelled>({.label = "127.0.0.1", .path = "p"}).fault);
}

TEST_CASE("a host that its members cannot make together is told with their names") {
    auto const it = fill<alone>({.a = "-x", .b = 7});
    REQUIRE(it.fault);
    CHECK(*it.fault == "a, b would make the host \"-x7.example\", which is no host name");
    CHECK(fill<labelled>({.label = std::string(62, 'a'), .path = "p"}).fault);
    CHECK(!fill<labelled>({.label = std::string(61, 'a'), .path = "p"}).fault);
}

TEST_CASE("whether base and server fit is known") {
    static_assert(has_sound_base<labelled>() && has_sound_base<whole_host>() && has_sound_base<fixed>());
    static_assert(!has_sound_base<without_member>());
    CHECK(parse_host("a{b}c{d}").count == 3);
}

TEST_CASE("another base is complete") {
    service_address out;
    CHECK(overridden("https://staging.example:8443/api/", out) == "");
    CHECK(out.origin == http_origin{"https", "staging.example", 8443});
    CHECK(out.base_path == "/api");
    CHECK(overridden("http://[::1]:80", out) == "");
    CHECK(out.origin == http_origin{"http", "::1", 80});
    CHECK(out.base_path == "");
    CHECK(overridden("http://127.0.0.1:8080", out) == "");
    CHECK(out.origin.host == "127.0.0.1");
}

TEST_CASE("what is no base URL is told without what may be a password") {
    service_address out;
    std::string const rest =
        "is not a base URL: write a whole one, without placeholders, as \"https://host[:port][/path]\"";
    CHECK(overridden("localhost:8080", out) == "the option base \"localhost:8080\" " + rest);
    CHECK(overridden("https://{tenant}.example", out) == "the option base \"https://{tenant}.example\" " + rest);
    CHECK(overridden("https://user:hunter2@example.com", out) == "the option base " + rest);
    CHECK(overridden("https://a\r\nX: y", out) == "the option base \"https://a??X: y\" " + rest);
    for (auto const* bad : {"", "https://", "https://a/?b", "https://a#b", "https://a:0", "https://a..b", "ftp://a",
                            "https://a/../b", "https://[]", "https://[::1]x", "https://a b"})
        CHECK(!overridden(bad, out).empty());
}

TEST_CASE("this machine is localhost and what is spelt as a loopback address") {
    for (auto const* here : {"localhost", "::1", "127.0.0.1", "127.1.2.3"}) CHECK(is_loopback(here));
    for (auto const* there : {"", "127.example.com", "127.0.0.1.example.com", "127.", "127.0.0.", "localhost.example",
                              "128.0.0.1", "1.127.0.0", "::2", "127.0.0.1x", "xlocalhost"}) {
        CAPTURE(there);
        CHECK(!is_loopback(there));
    }
}
