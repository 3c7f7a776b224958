// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/bindings/thulium.hpp>
#include <apibind/bindings/wolkvox.hpp>
#include <apibind/bindings/wooxy.hpp>

#include <string>
#include <variant>
#include <vector>

/// Every documented answer of the five endpoints, with what it reads as.
namespace bindings_test {

using apibind::outcome;

/// A typed response or error. The CRM's are given as what is read of the content, which is kept as it came.
using typed = std::variant<wooxy::remove_source::response, wooxy::refusal, wolkvox::status,
                           std::optional<wolkvox::crm_status>, thulium::remove_records::response, thulium::problem>;

enum class answers { with_a_response, with_a_refusal };

/// A row stands for one call for each of its endpoints and each of its statuses. A refusal's failure kind is
/// failure_kind::refusal inside 200-299 and failure_kind::status outside.
struct answer_row {
    std::vector<std::string> endpoints;
    std::vector<int> statuses;
    std::string body;
    answers with;
    typed value;
    apibind::outcome outcome;
};

inline std::vector<answer_row> documented_answers() {
    std::string const wooxy = "wooxy::remove_source", thulium = "thulium::remove_records";
    std::string const remove = "wolkvox::remove_record", clear = "wolkvox::clear_campaign",
                      crm = "wolkvox::delete_records";
    auto const response = answers::with_a_response, refusal = answers::with_a_refusal;
    auto const executed = outcome::executed, rejected = outcome::rejected, partial = outcome::partial,
               unknown = outcome::unknown;
    using sources = wooxy::remove_source::response;
    using batch = thulium::remove_records::response;
    std::vector<answer_row> rows = {
        {{wooxy}, {200, 201}, R"({"result": true,"affectedRows":1})", response, sources{true, 1}, executed},
        {{wooxy}, {200}, "{\n\"result\": true,\n\"affectedRows\":1\n}", response, sources{true, 1}, executed},
        {{wooxy}, {200}, R"({"result":true,"affectedRows":2,"errors":[]})", response, sources{true, 2}, executed},
    };

    // Wooxy: which status an error has is documented nowhere; what it says is all there is to go by.
    auto const wooxy_error = [&](std::string const& json, std::string const& text, apibind::outcome came_to) {
        rows.push_back({{wooxy},
                        {200, 202, 400, 401, 403, 404, 422, 429, 500, 503},
                        R"({"result":false,"errors":[)" + json + "]}",
                        refusal,
                        wooxy::refusal{false, {text}},
                        came_to});
    };
    for (std::string const text :
         {"Argument ids must be an array of strings", "Argument customerSourceIds must be an array of strings",
          "Each customerSourceId must be an alphanumeric string with 40 max chars length",
          "Add at least one identifier to remove", "No records found by this identifiers",
          "Invalid authorization token!", "Bad Request", "no matches found for access token {accessToken}",
          "no matches found for access token 9f86d081884c7d65", "user {id} not enabled", "user 4711 not enabled",
          "no data found for key {userId}", "no data found for key 4711",
          "access token check failed for key/secret $key/$accessToken",
          "access token check failed for key/secret 4711/9f86d081884c7d65", "Argument {argument} required",
          "Argument ids required"})
        wooxy_error("\"" + text + "\"", text, rejected);
    wooxy_error(R"("access token check failed for key\/secret $key\/$accessToken")",
                "access token check failed for key/secret $key/$accessToken", rejected);
    wooxy_error(R"("access token check failed for key\/secret 4711\/9f86d081884c7d65")",
                "access token check failed for key/secret 4711/9f86d081884c7d65", rejected);
    // It may have failed behind the deletion.
    wooxy_error(R"("Internal server error")", "Internal server error", unknown);
    wooxy_error(R"("Error description text")", "Error description text", unknown);

    // Wolkvox Manager: `code` is the status; HTTP may say the same or, where nothing mirrors it, 200.
    rows.push_back({{remove},
                    {200, 202},
                    R"({
    "code": 202,
    "error": null,
    "msg": "customer_id xxxxxxxxxx has been deleted successfully"
})",
                    response,
                    wolkvox::status{202, std::nullopt, "customer_id xxxxxxxxxx has been deleted successfully"},
                    executed});
    rows.push_back(
        {{clear},
         {200, 202},
         R"({"code": 202,"error": null,"msg": "All records has been deleted of campaign_id xxxxx successfully"})",
         response,
         wolkvox::status{202, std::nullopt, "All records has been deleted of campaign_id xxxxx successfully"},
         executed});
    auto const manager_error = [&](int code, std::string const& error, std::string const& msg) {
        rows.push_back({{remove, clear},
                        {200, 202, code},
                        R"({"code":)" + std::to_string(code) + R"(,"error":")" + error + R"(","msg":")" + msg + "\"}",
                        refusal,
                        wolkvox::status{code, error, msg},
                        rejected});
    };
    manager_error(400, "BAD REQUEST", "THE API YOU WANT TO CONSULT DOES NOT EXIST");
    manager_error(400, "BAD REQUEST", "SOME PARAMETERS ARE REQUIRED");
    manager_error(401, "UNAUTHORIZED", "PLEASE ENTER THE WOLKVOX-TOKEN");
    manager_error(403, "FORBIDDEN", "TOKEN LIMIT EXCEEDED");
    manager_error(403, "FORBIDDEN", "EXCEEDS THE LIMIT OF SIMULTANEOUS REQUESTS PER TOKEN (2)");
    manager_error(403, "FORBIDDEN", "PLEASE VALIDATE TOKEN");
    manager_error(403, "FORBIDDEN", "the text of the maintenance window is not documented");

    // Wolkvox CRM: the answer of a deletion is documented nowhere: whatever comes with a 2xx is kept. The envelope is
    // that of other calls, whose numbers are strings.
    using code = std::variant<std::int64_t, std::string>;
    auto const crm_taken = [&](std::string const& body, std::optional<wolkvox::crm_status> read) {
        rows.push_back({{crm}, {200, 201}, body, response, std::move(read), executed});
    };
    crm_taken("", std::nullopt);
    crm_taken("<html><body>OK</body></html>", std::nullopt);
    crm_taken("true", std::nullopt);
    crm_taken("{}", wolkvox::crm_status{});
    crm_taken(R"({"code":200,"error":null,"msg":"ok"})", wolkvox::crm_status{code(200), std::nullopt, "ok"});
    crm_taken(R"({"code":"200","error":"null","msg":"ok","data":[]})", wolkvox::crm_status{code("200"), "null", "ok"});
    auto const crm_error = [&](int number, std::string const& error) {
        auto const digits = std::to_string(number), rest = R"(,"error":")" + error + R"(","msg":"any"})";
        rows.push_back({{crm},
                        {200, number},
                        R"({"code":)" + digits + rest,
                        refusal,
                        std::optional(wolkvox::crm_status{code(number), error, "any"}),
                        rejected});
        rows.push_back({{crm},
                        {200, number},
                        R"({"code":")" + digits + "\"" + rest,
                        refusal,
                        std::optional(wolkvox::crm_status{code(digits), error, "any"}),
                        rejected});
        // Without a code the HTTP status decides.
        rows.push_back(
            {{crm}, {number}, "<html>" + error + "</html>", refusal, std::optional<wolkvox::crm_status>(), rejected});
    };
    crm_error(400, "BAD REQUEST");
    crm_error(401, "UNAUTHORIZED");
    crm_error(403, "FORBIDDEN");
    crm_error(404, "NOT FOUND");
    crm_error(405, "METHOD NOT ALLOWED");
    crm_error(412, "PRECONDITION FAILED");
    crm_error(416, "REQUESTED RANGE NOT SATISFIABLE");
    crm_error(417, "EXPECTATION FAILED");

    // Thulium: the sample, then each status for itself.
    using thulium::record;
    using enum thulium::record_status;
    rows.push_back({{thulium},
                    {200, 207},
                    R"({"441":[{"http_status":200,"record_id":5235,"status":"REMOVED"},)"
                    R"({"http_status":200,"record_id":5226,"status":"REMOVED"}],)"
                    R"("442":[{"http_status":404,"status":"NOT_EXIST"}]})",
                    response,
                    batch{{"441", {record{200, 5235, removed}, record{200, 5226, removed}}},
                          {"442", {record{404, std::nullopt, not_exist}}}},
                    executed});
    rows.push_back({{thulium},
                    {200},
                    R"({"441":[{"http_status":200,"record_id":5235,"status":"REMOVED"}]})",
                    response,
                    batch{{"441", {record{200, 5235, removed}}}},
                    executed});
    rows.push_back({{thulium},
                    {200, 201},
                    R"({"00":[{"http_status":404,"status":"NOT_EXIST"}]})",
                    response,
                    batch{{"00", {record{404, std::nullopt, not_exist}}}},
                    executed});
    for (int const item : {200, 400, 409})
        rows.push_back({{thulium},
                        {200},
                        R"({"443":[{"http_status":)" + std::to_string(item) + R"(,"status":"CALL_IN_PROGRESS"}]})",
                        response,
                        batch{{"443", {record{item, std::nullopt, call_in_progress}}}},
                        rejected});
    rows.push_back({{thulium},
                    {200},
                    R"({"441":[{"http_status":200,"record_id":1,"status":"REMOVED"},)"
                    R"({"http_status":409,"record_id":2,"status":"CALL_IN_PROGRESS"}]})",
                    response,
                    batch{{"441", {record{200, 1, removed}, record{409, 2, call_in_progress}}}},
                    partial});
    // Statuses of errors are not documented. Inside a 2xx nothing says that it was refused before anything was done.
    auto const thulium_error = [&](std::vector<int> statuses, apibind::outcome came_to) {
        rows.push_back(
            {{thulium},
             std::move(statuses),
             R"({"request_id":"53678450401cf","errors":[)"
             R"({"message":"Wrong format of phone number.","code":111111},)"
             R"({"message":"Duplicated customer name.","code":222222}]})",
             refusal,
             thulium::problem{"53678450401cf",
                              {{"Wrong format of phone number.", 111111}, {"Duplicated customer name.", 222222}}},
             came_to});
    };
    thulium_error({400, 401, 403, 404, 405, 422, 429}, rejected);
    thulium_error({200, 202, 500, 502, 503}, unknown);
    return rows;
}

} // namespace bindings_test
