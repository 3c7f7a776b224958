// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "wolkvox_crm.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <optional>
#include <set>

namespace sandbox {
namespace {

namespace json = boost::json;

std::string text_of(json::object const& body, char const* name) {
    json::value const* const member = body.if_contains(name);
    return member != nullptr && member->is_string() ? json::value_to<std::string>(*member) : "";
}

std::optional<bool> multiple_of(json::object const& body, settings const& given) {
    json::value const* const member = body.if_contains("multiple");
    if (member != nullptr && member->is_bool()) {
        return member->as_bool();
    }
    if (given.flag("crm/multiple_as_text")) {
        std::string const text = text_of(body, "multiple");
        return text == "True" ? std::optional(true) : text == "False" ? std::optional(false) : std::nullopt;
    }
    return std::nullopt;
}

struct record_ids {
    std::set<std::string> ids;
    bool plain_string{};
};

/// One id as a string, or an array of them; nothing for any other type, an empty id or an empty array.
std::optional<record_ids> ids_of(json::object const& body) {
    json::value const* const member = body.if_contains("wolkvox-id");
    record_ids found;
    if (member != nullptr && member->is_string()) {
        found.ids.insert(json::value_to<std::string>(*member));
        found.plain_string = true;
    } else if (member != nullptr && member->is_array()) {
        for (json::value const& element : member->as_array()) {
            found.ids.insert(element.is_string() ? json::value_to<std::string>(element) : "");
        }
    }
    return found.ids.empty() || found.ids.contains("") ? std::nullopt : std::optional(found);
}

/// The name of the refusal, or empty when records were removed.
std::string remove(environment& e, json::object const& body, std::string const& token) {
    auto const refusal_of = [&](char const* what) { return e.given.text(std::string("crm/") + what); };
    std::string const operation = text_of(body, "operation");
    std::string const module_name = text_of(body, "module");
    auto const multiple = multiple_of(body, e.given);
    auto const wanted = ids_of(body);
    if (operation.empty() || module_name.empty() || !multiple || !wanted) {
        return refusal_of("bad_parameter");
    }
    // The table writes [id] for one record, the example a plain string: both are right.
    if (*multiple ? wanted->plain_string : wanted->ids.size() > 1) {
        return refusal_of("shape_mismatch");
    }
    return e.state.with([&](world& w) {
        auto& operations = w.crm.operations;
        auto const tenant = std::find_if(operations.begin(), operations.end(),
                                         [&](auto const& o) { return o.name == operation && o.token == token; });
        if (tenant == operations.end()) {
            return refusal_of("wrong_token");
        }
        auto const module_found = std::find_if(tenant->modules.begin(), tenant->modules.end(),
                                               [&](auto const& m) { return m.name == module_name; });
        if (module_found == tenant->modules.end()) {
            return refusal_of("unknown_module");
        }
        if (std::erase_if(module_found->ids, [&](auto const& id) { return wanted->ids.contains(id); }) != 0) {
            return std::string();
        }
        std::string const unknown = refusal_of("unknown_id");
        return unknown == "success" ? std::string() : unknown;
    });
}

} // namespace

answer answer_as_wolkvox_crm(received_request const& request, environment& e) {
    auto const refused = [&](std::string const& name) {
        refusal const which = refusal_named(e.given, "crm/" + name);
        return answer{which.status, which.body, which.content_type};
    };
    if (request.target != "/server/API/v2/custom/delete.php") {
        return no_such_path(request);
    }
    if (request.method != "POST") {
        return refused("method_not_allowed");
    }
    boost::system::error_code failed;
    json::value const parsed = json::parse(request.body, failed);
    bool const readable = !failed && parsed.is_object();
    json::object const body = readable ? parsed.as_object() : json::object();

    std::string token = request.header("Wolkvox-Token");
    if (token.empty() && e.given.flag("crm/token_in_body")) {
        token = text_of(body, "wolkvox-token");
    }
    if (token.empty()) {
        return refused(e.given.text("crm/missing_token"));
    }
    bool const known = e.state.with([&](world& w) {
        auto const& operations = w.crm.operations;
        return std::any_of(operations.begin(), operations.end(), [&](auto const& o) { return o.token == token; });
    });
    if (!known) {
        return refused(e.given.text("crm/wrong_token"));
    }
    auto const place = e.traffic.admit("crm", token, 0);
    work(e, "crm");
    std::string const refusal_name = readable ? remove(e, body, token) : e.given.text("crm/bad_parameter");
    if (!refusal_name.empty()) {
        return refused(refusal_name);
    }
    return crm_envelope(e.given, e.given.number("crm/success_code"), "", e.given.text("crm/success_msg"));
}

} // namespace sandbox
