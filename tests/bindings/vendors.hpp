// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/bindings/thulium.hpp>
#include <apibind/bindings/wolkvox.hpp>
#include <apibind/bindings/wooxy.hpp>
#include <apibind/httplib_transport.hpp>

#include <sandbox/server.hpp>

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

/// Clients of the five endpoints that reach the sandbox in the place of the vendors: the vendors' host names, verified
/// against the sandbox's CA.
namespace bindings_test {

struct vendors {
    sandbox::server server{sandbox::options{.keep_alive = std::chrono::seconds(1)}};

    apibind::client_options options() const {
        apibind::client_options out;
        out.connect_to = {"127.0.0.1", static_cast<std::uint16_t>(server.https_port())};
        out.ca_file = server.ca_file().string();
        out.user_agent = "test/1";
        out.deadline = std::chrono::seconds(60);
        out.gate = [this](apibind::gate_scope const& scope) -> std::shared_ptr<apibind::gate> {
            std::lock_guard const lock(mutex_);
            auto& known = gates_[scope.hash("test")];
            if (!known && scope.calls() != 0) known = std::make_shared<apibind::process_gate>(scope.calls());
            return known;
        };
        return out;
    }

    apibind::client<wooxy::api> wooxy(std::string token = "wooxy-demo-token") const {
        return apibind::client<wooxy::api>(apibind::secret(std::move(token)), options());
    }
    apibind::client<wolkvox::manager> manager(std::string token = "wolkvox-demo-token") const {
        return apibind::client<wolkvox::manager>({.wolkvox_server = "0042"}, apibind::secret(std::move(token)),
                                                 options());
    }
    apibind::client<wolkvox::crm> crm(std::string token = "crm-demo-token") const {
        return apibind::client<wolkvox::crm>({.crm_server = "crm0001.wolkvox.com"}, apibind::secret(std::move(token)),
                                             options());
    }
    apibind::client<thulium::api> thulium(std::string user = "api_user", std::string password = "api_pass") const {
        return apibind::client<thulium::api>({.system_name = "demo"},
                                             {std::move(user), apibind::secret(std::move(password))}, options());
    }

private:
    // Of this test alone: a turn that an unknown outcome keeps for the vendor's time limit is not the next test's.
    mutable std::mutex mutex_;
    mutable std::map<std::string, std::shared_ptr<apibind::process_gate>> gates_;
};

// One call of each endpoint that succeeds once with the sandbox's own seed.

inline wooxy::remove_source::request a_source() {
    return {.ids = {{"5d915c22d132d5f45a4e38b8"}}};
}
inline wolkvox::remove_record::request a_customer(std::string id = "42") {
    return {.type_campaign = wolkvox::campaign_type::predictive, .campaign_id = "17", .customer_id = std::move(id)};
}
inline wolkvox::clear_campaign::request a_campaign() {
    return {.type_campaign = wolkvox::campaign_type::predictive, .campaign_id = "17", .records = apibind::everything};
}
inline wolkvox::delete_records::request a_contact() {
    return {.operation = "demo_operation", .module = "contacts", .wolkvox_id = {{"6074a1b0801374c2d4e6781a"}}};
}
inline thulium::remove_records::request a_number() {
    return {.id = "00001", .phone_number = {{"441"}}};
}

} // namespace bindings_test
