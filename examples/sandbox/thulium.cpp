// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "thulium.hpp"

#include "request_target.hpp"

#include <boost/json.hpp>
#include <openssl/evp.h>

#include <algorithm>
#include <optional>

namespace sandbox {
namespace {

namespace json = boost::json;

std::optional<std::string> base64_decoded(std::string const& text) {
    if (text.empty() || text.size() % 4 != 0) {
        return std::nullopt;
    }
    std::string decoded(text.size() / 4 * 3, '\0');
    int const length =
        EVP_DecodeBlock(reinterpret_cast<unsigned char*>(decoded.data()),
                        reinterpret_cast<unsigned char const*>(text.data()), static_cast<int>(text.size()));
    if (length < 0) {
        return std::nullopt;
    }
    std::size_t const padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
    decoded.resize(static_cast<std::size_t>(length) - padding);
    return decoded;
}

/// `user:password` of a Basic field, empty when there is none to be read.
std::string credentials_of(received_request const& request) {
    std::string const field = request.header("Authorization");
    std::string scheme = field.substr(0, 6);
    std::transform(scheme.begin(), scheme.end(), scheme.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return scheme == "basic " ? base64_decoded(field.substr(6)).value_or("") : "";
}

/// The campaign id of `/api/batch/outbounds/:id/records`, which may end with a slash; nothing for another path.
std::optional<std::string> campaign_id_of(std::string_view path) {
    constexpr std::string_view before = "/api/batch/outbounds/";
    constexpr std::string_view after = "/records";
    if (path.ends_with('/')) {
        path.remove_suffix(1);
    }
    if (!path.starts_with(before) || !path.ends_with(after) || path.size() < before.size() + after.size()) {
        return std::nullopt;
    }
    std::string_view const id = path.substr(before.size(), path.size() - before.size() - after.size());
    return id.empty() || id.find('/') != std::string_view::npos ? std::nullopt : std::optional(percent_decoded(id));
}

std::optional<bool> additional_of(request_target const& target) {
    std::string const value = target.last("search_in_additional_numbers").value_or("false");
    if (value == "true" || value == "1") {
        return true;
    }
    return value == "false" || value == "0" ? std::optional(false) : std::nullopt;
}

bool has_number(thulium_record const& record, std::string const& number, bool additional) {
    auto const& more = record.additional_numbers;
    return record.phone_number == number || (additional && std::find(more.begin(), more.end(), number) != more.end());
}

/// Removes the records of one number and tells of each; those on a call stay.
json::array remove_number(thulium_campaign& campaign, std::string const& number, bool additional,
                          settings const& given) {
    json::array items;
    std::erase_if(campaign.records, [&](thulium_record const& record) {
        if (!has_number(record, number, additional)) {
            return false;
        }
        json::object item;
        item["http_status"] = record.on_call ? given.number("thulium/in_call_http_status") : 200;
        if (!record.on_call || given.flag("thulium/in_call_record_id")) {
            item["record_id"] = record.id;
        }
        item["status"] = record.on_call ? "CALL_IN_PROGRESS" : "REMOVED";
        items.push_back(std::move(item));
        return !record.on_call;
    });
    if (items.empty()) {
        items.push_back({{"http_status", 404}, {"status", "NOT_EXIST"}});
    }
    return items;
}

/// The name of the refusal the user meets, empty when the user may call this.
std::string standing_of(world const& w, std::string const& credentials) {
    auto const& users = w.thulium.users;
    auto const user = std::find_if(users.begin(), users.end(),
                                   [&](auto const& u) { return u.name + ":" + u.password == credentials; });
    if (user == users.end()) {
        return "thulium/unauthorized";
    }
    bool const permitted = std::any_of(user->methods.begin(), user->methods.end(), [](std::string const& method) {
        return method == "*" || method == "DELETE /batch/outbounds/:id/records";
    });
    return permitted ? "" : "thulium/forbidden";
}

} // namespace

answer thulium_refusal(received_request const& request, refusal const& which) {
    bool const polish = !which.polish_body.empty() && request.header("Accept-Language").starts_with("pl");
    return {which.status, polish ? which.polish_body : which.body};
}

answer answer_as_thulium(received_request const& request, environment& e) {
    auto const refused = [&](std::string const& name) {
        return thulium_refusal(request, refusal_named(e.given, name));
    };
    request_target const target = parse_target(request.target);
    auto const id = campaign_id_of(target.path);
    if (!id) {
        return no_such_path(request);
    }
    std::string const credentials = credentials_of(request);
    std::string const standing = e.state.with([&](world& w) { return standing_of(w, credentials); });
    if (!standing.empty()) {
        return refused(standing);
    }
    if (request.method != "DELETE") {
        return refused("thulium/wrong_method");
    }
    auto const place = e.traffic.admit("thulium", credentials, 0);
    work(e, "thulium");

    auto const numbers = target.values("phone_number[]");
    auto const additional = additional_of(target);
    if (numbers.empty() || std::find(numbers.begin(), numbers.end(), "") != numbers.end() || !additional) {
        return refused("thulium/bad_parameter");
    }
    json::object batch;
    bool const known = e.state.with([&](world& w) {
        auto& campaigns = w.thulium.campaigns;
        auto const campaign =
            std::find_if(campaigns.begin(), campaigns.end(), [&](auto const& c) { return c.id == *id; });
        if (campaign == campaigns.end()) {
            return false;
        }
        for (std::string const& number : numbers) {
            if (!batch.contains(number)) {
                batch[number] = remove_number(*campaign, number, *additional, e.given);
            }
        }
        return true;
    });
    if (!known) {
        return refused("thulium/unknown_campaign");
    }
    return {e.given.number("thulium/batch_status"), json::serialize(batch)};
}

} // namespace sandbox
