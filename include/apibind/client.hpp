// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/auth.hpp>
#include <apibind/client_handle.hpp>
#include <apibind/service.hpp>
#include <apibind/whole_engine.hpp>

#include <concepts>
#include <memory>
#include <string>
#include <utility>

/// Building clients; the class itself is in client_handle.hpp.
namespace apibind::detail {

/// What the credential looks like on the wire: it tells two of them apart, whatever their auth.
template <class Service, class Credential>
secret wire_form(Credential const& credential) {
    http_request request;
    Service::auth.authorize(request, credential);
    std::string text = std::move(request.target);
    for (auto const& field : request.fields) text.append(field.name).append(":").append(field.value).append("\n");
    return secret(std::move(text));
}
template <class Service>
secret wire_form(no_credential) {
    return {};
}

/// What tells services apart for their gates: services of one name in two units are two.
template <class Service>
std::string service_name() {
    std::string out(type_name<Service>());
    if constexpr (has_base<Service>) out.append("|").append(Service::base.text);
    return out;
}
template <class Service>
constexpr int calls_at_once() {
    if constexpr (has_limit<Service>)
        return Service::limit.calls;
    else
        return 0;
}

template <class Service>
struct client_builder {
    using server_type = server_of<Service>;
    using credential_type = typename credential_or_none<Service>::type;
    static constexpr bool has_credential = !std::same_as<credential_type, no_credential>;

    static detail::engine const* runs_on() { return &whole_engine; }
    static std::shared_ptr<client_state const> build(server_type server, credential_type credential,
                                                     client_options options, std::shared_ptr<transport> carrier) {
        auto state = std::make_shared<client_state>();
        state->options = std::move(options);
        state->carrier = std::move(carrier);
        if (!state->carrier) state->fault = "the client was given no transport";
        auto hidden = std::make_shared<redaction>();
        if (auto const& proxy = state->options.proxy; proxy && !proxy->password.empty())
            basic.conceal(*hidden, {proxy->user, proxy->password});
        if constexpr (has_credential) {
            Service::auth.conceal(*hidden, credential);
            if constexpr (requires { credential_fault(credential); })
                if (state->fault.empty()) state->fault = credential_fault(credential);
            state->authorize = [credential](http_request& request) { Service::auth.authorize(request, credential); };
        }
        state->secrets = std::move(hidden);
        if constexpr (has_sound_base<Service>()) state->set_up(service_table_of<Service>, &server, has_credential);
        state->fields = service_fields<Service>::entries.data();
        state->field_count = service_fields<Service>::count;
        state->share(service_name<Service>(), wire_form<Service>(credential), calls_at_once<Service>());
        return state;
    }
};

} // namespace apibind::detail
