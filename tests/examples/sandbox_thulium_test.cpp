// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "sandbox_call.hpp"

using namespace sandbox_call;

namespace {

std::string const not_exist = R"([{"http_status":404,"status":"NOT_EXIST"}])";

std::string removed(int record_id) {
    return R"({"http_status":200,"record_id":)" + std::to_string(record_id) + R"(,"status":"REMOVED"})";
}

raw_answer refused(int status, std::string const& message) {
    return {status, R"({"request_id":"53678450401cf","errors":[{"message":")" + message + R"(","code":)" +
                        std::to_string(status) + "}]}"};
}

raw_call with_target_of(std::string const& path_and_query) {
    return with_target(thulium_call(), "/api/batch/outbounds/" + path_and_query);
}

std::size_t records(sandbox::server const& server) {
    return server.state().thulium.campaigns.front().records.size();
}

} // namespace

TEST_CASE("sandbox, Thulium: the page's own example, and the same again") {
    sandbox::server server;
    auto const call = thulium_call("phone_number[]=441&phone_number[]=442");
    CHECK(send(server, call) ==
          raw_answer{200, "{\"441\":[" + removed(5235) + "," + removed(5226) + "],\"442\":" + not_exist + "}"});
    CHECK(records(server) == 3);
    CHECK(send(server, call) == raw_answer{200, "{\"441\":" + not_exist + ",\"442\":" + not_exist + "}"});
}

TEST_CASE("sandbox, Thulium: the path with and without the slash, brackets raw and encoded") {
    for (char const* target : {"00001/records/?phone_number[]=444", "00001/records?phone_number[]=444",
                               "00001/records/?phone_number%5B%5D=444", "00001/records?phone_number%5b%5d=444",
                               "00001/records/?phone_number[]=%34%344"}) {
        CAPTURE(target);
        sandbox::server server;
        CHECK(send(server, with_target_of(target)) == raw_answer{200, "{\"444\":[" + removed(5301) + "]}"});
    }
}

TEST_CASE("sandbox, Thulium: a record on a call stays") {
    sandbox::server server;
    CHECK(send(server, thulium_call("phone_number[]=443")) ==
          raw_answer{200, R"({"443":[{"http_status":409,"record_id":5300,"status":"CALL_IN_PROGRESS"}]})"});
    CHECK(records(server) == 5);

    server.settings().set("thulium/in_call_http_status", 400);
    server.settings().set("thulium/in_call_record_id", false);
    CHECK(send(server, thulium_call("phone_number[]=443")) ==
          raw_answer{200, R"({"443":[{"http_status":400,"status":"CALL_IN_PROGRESS"}]})"});

    server.change_state([](sandbox::world& w) { w.thulium.campaigns.front().records[2].on_call = false; });
    CHECK(send(server, thulium_call("phone_number[]=443")) == raw_answer{200, "{\"443\":[" + removed(5300) + "]}"});
}

TEST_CASE("sandbox, Thulium: additional numbers are looked at when asked for") {
    sandbox::server server;
    raw_answer const none{200, "{\"446\":" + not_exist + "}"};
    CHECK(send(server, thulium_call("phone_number[]=446")) == none);
    CHECK(send(server, thulium_call("phone_number[]=446&search_in_additional_numbers=false")) == none);
    CHECK(send(server, thulium_call("phone_number[]=446&search_in_additional_numbers=true")) ==
          raw_answer{200, "{\"446\":[" + removed(5301) + "]}"});
}

TEST_CASE("sandbox, Thulium: a number sent twice is one key, and an id keeps its zeros") {
    sandbox::server server;
    CHECK(send(server, thulium_call("phone_number[]=441&phone_number[]=441", "10001")) ==
          raw_answer{200, "{\"441\":[" + removed(6001) + "]}"});
    CHECK(send(server, thulium_call("phone_number[]=441", "1")) == refused(404, "Campaign does not exist."));
    CHECK(records(server) == 5);
}

TEST_CASE("sandbox, Thulium: parameters that are missing or wrong") {
    sandbox::server server;
    auto const bad = refused(400, "Missing or wrong parameter.");
    for (char const* query : {"", "phone_number=441", "phone_number[]=", "phone_number[]=441&phone_number[]=",
                              "phone_number[]=441&search_in_additional_numbers=yes"}) {
        CAPTURE(query);
        CHECK(send(server, thulium_call(query)) == bad);
    }
    CHECK(records(server) == 5);
}

TEST_CASE("sandbox, Thulium: credentials and what they permit") {
    sandbox::server server;
    auto const with_credentials = [&](std::string const& field) {
        return send(server, with_header(thulium_call(), "Authorization", field));
    };
    auto const unauthorized = refused(401, "Unauthorized.");
    CHECK(send(server, without_header(thulium_call(), "Authorization")) == unauthorized);
    CHECK(with_credentials("Basic YXBpX3VzZXI6d3Jvbmc=") == unauthorized);
    CHECK(with_credentials("Basic YXBpX3VzZXI6YXBpX3Bhc3MK") == unauthorized); // ends with a newline
    CHECK(with_credentials("Basic ?") == unauthorized);
    CHECK(with_credentials("Bearer YXBpX3VzZXI6YXBpX3Bhc3M=") == unauthorized);
    CHECK(with_credentials("Basic cmVhZGluZ191c2VyOnJlYWRpbmdfcGFzcw==") == refused(403, "Access denied."));
    CHECK(send(server, with_method(thulium_call(), "POST")) == refused(405, "Method not allowed."));
    CHECK(records(server) == 5);
    CHECK(with_credentials("basic YmF0Y2hfdXNlcjpiYXRjaF9wYXNz").status == 200);
}

TEST_CASE("sandbox, Thulium: errors in Polish, and the error page's own body") {
    sandbox::server server;
    auto const polish = with_header(thulium_call("", "00001"), "Accept-Language", "pl");
    CHECK(send(server, polish) == refused(400, "Brak parametru lub zła wartość."));
    CHECK(send(server, with_header(polish, "Accept-Language", "en")) == refused(400, "Missing or wrong parameter."));
    server.answer_next("thulium/documented_error");
    CHECK(send(server, thulium_call()) ==
          raw_answer{400, R"({"request_id":"53678450401cf","errors":[{"message":"Wrong format of phone number.",)"
                          R"("code":111111},{"message":"Duplicated customer name.","code":222222}]})"});
}

TEST_CASE("sandbox, Thulium: statuses are settings") {
    sandbox::server server;
    server.settings().set("thulium/batch_status", 207);
    server.settings().set("thulium/unknown_campaign_status", 400);
    server.settings().set("thulium/request_id", "abc");
    CHECK(send(server, thulium_call()).status == 207);
    CHECK(send(server, thulium_call("phone_number[]=441", "77777")) ==
          raw_answer{400, R"({"request_id":"abc","errors":[{"message":"Campaign does not exist.","code":404}]})"});
}
