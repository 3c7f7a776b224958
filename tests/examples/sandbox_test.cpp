// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "sandbox_call.hpp"

#include <stdexcept>

using namespace sandbox_call;

namespace {

raw_call call_of_vendor(std::string const& vendor) {
    return vendor == "wooxy"     ? wooxy_call()
           : vendor == "wolkvox" ? remove_record_call()
           : vendor == "crm"     ? crm_call()
                                 : thulium_call();
}

httplib::Error tls_error(sandbox::server const& server, std::string const& host, bool with_ca) {
    httplib::SSLClient client(host, server.https_port());
    client.set_hostname_addr_map({{host, "127.0.0.1"}});
    if (with_ca) {
        client.set_ca_cert_path(server.ca_file().c_str());
    }
    return client.Get("/").error();
}

} // namespace

TEST_CASE("sandbox: every refusal can be ordered for the next call, changes nothing, and the call after it succeeds") {
    sandbox::server server;
    server.settings().set("wooxy/fill_placeholders", false);
    auto const refusals = server.refusals();
    CHECK(refusals.size() >= 35);
    for (auto const& refusal : refusals) {
        CAPTURE(refusal.name);
        std::string const vendor = refusal.name.substr(0, refusal.name.find('/'));
        server.answer_next(refusal.name);
        CHECK(send(server, call_of_vendor(vendor)) == raw_answer{refusal.status, refusal.body});
    }
    CHECK(send(server, wooxy_call()).status == 200);
    CHECK(send(server, remove_record_call()).status == 202);
    CHECK(send(server, crm_call()).status == 200);
    CHECK(send(server, thulium_call()).status == 200);
}

TEST_CASE("sandbox: refusals queue up in their order, for their vendor alone") {
    sandbox::server server;
    server.answer_next("wolkvox/token_invalid", 2);
    server.answer_next("wolkvox/token_missing");
    CHECK(send(server, wooxy_call()).status == 200);
    CHECK(send(server, remove_record_call()).status == 403);
    CHECK(send(server, remove_record_call()).status == 403);
    CHECK(send(server, remove_record_call()).status == 401);
    CHECK(send(server, remove_record_call()).status == 202);
    CHECK_THROWS_AS(server.answer_next("wolkvox/no_such_refusal"), std::invalid_argument);
}

TEST_CASE("sandbox: its certificate is good for the vendors' hosts and for no other") {
    sandbox::server const server;
    for (char const* host : {"api.wooxy.com", "wv0042.wolkvox.com", "wv1.wolkvox.com", "crm0001.wolkvox.com",
                             "demo.thulium.com", "sv0001.crmvox.com"}) {
        CAPTURE(host);
        CHECK(tls_error(server, host, true) == httplib::Error::Success);
    }
    CHECK(tls_error(server, "www.wooxy.com", true) == httplib::Error::SSLServerVerification);
    CHECK(tls_error(server, "a.b.wolkvox.com", true) == httplib::Error::SSLServerVerification);
}

TEST_CASE("sandbox: nobody trusts it without its CA, nor once its certificate has expired") {
    sandbox::server const server;
    CHECK(tls_error(server, "api.wooxy.com", false) == httplib::Error::SSLServerVerification);

    sandbox::options expired;
    expired.certificate_from = std::chrono::hours(-48);
    expired.certificate_to = std::chrono::hours(-24);
    sandbox::server const late(expired);
    CHECK(tls_error(late, "api.wooxy.com", true) == httplib::Error::SSLServerVerification);
}

TEST_CASE("sandbox: two of them have different CAs") {
    sandbox::server const one;
    sandbox::server const other;
    CHECK(one.ca_pem().starts_with("-----BEGIN CERTIFICATE-----"));
    CHECK(one.ca_pem() != other.ca_pem());
    CHECK(one.ca_file() != other.ca_file());
    CHECK(one.https_port() != other.https_port());
}

TEST_CASE("sandbox: over plain HTTP on 127.0.0.1 the path chooses the vendor") {
    sandbox::server server;
    for (raw_call call : {wooxy_call(), remove_record_call(), crm_call(), thulium_call()}) {
        httplib::Client client("127.0.0.1", server.http_port());
        send_target_as_given(client);
        CAPTURE(call.target);
        CHECK(answer_of(client.send(request_of(call))).status / 100 == 2);
        CHECK_FALSE(server.received().back().tls);
    }
    CHECK(server.received().size() == 4);
}

TEST_CASE("sandbox: a host of no vendor is misdirected, a path of no page is not found") {
    sandbox::server server;
    httplib::Client client("127.0.0.1", server.http_port());
    auto const other = with_header(wooxy_call(), "Host", "www.example.com");
    CHECK(answer_of(client.send(request_of(other))).status == 421);
    CHECK(send(server, with_target(wooxy_call(), "/v3/contact-source/remove/")).status == 404);
    CHECK(send(server, with_target(remove_record_call(), "/api/v2/agents.php?api=remove_record")).status == 404);
    CHECK(send(server, with_target(crm_call(), "/server/API/v2/custom/query.php")).status == 404);
    CHECK(send(server, with_target(thulium_call(), "/api/batch/outbounds/records/?phone_number[]=1")).status == 404);
}

TEST_CASE("sandbox: what arrived is noted as it arrived") {
    sandbox::server server;
    auto call = with_header(thulium_call("phone_number[]=441&phone_number%5B%5D=4%2042"), "X-Twice", "one");
    call.headers.emplace("X-Twice", "two");
    send(server, call);
    REQUIRE(server.received().size() == 1);
    auto const seen = server.received().front();
    CHECK(seen.vendor == "thulium");
    CHECK(seen.tls);
    CHECK(seen.method == "DELETE");
    CHECK(seen.target == "/api/batch/outbounds/00001/records/?phone_number[]=441&phone_number%5B%5D=4%2042");
    CHECK(seen.host() == "demo.thulium.com");
    CHECK(seen.header("authorization") == "Basic YXBpX3VzZXI6YXBpX3Bhc3M=");
    CHECK(seen.header_count("x-twice") == 2);
    CHECK(seen.header_count("REMOTE_ADDR") == 0);
    CHECK(seen.body.empty());
    CHECK(seen.status == 200);
    CHECK(sandbox::to_text(seen).starts_with("DELETE /api/batch/outbounds/00001/records/?phone_number[]=441&"));

    server.clear_received();
    CHECK(server.received().empty());
}

TEST_CASE("sandbox: each answered request is handed on") {
    std::vector<std::string> bodies;
    {
        sandbox::options given;
        given.on_answered = [&](sandbox::received_request const& request) { bodies.push_back(request.body); };
        sandbox::server server(given);
        send(server, wooxy_call("{}"));
        send(server, remove_record_call("43"));
    }
    CHECK(bodies == std::vector<std::string>{"{}", R"({"customer_id": "43"})"});
}

TEST_CASE("sandbox: a setting that does not exist or does not take the value is refused") {
    sandbox::server server;
    auto& settings = server.settings();
    CHECK_THROWS_AS(settings.set("wooxy/nothing", "1"), std::invalid_argument);
    CHECK_THROWS_AS(settings.set("wooxy/no_match_status", "many"), std::invalid_argument);
    CHECK_THROWS_AS(settings.set("crm/envelope", "number"), std::invalid_argument);
    CHECK_THROWS_AS(settings.set("crm/envelope", ""), std::invalid_argument);
    CHECK_THROWS_AS(settings.set("wolkvox/maintenance", "yes"), std::invalid_argument);
    settings.set("wooxy/no_match_status", 200);
    settings.set("crm/envelope", "opaque");
    CHECK(settings.number("wooxy/no_match_status") == 200);
    CHECK(settings.text("crm/envelope") == "opaque");
}

TEST_CASE("sandbox: a seed of one's own, and what is wrong with another") {
    sandbox::options given;
    given.seed = R"({"wooxy":{"accounts":[{"token":"t","user_id":"1","sources":[{"id":"s"}]}]}})";
    sandbox::server server(given);
    CHECK(send(server, with_header(wooxy_call(R"({"ids":["s"]})"), "Access-Token", "t")).body ==
          R"({"result": true,"affectedRows":1})");
    CHECK(server.state().thulium.users.empty());

    CHECK_THROWS_WITH_AS(sandbox::read_seed(R"({"wooxy":{"accounts":[{"token":7}]}})"),
                         "seed: wooxy.accounts[0].token must be a string", std::invalid_argument);
    CHECK_THROWS_AS(sandbox::read_seed("{"), std::invalid_argument);
    CHECK_THROWS_AS(sandbox::read_seed_file("no/such/file"), std::runtime_error);
}

TEST_CASE("sandbox: a port that is taken is refused") {
    sandbox::server const first;
    sandbox::options given;
    given.http_port = first.http_port();
    CHECK_THROWS_AS(sandbox::server second(given), std::runtime_error);
}
