// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "settings.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace sandbox {
namespace {

constexpr char const* number = "number";
constexpr char const* text = "text";
constexpr char const* flag = "true|false";
constexpr char const* crm_refusal =
    "bad_request|unauthorized|forbidden|not_found|method_not_allowed|precondition_failed|"
    "range_not_satisfiable|expectation_failed";
constexpr char const* crm_refusal_or_success =
    "success|bad_request|unauthorized|forbidden|not_found|method_not_allowed|"
    "precondition_failed|range_not_satisfiable|expectation_failed";

struct row {
    char const* name;
    char const* value;
    char const* allowed;
    char const* meaning;
};

constexpr row rows[] = {
    {"wooxy/delay_ms", "0", number, "how long an admitted call takes"},
    {"wooxy/success_status", "200", number, "HTTP status of a success"},
    {"wooxy/unauthorized_status", "401", number, "HTTP status of every refusal about the token"},
    {"wooxy/bad_argument_status", "400", number, "HTTP status of a refused argument"},
    {"wooxy/no_match_status", "404", number, "HTTP status when no source matched"},
    {"wooxy/bad_request_status", "400", number, "HTTP status of Bad Request"},
    {"wooxy/server_fault_status", "500", number, "HTTP status of Internal server error"},
    {"wooxy/content_type_required", "true", flag, "Bad Request without Content-Type: application/json"},
    {"wooxy/fill_placeholders", "true", flag, "put the token and user into error texts, or leave {accessToken}"},
    {"wooxy/concurrency_limit", "0", number, "calls of a token at once before the fault; 0 is none, 10 as advised"},
    {"wooxy/concurrency_status", "429", number, "HTTP status of that fault"},
    {"wooxy/concurrency_body", "", text, "body of that fault"},

    {"wolkvox/delay_ms", "0", number, "how long an admitted call takes"},
    {"wolkvox/simultaneous", "2", number, "calls of a token at once; the older text says 1"},
    {"wolkvox/mirror_status", "true", flag, "the HTTP status is the body's code, or always 200"},
    {"wolkvox/maintenance", "false", flag, "the server is in its maintenance window"},
    {"wolkvox/maintenance_msg", "SERVER IN MAINTENANCE", text, "msg of that refusal"},
    {"wolkvox/unknown_campaign_code", "400", number, "code when no such campaign exists"},
    {"wolkvox/unknown_campaign_msg", "CAMPAIGN NOT FOUND", text, "msg of that refusal"},
    {"wolkvox/unknown_customer_code", "400", number, "code when the campaign has no such customer_id"},
    {"wolkvox/unknown_customer_msg", "CUSTOMER NOT FOUND", text, "msg of that refusal"},
    {"wolkvox/bad_type_code", "400", number, "code for a type_campaign that is not preview or predictive"},
    {"wolkvox/bad_type_msg", "TYPE OF CAMPAIGN NOT VALID", text, "msg of that refusal"},
    {"wolkvox/bad_result", "refuse", "refuse|ignore", "an unknown result is refused, or ignored: all records go"},
    {"wolkvox/bad_result_code", "400", number, "code of that refusal"},
    {"wolkvox/bad_result_msg", "RESULT NOT VALID", text, "msg of that refusal"},
    {"wolkvox/wrong_method_code", "405", number, "code for a method other than DELETE"},
    {"wolkvox/wrong_method_msg", "METHOD NOT ALLOWED", text, "msg of that refusal"},
    {"wolkvox/clear_filtered_msg", "All records has been deleted of campaign_id {campaign_id} successfully", text,
     "msg of clear_campaign with a result"},

    {"crm/delay_ms", "0", number, "how long an admitted call takes"},
    {"crm/envelope", "numbers", "numbers|strings|opaque|empty",
     "code and error as 200/null or \"200\"/\"null\"; no JSON"},
    {"crm/opaque_body", "<html><body>OK</body></html>", text, "the body that is no JSON"},
    {"crm/mirror_status", "true", flag, "the HTTP status is the body's code, or always 200"},
    {"crm/success_code", "200", number, "code of a success"},
    {"crm/success_msg", "Records deleted successfully", text, "msg of a success"},
    {"crm/refusal_msg", "THE REQUEST WAS REFUSED", text, "msg of every refusal"},
    {"crm/missing_token", "unauthorized", crm_refusal, "refusal when Wolkvox-Token is missing"},
    {"crm/wrong_token", "forbidden", crm_refusal, "refusal when the token is not the operation's"},
    {"crm/bad_parameter", "bad_request", crm_refusal, "refusal when a member is missing or of another type"},
    {"crm/shape_mismatch", "precondition_failed", crm_refusal, "refusal when multiple contradicts wolkvox-id"},
    {"crm/unknown_module", "not_found", crm_refusal, "refusal when the operation has no such module"},
    {"crm/unknown_id", "not_found", crm_refusal_or_success, "refusal when no record matched; success for none"},
    {"crm/multiple_as_text", "false", flag, "\"True\" and \"False\" are taken for multiple, as the table writes it"},
    {"crm/token_in_body", "false", flag, "the token is also taken from the body's wolkvox-token"},

    {"thulium/delay_ms", "0", number, "how long an admitted call takes"},
    {"thulium/batch_status", "200", number, "HTTP status of an answered batch"},
    {"thulium/in_call_http_status", "409", number, "http_status of an item that is on a call"},
    {"thulium/in_call_record_id", "true", flag, "such an item has a record_id"},
    {"thulium/request_id", "53678450401cf", text, "request_id of an error body"},
    {"thulium/unauthorized_status", "401", number, "HTTP status without valid credentials"},
    {"thulium/unauthorized_code", "401", number, "code of that error"},
    {"thulium/unauthorized_message", "Unauthorized.", text, "its message"},
    {"thulium/unauthorized_message_pl", "Brak autoryzacji.", text, "its message in Polish"},
    {"thulium/forbidden_status", "403", number, "HTTP status when the user may not call the method"},
    {"thulium/forbidden_code", "403", number, "code of that error"},
    {"thulium/forbidden_message", "Access denied.", text, "its message"},
    {"thulium/forbidden_message_pl", "Odmowa dostępu.", text, "its message in Polish"},
    {"thulium/unknown_campaign_status", "404", number, "HTTP status when there is no such campaign"},
    {"thulium/unknown_campaign_code", "404", number, "code of that error"},
    {"thulium/unknown_campaign_message", "Campaign does not exist.", text, "its message"},
    {"thulium/unknown_campaign_message_pl", "Kampania nie istnieje.", text, "its message in Polish"},
    {"thulium/bad_parameter_status", "400", number, "HTTP status when phone_number[] is missing or a flag is wrong"},
    {"thulium/bad_parameter_code", "400", number, "code of that error"},
    {"thulium/bad_parameter_message", "Missing or wrong parameter.", text, "its message"},
    {"thulium/bad_parameter_message_pl", "Brak parametru lub zła wartość.", text, "its message in Polish"},
    {"thulium/wrong_method_status", "405", number, "HTTP status for a method other than DELETE"},
    {"thulium/wrong_method_code", "405", number, "code of that error"},
    {"thulium/wrong_method_message", "Method not allowed.", text, "its message"},
    {"thulium/wrong_method_message_pl", "Niedozwolona metoda.", text, "its message in Polish"},
};

bool is_number(std::string_view value) {
    int parsed{};
    auto const [end, failed] = std::from_chars(value.data(), value.data() + value.size(), parsed);
    return failed == std::errc() && end == value.data() + value.size() && parsed >= 0;
}

bool takes(std::string_view allowed, std::string_view value) {
    if (allowed == text) {
        return true;
    }
    if (allowed == number) {
        return is_number(value);
    }
    for (std::size_t from = 0; from <= allowed.size();) {
        std::size_t const to = std::min(allowed.find('|', from), allowed.size());
        if (allowed.substr(from, to - from) == value) {
            return true;
        }
        from = to + 1;
    }
    return false;
}

} // namespace

settings::settings() {
    for (row const& r : rows) {
        settings_.emplace(r.name, setting{r.name, r.value, r.allowed, r.meaning});
    }
}

void settings::set(std::string_view name, std::string_view value) {
    std::lock_guard const lock(mutex_);
    auto const found = settings_.find(name);
    if (found == settings_.end()) {
        throw std::invalid_argument("no setting is named " + std::string(name));
    }
    if (!takes(found->second.allowed, value)) {
        throw std::invalid_argument(std::string(name) + " takes " + found->second.allowed + ", not " +
                                    std::string(value));
    }
    found->second.value = value;
}

std::string settings::text(std::string_view name) const {
    std::lock_guard const lock(mutex_);
    auto const found = settings_.find(name);
    if (found == settings_.end()) {
        throw std::invalid_argument("no setting is named " + std::string(name));
    }
    return found->second.value;
}

int settings::number(std::string_view name) const {
    return std::stoi(text(name));
}

std::vector<setting> settings::all() const {
    std::lock_guard const lock(mutex_);
    std::vector<setting> all;
    for (auto const& [name, one] : settings_) {
        all.push_back(one);
    }
    return all;
}

} // namespace sandbox
