// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "support/everything_api_values.hpp"

#include "support/hostile_values.hpp"
#include "support/scripted_transport.hpp"

#include <apibind/interpret.hpp>
#include <apibind/prepare.hpp>

#include <boost/json/parse.hpp>
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>

using namespace everything_api::values;
using namespace std::chrono_literals;

namespace everything_values_tests {

apibind::client<service> client() {
    return apibind::client<service>({}, std::make_shared<support::scripted_transport>(apibind::http_response{}));
}
template <class E>
std::string made(typename E::request const& request) {
    auto const out = apibind::prepare<E>(client(), request);
    if (!out) return "! " + out.error().message;
    return std::string(to_string(out->method)) + " " + out->target + (out->body ? "\n" + *out->body : "");
}
put_account::request account() {
    return {.id = *apibind::uuid::parse("f81d4fae-7dec-11d0-a765-00a0c91e6bf6"),
            .fields = {{"id", "name"}},
            .balance = apibind::decimal("12.50")};
}
template <class E>
auto answered(std::string body, int status = 200) {
    return apibind::interpret<E>(
        apibind::http_response{status, {{"Content-Type", "application/json"}}, std::move(body)});
}

} // namespace everything_values_tests
using namespace everything_values_tests;

TEST_CASE("numbers and texts in a URL and a body") {
    auto it = account();
    CHECK(made<put_account>(it) == "PUT /v1/accounts/f81d4fae-7dec-11d0-a765-00a0c91e6bf6?fields=id%2Cname\n"
                                   R"({"balance":"12.50"})");
    it.as_of = 2026y / 11 / 27;
    it.etag = apibind::base64url_bytes("\xfb\xff");
    it.limit = apibind::decimal("123456789012345678901234567890.5");
    it.atoms = apibind::decimal("-340282366920938463463374607431768211456");
    it.active = true;
    it.settings_json = settings{true, {1, 2}};
    it.scope = apibind::joined<std::string, ' '>{"read", "write"};
    it.picture = apibind::base64_bytes("hi");
    it.nickname = apibind::null;
    it.custom["cf_1"] = "x";
    it.custom["cf_2"] = nullptr;
    CHECK(made<put_account>(it) ==
          "PUT /v1/accounts/f81d4fae-7dec-11d0-a765-00a0c91e6bf6?fields=id%2Cname&as_of=2026-11-27&etag=-_8"
          "&limit=123456789012345678901234567890.5\n"
          R"({"balance":"12.50","atoms":-340282366920938463463374607431768211456,"active":"true",)"
          R"("settings_json":"{\"dark\":true,\"sizes\":[1,2]}","scope":"read write","picture":"aGk=","nickname":null,)"
          R"("cf_1":"x","cf_2":null})");
}

TEST_CASE("a value that has no text is told by its member, and not sent") {
    auto it = account();
    it.as_of = 2026y / 2 / 30;
    CHECK(made<put_account>(it) == "! as_of is no date of the calendar");
    it = account();
    it.limit = apibind::decimal("1&admin=true");
    CHECK(made<put_account>(it) == "! limit is no number of JSON");
    it = account();
    it.fields = {{"a,b"}};
    CHECK(made<put_account>(it) == "! fields has an element that holds ',', which separates them");
    it.fields = apibind::joined<std::string>{};
    CHECK(made<put_account>(it) == "! fields must not be empty: it stands in the URL");
    it = account();
    it.balance = apibind::decimal("1\",\"admin\":\"true");
    CHECK(made<put_account>(it) == "! the body: $.balance: the value is no number of JSON (bad text)");
    it = account();
    it.custom["balance"] = "0";
    CHECK(made<put_account>(it) ==
          "! the body: $.balance: a key of additional_properties that a member has (duplicate)");
    it = account();
    it.custom["id"] = "0"; // is in the URL
    CHECK(made<put_account>(it).starts_with("! the body: $.id: a key of additional_properties"));
}

TEST_CASE("hostile texts change neither the URL nor the body around them") {
    for (auto const& value : support::hostile_values()) {
        auto it = account();
        it.fields = {{value}};
        it.scope = apibind::joined<std::string, ' '>{value};
        it.custom[value] = value.c_str();
        auto const text = made<put_account>(it);
        if (text.starts_with("! ")) continue;
        auto const line = text.substr(0, text.find('\n')), body = text.substr(text.find('\n') + 1);
        CHECK(line.find_first_of("&#", 0) == line.npos);
        CHECK(line.find(' ', 4) == line.npos);
        CHECK(std::count(line.begin(), line.end(), '?') == 1);
        auto const read = boost::json::parse(body).as_object();
        CHECK(read.at("balance").as_string() == "12.50");
        CHECK(read.at("scope").as_string() == value);
        CHECK(read.size() == 3);
    }
}

TEST_CASE("times in a URL and in an answer") {
    auto const noon = std::chrono::sys_days(2026y / 11 / 27) + 10h + 11min + 12s;
    CHECK(made<list_events>({.day = 2026y / 11 / 27,
                             .since = noon + 500ms,
                             .until = noon,
                             .at = {{noon, noon + 1s}},
                             .window = 90min}) ==
          "GET /v1/events/2026-11-27?since=2026-11-27T10%3A11%3A12.5Z&until=1795774272000&at[]=20261127T101112Z"
          "&at[]=20261127T101113Z&window=PT1H30M");
    auto const one = std::string(
        R"({"created":"2026-11-27T11:11:12.25+01:00","sent":"Fri, 27 Nov 2026 10:11:12 +0000",)"
        R"("modified":"Fri, 27 Nov 2026 10:11:12 GMT","signed_at":"20261127T101112Z","ts":1795774272.000247,)"
        R"("ms":1795774272000,"us":1795774272000001,"ns":"1795774272000000001","local":"2026-11-27T10:11:12",)"
        R"("sql":"2026-11-27 10:11:12","date":"2026-11-27","ttl":60,"length":"PT36H","timeout":"3.5s"})");
    auto const events = answered<list_events>("[" + one + "]");
    REQUIRE(events);
    auto const& it = events->at(0);
    CHECK(it.created == noon + 250ms);
    CHECK(it.sent == noon);
    CHECK(it.modified == noon);
    CHECK(it.signed_at == noon);
    CHECK(it.ts == noon + 247us);
    CHECK(it.ms == noon);
    CHECK(it.us == noon + 1us);
    CHECK(*it.ns == noon + 1ns);
    CHECK(it.local.seconds().time_since_epoch() == noon.time_since_epoch());
    CHECK(it.sql.seconds() == it.local.seconds());
    CHECK(it.date == 2026y / 11 / 27);
    CHECK(it.ttl == 1min);
    CHECK(it.length.to<std::chrono::hours>() == 36h);
    CHECK(it.timeout.to<std::chrono::milliseconds>() == 3500ms);
    auto broken = one;
    broken.replace(broken.find("2026-11-27 10"), 10, "2026-02-30");
    auto const refused = answered<list_events>("[" + broken + "]");
    REQUIRE(!refused);
    CHECK(refused.error().kind == apibind::failure_kind::undecodable);
    CHECK(refused.error().message.find("$[0].sql: expected a time without a zone") != std::string::npos);
}

TEST_CASE("unions, trees and types of the program") {
    pay::request it{.share = percentage(5), .from = card{"4242"}, .to = std::string("cash")};
    it.parts = std::vector<component>{card{"1"}, bank{"2"}};
    it.customer = "cus_1";
    CHECK(made<pay>(it) == "POST /v1/payments?share=5\n"
                           R"({"from":{"type":"card","last4":"4242"},"to":{"note":"cash"},)"
                           R"("parts":[{"type":1,"last4":"1"},{"type":2,"iban":"2"}],"customer":"cus_1"})");
    auto const paid = answered<pay>(R"({"from":{"wallet":"x","type":"wallet"},"customer":{"last4":"1"},)"
                                    R"("files":{"name":"a","folders":[{"name":"b","folders":[]}],)"
                                    R"("parent":{"name":"c","folders":[]}},"done":100})");
    REQUIRE(paid);
    CHECK(std::get<apibind::other>(paid->from).json == R"({"wallet":"x","type":"wallet"})");
    CHECK(std::get<card>(paid->customer).last4 == "1");
    CHECK(paid->files.folders.at(0).name == "b");
    CHECK(paid->files.parent->name == "c");
    CHECK(paid->done.of() == 100);
    auto const wrong =
        answered<pay>(R"({"from":{"type":"card","last4":"1"},"customer":"x","files":{"name":"a","folders":[]},)"
                      R"("done":101})");
    REQUIRE(!wrong);
    CHECK(wrong.error().message.find("$.done: expected a percentage from 0 to 100") != std::string::npos);
}

TEST_CASE("a field mask names what a request changes") {
    CHECK(made<update_contact>({.id = "7", .contact = contact{.display_name = "x", .phone = apibind::null}}) ==
          "PATCH /v1/contacts/7?updateMask=displayName%2Cphone\n"
          R"({"contact":{"displayName":"x","phone":null}})");
    CHECK(made<update_contact>({.id = "7", .contact = contact{}}) == "! mask must not be empty: it stands in the URL");
}

TEST_CASE("answers with numbers as texts, and errors with members that nobody named") {
    auto const put = answered<put_account>(
        R"({"id":"F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6","revision":"18446744073709551615","flags":true,"totals":{"PLN":0.10}})");
    REQUIRE(put);
    CHECK(*put->revision == 18446744073709551615u);
    CHECK(put->flags.size() == 1);
    CHECK(put->totals.at("PLN").text() == "0.10");
    auto const refused = answered<put_account>(R"({"code":"42","message":"no","hint":{"a":[1]}})", 422);
    REQUIRE(!refused);
    REQUIRE(refused.error().vendor_error);
    CHECK(*refused.error().vendor_error->code == 42);
    CHECK(refused.error().vendor_error->details.at("hint").at("a").at(0).as_int64() == 1);
}

TEST_CASE("values with code of their own") {
    CHECK(made<add_readings>({.meter = "m", .readings = {{{.at = 1, .value = 0.5}, {2, -3, "low", {7}}}}}) ==
          "POST /v1/meters/m/readings\n"
          R"({"readings":[{"At":1,"Value":0.5,"Flags":[]},{"At":2,"Value":-3,"Note":"low","Flags":[7]}]})");
    auto const told = answered<add_readings>(R"({"m":[{"At":1,"Value":0.5,"Flags":[],"more":1}],"n":[]})");
    REQUIRE(told);
    CHECK(told->at("m").at(0).value == 0.5);
    REQUIRE(told.info().notes.size() == 1);
    auto const wrong = answered<add_readings>(R"({"m":[{"At":1,"Value":"high","Flags":[]}]})");
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().message.find("$.m[0].Value") != std::string::npos);
}
