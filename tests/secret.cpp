// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/secret.hpp>

#include <doctest/doctest.h>

#include <new>
#include <ostream>
#include <sstream>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

using apibind::secret;

namespace {

template <class Out, class T>
concept streams = requires(Out& out, T const& value) {
    out << value;
};

/// Whether the bytes of an object itself (a short text lies in it) hold that text.
template <class T>
bool holds(T const& object, std::string_view text) {
    return std::string_view(reinterpret_cast<char const*>(&object), sizeof object).find(text) != std::string_view::npos;
}

} // namespace

TEST_CASE("nothing prints a secret and no text becomes one by accident") {
    static_assert(!streams<std::ostream, secret>);
    static_assert(!streams<std::ostringstream, secret>);
    static_assert(streams<std::ostream, std::string>);
    static_assert(!std::is_convertible_v<std::string, secret>);
    static_assert(!std::is_convertible_v<char const*, secret>);
    static_assert(!std::is_convertible_v<secret, std::string>);
    static_assert(!std::is_convertible_v<secret, std::string_view>);
    CHECK(secret("a").reveal() == "a");
}

TEST_CASE("a secret is copied, moved, assigned and compared as a value") {
    secret a("token"), b = a;
    CHECK(a == b);
    CHECK(!(a == secret("other")));
    secret c = std::move(b);
    CHECK(c.reveal() == "token");
    CHECK(b.empty()); // NOLINT: what is left is nothing
    b = c;
    CHECK(b == a);
    auto const& same = b;
    b = same;
    CHECK(b.reveal() == "token");
    c = secret("x");
    CHECK(c.reveal() == "x");
    c = std::move(a);
    CHECK(c.reveal() == "token");
    CHECK(a.empty());
    CHECK(secret().empty());
}

TEST_CASE("where a secret was moved from nothing of it stays") {
    secret from("s3cr3t");
    REQUIRE(holds(from, "s3cr3t"));
    secret to = std::move(from);
    CHECK(!holds(from, "s3cr3t"));
    from = std::move(to);
    CHECK(!holds(to, "s3cr3t"));
}

TEST_CASE("a shorter text that is assigned leaves nothing of the longer one") {
    secret it("0123456789");
    it = secret("x");
    CHECK(!holds(it, "456789"));
    secret const y("y");
    secret other("0123456789");
    other = y;
    CHECK(!holds(other, "456789"));
}

TEST_CASE("a secret that goes overwrites its memory") {
    alignas(secret) unsigned char place[sizeof(secret)] = {};
    auto* const it = new (place) secret("s3cr3t");
    std::string_view const bytes(reinterpret_cast<char const*>(place), sizeof place);
    REQUIRE(bytes.find("s3cr3t") != std::string_view::npos);
    it->~secret();
    CHECK(bytes.find("s3cr3t") == std::string_view::npos);
    CHECK(bytes.find("3cr3t") == std::string_view::npos);
}
