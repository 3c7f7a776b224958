// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "support/everything_api_answers.hpp"
#include "support/scripted_transport.hpp"

#include <apibind/invoke_all.hpp>

#include <doctest/doctest.h>

#include <memory>
#include <type_traits>
#include <utility>

using namespace apibind;
using namespace everything_api::answers;
using support::answer;
using support::scripted_transport;

namespace {

client<service> client_with(exchange what) {
    return client<service>(secret("s3cr3t-token-of-mine"), {}, std::make_shared<scripted_transport>(std::move(what)));
}

} // namespace

TEST_CASE("an answer without content is done or not, whatever comes") {
    static_assert(std::is_void_v<response_of<remove_order>>);
    for (auto const& done : {answer(204, ""), answer(200, "<p>gone</p>", {{"Content-Type", "text/html"}}),
                             answer(200, "{\"id\":1}"), answer(200, "\0\xff")}) {
        auto const removed = interpret<remove_order>(done);
        CHECK(removed);
        CHECK(removed.has_value());
        CHECK(removed.outcome() == outcome::executed);
        CHECK(removed.info().status == done.status);
        CHECK_NOTHROW(removed.value());
    }
    auto const refused = interpret<remove_order>(answer(404, R"({"message":"no such order","code":7})"));
    REQUIRE(!refused);
    CHECK(refused.error().kind == failure_kind::status);
    CHECK(refused.error().vendor_error->code == 7);
    CHECK(refused.outcome() == outcome::rejected);
    CHECK_THROWS_AS(refused.value(), bad_result_access);
    auto copy = refused;
    CHECK(std::move(copy).error().message == refused.error().message);

    auto const client = client_with(answer(204, ""));
    CHECK(invoke<remove_order>(client, {.id = 7}));
    auto const all =
        invoke_all<remove_order>(client, {{.id = 7}, {.id = 8}}, [](auto const& request, auto const& result) {
            static_assert(std::is_same_v<std::remove_cvref_t<decltype(result)>, result_of<remove_order>>);
            CHECK(request.id > 6);
            CHECK(result);
        });
    CHECK(all.executed == 2);
    CHECK(!invoke<remove_order>(client_with(transport_failure{phase::await, transport_error::timeout, "late", {}}),
                                {.id = 7}));
}
