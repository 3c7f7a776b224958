// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/transport.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <set>
#include <string>
#include <type_traits>

using namespace apibind;
using namespace std::chrono_literals;

TEST_CASE("every transport error has words of its own") {
    std::set<std::string_view> words;
    for (auto e :
         {transport_error::invalid_request, transport_error::resolve, transport_error::connect, transport_error::tls,
          transport_error::certificate, transport_error::timeout, transport_error::closed, transport_error::malformed,
          transport_error::too_large, transport_error::cancelled})
        CHECK(words.insert(to_string(e)).second);
    CHECK(words.count("") == 0);
    CHECK(to_string(static_cast<transport_error>(99)).empty());
}

TEST_CASE("the caps that are promised are the defaults") {
    phase_timeouts const timeouts;
    CHECK(timeouts.connect == 5s);
    CHECK(timeouts.tls == 5s);
    CHECK(timeouts.write == 10s);
    CHECK(timeouts.await == 30s);
    answer_limits const limits;
    CHECK(limits.head == 64 * 1024);
    CHECK(limits.body == 64 * 1024 * 1024);
}

TEST_CASE("connection options are equal where every part is") {
    connection_options const plain;
    CHECK(plain == connection_options{});
    auto differs = [&](auto change) {
        connection_options other;
        change(other);
        return other == other && !(other == plain);
    };
    CHECK(differs([](auto& o) { o.connect_to = {"127.0.0.1", 1}; }));
    CHECK(differs([](auto& o) { o.ca_file = "ca.pem"; }));
    CHECK(differs([](auto& o) { o.client_certificate = {"chain.pem", "key.pem"}; }));
    CHECK(differs([](auto& o) { o.proxy = {"proxy", 3128, "user", secret("a")}; }));
    connection_options a, b;
    a.proxy = {"proxy", 3128, "user", secret("a")};
    b.proxy = {"proxy", 3128, "user", secret("b")};
    CHECK(!(a == b));
}

TEST_CASE("a transport is used by reference only, and destroyed as what it is") {
    static_assert(std::is_abstract_v<transport>);
    static_assert(!std::is_copy_constructible_v<transport> && !std::is_copy_assignable_v<transport>);
    static_assert(!std::is_move_constructible_v<transport>);
    static_assert(std::has_virtual_destructor_v<transport>);
    transport_failure const failure;
    CHECK(failure.phase < phase::write); // nothing was sent, unless it is said
    CHECK(!failure.partial);
}
