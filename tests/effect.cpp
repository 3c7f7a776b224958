// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/apibind.hpp>

#include <doctest/doctest.h>

using apibind::default_effect;
using apibind::effect;
using apibind::method;

namespace effect_tests {

struct api {
    static constexpr auto base = apibind::base("https://effect.example");
    static constexpr apibind::retry_policy retry{.attempts = 5, .after_unknown = false};
};
struct request_and_answer {};
BOOST_DESCRIBE_STRUCT(request_and_answer, (), ())
struct look_up : api {
    static constexpr auto route = apibind::get("/");
    using request = request_and_answer;
    using response = request_and_answer;
};
struct put_back : api {
    static constexpr auto route = apibind::put("/");
    static constexpr auto effect = apibind::effect::idempotent;
    static constexpr apibind::retry_policy retry{.after_unknown = true};
    using request = request_and_answer;
    using response = request_and_answer;
};
struct open_door : api {
    static constexpr auto route = apibind::get("/open");
    static constexpr auto effect = apibind::effect::once; // a vendor that acts on GET
    using request = request_and_answer;
    using response = request_and_answer;
};
static_assert(apibind::valid<look_up>);
static_assert(apibind::valid<put_back>);
static_assert(apibind::valid<open_door>);

} // namespace effect_tests
using namespace effect_tests;

TEST_CASE("methods that only read are safe, all others act once") {
    for (auto m : {method::get, method::head, method::options}) CHECK(default_effect(m) == effect::safe);
    for (auto m : {method::post, method::put, method::patch, method::delete_}) CHECK(default_effect(m) == effect::once);
    for (auto const* token : {"LIST", "PROPFIND", "PURGE", "get"}) CHECK(default_effect(method(token)) == effect::once);
}

TEST_CASE("a declared effect or retry goes before that of method and service") {
    using apibind::detail::endpoint_table_of;
    CHECK(endpoint_table_of<look_up>.effect == effect::safe);
    CHECK(endpoint_table_of<put_back>.effect == effect::idempotent);
    CHECK(endpoint_table_of<open_door>.effect == effect::once);
    CHECK(endpoint_table_of<look_up>.retry == apibind::retry_policy{.attempts = 5, .after_unknown = false});
    CHECK(endpoint_table_of<put_back>.retry == apibind::retry_policy{.after_unknown = true});
    CHECK(endpoint_table_of<open_door>.route == "/open");
}
