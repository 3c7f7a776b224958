// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/hmac_auth.hpp>

#include "support/everything_api_conversations.hpp"
#include "support/leaping_clock.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <memory>
#include <sstream>
#include <string>

using namespace apibind;
using namespace everything_api::conversations;
using namespace std::chrono_literals;
using support::answer;
using support::scripted_transport;

namespace {

std::string field(http_request const& request, std::string_view name) {
    return std::string(request.fields.find(name).value_or("none"));
}

} // namespace

TEST_CASE("HMAC-SHA256 as RFC 4231 section 4 has it") {
    CHECK(detail::hex_of(detail::hmac_sha256(std::string(20, '\x0b'), "Hi There")) ==
          "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    CHECK(detail::hex_of(detail::hmac_sha256("Jefe", "what do ya want for nothing?")) ==
          "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    CHECK(detail::hex_of(detail::sha256("abc")) ==
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"); // FIPS 180-4
}

TEST_CASE("the function that signs sees the whole request, and its moment") {
    auto const clock = std::make_shared<support::leaping_clock>();
    auto const carrier = std::make_shared<scripted_transport>(answer(200, R"({"id":1})"));
    client<signed_service> const client(hmac_key{"me", secret("Jefe")}, {.clock = clock, .random = [] { return 0.5; }},
                                        carrier);
    REQUIRE(invoke<pay>(client, {.currency = "EUR", .amount = 5}));
    auto const sent = carrier->requests()[0];
    CHECK(field(sent, "X-Time") == "1700000000");
    CHECK(field(sent, "X-Nonce") == "80808080808080808080808080808080");
    CHECK(field(sent, "X-Key") == "me");
    auto const text =
        "1700000000\n80808080808080808080808080808080\nPOST\nsigned.everything.example/payments?currency=EUR\n" +
        detail::hex_of(detail::sha256(R"({"amount":5})"));
    CHECK(field(sent, "X-Signature") == detail::hex_of(detail::hmac_sha256("Jefe", text)));
}

TEST_CASE("each attempt is signed anew") {
    auto const clock = std::make_shared<support::leaping_clock>();
    int calls = 0;
    auto const carrier = std::make_shared<scripted_transport>([&](auto const&, auto const&) -> exchange {
        if (++calls == 1) return answer(429, "slow down", {{"Retry-After", "10"}});
        return answer(200, R"({"id":1})");
    });
    client<signed_service> const client(hmac_key{"me", secret("Jefe")}, {.clock = clock}, carrier);
    REQUIRE(invoke<pay>(client, {.currency = "EUR", .amount = 5}));
    auto const sent = carrier->requests();
    REQUIRE(sent.size() == 2);
    CHECK(field(sent[0], "X-Time") == "1700000000");
    CHECK(field(sent[1], "X-Time") == "1700000010");
    CHECK(field(sent[0], "X-Nonce") != field(sent[1], "X-Nonce"));
    CHECK(field(sent[0], "X-Nonce").size() == 32);
    CHECK(field(sent[0], "X-Signature") != field(sent[1], "X-Signature"));
    CHECK(sent[0].fields.size() == sent[1].fields.size());
}

TEST_CASE("a 401 is no reason to sign again, and the key is in no text") {
    auto const carrier = std::make_shared<scripted_transport>(answer(401, "the key Jefe-the-key is not known"));
    client<signed_service> const client(hmac_key{"me", secret("Jefe-the-key")}, {}, carrier);
    auto const result = invoke<pay>(client, {.currency = "EUR", .amount = 5});
    REQUIRE_FALSE(result);
    CHECK(carrier->requests().size() == 1);
    CHECK(result.error().message == "HTTP 401: the key [secret] is not known");
}

TEST_CASE("a request that is only shown is signed as if it were sent now") {
    client<signed_service> const client(hmac_key{"me", secret("Jefe")}, {},
                                        std::make_shared<scripted_transport>(answer(200, "{}")));
    auto const shown = prepare<pay>(client, {.currency = "EUR", .amount = 5});
    REQUIRE(shown);
    CHECK(field(*shown, "X-Signature").size() == 64);
}

TEST_CASE("without a key nothing is sent") {
    auto const carrier = std::make_shared<scripted_transport>(answer(200, "{}"));
    client<signed_service> const client(hmac_key{"me", secret()}, {}, carrier);
    auto const result = invoke<pay>(client, {.currency = "EUR", .amount = 5});
    REQUIRE_FALSE(result);
    CHECK(result.error().kind == failure_kind::credential);
    CHECK(result.error().message == "the key is empty");
    CHECK(carrier->requests().empty());
}
