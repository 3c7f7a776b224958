// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// The five endpoints called over verified TLS: what arrives, and what it changes.

#include "vendors.hpp"

#include <doctest/doctest.h>

#include <string>
#include <tuple>
#include <vector>

using namespace bindings_test;
using apibind::invoke;
using apibind::outcome;
using wolkvox::campaign_type;

namespace {

/// All of a request that arrived but its content; the sandbox keeps fields in the order of their names.
std::string head_of(sandbox::received_request const& request) {
    std::string text = request.method + " " + request.target + (request.tls ? " over TLS\n" : "\n");
    for (auto const& [name, value] : request.headers) text += name + ": " + value + "\n";
    return text;
}

sandbox::received_request only_request(vendors const& all) {
    auto const received = all.server.received();
    REQUIRE(received.size() == 1);
    return received.front();
}

/// What the vendors keep now, as one text.
std::string customers(vendors const& all, std::size_t campaign = 0) {
    auto const state = all.server.state();
    std::string text;
    for (auto const& record : state.wolkvox.campaigns.at(campaign).records) text += record.customer_id + " ";
    return text;
}
std::string phone_records(vendors const& all) {
    auto const state = all.server.state();
    std::string text;
    for (auto const& record : state.thulium.campaigns.front().records) text += std::to_string(record.id) + " ";
    return text;
}
std::size_t sources(vendors const& all) {
    return all.server.state().wooxy.accounts.front().sources.size();
}
std::vector<std::string> contacts(vendors const& all) {
    return all.server.state().crm.operations.front().modules.front().ids;
}

} // namespace

TEST_CASE("end to end, wooxy: sources go, by Wooxy's ids and by the customer's") {
    vendors const all;
    auto const result = invoke<wooxy::remove_source>(
        all.wooxy(), {.ids = {{"5d915c22d132d5f45a4e38b8", "unknown"}}, .customerSourceIds = {{"webinar2020"}}});
    REQUIRE(result.has_value());
    CHECK(*result == wooxy::remove_source::response{true, 2});
    CHECK(result.outcome() == outcome::executed);
    CHECK(result.info().status == 200);
    CHECK(result.info().attempts == 1);
    CHECK(sources(all) == 2);
}

TEST_CASE("end to end, wooxy: what arrives") {
    vendors const all;
    REQUIRE(invoke<wooxy::remove_source>(all.wooxy(), a_source()).has_value());
    auto const arrived = only_request(all);
    CHECK(head_of(arrived) == "POST /v3/contact-source/remove over TLS\n"
                              "Accept: application/json\n"
                              "Accept-Encoding: gzip\n"
                              "Access-Token: wooxy-demo-token\n"
                              "Content-Length: 36\n"
                              "Content-Type: application/json\n"
                              "Host: api.wooxy.com\n"
                              "User-Agent: test/1\n");
    CHECK(arrived.body == R"({"ids":["5d915c22d132d5f45a4e38b8"]})");
}

TEST_CASE("end to end, remove_record: one customer goes, of one campaign") {
    vendors const all;
    auto const result = invoke<wolkvox::remove_record>(all.manager(), a_customer("42"));
    REQUIRE(result.has_value());
    CHECK(*result == wolkvox::status{202, std::nullopt, "customer_id 42 has been deleted successfully"});
    CHECK(result.outcome() == outcome::executed);
    CHECK(customers(all) == "43 44 45 46 ");
    CHECK(customers(all, 1) == "42 0077 ");
}

TEST_CASE("end to end, remove_record: what arrives") {
    vendors const all;
    REQUIRE(invoke<wolkvox::remove_record>(
                all.manager(), {.type_campaign = campaign_type::preview, .campaign_id = "18", .customer_id = "0077"})
                .has_value());
    auto const arrived = only_request(all);
    CHECK(head_of(arrived) ==
          "DELETE /api/v2/campaign.php?api=remove_record&type_campaign=preview&campaign_id=18 over TLS\n"
          "Accept: application/json\n"
          "Accept-Encoding: gzip\n"
          "Content-Length: 22\n"
          "Content-Type: application/json\n"
          "Host: wv0042.wolkvox.com\n"
          "User-Agent: test/1\n"
          "wolkvox-token: wolkvox-demo-token\n");
    CHECK(arrived.body == R"({"customer_id":"0077"})");
    CHECK(customers(all, 1) == "42 ");
}

TEST_CASE("end to end, clear_campaign: all records go") {
    vendors const all;
    auto const result = invoke<wolkvox::clear_campaign>(all.manager(), a_campaign());
    REQUIRE(result.has_value());
    CHECK(*result == wolkvox::status{202, std::nullopt, "All records has been deleted of campaign_id 17 successfully"});
    CHECK(customers(all).empty());
    CHECK(customers(all, 1) == "42 0077 ");
    CHECK(head_of(only_request(all)) ==
          "DELETE /api/v2/campaign.php?api=clear_campaign&type_campaign=predictive&campaign_id=17 over TLS\n"
          "Accept: application/json\n"
          "Accept-Encoding: gzip\n"
          "Host: wv0042.wolkvox.com\n"
          "User-Agent: test/1\n"
          "wolkvox-token: wolkvox-demo-token\n");
    CHECK(only_request(all).body.empty());
}

TEST_CASE("end to end, clear_campaign: the records of one result go") {
    vendors const all;
    auto const client = all.manager();
    auto cleared = [&](wolkvox::call_result which) {
        return invoke<wolkvox::clear_campaign>(
                   client, {.type_campaign = campaign_type::predictive, .campaign_id = "17", .records = which})
            .has_value();
    };
    CHECK(cleared(wolkvox::call_result::no_answer));
    CHECK(all.server.received().front().target ==
          "/api/v2/campaign.php?api=clear_campaign&type_campaign=predictive&campaign_id=17&result=no-answer");
    CHECK(customers(all) == "43 44 46 ");
    CHECK(cleared(wolkvox::call_result::chanunavail));
    CHECK(customers(all) == "43 44 46 ");
    CHECK(cleared(wolkvox::call_result::answer));
    CHECK(customers(all) == "43 46 ");
}

TEST_CASE("end to end, crm: one record goes, then several") {
    vendors const all;
    auto const client = all.crm();
    auto const one = invoke<wolkvox::delete_records>(client, a_contact());
    REQUIRE(one.has_value());
    CHECK(one->value == wolkvox::crm_status{200, std::nullopt, "Records deleted successfully"});
    CHECK(one->content == R"({"code":200,"error":null,"msg":"Records deleted successfully"})");
    CHECK(contacts(all).size() == 3);

    auto const several = invoke<wolkvox::delete_records>(
        client, {.operation = "demo_operation",
                 .module = "contacts",
                 .wolkvox_id = {{"6074a1b0801374c2d4e6781b", "6074a1b0801374c2d4e6781c"}}});
    CHECK(several.outcome() == outcome::executed);
    CHECK(contacts(all) == std::vector<std::string>{"6074a1b0801374c2d4e6781d"});
    CHECK(all.server.received().back().body ==
          R"({"operation":"demo_operation","module":"contacts","multiple":true,)"
          R"("wolkvox-id":["6074a1b0801374c2d4e6781b","6074a1b0801374c2d4e6781c"]})");
}

TEST_CASE("end to end, crm: what arrives") {
    vendors const all;
    REQUIRE(invoke<wolkvox::delete_records>(all.crm(), a_contact()).has_value());
    auto const arrived = only_request(all);
    CHECK(head_of(arrived) == "POST /server/API/v2/custom/delete.php over TLS\n"
                              "Accept: application/json\n"
                              "Accept-Encoding: gzip\n"
                              "Content-Length: 107\n"
                              "Content-Type: application/json\n"
                              "Host: crm0001.wolkvox.com\n"
                              "User-Agent: test/1\n"
                              "Wolkvox-Token: crm-demo-token\n");
    CHECK(arrived.body == R"({"operation":"demo_operation","module":"contacts","multiple":false,)"
                          R"("wolkvox-id":"6074a1b0801374c2d4e6781a"})");
}

TEST_CASE("end to end, crm: any answer to a deletion is a success that is kept") {
    for (auto const& [kind, content, media_type] :
         {std::tuple{"strings", R"({"code":"200","error":"null","msg":"Records deleted successfully"})",
                     "application/json"},
          std::tuple{"opaque", "<html><body>OK</body></html>", "text/html"}, std::tuple{"empty", "", ""}}) {
        std::string const envelope = kind; // a lambda, as CAPTURE makes one, takes no structured binding in clang 14
        CAPTURE(envelope);
        vendors all;
        all.server.settings().set("crm/envelope", envelope);
        auto const result = invoke<wolkvox::delete_records>(all.crm(), a_contact());
        REQUIRE(result.has_value());
        CHECK(result->content == content);
        CHECK(result->media_type == media_type);
        CHECK(result.outcome() == outcome::executed);
        CHECK(contacts(all).size() == 3);
    }
}

TEST_CASE("end to end, thulium: records go by number, and what is on a call stays") {
    vendors const all;
    auto const client = all.thulium();
    auto const result =
        invoke<thulium::remove_records>(client, {.id = "00001", .phone_number = {{"441", "442", "443"}}});
    REQUIRE(result.has_value());
    using thulium::record;
    using enum thulium::record_status;
    CHECK(
        (*result == thulium::remove_records::response{{"441", {record{200, 5235, removed}, record{200, 5226, removed}}},
                                                      {"442", {record{404, std::nullopt, not_exist}}},
                                                      {"443", {record{409, 5300, call_in_progress}}}}));
    CHECK(result.outcome() == outcome::partial);
    CHECK(phone_records(all) == "5300 5301 5302 ");

    auto outcome_of = [&](char const* number) {
        return invoke<thulium::remove_records>(client, {.id = "00001", .phone_number = {{number}}}).outcome();
    };
    CHECK(outcome_of("443") == outcome::rejected);
    CHECK(outcome_of("441") == outcome::executed); // absent already
    CHECK(outcome_of("333444555") == outcome::executed);
    CHECK(phone_records(all) == "5300 5301 ");
}

TEST_CASE("end to end, thulium: additional numbers are searched only where that is asked for") {
    vendors const all;
    auto const client = all.thulium();
    auto removed = [&](std::optional<bool> additional) {
        return invoke<thulium::remove_records>(
                   client, {.id = "00001", .phone_number = {{"445"}}, .search_in_additional_numbers = additional})
                   .value()
                   .at("445")
                   .front()
                   .status == thulium::record_status::removed;
    };
    CHECK_FALSE(removed(std::nullopt));
    CHECK_FALSE(removed(false));
    CHECK(removed(true));
    CHECK(phone_records(all) == "5235 5226 5300 5302 ");
}

TEST_CASE("end to end, thulium: what arrives, brackets raw and the slash before the query") {
    vendors const all;
    REQUIRE(invoke<thulium::remove_records>(all.thulium(), {.id = "00001", .phone_number = {{"441", "+48 5"}}})
                .has_value());
    auto const arrived = only_request(all);
    CHECK(head_of(arrived) ==
          "DELETE /api/batch/outbounds/00001/records/?phone_number[]=441&phone_number[]=%2B48%205 over TLS\n"
          "Accept: application/json\n"
          "Accept-Encoding: gzip\n"
          "Authorization: Basic YXBpX3VzZXI6YXBpX3Bhc3M=\n"
          "Host: demo.thulium.com\n"
          "User-Agent: test/1\n");
    CHECK(arrived.body.empty());
}
