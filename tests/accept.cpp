// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "support/everything_api_answers.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <sstream>
#include <string>
#include <utility>

using namespace apibind;
using namespace everything_api::answers;
using support::answer;
using support::scripted_transport;

namespace {

client<service> client_with(exchange what) {
    return client<service>(secret("s3cr3t-token-of-mine"), {}, std::make_shared<scripted_transport>(std::move(what)));
}
std::string accept_of(auto const& prepared) {
    return std::string(prepared->fields.find("Accept").value_or("none"));
}

} // namespace

TEST_CASE("what is accepted follows from the types of the answer") {
    auto const client = client_with(answer(204, ""));
    CHECK(accept_of(prepare<remove_order>(client, {.id = 7})) == "application/json");
    CHECK(accept_of(prepare<invoice>(client, {.id = 7})) == "*/*");
    CHECK(accept_of(prepare<spreadsheet>(client)) == "text/csv");
    CHECK(accept_of(prepare<place>(client, {.id = 7})) == "application/json");
    CHECK(accept_of(prepare<charge>(client, {.id = 7})) == "application/json, application/problem+json");
    CHECK(accept_of(prepare<charge_more>(client, {.id = 7})) == "application/json, application/problem+json");
    CHECK(accept_of(prepare<find_article>(client, {.id = 7})) == "application/vnd.api+json");
    CHECK(accept_of(prepare<remove_order>(client, {.id = 7}, {.fields = {{"Accept", "text/plain"}}})) == "text/plain");
}

TEST_CASE("requests say what they accept, byte by byte") {
    auto const text = [](auto const& prepared) {
        REQUIRE(prepared);
        std::ostringstream out;
        out << *prepared;
        return out.str();
    };
    auto const of_service = client_with(answer(204, ""));
    std::string const agent = "User-Agent: apibind/" APIBIND_VERSION "\n";
    std::string const behind = agent + "Authorization: Bearer [secret]\n";
    std::string const host = " HTTP/1.1\nHost: answers.example\n";
    CHECK(text(prepare<remove_order>(of_service, {.id = 7})) ==
          "DELETE /v1/orders/7" + host + "Accept: application/json\n" + behind);
    CHECK(text(prepare<invoice>(of_service, {.id = 7})) ==
          "GET /v1/orders/7/invoice" + host + "Accept: */*\n" + behind);
    CHECK(text(prepare<complete>(of_service, {.prompt = "p"})) ==
          "POST /v1/complete" + host + "Accept: text/event-stream\n" + agent +
              "Content-Type: application/json\nAuthorization: Bearer [secret]\n\n{\"prompt\":\"p\"}\n");
    CHECK(text(prepare<export_rows>(of_service)) == "GET /v1/rows" + host + "Accept: application/x-ndjson\n" + behind);
    client<wrapping> const of_wrapping(secret("s3cr3t-token-of-mine"), {},
                                       std::make_shared<scripted_transport>(answer(204, "")));
    CHECK(text(prepare<get_order>(of_wrapping, {.id = 7})) ==
          "GET /v1/wrapped/7" + host + "Accept: application/json\n" + behind);
    CHECK(invoke<ping>(of_wrapping));
}
