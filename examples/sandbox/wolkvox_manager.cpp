// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "wolkvox_manager.hpp"

#include "request_target.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>

namespace sandbox {
namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 10> results = {"no-answer",   "answer-machine", "abandon", "busy",
                                                      "congestion",  "unknown",        "failed",  "do-not-call",
                                                      "chanunavail", "answer"};

/// The customer_id of a JSON body, empty when it is missing or not a string.
std::string customer_id_of(std::string const& text) {
    boost::system::error_code failed;
    json::value const body = json::parse(text, failed);
    if (failed || !body.is_object()) {
        return "";
    }
    json::value const* const id = body.as_object().if_contains("customer_id");
    return id != nullptr && id->is_string() ? json::value_to<std::string>(*id) : "";
}

manager_campaign* campaign_of(world& w, std::string const& type, std::string const& id) {
    auto& campaigns = w.wolkvox.campaigns;
    auto const found = std::find_if(campaigns.begin(), campaigns.end(),
                                    [&](manager_campaign const& c) { return c.type == type && c.id == id; });
    return found == campaigns.end() ? nullptr : &*found;
}

/// Takes one call off the token's quota; gives the name of the refusal when that cannot be.
std::string spend(world& w, std::string const& token) {
    auto& tokens = w.wolkvox.tokens;
    auto const found = std::find_if(tokens.begin(), tokens.end(), [&](auto const& t) { return t.token == token; });
    if (found == tokens.end()) {
        return "wolkvox/token_invalid";
    }
    if (found->calls_left <= 0) {
        return "wolkvox/token_limit_exceeded";
    }
    --found->calls_left;
    return "";
}

/// One call whose token is in order.
struct call {
    received_request const& request;
    environment& e;
    request_target target;
    std::string type{};
    std::string campaign_id{};

    answer refused(std::string const& name) const {
        refusal const which = refusal_named(e.given, name);
        return {which.status, which.body};
    }

    answer deleted(std::string const& msg) const {
        return {e.given.flag("wolkvox/mirror_status") ? 202 : 200,
                R"({"code": 202,"error": null,"msg": )" + json_string(msg) + "}"};
    }

    answer remove_record() const {
        std::string const customer_id = customer_id_of(request.body);
        if (customer_id.empty()) {
            return refused("wolkvox/parameters_required");
        }
        std::string const refusal_name = e.state.with([&](world& w) -> std::string {
            manager_campaign* const campaign = campaign_of(w, type, campaign_id);
            if (campaign == nullptr) {
                return "wolkvox/unknown_campaign";
            }
            return std::erase_if(campaign->records, [&](auto const& r) { return r.customer_id == customer_id; }) == 0
                       ? "wolkvox/unknown_customer"
                       : "";
        });
        return refusal_name.empty() ? deleted("customer_id " + customer_id + " has been deleted successfully")
                                    : refused(refusal_name);
    }

    answer clear_campaign() const {
        auto result = target.last("result");
        bool const known = result && std::find(results.begin(), results.end(), *result) != results.end();
        if (result && !known) {
            if (e.given.text("wolkvox/bad_result") == "refuse") {
                return refused("wolkvox/bad_result");
            }
            result.reset();
        }
        bool const cleared = e.state.with([&](world& w) {
            manager_campaign* const campaign = campaign_of(w, type, campaign_id);
            if (campaign != nullptr) {
                std::erase_if(campaign->records, [&](auto const& r) { return !result || r.result == *result; });
            }
            return campaign != nullptr;
        });
        if (!cleared) {
            return refused("wolkvox/unknown_campaign");
        }
        return deleted(result ? filled(e.given.text("wolkvox/clear_filtered_msg"), {{"{campaign_id}", campaign_id}})
                              : "All records has been deleted of campaign_id " + campaign_id + " successfully");
    }

    answer carried_out() {
        auto const api = target.last("api").value_or("");
        if (api != "remove_record" && api != "clear_campaign") {
            return refused("wolkvox/unknown_api");
        }
        if (request.method != "DELETE") {
            return refused("wolkvox/wrong_method");
        }
        type = target.last("type_campaign").value_or("");
        campaign_id = target.last("campaign_id").value_or("");
        if (type.empty() || campaign_id.empty()) {
            return refused("wolkvox/parameters_required");
        }
        if (type != "preview" && type != "predictive") {
            return refused("wolkvox/bad_type");
        }
        return api == "remove_record" ? remove_record() : clear_campaign();
    }
};

} // namespace

answer answer_as_wolkvox_manager(received_request const& request, environment& e) {
    call one{request, e, parse_target(request.target)};
    if (one.target.path != "/api/v2/campaign.php") {
        return no_such_path(request);
    }
    if (e.given.flag("wolkvox/maintenance")) {
        return one.refused("wolkvox/maintenance");
    }
    std::string const token = request.header("wolkvox-token");
    if (token.empty()) {
        return one.refused("wolkvox/token_missing");
    }
    std::string const refusal_name = e.state.with([&](world& w) { return spend(w, token); });
    if (!refusal_name.empty()) {
        return one.refused(refusal_name);
    }
    auto const place = e.traffic.admit("wolkvox", token, e.given.number("wolkvox/simultaneous"));
    if (!place) {
        return one.refused("wolkvox/simultaneous_requests");
    }
    work(e, "wolkvox");
    return one.carried_out();
}

} // namespace sandbox
