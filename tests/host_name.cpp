// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/host_name.hpp>

#include <doctest/doctest.h>

#include <string>

using namespace apibind::detail;

TEST_CASE("a DNS label is letters, digits and inner hyphens, at most 63") {
    for (auto const* good : {"a", "A1", "0", "a-b", "xn--bcher-kva", "a--b"}) CHECK(is_dns_label(good));
    CHECK(is_dns_label(std::string(63, 'a')));
    for (auto const* bad : {"", "-a", "a-", "-", "a.b", "a_b", "a b", "a/b", "\xc3\xa9", "a\n", "%61"})
        CHECK(!is_dns_label(bad));
    CHECK(!is_dns_label(std::string(64, 'a')));
}

TEST_CASE("a host name is labels of which the last is no number") {
    for (auto const* good : {"localhost", "a.b", "wv0042.wolkvox.com", "1.example", "a.1b", "EXAMPLE.com", "0a.b0"}) {
        CAPTURE(good);
        CHECK(is_host_name(good));
    }
    for (auto const* bad : {"",          ".",          "a.",           ".a",         "a..b",      "-a.b",      "a.b-",
                            "127.0.0.1", "2130706433", "017700000001", "0x7f000001", "0x7f.1",    "1.2.3.0x4", "a.0XFF",
                            "[::1]",     "::1",        "a:80",         "user@a",     "a/b",       "a?b",       "a#b",
                            "a\\b",      "a b",        "\xc3\xa9.com", "a%2eb",      "evil.com/#"}) {
        CAPTURE(bad);
        CHECK(!is_host_name(bad));
    }
    std::string const label(49, 'a');
    CHECK(is_host_name(label + "." + label + "." + label + "." + label + "." + label + ".abc")); // 253
    CHECK(!is_host_name(label + "." + label + "." + label + "." + label + "." + label + ".abcd"));
}

TEST_CASE("an IPv4 address has one decimal spelling") {
    for (auto const* good : {"0.0.0.0", "127.0.0.1", "255.255.255.255", "10.20.30.40"}) CHECK(is_ipv4_address(good));
    for (auto const* bad : {"", "1", "1.2.3", "1.2.3.4.5", "256.0.0.1", "1.2.3.", ".1.2.3", "1..2.3", "01.2.3.4",
                            "1.2.3.04", "1.2.3.4 ", "0x7f.0.0.1", "1.2.3.a", "1.2.3.1000", "-1.2.3.4"}) {
        CAPTURE(bad);
        CHECK(!is_ipv4_address(bad));
    }
}

TEST_CASE("brackets are taken off an IPv6 address and off nothing else") {
    CHECK(bare_host("[::1]") == "::1");
    CHECK(bare_host("[fe80::1]") == "fe80::1");
    for (auto const* other : {"", "[", "]", "[]", "[[::1]]", "[::1", "::1]", "[127.0.0.1]", "[a.example]", "[::1%eth0]",
                              "[v1.a]", "::1", "a.example", "[::1]:80"})
        CHECK(bare_host(other) == other);
}

TEST_CASE("an IPv6 address is eight groups, one row of zeros left out") {
    for (auto const* good :
         {"::", "::1", "1::", "fe80::1", "1:2:3:4:5:6:7:8", "1::8", "::ffff:127.0.0.1", "64:ff9b::192.0.2.33",
          "1:2:3:4:5:6:1.2.3.4", "ABCD::ef01", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8"}) {
        CAPTURE(good);
        CHECK(is_ipv6_address(good));
    }
    for (auto const* bad : {"", ":", ":::", "1:::2", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9",
                            "1:2:3:4:5:6:7:", ":1:2:3:4:5:6:7", "::12345", "::g", "fe80::1%eth0", "1.2.3.4", "::1.2.3",
                            "1:2:3:4:5:6:7:1.2.3.4", "1:2:3:4:5:6:7:8::", "[::1]", "::1 "}) {
        CAPTURE(bad);
        CHECK(!is_ipv6_address(bad));
    }
}
