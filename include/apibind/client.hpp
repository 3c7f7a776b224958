// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/auth.hpp>
#include <apibind/call_secrets.hpp>
#include <apibind/client_handle.hpp>
#include <apibind/service.hpp>
#include <apibind/valid_facts.hpp>
#include <apibind/whole_engine.hpp>

#include <concepts>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>

/// Building clients; the class itself is in client_handle.hpp.
namespace apibind::detail {

/// Whether an auth is asked for each attempt (auth_moment.hpp), or once for a call.
template <class Service, class Credential>
inline constexpr bool authorizes_attempts = requires(http_request& request, Credential const& credential,
                                                     auth_moment const& now) {
    Service::auth.authorize(request, credential, now);
    { Service::auth.identity(credential) } -> std::convertible_to<std::string>;
};
template <class Service, class Credential>
inline constexpr bool authorizes_calls = requires(http_request& request, Credential const& credential) {
    Service::auth.authorize(request, credential);
};
template <class Service, class Credential>
inline constexpr bool auth_names_secrets = requires(redaction& hidden, Credential const& credential) {
    Service::auth.conceal(hidden, credential);
};
/// What an auth must have, told where a client is built: there its functions are complete.
template <class Service, class Credential>
consteval bool check_auth_functions() {
    constexpr bool authorizes = authorizes_attempts<Service, Credential> || authorizes_calls<Service, Credential>;
    static_assert(authorizes,
                  "apibind: this auth cannot authorise a request: declare void authorize(apibind::http_request&, "
                  "credential const&) const, or std::string authorize(apibind::http_request&, credential const&, "
                  "apibind::auth_moment const&) const with static std::string identity(credential const&)");
    static_assert(auth_names_secrets<Service, Credential>,
                  "apibind: this auth names no secrets: declare static void conceal(apibind::redaction&, "
                  "credential const&), which adds what no text may show");
    return authorizes && auth_names_secrets<Service, Credential>;
}

/// What the credential looks like on the wire: it tells two of them apart, whatever their auth.
template <class Service, class Credential>
secret wire_form(Credential const& credential) {
    if constexpr (authorizes_attempts<Service, Credential>) {
        return secret(Service::auth.identity(credential));
    } else {
        http_request request;
        Service::auth.authorize(request, credential);
        std::string text = std::move(request.target);
        for (auto const& field : request.fields) text.append(field.name).append(":").append(field.value).append("\n");
        return secret(std::move(text));
    }
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
            if constexpr (check_auth_functions<Service, credential_type>()) {
                Service::auth.conceal(*hidden, credential);
                if constexpr (requires { credential_fault(credential); })
                    if (state->fault.empty()) state->fault = credential_fault(credential);
                set_auth(*state, credential);
                for_each_auth<Service>([&](auto const& auth) {
                    if (auto const name = pair_of_auth(auth); !name.empty()) state->pairs.push_back(name);
                });
            }
        }
        if constexpr (has_sound_base<Service>())
            for (auto const& one : secrets_of(*service_table_of<Service>.server, &server)) hidden->add(one.reveal());
        state->secrets = std::move(hidden);
        if constexpr (has_sound_base<Service>()) state->set_up(service_table_of<Service>, &server, has_credential);
        state->fields = service_fields<Service>::entries.data();
        state->field_count = service_fields<Service>::count;
        if constexpr (!has_credential || authorizes_attempts<Service, credential_type> ||
                      authorizes_calls<Service, credential_type>)
            state->share(service_name<Service>(), wire_form<Service>(credential), calls_at_once<Service>());
        return state;
    }

private:
    static void set_auth(client_state& state, credential_type const& credential) {
        if constexpr (authorizes_attempts<Service, credential_type>) {
            state.authorize_attempt = [credential](http_request& request, auth_moment const& now) {
                auto put = [&] { return Service::auth.authorize(request, credential, now); };
                if constexpr (std::is_void_v<decltype(put())>)
                    return put(), std::string();
                else
                    return std::string(put());
            };
            if constexpr (requires { requires std::remove_cvref_t<decltype(Service::auth)>::renews; })
                state.renews = true;
            if constexpr (requires { Service::auth.generation(credential); })
                state.later.watch([credential] { return Service::auth.generation(credential); },
                                  [credential](redaction& hidden) { Service::auth.conceal(hidden, credential); });
        } else {
            state.authorize = [credential](http_request& request) {
                auto put = [&] { return Service::auth.authorize(request, credential); };
                if constexpr (std::is_void_v<decltype(put())>)
                    return put(), std::string();
                else
                    return std::string(put());
            };
        }
    }
};

} // namespace apibind::detail
