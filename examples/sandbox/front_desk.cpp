// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "front_desk.hpp"

#include "thulium.hpp"
#include "wolkvox_crm.hpp"
#include "wolkvox_manager.hpp"
#include "wooxy.hpp"

namespace sandbox {
namespace {

std::string vendor_of_path(std::string_view target) {
    if (target.starts_with("/v3/")) {
        return "wooxy";
    }
    if (target.starts_with("/api/v2/")) {
        return "wolkvox";
    }
    if (target.starts_with("/server/API/")) {
        return "crm";
    }
    return target.starts_with("/api/") ? "thulium" : "";
}

} // namespace

std::string vendor_of(received_request const& request) {
    std::string const host = request.host();
    if (host == "api.wooxy.com") {
        return "wooxy";
    }
    if (host.ends_with(".wolkvox.com")) {
        return host.starts_with("wv") ? "wolkvox" : "crm";
    }
    if (host.ends_with(".crmvox.com")) {
        return "crm";
    }
    if (host.ends_with(".thulium.com")) {
        return "thulium";
    }
    return host == "127.0.0.1" || host == "localhost" ? vendor_of_path(request.target) : "";
}

void front_desk::answer_next(std::string_view name, int count) {
    std::string const known = refusal_named(environment_.given, name).name;
    std::lock_guard const lock(mutex_);
    auto& queue = ordered_[known.substr(0, known.find('/'))];
    for (int i = 0; i < count; ++i) {
        queue.push_back(known);
    }
}

std::optional<std::string> front_desk::ordered_for(std::string const& vendor) {
    std::lock_guard const lock(mutex_);
    auto const found = ordered_.find(vendor);
    if (found == ordered_.end() || found->second.empty()) {
        return std::nullopt;
    }
    std::string name = found->second.front();
    found->second.pop_front();
    return name;
}

answer front_desk::answer_to(received_request const& request) {
    if (request.vendor.empty()) {
        return {421, "sandbox: no vendor is played for host " + request.host() + "\n", "text/plain"};
    }
    if (auto const name = ordered_for(request.vendor)) {
        refusal const which = refusal_named(environment_.given, *name);
        if (request.vendor == "wooxy") {
            return wooxy_refusal(request, environment_, which);
        }
        if (request.vendor == "thulium") {
            return thulium_refusal(request, which);
        }
        return {which.status, which.body, which.content_type};
    }
    if (request.vendor == "wooxy") {
        return answer_as_wooxy(request, environment_);
    }
    if (request.vendor == "wolkvox") {
        return answer_as_wolkvox_manager(request, environment_);
    }
    return request.vendor == "crm" ? answer_as_wolkvox_crm(request, environment_)
                                   : answer_as_thulium(request, environment_);
}

} // namespace sandbox
