// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/bindings/wolkvox.hpp>

#include "requests.hpp"

#include <boost/json.hpp>

using namespace bindings_test;
using wolkvox::call_result;
using wolkvox::campaign_type;
using wolkvox::clear_campaign;
using wolkvox::remove_record;

namespace {

struct manager_account {
    explicit manager_account(std::string server = "0042")
        : client({.wolkvox_server = std::move(server)}, apibind::secret("T0ken"), {.user_agent = "test/1"}, carrier) {}

    std::shared_ptr<counting_transport> carrier = std::make_shared<counting_transport>();
    apibind::client<wolkvox::manager> client;
};

std::string const remove_target = "/api/v2/campaign.php?api=remove_record&type_campaign=predictive&campaign_id=";
std::string const clear_target = "/api/v2/campaign.php?api=clear_campaign&type_campaign=predictive&campaign_id=";

std::string removal_target(campaign_type type, std::string campaign_id) {
    return prepared_target<remove_record>(
        manager_account().client, {.type_campaign = type, .campaign_id = std::move(campaign_id), .customer_id = "42"});
}

using filter = std::variant<call_result, apibind::everything_t>;

std::string clearing_target(std::string campaign_id, filter records) {
    return prepared_target<clear_campaign>(
        manager_account().client,
        {.type_campaign = campaign_type::predictive, .campaign_id = std::move(campaign_id), .records = records});
}

void check_not_sent(std::string server, std::string campaign_id, std::string customer_id, std::string_view what) {
    manager_account const account(std::move(server));
    bindings_test::check_not_sent<remove_record>(
        account.client, *account.carrier,
        {.type_campaign = campaign_type::predictive, .campaign_id = campaign_id, .customer_id = customer_id}, what);
}

void check_server(std::string const& server, std::string_view what) {
    check_not_sent(server, "17", "42", what);
}

std::string const one_label = "wolkvox_server must be one label of a host name: letters, digits and hyphens";

} // namespace

TEST_CASE("remove_record: a DELETE with the customer in its body") {
    CHECK(prepared<remove_record>(
              manager_account().client,
              {.type_campaign = campaign_type::predictive, .campaign_id = "17", .customer_id = "42"}) ==
          "DELETE https://wv0042.wolkvox.com "
          "/api/v2/campaign.php?api=remove_record&type_campaign=predictive&campaign_id=17\n"
          "Accept: application/json\n"
          "User-Agent: test/1\n"
          "Content-Type: application/json\n"
          "wolkvox-token: T0ken\n"
          "\n"
          R"({"customer_id":"42"})");
}

TEST_CASE("clear_campaign: a DELETE without a body") {
    CHECK(prepared<clear_campaign>(
              manager_account().client,
              {.type_campaign = campaign_type::preview, .campaign_id = "17", .records = apibind::everything}) ==
          "DELETE https://wv0042.wolkvox.com "
          "/api/v2/campaign.php?api=clear_campaign&type_campaign=preview&campaign_id=17\n"
          "Accept: application/json\n"
          "User-Agent: test/1\n"
          "wolkvox-token: T0ken\n");
}

TEST_CASE("clear_campaign: the filter, each of the values that the page lists") {
    std::pair<call_result, char const*> const all[] = {
        {call_result::no_answer, "no-answer"},     {call_result::answer_machine, "answer-machine"},
        {call_result::abandon, "abandon"},         {call_result::busy, "busy"},
        {call_result::congestion, "congestion"},   {call_result::unknown, "unknown"},
        {call_result::failed, "failed"},           {call_result::do_not_call, "do-not-call"},
        {call_result::chanunavail, "chanunavail"}, {call_result::answer, "answer"},
    };
    for (auto const& [value, wire] : all) CHECK(clearing_target("17", value) == clear_target + "17&result=" + wire);
}

TEST_CASE("clear_campaign: everything drops the filter's pair") {
    CHECK(clearing_target("17", apibind::everything) == clear_target + "17");
}

TEST_CASE("clear_campaign: a filter that is none of its values is never sent") {
    manager_account const account;
    bindings_test::check_not_sent<clear_campaign>(
        account.client, *account.carrier,
        {.type_campaign = campaign_type::predictive, .campaign_id = "17", .records = static_cast<call_result>(99)},
        "records is none of its enumerators");
}

TEST_CASE("remove_record: both kinds of campaign") {
    CHECK(removal_target(campaign_type::predictive, "17") == remove_target + "17");
    CHECK(removal_target(campaign_type::preview, "17") ==
          "/api/v2/campaign.php?api=remove_record&type_campaign=preview&campaign_id=17");
}

TEST_CASE("remove_record: a campaign_id is one query value, whatever it holds") {
    std::pair<char const*, char const*> const values[] = {
        {"0017", "0017"},     {"a b", "a%20b"},       {"1&api=clear_campaign", "1%26api%3Dclear_campaign"},
        {"1#2", "1%232"},     {"1+2%3", "1%2B2%253"}, {"кампания", "%D0%BA%D0%B0%D0%BC%D0%BF%D0%B0%D0%BD%D0%B8%D1%8F"},
        {"../..", "..%2F.."}, {"1?2/3", "1%3F2%2F3"},
    };
    for (auto const& [value, encoded] : values) {
        CHECK(removal_target(campaign_type::predictive, value) == remove_target + encoded);
        CHECK(clearing_target(value, apibind::everything) == clear_target + encoded);
    }
}

TEST_CASE("remove_record: a customer_id travels as a JSON string, leading zeros and all") {
    std::pair<char const*, char const*> const values[] = {
        {"0077", R"("0077")"}, {"a\"b", R"("a\"b")"}, {"Иван & Ко #1", R"("Иван & Ко #1")"}, {"null", R"("null")"}};
    for (auto const& [value, text] : values)
        CHECK(prepared_body<remove_record>(
                  manager_account().client,
                  {.type_campaign = campaign_type::predictive, .campaign_id = "17", .customer_id = value}) ==
              R"({"customer_id":)" + std::string(text) + "}");
}

// The vendor's page: CURLOPT_URL, CURLOPT_CUSTOMREQUEST, CURLOPT_POSTFIELDS and CURLOPT_HTTPHEADER, its {{...}} filled
// in.
TEST_CASE("remove_record: the vendor's sample request") {
    auto const made = apibind::prepare<remove_record>(
        manager_account().client,
        {.type_campaign = campaign_type::predictive, .campaign_id = "17", .customer_id = "42"});
    REQUIRE(made.has_value());
    CHECK(made->origin.scheme + "://" + made->origin.authority() + made->target ==
          "https://wv0042.wolkvox.com/api/v2/campaign.php?api=remove_record&type_campaign=predictive&campaign_id=17");
    CHECK((made->method == apibind::method::delete_));
    CHECK(made->fields.find("wolkvox-token") == "T0ken");
    CHECK(made->fields.find("Content-Type") == "application/json");
    // The page's own customer_id is empty, a place to write in: such a body is never sent.
    auto sample = boost::json::parse(R"({
    "customer_id": ""
})");
    sample.at("customer_id") = "42";
    CHECK(boost::json::parse(*made->body) == sample);
    check_not_sent("0042", "17", "", "customer_id must not be empty");
}

TEST_CASE("clear_campaign: the vendor's sample request") {
    auto const made = apibind::prepare<clear_campaign>(
        manager_account().client,
        {.type_campaign = campaign_type::predictive, .campaign_id = "17", .records = apibind::everything});
    REQUIRE(made.has_value());
    CHECK(made->origin.scheme + "://" + made->origin.authority() + made->target ==
          "https://wv0042.wolkvox.com/api/v2/campaign.php?api=clear_campaign&type_campaign=predictive&campaign_id=17");
    CHECK((made->method == apibind::method::delete_));
    CHECK(made->fields.find("wolkvox-token") == "T0ken");
    CHECK_FALSE(made->fields.find("Content-Type").has_value());
    CHECK_FALSE(made->body.has_value());
}

TEST_CASE("wolkvox: an empty campaign_id or customer_id is never sent") {
    check_not_sent("0042", "", "42", "campaign_id must not be empty");
    check_not_sent("0042", "17", "", "customer_id must not be empty");
    for (auto const& records : {filter(call_result::busy), filter(apibind::everything)}) {
        manager_account const account;
        bindings_test::check_not_sent<clear_campaign>(
            account.client, *account.carrier,
            {.type_campaign = campaign_type::predictive, .campaign_id = "", .records = records},
            "campaign_id must not be empty");
    }
}

TEST_CASE("wolkvox: a campaign_id with control characters or no UTF-8 is never sent") {
    for (char const* id : {"17\r\nX: y", "17\n", "\t", "\x7f"}) {
        CAPTURE(id);
        check_not_sent("0042", id, "42", "campaign_id must hold no control characters: it stands in the URL");
    }
    check_not_sent("0042", std::string("17\0", 3), "42",
                   "campaign_id must hold no control characters: it stands in the URL");
    check_not_sent("0042", "\xff", "42", "campaign_id must be UTF-8");
}

TEST_CASE("wolkvox: a server that would be more than its part of one label is never called") {
    check_server("", "wolkvox_server must not be empty: it stands in the URL");
    check_server("42\n", "wolkvox_server must hold no control characters: it stands in the URL");
    for (char const* server : {"0042.evil.com/", "0042.evil", "42/..", "42#", "42?", "@evil", "42:8443", "..", ".", " ",
                               "%2e", "42\\x", "сервер", "_", "{wolkvox_server}"}) {
        CAPTURE(server);
        check_server(server, one_label);
    }
    check_server("42-", R"(wolkvox_server would make the host "wv42-.wolkvox.com", which is no host name)");
    check_server(std::string(62, '4'), R"(wolkvox_server would make the host "wv)" + std::string(62, '4') +
                                           R"(.wolkvox.com", which is no host name)");
}
