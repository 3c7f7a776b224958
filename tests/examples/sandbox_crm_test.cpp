// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "sandbox_call.hpp"

using namespace sandbox_call;

namespace {

std::string const first = "6074a1b0801374c2d4e6781a";
std::string const second = "6074a1b0801374c2d4e6781b";

std::string array_of(std::string const& one, std::string const& other) {
    return "[\"" + one + "\",\"" + other + "\"]";
}

raw_answer refused(int code, std::string const& error) {
    return {code,
            R"({"code":)" + std::to_string(code) + R"(,"error":")" + error + R"(","msg":"THE REQUEST WAS REFUSED"})"};
}

std::vector<std::string> contacts(sandbox::server const& server) {
    return server.state().crm.operations.front().modules.front().ids;
}

} // namespace

TEST_CASE("sandbox, CRM: one id as the example and as the table writes it, and several") {
    sandbox::server server;
    raw_answer const done{200, R"({"code":200,"error":null,"msg":"Records deleted successfully"})"};
    CHECK(send(server, crm_call("false", "\"" + first + "\"")) == done);
    CHECK(contacts(server).size() == 3);
    CHECK(send(server, crm_call("false", "[\"" + second + "\"]")) == done);
    CHECK(contacts(server).size() == 2);
    CHECK(send(server, crm_call("true", array_of("6074a1b0801374c2d4e6781c", "6074a1b0801374c2d4e6781d"))) == done);
    CHECK(contacts(server).empty());
}

TEST_CASE("sandbox, CRM: a removed record is not found, whatever the setting makes of that") {
    sandbox::server server;
    CHECK(send(server, crm_call()).status == 200);
    CHECK(send(server, crm_call()) == refused(404, "NOT FOUND"));
    server.settings().set("crm/unknown_id", "success");
    CHECK(send(server, crm_call()).status == 200);
}

TEST_CASE("sandbox, CRM: multiple and wolkvox-id may not contradict each other") {
    sandbox::server server;
    auto const mismatch = refused(412, "PRECONDITION FAILED");
    CHECK(send(server, crm_call("true", "\"" + first + "\"")) == mismatch);
    CHECK(send(server, crm_call("false", array_of(first, second))) == mismatch);
    CHECK(contacts(server).size() == 4);
}

TEST_CASE("sandbox, CRM: JSON types are judged") {
    sandbox::server server;
    auto const bad = refused(400, "BAD REQUEST");
    for (char const* multiple : {"\"False\"", "0", "null"}) {
        CAPTURE(multiple);
        CHECK(send(server, crm_call(multiple)) == bad);
    }
    for (char const* id : {"7", "null", "\"\"", "[]", "[1]", "{}"}) {
        CAPTURE(id);
        CHECK(send(server, crm_call("false", id)) == bad);
    }
    for (char const* body : {"", "[]", "{", R"({"operation":"demo_operation","multiple":false,"wolkvox-id":"a"})",
                             R"({"module":"contacts","multiple":false,"wolkvox-id":"a"})"}) {
        CAPTURE(body);
        CHECK(send(server, with_body(crm_call(), body)) == bad);
    }
    server.settings().set("crm/multiple_as_text", true);
    CHECK(send(server, crm_call("\"False\"")).status == 200);
    CHECK(send(server, crm_call("\"True\"", array_of(second, second))).status == 200);
}

TEST_CASE("sandbox, CRM: tokens, method, operation and module") {
    sandbox::server server;
    CHECK(send(server, without_header(crm_call(), "Wolkvox-Token")) == refused(401, "UNAUTHORIZED"));
    CHECK(send(server, with_header(crm_call(), "Wolkvox-Token", "nobody's")) == refused(403, "FORBIDDEN"));
    CHECK(send(server, with_header(crm_call(), "wolkvox-token", "crm-other-token")) == refused(403, "FORBIDDEN"));
    CHECK(send(server, with_method(crm_call(), "DELETE")) == refused(405, "METHOD NOT ALLOWED"));
    auto const nomina =
        R"({"operation":"demo_operation","module":"Nomina","multiple":false,"wolkvox-id":")" + first + "\"}";
    CHECK(send(server, with_body(crm_call(), nomina)) == refused(404, "NOT FOUND"));
    CHECK(contacts(server).size() == 4);
    CHECK(send(server, with_header(crm_call(), "wolkvox-token", "crm-demo-token")).status == 200);
}

TEST_CASE("sandbox, CRM: the token in the body, where old clients put it") {
    sandbox::server server;
    auto call = without_header(crm_call(), "Wolkvox-Token");
    call.body.insert(1, R"("wolkvox-token":"crm-demo-token",)");
    CHECK(send(server, call) == refused(401, "UNAUTHORIZED"));
    server.settings().set("crm/token_in_body", true);
    CHECK(send(server, call).status == 200);
}

TEST_CASE("sandbox, CRM: every documented code") {
    sandbox::server server;
    std::pair<char const*, raw_answer> const rows[] = {
        {"bad_request", refused(400, "BAD REQUEST")},
        {"unauthorized", refused(401, "UNAUTHORIZED")},
        {"forbidden", refused(403, "FORBIDDEN")},
        {"not_found", refused(404, "NOT FOUND")},
        {"method_not_allowed", refused(405, "METHOD NOT ALLOWED")},
        {"precondition_failed", refused(412, "PRECONDITION FAILED")},
        {"range_not_satisfiable", refused(416, "REQUESTED RANGE NOT SATISFIABLE")},
        {"expectation_failed", refused(417, "EXPECTATION FAILED")},
    };
    for (auto const& row : rows) {
        CAPTURE(row.first);
        server.answer_next(std::string("crm/") + row.first);
        CHECK(send(server, crm_call()) == row.second);
    }
    CHECK(contacts(server).size() == 4);
}

TEST_CASE("sandbox, CRM: the envelopes that have been seen, and none") {
    sandbox::server server;
    server.settings().set("crm/unknown_id", "success");
    server.settings().set("crm/envelope", "strings");
    CHECK(send(server, crm_call()) ==
          raw_answer{200, R"({"code":"200","error":"null","msg":"Records deleted successfully"})"});
    CHECK(send(server, crm_call("1")) ==
          raw_answer{400, R"({"code":"400","error":"BAD REQUEST","msg":"THE REQUEST WAS REFUSED"})"});
    server.settings().set("crm/mirror_status", false);
    CHECK(send(server, crm_call("1")).status == 200);

    server.settings().set("crm/envelope", "opaque");
    auto const opaque = send(server, crm_call());
    CHECK(opaque == raw_answer{200, "<html><body>OK</body></html>"});
    CHECK(opaque.content_type == "text/html");
    server.settings().set("crm/envelope", "empty");
    CHECK(send(server, crm_call()) == raw_answer{200, ""});
}
