// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "refusals.hpp"

#include <boost/json.hpp>

#include <stdexcept>

namespace sandbox {
namespace {

struct wooxy_row {
    char const* name;
    char const* status;
    char const* text; // between the quotes of the JSON string, escapes included
};

constexpr wooxy_row wooxy_rows[] = {
    {"wooxy/ids_not_strings", "wooxy/bad_argument_status", "Argument ids must be an array of strings"},
    {"wooxy/customer_source_ids_not_strings", "wooxy/bad_argument_status",
     "Argument customerSourceIds must be an array of strings"},
    {"wooxy/customer_source_id_format", "wooxy/bad_argument_status",
     "Each customerSourceId must be an alphanumeric string with 40 max chars length"},
    {"wooxy/no_identifier", "wooxy/bad_argument_status", "Add at least one identifier to remove"},
    {"wooxy/no_records_found", "wooxy/no_match_status", "No records found by this identifiers"},
    {"wooxy/invalid_token", "wooxy/unauthorized_status", "Invalid authorization token!"},
    {"wooxy/internal_server_error", "wooxy/server_fault_status", "Internal server error"},
    {"wooxy/bad_request", "wooxy/bad_request_status", "Bad Request"},
    {"wooxy/no_matches_for_token", "wooxy/unauthorized_status", "no matches found for access token {accessToken}"},
    {"wooxy/user_not_enabled", "wooxy/unauthorized_status", "user {id} not enabled"},
    {"wooxy/no_data_for_key", "wooxy/unauthorized_status", "no data found for key {userId}"},
    {"wooxy/token_check_failed", "wooxy/unauthorized_status",
     R"(access token check failed for key\/secret $key\/$accessToken)"},
    {"wooxy/argument_required", "wooxy/bad_argument_status", "Argument {argument} required"},
};

struct code_row {
    char const* name;
    int code;
    char const* error;
    char const* msg;
};

constexpr code_row manager_rows[] = {
    {"wolkvox/unknown_api", 400, "BAD REQUEST", "THE API YOU WANT TO CONSULT DOES NOT EXIST"},
    {"wolkvox/parameters_required", 400, "BAD REQUEST", "SOME PARAMETERS ARE REQUIRED"},
    {"wolkvox/token_missing", 401, "UNAUTHORIZED", "PLEASE ENTER THE WOLKVOX-TOKEN"},
    {"wolkvox/token_limit_exceeded", 403, "FORBIDDEN", "TOKEN LIMIT EXCEEDED"},
    {"wolkvox/simultaneous_requests", 403, "FORBIDDEN", "EXCEEDS THE LIMIT OF SIMULTANEOUS REQUESTS PER TOKEN (2)"},
    {"wolkvox/token_invalid", 403, "FORBIDDEN", "PLEASE VALIDATE TOKEN"},
};

// Also the words that the Manager's undocumented codes are given.
constexpr code_row crm_rows[] = {
    {"crm/bad_request", 400, "BAD REQUEST", ""},
    {"crm/unauthorized", 401, "UNAUTHORIZED", ""},
    {"crm/forbidden", 403, "FORBIDDEN", ""},
    {"crm/not_found", 404, "NOT FOUND", ""},
    {"crm/method_not_allowed", 405, "METHOD NOT ALLOWED", ""},
    {"crm/precondition_failed", 412, "PRECONDITION FAILED", ""},
    {"crm/range_not_satisfiable", 416, "REQUESTED RANGE NOT SATISFIABLE", ""},
    {"crm/expectation_failed", 417, "EXPECTATION FAILED", ""},
};

std::string error_word(int code) {
    for (code_row const& r : crm_rows) {
        if (r.code == code) {
            return r.error;
        }
    }
    return "ERROR";
}

refusal manager_refusal(settings const& given, std::string name, int code, std::string_view error, std::string_view msg,
                        bool documented) {
    return {std::move(name),
            given.flag("wolkvox/mirror_status") ? code : 200,
            R"({"code":)" + std::to_string(code) + R"(,"error":)" + json_string(error) + R"(,"msg":)" +
                json_string(msg) + "}",
            "",
            "application/json",
            documented};
}

refusal manager_setting(settings const& given, std::string const& name) {
    int const code = given.number(name + "_code");
    return manager_refusal(given, name, code, error_word(code), given.text(name + "_msg"), false);
}

refusal thulium_setting(settings const& given, std::string const& name) {
    auto const body = [&](std::string const& message) {
        return R"({"request_id":)" + json_string(given.text("thulium/request_id")) + R"(,"errors":[{"message":)" +
               json_string(given.text(name + message)) + R"(,"code":)" + std::to_string(given.number(name + "_code")) +
               "}]}";
    };
    return {name, given.number(name + "_status"), body("_message"), body("_message_pl"), "application/json", false};
}

} // namespace

std::vector<refusal> refusals(settings const& given) {
    std::vector<refusal> all;
    for (wooxy_row const& r : wooxy_rows) {
        all.push_back({r.name, given.number(r.status), R"({"result":false,"errors":[")" + std::string(r.text) + "\"]}",
                       "", "application/json", true});
    }
    all.push_back({"wooxy/too_many_requests", given.number("wooxy/concurrency_status"),
                   given.text("wooxy/concurrency_body"), "", "text/plain", false});

    for (code_row const& r : manager_rows) {
        all.push_back(manager_refusal(given, r.name, r.code, r.error, r.msg, true));
    }
    all.push_back(
        manager_refusal(given, "wolkvox/maintenance", 403, "FORBIDDEN", given.text("wolkvox/maintenance_msg"), true));
    for (char const* name : {"wolkvox/unknown_campaign", "wolkvox/unknown_customer", "wolkvox/bad_type",
                             "wolkvox/bad_result", "wolkvox/wrong_method"}) {
        all.push_back(manager_setting(given, name));
    }

    for (code_row const& r : crm_rows) {
        answer const a = crm_envelope(given, r.code, r.error, given.text("crm/refusal_msg"));
        all.push_back({r.name, a.status, a.body, "", a.content_type, true});
    }

    all.push_back(
        {"thulium/documented_error", given.number("thulium/bad_parameter_status"),
         R"({"request_id":"53678450401cf","errors":[{"message":"Wrong format of phone number.","code":111111},)"
         R"({"message":"Duplicated customer name.","code":222222}]})",
         "", "application/json", true});
    for (char const* name : {"thulium/unauthorized", "thulium/forbidden", "thulium/unknown_campaign",
                             "thulium/bad_parameter", "thulium/wrong_method"}) {
        all.push_back(thulium_setting(given, name));
    }
    return all;
}

refusal refusal_named(settings const& given, std::string_view name) {
    for (refusal const& one : refusals(given)) {
        if (one.name == name) {
            return one;
        }
    }
    throw std::invalid_argument("no refusal is named " + std::string(name));
}

answer crm_envelope(settings const& given, int code, std::string_view error, std::string_view msg) {
    int const status = given.flag("crm/mirror_status") ? code : 200;
    std::string const kind = given.text("crm/envelope");
    if (kind == "empty") {
        return {status, "", "text/html"};
    }
    if (kind == "opaque") {
        return {status, given.text("crm/opaque_body"), "text/html"};
    }
    bool const strings = kind == "strings";
    std::string const quote = strings ? "\"" : "";
    std::string const error_text = !error.empty() ? json_string(error) : strings ? "\"null\"" : "null";
    return {status, R"({"code":)" + quote + std::to_string(code) + quote + R"(,"error":)" + error_text + R"(,"msg":)" +
                        json_string(msg) + "}"};
}

std::string filled(std::string text, std::vector<std::pair<std::string, std::string>> const& placeholders) {
    for (auto const& [name, value] : placeholders) {
        for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + value.size())) {
            text.replace(at, name.size(), value);
        }
    }
    return text;
}

std::string json_string(std::string_view text) {
    return boost::json::serialize(boost::json::string_view(text.data(), text.size()));
}

} // namespace sandbox
