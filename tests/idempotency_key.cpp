// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/apibind.hpp>

#include "support/is_uuid.hpp"
#include "support/leaping_clock.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace apibind;
using support::answer;
using support::is_uuid;
using support::leaping_clock;
using support::scripted_transport;

namespace key_tests {

struct api {
    static constexpr auto base = apibind::base("https://key.example");
};
struct charge : api { // in a field
    static constexpr auto route = post("/charges");
    static constexpr auto effect = apibind::effect::idempotent;
    struct request {
        required<int> amount;
        idempotency_key key{};
    };
    static constexpr auto fields = apibind::fields(field<&request::key>("Idempotency-Key"));
    using response = int;
};
BOOST_DESCRIBE_STRUCT(charge::request, (), (amount, key))
static_assert(valid<charge>);
struct pay : api { // in the body, and derived from
    static constexpr auto route = post("/payments");
    struct request {
        apibind::idempotency_key idempotency_key{};
        required<int> amount;
        derived<std::string> reference{};
    };
    static void derive(request& r) { r.reference = "ref-" + *r.idempotency_key; }
    using response = int;
};
BOOST_DESCRIBE_STRUCT(pay::request, (), (idempotency_key, amount, reference))
static_assert(valid<pay>);
struct set_room : api { // in the URL
    static constexpr auto route = put("/rooms/{txn}/send?t={txn}{&txn}");
    struct request {
        required<int> body;
        idempotency_key txn{};
    };
    static constexpr auto rules = apibind::rules(max_length<&request::txn>(36));
    using response = int;
};
BOOST_DESCRIBE_STRUCT(set_room::request, (), (body, txn))
static_assert(valid<set_room>);

std::vector<std::string> keys_of(scripted_transport const& carrier) {
    std::vector<std::string> out;
    for (auto const& request : carrier.requests())
        out.emplace_back(request.fields.find("Idempotency-Key").value_or("none"));
    return out;
}

} // namespace key_tests
using namespace key_tests;

TEST_CASE("the key of a call is the same in all its attempts, another one in the next call, and is told") {
    int sent = 0;
    auto const carrier = std::make_shared<scripted_transport>([&](auto const&, auto const&) -> exchange {
        if (++sent % 3 != 0) return transport_failure{phase::await, transport_error::closed, "lost", {}};
        return answer(200, "1");
    });
    auto const clock = std::make_shared<leaping_clock>();
    client<api> const it({.clock = clock, .random = [] { return 0.5; }}, carrier);
    auto const first = invoke<charge>(it, {.amount = 1});
    auto const second = invoke<charge>(it, {.amount = 1});
    REQUIRE(first);
    REQUIRE(second);
    CHECK(first.info().attempts == 3);
    auto const keys = keys_of(*carrier);
    REQUIRE(keys.size() == 6);
    CHECK(is_uuid(keys[0]));
    CHECK((keys[1] == keys[0] && keys[2] == keys[0]));
    CHECK(is_uuid(keys[3]));
    CHECK(keys[3] != keys[0]);
    CHECK((keys[4] == keys[3] && keys[5] == keys[3]));
    CHECK(first.info().idempotency_key == keys[0]);
    CHECK(second.info().idempotency_key == keys[3]);
}

TEST_CASE("a failure tells its key, with which the call can be repeated") {
    bool is_lost = true;
    auto const carrier = std::make_shared<scripted_transport>([&](auto const&, auto const&) -> exchange {
        if (std::exchange(is_lost, false)) return transport_failure{phase::await, transport_error::closed, "lost", {}};
        return answer(200, "1");
    });
    client<api> const it(client_options{.retry = no_retry}, carrier);
    auto const lost = invoke<charge>(it, {.amount = 1});
    REQUIRE(!lost);
    CHECK(lost.outcome() == outcome::unknown);
    CHECK(is_uuid(lost.error().info.idempotency_key));
    auto const again = invoke<charge>(it, {.amount = 1, .key = lost.info().idempotency_key});
    REQUIRE(again);
    CHECK(again.info().idempotency_key == lost.info().idempotency_key);
    CHECK(keys_of(*carrier) == std::vector(2, lost.info().idempotency_key));
}

TEST_CASE("a key stands in a body, a path and a query as well, and is there when members are derived") {
    client<api> const it(client_options{}, std::make_shared<scripted_transport>(answer(200, "1")));
    CHECK(prepare<pay>(it, {.idempotency_key = "k1", .amount = 5})->body ==
          R"({"idempotency_key":"k1","amount":5,"reference":"ref-k1"})");
    auto const made = prepare<pay>(it, {.amount = 5});
    REQUIRE(made);
    auto const key = made->body->substr(20, 36);
    CHECK(is_uuid(key));
    CHECK(made->body == R"({"idempotency_key":")" + key + R"(","amount":5,"reference":"ref-)" + key + R"("})");

    auto const in_url = prepare<set_room>(it, {.body = 1, .txn = "a/b"});
    REQUIRE(in_url);
    CHECK(in_url->target == "/rooms/a%2Fb/send?t=a%2Fb&txn=a%2Fb");
    CHECK(in_url->body == R"({"body":1})");
    auto const made_in_url = prepare<set_room>(it, {.body = 1});
    REQUIRE(made_in_url);
    auto const txn = made_in_url->target.substr(7, 36);
    CHECK(is_uuid(txn));
    CHECK(made_in_url->target == "/rooms/" + txn + "/send?t=" + txn + "&txn=" + txn);
}

TEST_CASE("a key that is given is one") {
    client<api> const it(client_options{}, std::make_shared<scripted_transport>(answer(200, "1")));
    CHECK(prepare<charge>(it, {.amount = 1, .key = ""}).error().message ==
          "key must not be empty: leave it out for one that is made");
    CHECK(prepare<charge>(it, {.amount = 1, .key = "a\nb"}).error().message ==
          "key may hold only visible ASCII characters and inner spaces: it stands in the field Idempotency-Key");
    CHECK(prepare<set_room>(it, {.body = 1, .txn = std::string(37, 'x')}).error().message ==
          "txn must be at most 36 characters long, and has 37");
    charge::request const request{.amount = 1};
    CHECK(prepare<charge>(it, request)->fields != prepare<charge>(it, request)->fields); // made for each
    CHECK(!request.key.has_value());
    CHECK(invoke<charge>(it, request).info().idempotency_key.size() == 36);
    CHECK(idempotency_key(std::string("a")) == idempotency_key("a"));
}
