// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/bindings/thulium.hpp>
#include <apibind/record_outcomes.hpp>

#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace apibind;
using thulium::remove_records;

namespace {

std::string const mixed = R"({"1":[{"http_status":200,"record_id":5,"status":"REMOVED"}],)"
                          R"("2":[{"http_status":409,"status":"CALL_IN_PROGRESS"}],)"
                          R"("3":[{"http_status":200,"record_id":6,"status":"REMOVED"},)"
                          R"({"http_status":409,"status":"CALL_IN_PROGRESS"}],)"
                          R"("4":[{"http_status":404,"status":"NOT_EXIST"}],)"
                          R"("5":[{"http_status":200,"status":"NEW_WORD"}],"6":[]})";

} // namespace

TEST_CASE("each key of an answer has its outcome, and those that failed are called again") {
    auto const carrier = std::make_shared<support::scripted_transport>(support::answer(200, mixed));
    client<thulium::api> const it({.system_name = "demo"}, {"user", secret("password")}, {}, carrier);
    auto const removed = invoke<remove_records>(it, {.id = "00001", .phone_number = {{"1", "2", "3", "4", "5", "6"}}});
    REQUIRE(removed);
    CHECK(removed.outcome() == outcome::unknown); // "5"
    CHECK(record_outcomes<remove_records>(*removed) ==
          std::vector<std::pair<std::string, outcome>>{{"1", outcome::executed},
                                                       {"2", outcome::rejected},
                                                       {"3", outcome::partial},
                                                       {"4", outcome::executed},
                                                       {"5", outcome::unknown},
                                                       {"6", outcome::executed}});
    auto const left = keys_with<remove_records>(*removed, {outcome::rejected, outcome::partial});
    CHECK(left == std::vector<std::string>{"2", "3"});
    (void)invoke<remove_records>(it, {.id = "00001", .phone_number = left});
    CHECK(carrier->requests().back().target == "/api/batch/outbounds/00001/records/?phone_number[]=2&phone_number[]=3");
    CHECK(keys_with<remove_records>(*removed, {}).empty());
    CHECK(keys_with<remove_records>(*removed, {outcome::unknown}) == std::vector<std::string>{"5"});
    CHECK(missing_keys<remove_records>(*removed, std::vector<std::string>{"1", "7", "6"}) ==
          std::vector<std::string>{"7"});
}
