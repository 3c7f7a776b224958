// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/attempts.hpp>
#include <apibind/service.hpp>

#include <chrono>
#include <concepts>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

namespace apibind {

class httplib_transport; // <apibind/httplib_transport.hpp>

namespace detail {

struct no_credential {};

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

/// Whether the type is complete here. A unit where it is not never builds a client without giving it a transport.
template <class T>
concept complete = requires {
    sizeof(T);
};

template <class Given, class Service>
inline constexpr bool is_credential_of = std::is_convertible_v<Given, credential_of<Service>>;

template <class Given, class Service>
inline constexpr bool is_server_of = std::is_convertible_v<Given, server_of<Service>>;

template <class Service, class Transport>
inline constexpr bool has_transport = complete<Transport>;

template <class S>
struct credential_or_none {
    using type = credential_of<S>;
};
template <class S>
    requires std::is_void_v<credential_of<S>>
struct credential_or_none<S> {
    using type = no_credential;
};

} // namespace detail

/// Calls the endpoints of one service with one credential. Copies share connections and turns; all of it may be used
/// from several threads at once.
///
///     apibind::client<wolkvox::manager> client({.wolkvox_server = "0042"}, apibind::secret(token));
///
/// The server comes first where the service declares one, then the credential where it takes one, then the options,
/// then a transport in place of httplib_transport. A server or an option that makes no URL is told by every call: such
/// a call is not_sent.
template <class Service>
class client {
    using server_type = detail::server_of<Service>;
    using credential_type = typename detail::credential_or_none<Service>::type;
    static constexpr bool takes_server = detail::has_server<Service>;
    static constexpr bool takes_credential = !std::same_as<credential_type, detail::no_credential>;

public:
    using service_type = Service;

    explicit client(server_type server, credential_type credential,
                    client_options options = {}) requires(takes_server&& takes_credential)
        : client(unnamed{}, std::move(server), std::move(credential), std::move(options), default_transport()) {}
    explicit client(server_type server, credential_type credential, client_options options,
                    std::shared_ptr<transport> carrier) requires(takes_server&& takes_credential)
        : client(unnamed{}, std::move(server), std::move(credential), std::move(options), std::move(carrier)) {}

    explicit client(credential_type credential, client_options options = {}) requires(!takes_server && takes_credential)
        : client(unnamed{}, {}, std::move(credential), std::move(options), default_transport()) {}
    explicit client(credential_type credential, client_options options,
                    std::shared_ptr<transport> carrier) requires(!takes_server && takes_credential)
        : client(unnamed{}, {}, std::move(credential), std::move(options), std::move(carrier)) {}

    explicit client(server_type server, client_options options = {}) requires(takes_server && !takes_credential)
        : client(unnamed{}, std::move(server), {}, std::move(options), default_transport()) {}
    explicit client(server_type server, client_options options,
                    std::shared_ptr<transport> carrier) requires(takes_server && !takes_credential)
        : client(unnamed{}, std::move(server), {}, std::move(options), std::move(carrier)) {}

    explicit client(client_options options = {}) requires(!takes_server && !takes_credential)
        : client(unnamed{}, {}, {}, std::move(options), default_transport()) {}
    explicit client(client_options options,
                    std::shared_ptr<transport> carrier) requires(!takes_server && !takes_credential)
        : client(unnamed{}, {}, {}, std::move(options), std::move(carrier)) {}

    /// A credential of another kind than the service's `auth` takes: told here, in one line.
    template <class Other>
        requires(takes_server&& takes_credential && !std::is_convertible_v<Other, credential_type>)
    explicit client(server_type, Other&&, client_options = {}, std::shared_ptr<transport> = {}) {
        refuse<std::remove_cvref_t<Other>>();
    }
    template <class Other>
        requires(!takes_server && takes_credential && !std::is_convertible_v<Other, credential_type> &&
                 !std::same_as<std::remove_cvref_t<Other>, client>)
    explicit client(Other&&, client_options = {}, std::shared_ptr<transport> = {}) {
        refuse<std::remove_cvref_t<Other>>();
    }

    /// A client without its server, and one without its credential: told here as well.
    template <class First>
        requires(takes_server && !std::is_convertible_v<First, server_type> &&
                 !std::is_convertible_v<First, client_options> && !std::same_as<std::remove_cvref_t<First>, client>)
    explicit client(First&&, client_options = {}, std::shared_ptr<transport> = {}) {
        static_assert(detail::is_server_of<std::remove_cvref_t<First>, Service>,
                      "apibind: this service declares a server: give it first, in braces, as {.tenant = \"...\"}, and "
                      "the credential behind it");
    }
    explicit client(client_options = {}) requires(takes_credential) { refuse<no_credential_given>(); }
    explicit client(server_type, client_options = {}) requires(takes_server&& takes_credential) {
        refuse<no_credential_given>();
    }

    /// For the library's own functions and for tools.
    std::shared_ptr<detail::client_state const> const& state() const noexcept { return state_; }

private:
    struct unnamed {};
    struct no_credential_given {};

    template <class Given>
    static consteval void refuse() {
        static_assert(
            detail::is_credential_of<Given, Service>,
            "apibind: this is not the credential that the service's auth takes: header_token, bearer and query_token "
            "take apibind::secret(text), basic takes apibind::user_password{user, secret}");
    }

    client(unnamed, server_type server, credential_type credential, client_options options,
           std::shared_ptr<transport> carrier) {
        auto state = std::make_shared<detail::client_state>();
        state->engine = &detail::whole_engine;
        state->options = std::move(options);
        state->carrier = std::move(carrier);
        if (!state->carrier) state->fault = "the client was given no transport";
        auto hidden = std::make_shared<redaction>();
        if (auto const& proxy = state->options.proxy; proxy && !proxy->password.empty())
            basic.conceal(*hidden, {proxy->user, proxy->password});
        if constexpr (takes_credential) {
            Service::auth.conceal(*hidden, credential);
            if constexpr (requires { detail::credential_fault(credential); })
                if (state->fault.empty()) state->fault = detail::credential_fault(credential);
            state->authorize = [credential](http_request& request) { Service::auth.authorize(request, credential); };
        }
        state->secrets = std::move(hidden);
        if constexpr (detail::has_sound_base<Service>())
            state->set_up(detail::service_table_of<Service>, &server, takes_credential);
        state->share(detail::service_name<Service>(), detail::wire_form<Service>(credential),
                     detail::calls_at_once<Service>());
        state_ = std::move(state);
    }

    template <class Transport = httplib_transport>
    static std::shared_ptr<transport> default_transport() {
        static_assert(detail::has_transport<Service, Transport>,
                      "apibind: no transport here: #include <apibind/httplib_transport.hpp> in the unit that builds "
                      "the client, or "
                      "give the client one");
        if constexpr (detail::has_transport<Service, Transport>)
            return std::make_shared<Transport>();
        else
            return nullptr;
    }

    std::shared_ptr<detail::client_state const> state_;
};

} // namespace apibind
