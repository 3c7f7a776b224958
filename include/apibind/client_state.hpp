// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/auth_moment.hpp>
#include <apibind/client_options.hpp>
#include <apibind/engine.hpp>
#include <apibind/late_secrets.hpp>
#include <apibind/process_gate.hpp>
#include <apibind/redaction.hpp>
#include <apibind/service.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace apibind::detail {

/// What a client is, whatever its service.
struct client_state {
    service_address address;
    std::string fault; ///< why no request can be made, or empty
    /// Says why it cannot, or an empty text.
    std::function<std::string(http_request&)> authorize;
    /// In place of `authorize`, where that is asked for each attempt.
    std::function<std::string(http_request&, auth_moment const&)> authorize_attempt;
    bool renews = false; ///< what a 401 refused is made anew
    late_secrets later;
    std::shared_ptr<redaction const> secrets = std::make_shared<redaction>();
    client_options options;
    connection_options connection;
    std::shared_ptr<transport> carrier;
    std::shared_ptr<apibind::gate> gate; ///< null: calls need no turn
    std::shared_ptr<retry_budget> budget;
    field_entry const* fields = nullptr; ///< the service's: constants
    std::size_t field_count = 0;
    std::vector<std::string_view> pairs; ///< of the query, which the credential is put into

    /// Whether plain http would not leave this machine.
    bool stays_here() const {
        if (connection.proxy) return is_loopback(connection.proxy->host);
        if (connection.connect_to && !connection.connect_to->unix_socket.empty()) return true;
        if (connection.connect_to && !connection.connect_to->host.empty())
            return is_loopback(connection.connect_to->host);
        return is_loopback(address.origin.host);
    }

    void set_up(service_table const& service, void const* server, bool has_credential) {
        connection = {options.connect_to, options.ca_file, options.client_certificate, options.proxy};
        build_fault found;
        if (options.base) {
            found = override_base(*options.base, address);
            if (!found && has_credential && service.base.secure && !address.origin.is_secure() && !stays_here())
                found = "the option base would send the credential over plain http to another machine: use https";
        } else {
            found = fill_base(service, server, address);
        }
        if (found && fault.empty()) fault = std::move(*found);
    }

    /// Finds what this client's calls share with others.
    void share(std::string const& service, secret const& credential, int calls) {
        gate_scope const scope(service, credential.reveal(), calls);
        if (options.gate)
            gate = options.gate(scope);
        else if (calls != 0)
            gate = gate_registry::instance().find(scope, time());
        budget = options.budget;
        if (!budget) {
            auto place = address.origin.authority();
            if (connection.connect_to) place += connection.connect_to->unix_socket;
            budget = budget_registry::instance().find(gate_scope(place, credential.reveal(), 0));
        }
    }
    /// What no text may show, as of now.
    std::shared_ptr<redaction const> hidden() const { return later.with(secrets); }
    /// Of an endpoint that declares how long its answer may take.
    phase_timeouts caps_of(call_options const& call, std::chrono::milliseconds declared_await) const {
        auto const pick = [&](auto which, std::chrono::milliseconds last) {
            return (call.timeouts.*which).value_or((options.timeouts.*which).value_or(last));
        };
        using given = timeout_options;
        phase_timeouts const usual;
        return {pick(&given::connect, usual.connect), pick(&given::tls, usual.tls), pick(&given::write, usual.write),
                pick(&given::await, declared_await)};
    }
    /// `await`: the cap of the call.
    std::chrono::milliseconds deadline_of(call_options const& call, std::chrono::milliseconds await) const {
        // A day where more was asked for, which no clock can hold in nanoseconds.
        std::chrono::milliseconds const longest = std::chrono::hours(24);
        auto const given = call.deadline ? call.deadline : options.deadline;
        auto const usual = std::max<std::chrono::milliseconds>(
            std::chrono::seconds(90), std::clamp(await, -longest, longest) + std::chrono::seconds(30));
        return std::clamp(given.value_or(usual), -longest, longest);
    }
    call_clock& time() const { return options.clock ? *options.clock : machine_clock(); }
};

} // namespace apibind::detail
