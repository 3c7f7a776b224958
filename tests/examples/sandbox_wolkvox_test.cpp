// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "sandbox_call.hpp"

#include <thread>

using namespace sandbox_call;

namespace {

std::string const campaign = "/api/v2/campaign.php?";

raw_answer refused(int code, std::string const& error, std::string const& msg) {
    return {code, R"({"code":)" + std::to_string(code) + R"(,"error":")" + error + R"(","msg":")" + msg + "\"}"};
}

raw_answer const parameters_required = refused(400, "BAD REQUEST", "SOME PARAMETERS ARE REQUIRED");

std::size_t records(sandbox::server const& server) {
    return server.state().wolkvox.campaigns.front().records.size();
}

} // namespace

TEST_CASE("sandbox, Wolkvox: remove_record removes one customer, once") {
    sandbox::server server;
    CHECK(send(server, remove_record_call("42")) ==
          raw_answer{202, R"({"code": 202,"error": null,"msg": "customer_id 42 has been deleted successfully"})"});
    CHECK(records(server) == 4);
    CHECK(send(server, remove_record_call("42")) == refused(400, "BAD REQUEST", "CUSTOMER NOT FOUND"));
    CHECK(server.state().wolkvox.campaigns[1].records.size() == 2);
}

TEST_CASE("sandbox, Wolkvox: clear_campaign removes all, or those with one result") {
    sandbox::server server;
    raw_answer const cleared{
        202, R"({"code": 202,"error": null,"msg": "All records has been deleted of campaign_id 17 successfully"})"};
    CHECK(send(server, clear_campaign_call("&result=no-answer")) == cleared);
    CHECK(records(server) == 3);
    CHECK(send(server, clear_campaign_call("&result=chanunavail")) == cleared);
    CHECK(records(server) == 3);
    CHECK(send(server, clear_campaign_call()) == cleared);
    CHECK(records(server) == 0);
}

TEST_CASE("sandbox, Wolkvox: a result that is none is refused, or, as a setting has it, clears everything") {
    sandbox::server server;
    CHECK(send(server, clear_campaign_call("&result=no_answer")) == refused(400, "BAD REQUEST", "RESULT NOT VALID"));
    CHECK(send(server, clear_campaign_call("&result=")) == refused(400, "BAD REQUEST", "RESULT NOT VALID"));
    CHECK(records(server) == 5);
    server.settings().set("wolkvox/bad_result", "ignore");
    CHECK(send(server, clear_campaign_call("&result=no_answer")).status == 202);
    CHECK(records(server) == 0);
}

TEST_CASE("sandbox, Wolkvox: an api that does not exist, and parameters that are missing") {
    sandbox::server server;
    auto const unknown = refused(400, "BAD REQUEST", "THE API YOU WANT TO CONSULT DOES NOT EXIST");
    for (char const* query :
         {"api=remove_records&type_campaign=predictive&campaign_id=17", "", "type_campaign=preview"}) {
        CAPTURE(query);
        CHECK(send(server, with_target(remove_record_call(), campaign + query)) == unknown);
    }
    for (char const* query : {"api=remove_record&type_campaign=predictive", "api=remove_record&campaign_id=17",
                              "api=clear_campaign&type_campaign=predictive&campaign_id=",
                              "api=clear_campaign&type_campaign=&campaign_id=17"}) {
        CAPTURE(query);
        CHECK(send(server, with_target(remove_record_call(), campaign + query)) == parameters_required);
    }
    for (char const* body : {"", "{}", R"({"customer_id":""})", R"({"customer_id":42})", "customer_id=42", "[]"}) {
        CAPTURE(body);
        CHECK(send(server, with_body(remove_record_call(), body)) == parameters_required);
    }
    CHECK(records(server) == 5);
}

TEST_CASE("sandbox, Wolkvox: what no page documents is a setting") {
    sandbox::server server;
    CHECK(send(server, with_target(clear_campaign_call(),
                                   campaign + "api=clear_campaign&type_campaign=preview&campaign_id=17")) ==
          refused(400, "BAD REQUEST", "CAMPAIGN NOT FOUND"));
    CHECK(send(server, with_target(clear_campaign_call(),
                                   campaign + "api=clear_campaign&type_campaign=manual&campaign_id=17")) ==
          refused(400, "BAD REQUEST", "TYPE OF CAMPAIGN NOT VALID"));
    CHECK(send(server, with_method(remove_record_call(), "POST")) ==
          refused(405, "METHOD NOT ALLOWED", "METHOD NOT ALLOWED"));
    server.settings().set("wolkvox/unknown_customer_code", 404);
    server.settings().set("wolkvox/unknown_customer_msg", "no \"such\" customer");
    CHECK(send(server, remove_record_call("99")) == refused(404, "NOT FOUND", R"(no \"such\" customer)"));
    server.settings().set("wolkvox/maintenance", true);
    CHECK(send(server, remove_record_call()) == refused(403, "FORBIDDEN", "SERVER IN MAINTENANCE"));
    server.settings().set("wolkvox/mirror_status", false);
    CHECK(send(server, remove_record_call()).status == 200);
}

TEST_CASE("sandbox, Wolkvox: tokens and their quota") {
    sandbox::server server;
    auto const missing = refused(401, "UNAUTHORIZED", "PLEASE ENTER THE WOLKVOX-TOKEN");
    CHECK(send(server, without_header(clear_campaign_call(), "wolkvox-token")) == missing);
    CHECK(send(server, with_header(clear_campaign_call(), "wolkvox-token", "")) == missing);
    CHECK(send(server, with_header(clear_campaign_call(), "wolkvox-token", "other")) ==
          refused(403, "FORBIDDEN", "PLEASE VALIDATE TOKEN"));
    auto const spent = refused(403, "FORBIDDEN", "TOKEN LIMIT EXCEEDED");
    CHECK(send(server, with_header(clear_campaign_call(), "wolkvox-token", "wolkvox-spent-token")) == spent);

    server.change_state([](sandbox::world& w) { w.wolkvox.tokens.front().calls_left = 1; });
    CHECK(send(server, with_header(remove_record_call(), "WOLKVOX-TOKEN", "wolkvox-demo-token")).status == 202);
    CHECK(send(server, clear_campaign_call()) == spent);
    CHECK(records(server) == 4);
}

TEST_CASE("sandbox, Wolkvox: the third call of a token at once is refused, or the second") {
    for (int const limit : {1, 2}) {
        CAPTURE(limit);
        sandbox::server server;
        server.settings().set("wolkvox/simultaneous", limit);
        server.hold("wolkvox");
        std::vector<raw_answer> held_answers(static_cast<std::size_t>(limit));
        std::vector<std::thread> callers;
        for (int i = 0; i < limit; ++i) {
            callers.emplace_back([&server, &held_answers, i] {
                held_answers[static_cast<std::size_t>(i)] = send(server, remove_record_call(std::to_string(42 + i)));
            });
        }
        bool const held = server.wait_until_held("wolkvox", limit);
        auto const one_more = send(server, remove_record_call("44"));
        server.release("wolkvox");
        for (auto& caller : callers) {
            caller.join();
        }
        CHECK(held);
        CHECK(one_more == refused(403, "FORBIDDEN", "EXCEEDS THE LIMIT OF SIMULTANEOUS REQUESTS PER TOKEN (2)"));
        for (auto const& answer : held_answers) {
            CHECK(answer.status == 202);
        }
        CHECK(send(server, remove_record_call("44")).status == 202);
    }
}

TEST_CASE("sandbox, Wolkvox: another token is not in the way") {
    sandbox::server server;
    server.settings().set("wolkvox/simultaneous", 1);
    server.hold("wolkvox");
    std::vector<raw_answer> answers(2);
    std::thread one([&] { answers[0] = send(server, remove_record_call("42")); });
    std::thread other([&] {
        answers[1] = send(server, with_header(remove_record_call("43"), "wolkvox-token", "wolkvox-second-token"));
    });
    bool const held = server.wait_until_held("wolkvox", 2);
    server.release("wolkvox");
    one.join();
    other.join();
    CHECK(held);
    CHECK(answers[0].status == 202);
    CHECK(answers[1].status == 202);
}
