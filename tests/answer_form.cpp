// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "support/everything_api_answers.hpp"
#include "support/scripted_transport.hpp"

#include <apibind/invoke_all.hpp>

#include <doctest/doctest.h>

#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <type_traits>

using namespace apibind;
using namespace everything_api::answers;
using support::answer;
using support::scripted_transport;

namespace {

client<service> client_with(exchange what) {
    return client<service>(secret("s3cr3t-token-of-mine"), {}, std::make_shared<scripted_transport>(std::move(what)));
}

} // namespace

TEST_CASE("a success of another media type is told as that") {
    auto const page =
        interpret<find>(answer(200, "<html>log in</html>", {{"Content-Type", "text/html; charset=utf-8"}}));
    CHECK(page.error().message == "HTTP 200, but its content is text/html, not JSON: <html>log in</html>");
    CHECK(page.error().decode->reason == decode_reason::malformed);
    auto const nothing = interpret<find>(answer(204, ""));
    CHECK(nothing.error().message ==
          "HTTP 204, but its content is empty: where that is a success, the response is void");
    CHECK(interpret<find>(answer(200, "{", {{"Content-Type", "application/hal+json"}}))
              .error()
              .message.starts_with("HTTP 200, but its content is not the declared response: $"));
}

TEST_CASE("errors of every form show no secret") {
    std::string const token = "s3cr3t-token-of-mine";
    auto const show = [&](http_response it) {
        auto const result = invoke<place>(client_with(std::move(it)), {.id = 7});
        REQUIRE(result.error().vendor_error);
        return result.error().vendor_error->visit([](auto const& one) -> std::string {
            if constexpr (requires { one.data; })
                return one.data + one.media_type;
            else if constexpr (requires { one.what; })
                return one.what;
            else
                return one.message;
        }) + result.error().message +
               result.error().excerpt;
    };
    for (auto const& text :
         {show(answer(404, R"({"what":")" + token + "\"}")), show(answer(422, R"({"message":")" + token + "\"}")),
          show(answer(500, "x " + token, {{"Content-Type", token}}))}) {
        CHECK(text.find(token) == std::string::npos);
        CHECK(text.find("[secret]") != std::string::npos);
    }
    auto const field = invoke<find>(client_with(answer(200, R"({"id":7,"state":"s"})", {{"Age", token}})), {.id = 7});
    CHECK(to_string(field.error()).find(token) == std::string::npos);
}

namespace answer_form_tests {

/// Records inside an answer by status, with fields around it.
struct counted : service {
    static constexpr auto route = apibind::get("/counted");
    struct request {};
    using response = with_fields<by_status<on<200, std::vector<order>>, on<204, void>>, created_fields>;
    static outcome outcome_of(order const& one) { return one.id > 0 ? outcome::executed : outcome::rejected; }
};
BOOST_DESCRIBE_STRUCT(counted::request, (), ())
static_assert(valid<counted>);

} // namespace answer_form_tests

TEST_CASE("outcomes are folded over the parts of an answer") {
    using answer_form_tests::counted;
    http_fields const fields{{"Location", "/x"}};
    CHECK(interpret<counted>(answer(200, R"([{"id":1,"state":"a"},{"id":0,"state":"b"}])", fields)).outcome() ==
          outcome::partial);
    CHECK(interpret<counted>(answer(200, R"([{"id":0,"state":"b"}])", fields)).outcome() == outcome::rejected);
    CHECK(interpret<counted>(answer(204, "", fields)).outcome() == outcome::executed);
}
