// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// Answers that no page prints and that a vendor may send all the same.

#include <apibind/bindings/thulium.hpp>
#include <apibind/bindings/wolkvox.hpp>
#include <apibind/bindings/wooxy.hpp>

#include <doctest/doctest.h>

using apibind::failure_kind;
using apibind::interpret;
using apibind::outcome;

namespace {

template <class Endpoint>
auto read(int status, std::string body, bool strict = false) {
    return interpret<Endpoint>({status, {{"Content-Type", "application/json"}}, std::move(body)}, {.strict = strict});
}

outcome thulium_outcome(std::string const& records) {
    return read<thulium::remove_records>(200, R"({"441":[)" + records + "]}").outcome();
}

std::string const gone = R"({"http_status":200,"record_id":1,"status":"REMOVED"})";
std::string const absent = R"({"http_status":404,"status":"NOT_EXIST"})";
std::string const on_call = R"({"http_status":409,"record_id":2,"status":"CALL_IN_PROGRESS"})";
std::string const other = R"({"http_status":200,"record_id":3,"status":"ARCHIVED"})";

} // namespace

TEST_CASE("thulium: the outcome of the whole follows from its records") {
    CHECK(thulium_outcome(gone) == outcome::executed);
    CHECK(thulium_outcome(gone + "," + absent) == outcome::executed);
    CHECK(thulium_outcome(absent + "," + absent) == outcome::executed);
    CHECK(thulium_outcome(on_call) == outcome::rejected);
    CHECK(thulium_outcome(on_call + "," + on_call) == outcome::rejected);
    CHECK(thulium_outcome(gone + "," + on_call) == outcome::partial);
    CHECK(thulium_outcome(on_call + "," + absent) == outcome::partial);
    CHECK(thulium_outcome(other) == outcome::unknown);
    CHECK(thulium_outcome(gone + "," + other) == outcome::unknown);
    CHECK(thulium_outcome(gone + "," + on_call + "," + other) == outcome::unknown);
}

TEST_CASE("thulium: records of several numbers make one outcome") {
    auto const mixed = read<thulium::remove_records>(200, R"({"441":[)" + gone + R"(],"443":[)" + on_call + "]}");
    REQUIRE(mixed.has_value());
    CHECK(mixed.outcome() == outcome::partial);
    CHECK(mixed->at("441").front().status == thulium::record_status::removed);
    CHECK(mixed->at("441").front().record_id == 1);
    CHECK(mixed->at("443").front().status == thulium::record_status::call_in_progress);
}

TEST_CASE("thulium: a status that is not documented is kept as it came") {
    auto const result = read<thulium::remove_records>(200, R"({"441":[)" + other + "]}");
    REQUIRE(result.has_value());
    auto const& record = result->at("441").front();
    CHECK_FALSE(record.status.is_known());
    CHECK(record.status.wire() == "ARCHIVED");
    CHECK(record.http_status == 200);
}

TEST_CASE("thulium: a 2xx that is neither batch nor error was executed, its result lost") {
    for (char const* body : {"", "[]", "OK", R"({"441":{"status":"REMOVED"}})", R"({"441":[{"http_status":200}]})"}) {
        CAPTURE(body);
        auto const result = read<thulium::remove_records>(200, body);
        REQUIRE_FALSE(result.has_value());
        CHECK((result.error().kind == failure_kind::undecodable));
        CHECK(result.outcome() == outcome::executed);
    }
    auto const result = read<thulium::remove_records>(200, R"({"441":[{"http_status":200,"status":7}]})");
    REQUIRE(result.error().decode.has_value());
    CHECK(result.error().decode->path == R"($["441"][0].status)");
}

TEST_CASE("wooxy: several errors are rejected only if each of them is") {
    auto outcome_of = [](std::string const& errors) {
        return read<wooxy::remove_source>(200, R"({"result":false,"errors":[)" + errors + "]}").outcome();
    };
    CHECK(outcome_of(R"("Bad Request","Argument ids required")") == outcome::rejected);
    CHECK(outcome_of(R"("Bad Request","Internal server error")") == outcome::unknown);
    CHECK(outcome_of("") == outcome::unknown);
}

TEST_CASE("wooxy: a text that only resembles a documented one says nothing of the effect") {
    for (std::string const text : {"bad request", "Bad Request.", "Argument  required", "Argument required",
                                   "user  not enabled", "user not enabled", "no data found for key ",
                                   "sources removed, then: Bad Request", "x Argument ids required"}) {
        CAPTURE(text);
        auto const result = read<wooxy::remove_source>(200, R"({"result":false,"errors":[")" + text + "\"]}");
        CHECK(result.outcome() == outcome::unknown);
        CHECK(result.error().vendor_error == wooxy::refusal{false, {text}});
    }
}

TEST_CASE("wooxy: result false without errors is a refusal whose effect is unknown") {
    auto const result = read<wooxy::remove_source>(200, R"({"result":false,"affectedRows":0})");
    REQUIRE_FALSE(result.has_value());
    CHECK((result.error().kind == failure_kind::refusal));
    CHECK(result.outcome() == outcome::unknown);
}

TEST_CASE("wolkvox: a code and an HTTP status that contradict each other leave the effect unknown") {
    auto outcome_of = [](int status, int code) {
        return read<wolkvox::remove_record>(status,
                                            R"({"code":)" + std::to_string(code) + R"(,"error":"ERROR","msg":"any"})")
            .outcome();
    };
    CHECK(outcome_of(200, 403) == outcome::rejected);
    CHECK(outcome_of(403, 403) == outcome::rejected);
    CHECK(outcome_of(403, 400) == outcome::rejected);
    CHECK(outcome_of(200, 500) == outcome::unknown);
    CHECK(outcome_of(500, 500) == outcome::unknown);
    CHECK(outcome_of(500, 403) == outcome::unknown);
    CHECK(outcome_of(403, 500) == outcome::unknown);
    CHECK(outcome_of(403, 202) == outcome::unknown);
    CHECK(outcome_of(200, 0) == outcome::unknown);
}

TEST_CASE("wolkvox: an error page without an envelope goes by its HTTP status") {
    for (auto const& [status, came_to] : {std::pair{403, outcome::rejected}, std::pair{429, outcome::rejected},
                                          std::pair{502, outcome::unknown}, std::pair{504, outcome::unknown}}) {
        auto const result = read<wolkvox::clear_campaign>(status, "<html>maintenance</html>");
        REQUIRE_FALSE(result.has_value());
        CHECK((result.error().kind == failure_kind::status));
        CHECK(result.outcome() == came_to);
        CHECK_FALSE(result.error().vendor_error.has_value());
        CHECK(result.error().excerpt == "<html>maintenance</html>");
    }
}

TEST_CASE("crm: a code outside 200-299 refuses, whatever stands beside it") {
    for (char const* body :
         {R"({"code":403})", R"({"code":"403"})", R"({"code":403,"error":false,"msg":{"text":"no"}})",
          R"({"error":["a"],"code":"403","data":[1]})", R"({"code":403,"msg":"a","msg":"b"})"}) {
        CAPTURE(body);
        for (bool const strict : {false, true}) {
            auto const result = read<wolkvox::delete_records>(200, body, strict);
            REQUIRE_FALSE(result.has_value());
            CHECK((result.error().kind == failure_kind::refusal));
            CHECK(result.outcome() == outcome::rejected);
            CHECK(result.error().vendor_error->content == body);
        }
    }
    for (char const* body : {R"({"code":99999999999})", R"({"code":"99999999999999999999"})", R"({"code":-1})",
                             R"({"code":0})", R"({"code":500})", R"({"code":"199"})"}) {
        CAPTURE(body);
        CHECK(read<wolkvox::delete_records>(200, body).outcome() == outcome::unknown);
    }
}

TEST_CASE("crm: a code that is neither number nor digits leaves it to the HTTP status") {
    for (char const* body : {R"({"code":"E403"})", R"({"code":""})", R"({"code":null})", R"({"code":"403 "})",
                             R"({"code":[403]})", R"([{"code":403}])", R"({"code":"-403"})"}) {
        CAPTURE(body);
        CHECK(read<wolkvox::delete_records>(200, body).outcome() == outcome::executed);
        CHECK(read<wolkvox::delete_records>(404, body).outcome() == outcome::rejected);
        CHECK(read<wolkvox::delete_records>(500, body).outcome() == outcome::unknown);
    }
}

TEST_CASE("crm: a code and an HTTP status that contradict each other leave the effect unknown") {
    CHECK(read<wolkvox::delete_records>(403, R"({"code":"200"})").outcome() == outcome::unknown);
    CHECK(read<wolkvox::delete_records>(500, R"({"code":404})").outcome() == outcome::unknown);
}

TEST_CASE("crm: strict reading does not lose what an undocumented answer says") {
    auto const result =
        read<wolkvox::delete_records>(200, R"({"code":"200","error":"null","msg":"ok","data":[]})", true);
    REQUIRE(result.has_value());
    CHECK(result->content == R"({"code":"200","error":"null","msg":"ok","data":[]})");
    CHECK(result->value == wolkvox::crm_status{"200", "null", "ok"});
    CHECK(result->media_type == "application/json");
}
