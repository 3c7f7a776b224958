// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "sandbox_call.hpp"

#include <thread>

using namespace sandbox_call;

namespace {

raw_answer refused(int status, std::string const& text) {
    return {status, R"({"result":false,"errors":[")" + text + "\"]}"};
}

} // namespace

TEST_CASE("sandbox, Wooxy: removes what matches and counts each source once") {
    sandbox::server server;
    auto const both = wooxy_call(R"({"ids":["5d915c22d132d5f45a4e38b8","unknown"],)"
                                 R"("customerSourceIds":["newsletter2019","landingPage1"]})");
    CHECK(send(server, both) == raw_answer{200, R"({"result": true,"affectedRows":2})"});
    CHECK(send(server, both) == refused(404, "No records found by this identifiers"));
    auto const left = server.state().wooxy.accounts.front().sources;
    REQUIRE(left.size() == 2);
    CHECK(left[0].customer_source_id == "webinar2020");
}

TEST_CASE("sandbox, Wooxy: absent, null and empty lists say nothing") {
    sandbox::server server;
    for (char const* body :
         {"{}", R"({"ids":null,"customerSourceIds":null})", R"({"ids":[],"customerSourceIds":[]})"}) {
        CAPTURE(body);
        CHECK(send(server, wooxy_call(body)) == refused(400, "Add at least one identifier to remove"));
    }
    CHECK(send(server, wooxy_call(R"({"ids":null,"customerSourceIds":["webinar2020"]})")).status == 200);
}

TEST_CASE("sandbox, Wooxy: JSON types are judged") {
    sandbox::server server;
    for (char const* body : {R"({"ids":"a"})", R"({"ids":[1]})", R"({"ids":{"a":"b"}})", R"({"ids":["a",null]})"}) {
        CAPTURE(body);
        CHECK(send(server, wooxy_call(body)) == refused(400, "Argument ids must be an array of strings"));
    }
    for (char const* body : {R"({"customerSourceIds":"a"})", R"({"customerSourceIds":[true]})"}) {
        CAPTURE(body);
        CHECK(send(server, wooxy_call(body)) == refused(400, "Argument customerSourceIds must be an array of strings"));
    }
    for (char const* body : {"", "[]", "{\"ids\":[\"a\"]", "ids=a"}) {
        CAPTURE(body);
        CHECK(send(server, wooxy_call(body)) == refused(400, "Bad Request"));
    }
}

TEST_CASE("sandbox, Wooxy: a customerSourceId has at most 40 alphanumerics") {
    sandbox::server server;
    auto const answer_to = [&](std::string const& id) {
        return send(server, wooxy_call(R"({"customerSourceIds":[")" + id + "\"]}"));
    };
    auto const format = refused(400, "Each customerSourceId must be an alphanumeric string with 40 max chars length");
    CHECK(answer_to(std::string(41, 'a')) == format);
    CHECK(answer_to("with-hyphen") == format);
    CHECK(answer_to("") == format);
    CHECK(answer_to(std::string(40, 'a')) == refused(404, "No records found by this identifiers"));
}

TEST_CASE("sandbox, Wooxy: tokens, and the refusals that stand against an account") {
    sandbox::server server;
    CHECK(send(server, without_header(wooxy_call(), "Access-Token")) == refused(401, "Invalid authorization token!"));
    auto const with_token = [&](std::string const& token) {
        return send(server, with_header(wooxy_call(), "access-token", token));
    };
    CHECK(with_token("nobody's") == refused(401, "Invalid authorization token!"));
    CHECK(with_token("wooxy-disabled-token") == refused(401, "user 4712 not enabled"));
    CHECK(with_token("wooxy-orphan-token") == refused(401, "no data found for key 4713"));
    CHECK(with_token("wooxy-unmatched-token") ==
          refused(401, "no matches found for access token wooxy-unmatched-token"));
    CHECK(with_token("wooxy-mismatched-token") ==
          refused(401, R"(access token check failed for key\/secret 4715\/wooxy-mismatched-token)"));
    CHECK(server.state().wooxy.accounts.front().sources.size() == 4);
}

TEST_CASE("sandbox, Wooxy: the page's error texts, letter for letter") {
    sandbox::server server;
    server.settings().set("wooxy/fill_placeholders", false);
    std::pair<char const*, raw_answer> const rows[] = {
        {"ids_not_strings", refused(400, "Argument ids must be an array of strings")},
        {"customer_source_ids_not_strings", refused(400, "Argument customerSourceIds must be an array of strings")},
        {"customer_source_id_format",
         refused(400, "Each customerSourceId must be an alphanumeric string with 40 max chars length")},
        {"no_identifier", refused(400, "Add at least one identifier to remove")},
        {"no_records_found", refused(404, "No records found by this identifiers")},
        {"invalid_token", refused(401, "Invalid authorization token!")},
        {"internal_server_error", refused(500, "Internal server error")},
        {"bad_request", refused(400, "Bad Request")},
        {"no_matches_for_token", refused(401, "no matches found for access token {accessToken}")},
        {"user_not_enabled", refused(401, "user {id} not enabled")},
        {"no_data_for_key", refused(401, "no data found for key {userId}")},
        {"token_check_failed", refused(401, R"(access token check failed for key\/secret $key\/$accessToken)")},
        {"argument_required", refused(400, "Argument {argument} required")},
    };
    for (auto const& row : rows) {
        CAPTURE(row.first);
        server.answer_next(std::string("wooxy/") + row.first);
        CHECK(send(server, wooxy_call()) == row.second);
    }
}

TEST_CASE("sandbox, Wooxy: statuses are settings") {
    sandbox::server server;
    server.settings().set("wooxy/no_match_status", 200);
    server.settings().set("wooxy/unauthorized_status", 403);
    server.settings().set("wooxy/success_status", 202);
    CHECK(send(server, wooxy_call(R"({"ids":["x"]})")) == refused(200, "No records found by this identifiers"));
    CHECK(send(server, without_header(wooxy_call(), "Access-Token")).status == 403);
    CHECK(send(server, wooxy_call()).status == 202);
}

TEST_CASE("sandbox, Wooxy: method and content type") {
    sandbox::server server;
    CHECK(send(server, with_method(wooxy_call(), "PUT")) == refused(400, "Bad Request"));
    CHECK(send(server, with_header(wooxy_call(), "Content-Type", "text/plain")) == refused(400, "Bad Request"));
    server.settings().set("wooxy/content_type_required", false);
    CHECK(send(server, with_header(wooxy_call(), "Content-Type", "text/plain")).status == 200);
}

TEST_CASE("sandbox, Wooxy: the limit of calls at once is a fault to be switched on") {
    sandbox::server server;
    server.settings().set("wooxy/concurrency_limit", 1);
    server.settings().set("wooxy/concurrency_body", "slow down");
    server.hold("wooxy");
    raw_answer first;
    std::thread other([&] { first = send(server, wooxy_call()); });
    bool const held = server.wait_until_held("wooxy", 1);
    auto const second = send(server, wooxy_call());
    server.release("wooxy");
    other.join();
    CHECK(held);
    CHECK(second == raw_answer{429, "slow down"});
    CHECK(first.status == 200);
}
