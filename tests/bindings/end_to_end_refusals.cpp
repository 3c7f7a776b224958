// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// What the vendors refuse, over verified TLS: by what they keep, and every documented refusal with its literal body.

#include "vendors.hpp"

#include <boost/json.hpp>
#include <doctest/doctest.h>

using namespace bindings_test;
using apibind::failure_kind;
using apibind::invoke;
using apibind::outcome;

namespace {

/// How much each vendor keeps: a refused call changes none of it.
std::string kept(vendors const& all) {
    auto const w = all.server.state();
    auto const total = [](auto const& groups, auto members) {
        std::size_t sum = 0;
        for (auto const& group : groups) sum += (group.*members).size();
        return std::to_string(sum) + " ";
    };
    return total(w.wooxy.accounts, &sandbox::wooxy_account::sources) +
           total(w.wolkvox.campaigns, &sandbox::manager_campaign::records) +
           total(w.crm.operations.front().modules, &sandbox::crm_module::ids) +
           total(w.thulium.campaigns, &sandbox::thulium_campaign::records);
}

template <class Endpoint, class Service>
auto refused(apibind::client<Service> const& client, typename Endpoint::request const& request, int status,
             outcome came_to) {
    auto const result = invoke<Endpoint>(client, request);
    REQUIRE_FALSE(result.has_value());
    bool const inside = status >= 200 && status < 300;
    CHECK((result.error().kind == (inside ? failure_kind::refusal : failure_kind::status)));
    CHECK(result.info().status == status);
    CHECK(result.info().attempts == 1);
    CHECK(result.outcome() == came_to);
    REQUIRE(result.error().vendor_error.has_value());
    return *result.error().vendor_error;
}

boost::json::value json_of(wooxy::refusal const& error) {
    return {{"result", error.result}, {"errors", boost::json::array(error.errors.begin(), error.errors.end())}};
}
boost::json::value json_of(wolkvox::status const& error) {
    return {{"code", error.code}, {"error", error.error.value_or("null")}, {"msg", error.msg}};
}
boost::json::value json_of(wolkvox::crm_answer const& error) {
    return boost::json::parse(error.content);
}
boost::json::value json_of(thulium::problem const& error) {
    boost::json::array errors;
    for (auto const& one : error.errors) errors.push_back({{"message", one.message}, {"code", one.code}});
    return {{"request_id", error.request_id}, {"errors", std::move(errors)}};
}

/// Asks for each documented refusal of a vendor and compares what is read with what Boost.JSON reads.
template <class Endpoint, class Service>
int check_documented(vendors& all, apibind::client<Service> const& client, typename Endpoint::request const& request,
                     std::string const& vendor, outcome (*came_to)(sandbox::refusal const&)) {
    int checked = 0;
    auto const before = kept(all);
    for (auto const& one : all.server.refusals()) {
        if (!one.documented || !one.name.starts_with(vendor + "/")) continue;
        CAPTURE(one.name);
        CAPTURE(one.status);
        all.server.answer_next(one.name);
        auto const error = refused<Endpoint>(client, request, one.status, came_to(one));
        CHECK(json_of(error) == boost::json::parse(one.body));
        ++checked;
    }
    CHECK(kept(all) == before);
    return checked;
}

outcome rejected(sandbox::refusal const&) {
    return outcome::rejected;
}
outcome unless_a_fault(sandbox::refusal const& one) {
    return one.name == "wooxy/internal_server_error" ? outcome::unknown : outcome::rejected;
}
outcome rejected_outside_2xx(sandbox::refusal const& one) {
    return one.status == 200 ? outcome::unknown : outcome::rejected;
}

} // namespace

TEST_CASE("refused, wooxy: every documented error, whatever its HTTP status") {
    for (int const status : {0, 200, 400, 503}) {
        vendors all;
        all.server.settings().set("wooxy/fill_placeholders", false);
        for (char const* kind : {"unauthorized", "bad_argument", "no_match", "bad_request", "server_fault"})
            if (status != 0) all.server.settings().set("wooxy/" + std::string(kind) + "_status", status);
        CHECK(check_documented<wooxy::remove_source>(all, all.wooxy(), a_source(), "wooxy", unless_a_fault) == 13);
    }
}

TEST_CASE("refused, wolkvox: every documented error, its code mirrored by the HTTP status or not") {
    for (bool const mirrored : {true, false}) {
        vendors all;
        all.server.settings().set("wolkvox/mirror_status", mirrored);
        CHECK(check_documented<wolkvox::remove_record>(all, all.manager(), a_customer(), "wolkvox", rejected) == 7);
        CHECK(check_documented<wolkvox::clear_campaign>(all, all.manager(), a_campaign(), "wolkvox", rejected) == 7);
    }
}

TEST_CASE("refused, crm: every documented code as a number and as digits, mirrored by the HTTP status or not") {
    for (bool const mirrored : {true, false})
        for (char const* envelope : {"numbers", "strings"}) {
            vendors all;
            all.server.settings().set("crm/mirror_status", mirrored);
            all.server.settings().set("crm/envelope", envelope);
            CHECK(check_documented<wolkvox::delete_records>(all, all.crm(), a_contact(), "crm", rejected) == 8);
        }
}

TEST_CASE("refused, thulium: the documented error, whatever its HTTP status") {
    for (int const status : {200, 400, 401, 404}) {
        vendors all;
        all.server.settings().set("thulium/bad_parameter_status", status);
        CHECK(check_documented<thulium::remove_records>(all, all.thulium(), a_number(), "thulium",
                                                        rejected_outside_2xx) == 1);
    }
}

TEST_CASE("refused, wooxy: by its token and its ids") {
    vendors const all;
    auto const before = kept(all);
    // What a vendor repeats of the credential is masked in its error as well.
    std::pair<char const*, char const*> const tokens[] = {
        {"no-such-token", "Invalid authorization token!"},
        {"wooxy-disabled-token", "user 4712 not enabled"},
        {"wooxy-orphan-token", "no data found for key 4713"},
        {"wooxy-unmatched-token", "no matches found for access token [secret]"},
        {"wooxy-mismatched-token", "access token check failed for key/secret 4715/[secret]"},
    };
    for (auto const& [token, text] : tokens)
        CHECK(refused<wooxy::remove_source>(all.wooxy(token), a_source(), 401, outcome::rejected) ==
              wooxy::refusal{false, {text}});
    CHECK(refused<wooxy::remove_source>(all.wooxy(), {.ids = {{"unknown"}}}, 404, outcome::rejected) ==
          wooxy::refusal{false, {"No records found by this identifiers"}});
    CHECK(kept(all) == before);
}

TEST_CASE("refused, wolkvox: by its token, the day's quota, the campaign and the customer") {
    vendors all;
    auto const before = kept(all);
    auto const refusal_for = [&](std::string const& token, wolkvox::remove_record::request const& request, int code) {
        return refused<wolkvox::remove_record>(all.manager(token), request, code, outcome::rejected).msg;
    };
    CHECK(refusal_for("no-such-token", a_customer(), 403) == "PLEASE VALIDATE TOKEN");
    CHECK(refusal_for("wolkvox-spent-token", a_customer(), 403) == "TOKEN LIMIT EXCEEDED");
    CHECK(refusal_for("wolkvox-demo-token", a_customer("99"), 400) == "CUSTOMER NOT FOUND");
    auto elsewhere = a_customer();
    elsewhere.campaign_id = "99";
    CHECK(refusal_for("wolkvox-demo-token", elsewhere, 400) == "CAMPAIGN NOT FOUND");
    all.server.settings().set("wolkvox/maintenance", true);
    CHECK(refusal_for("wolkvox-demo-token", a_customer(), 403) == "SERVER IN MAINTENANCE");
    CHECK(kept(all) == before);
}

TEST_CASE("refused, crm: by its token, the module and the ids") {
    vendors const all;
    auto const before = kept(all);
    auto const code_for = [&](std::string const& token, wolkvox::delete_records::request const& request, int status) {
        return refused<wolkvox::delete_records>(all.crm(token), request, status, outcome::rejected).value->number();
    };
    CHECK(code_for("no-such-token", a_contact(), 403) == 403);
    CHECK(code_for("crm-other-token", a_contact(), 403) == 403);
    auto elsewhere = a_contact();
    elsewhere.module = "Nomina";
    CHECK(code_for("crm-demo-token", elsewhere, 404) == 404);
    elsewhere = a_contact();
    elsewhere.wolkvox_id.value() = {"unknown", "unknown too"};
    CHECK(code_for("crm-demo-token", elsewhere, 404) == 404);
    CHECK(kept(all) == before);
}

TEST_CASE("refused, crm: an error page goes by its HTTP status") {
    vendors all;
    all.server.settings().set("crm/envelope", "opaque");
    auto const error = refused<wolkvox::delete_records>(all.crm("no-such-token"), a_contact(), 403, outcome::rejected);
    CHECK(error.content == "<html><body>OK</body></html>");
    CHECK(error.media_type == "text/html");
    CHECK_FALSE(error.value.has_value());
}

TEST_CASE("refused, thulium: by its credentials, the user's permissions and the campaign") {
    vendors const all;
    auto const before = kept(all);
    auto const refusal_for = [&](apibind::client<thulium::api> const& client, std::string const& id, int status) {
        auto request = a_number();
        request.id = id;
        return refused<thulium::remove_records>(client, request, status, outcome::rejected);
    };
    CHECK(refusal_for(all.thulium("api_user", "wrong"), "00001", 401) ==
          thulium::problem{"53678450401cf", {{"Unauthorized.", 401}}});
    CHECK(refusal_for(all.thulium("reading_user", "reading_pass"), "00001", 403).errors.front().message ==
          "Access denied.");
    CHECK(refusal_for(all.thulium(), "00002", 404).errors.front().message == "Campaign does not exist.");
    CHECK(kept(all) == before);
}

TEST_CASE("refused, thulium: in Polish where the call asks for it") {
    vendors const all;
    auto const result = invoke<thulium::remove_records>(all.thulium("api_user", "wrong"), a_number(),
                                                        {.fields = {{"Accept-Language", "pl"}}});
    REQUIRE_FALSE(result.has_value());
    CHECK(result.error().vendor_error->errors.front().message == "Brak autoryzacji.");
}

TEST_CASE("not sent: nothing arrives of a call that breaks a rule") {
    vendors const all;
    CHECK(invoke<wooxy::remove_source>(all.wooxy(), {}).outcome() == outcome::not_sent);
    CHECK(invoke<wolkvox::remove_record>(all.manager(), a_customer("")).outcome() == outcome::not_sent);
    auto campaign = a_campaign();
    campaign.campaign_id = "";
    CHECK(invoke<wolkvox::clear_campaign>(all.manager(), campaign).outcome() == outcome::not_sent);
    auto contact = a_contact();
    contact.wolkvox_id.value().clear();
    CHECK(invoke<wolkvox::delete_records>(all.crm(), contact).outcome() == outcome::not_sent);
    auto number = a_number();
    number.phone_number.value().clear();
    CHECK(invoke<thulium::remove_records>(all.thulium(), number).outcome() == outcome::not_sent);
    CHECK(all.server.received().empty());
}

TEST_CASE("not sent: nothing arrives at a server whose certificate no trusted CA signed") {
    vendors const all;
    auto options = all.options();
    options.ca_file.clear();
    apibind::client<wooxy::api> const client(apibind::secret("wooxy-demo-token"), options);
    auto const result = invoke<wooxy::remove_source>(client, a_source());
    REQUIRE_FALSE(result.has_value());
    CHECK((result.error().kind == failure_kind::transport));
    CHECK((result.error().transport == apibind::transport_error::certificate));
    CHECK(result.outcome() == outcome::not_sent);
    CHECK(all.server.received().empty());
}
