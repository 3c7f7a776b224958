// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "wooxy.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <optional>
#include <set>

namespace sandbox {
namespace {

namespace json = boost::json;

using texts = std::set<std::string>;

/// The strings of an optional array member: absent and null are none, anything but strings is nothing.
std::optional<texts> strings_of(json::object const& body, char const* name) {
    json::value const* const member = body.if_contains(name);
    if (member == nullptr || member->is_null()) {
        return texts();
    }
    if (!member->is_array()) {
        return std::nullopt;
    }
    texts all;
    for (json::value const& element : member->as_array()) {
        if (!element.is_string()) {
            return std::nullopt;
        }
        all.insert(json::value_to<std::string>(element));
    }
    return all;
}

bool alphanumeric_40(std::string const& text) {
    auto const alphanumeric = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    };
    return !text.empty() && text.size() <= 40 && std::all_of(text.begin(), text.end(), alphanumeric);
}

wooxy_account* account_of(world& w, std::string const& token) {
    auto& accounts = w.wooxy.accounts;
    auto const found = std::find_if(accounts.begin(), accounts.end(), [&](auto const& a) { return a.token == token; });
    return found == accounts.end() ? nullptr : &*found;
}

std::size_t remove_sources(wooxy_account& account, texts const& ids, texts const& customer_source_ids) {
    return std::erase_if(account.sources, [&](wooxy_source const& source) {
        return ids.contains(source.id) ||
               (!source.customer_source_id.empty() && customer_source_ids.contains(source.customer_source_id));
    });
}

/// Judges the body and, when it is right, removes; gives the name of the refusal otherwise.
std::string remove(received_request const& request, environment& e, std::size_t& removed) {
    if (e.given.flag("wooxy/content_type_required") &&
        !request.header("Content-Type").starts_with("application/json")) {
        return "wooxy/bad_request";
    }
    boost::system::error_code failed;
    json::value const body = json::parse(request.body, failed);
    if (failed || !body.is_object()) {
        return "wooxy/bad_request";
    }
    auto const ids = strings_of(body.as_object(), "ids");
    if (!ids) {
        return "wooxy/ids_not_strings";
    }
    auto const customer_source_ids = strings_of(body.as_object(), "customerSourceIds");
    if (!customer_source_ids) {
        return "wooxy/customer_source_ids_not_strings";
    }
    if (!std::all_of(customer_source_ids->begin(), customer_source_ids->end(), alphanumeric_40)) {
        return "wooxy/customer_source_id_format";
    }
    if (ids->empty() && customer_source_ids->empty()) {
        return "wooxy/no_identifier";
    }
    removed = e.state.with([&](world& w) {
        wooxy_account* const account = account_of(w, request.header("Access-Token"));
        return account == nullptr ? 0 : remove_sources(*account, *ids, *customer_source_ids);
    });
    return removed == 0 ? "wooxy/no_records_found" : "";
}

} // namespace

answer wooxy_refusal(received_request const& request, environment& e, refusal const& which) {
    if (!e.given.flag("wooxy/fill_placeholders")) {
        return {which.status, which.body, which.content_type};
    }
    std::string const token = request.header("Access-Token");
    std::string const user = e.state.with([&](world& w) {
        wooxy_account const* const account = account_of(w, token);
        return account == nullptr ? std::string("0") : account->user_id;
    });
    std::string const escaped = json_string(token);
    std::string const token_text = escaped.substr(1, escaped.size() - 2);
    return {which.status,
            filled(which.body, {{"{accessToken}", token_text},
                                {"$accessToken", token_text},
                                {"{id}", user},
                                {"{userId}", user},
                                {"$key", user},
                                {"{argument}", "ids"}}),
            which.content_type};
}

answer answer_as_wooxy(received_request const& request, environment& e) {
    auto const refused = [&](std::string const& name) {
        return wooxy_refusal(request, e, refusal_named(e.given, name));
    };
    if (request.target != "/v3/contact-source/remove") {
        return no_such_path(request);
    }
    if (request.method != "POST") {
        return refused("wooxy/bad_request");
    }
    std::string const token = request.header("Access-Token");
    auto const standing = e.state.with([&](world& w) {
        wooxy_account const* const account = account_of(w, token);
        return account == nullptr ? std::string("wooxy/invalid_token") : account->refusal;
    });
    if (!standing.empty()) {
        return refused(standing);
    }
    auto const place = e.traffic.admit("wooxy", token, e.given.number("wooxy/concurrency_limit"));
    if (!place) {
        return refused("wooxy/too_many_requests");
    }
    work(e, "wooxy");
    std::size_t removed = 0;
    std::string const refusal_name = remove(request, e, removed);
    if (!refusal_name.empty()) {
        return refused(refusal_name);
    }
    return {e.given.number("wooxy/success_status"),
            R"({"result": true,"affectedRows":)" + std::to_string(removed) + "}"};
}

} // namespace sandbox
