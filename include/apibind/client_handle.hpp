// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/endpoint.hpp>
#include <apibind/engine.hpp>
#include <apibind/smart_pointers.hpp>

#include <concepts>
#include <type_traits>
#include <utility>

namespace apibind {

class httplib_transport; // <apibind/httplib_transport.hpp>
class transport;
struct client_options;

namespace detail {

struct client_state;

/// Makes the state of a client: <apibind/client.hpp>. Units that only call do without.
template <class Service>
struct client_builder;
/// Has the options looked into where a client is built, and nowhere else.
template <class Service>
struct options_of {
    using type = client_options;
};

struct no_credential {};

template <class Given, class Service>
inline constexpr bool is_credential_of = std::is_convertible_v<Given, credential_of<Service>>;

template <class Given, class Service>
inline constexpr bool is_server_of = std::is_convertible_v<Given, server_of<Service>>;

/// A unit where it is not complete never builds a client without giving it a transport.
template <class Service, class Transport>
inline constexpr bool has_transport = complete<Transport>;
template <class Service, class Builder>
inline constexpr bool builds_clients = complete<Builder>;
template <class Service>
consteval bool can_build() {
    static_assert(builds_clients<Service, client_builder<Service>>,
                  "apibind: a client is built here: #include <apibind/apibind.hpp>");
    return builds_clients<Service, client_builder<Service>>;
}

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
    using options_type = typename detail::options_of<Service>::type;
    static constexpr bool takes_server = detail::has_server<Service>;
    static constexpr bool takes_credential = !std::same_as<credential_type, detail::no_credential>;

public:
    using service_type = Service;

    explicit client(server_type server, credential_type credential) requires(takes_server&& takes_credential)
        : client(by_default{}, std::move(server), std::move(credential)) {}
    explicit client(server_type server, credential_type credential,
                    options_type options) requires(takes_server&& takes_credential)
        : client(unnamed{}, std::move(server), std::move(credential), std::move(options), default_transport()) {}
    explicit client(server_type server, credential_type credential, options_type options,
                    std::shared_ptr<transport> carrier) requires(takes_server&& takes_credential)
        : client(unnamed{}, std::move(server), std::move(credential), std::move(options), std::move(carrier)) {}

    explicit client(credential_type credential) requires(!takes_server && takes_credential)
        : client(by_default{}, {}, std::move(credential)) {}
    explicit client(credential_type credential, options_type options) requires(!takes_server && takes_credential)
        : client(unnamed{}, {}, std::move(credential), std::move(options), default_transport()) {}
    explicit client(credential_type credential, options_type options,
                    std::shared_ptr<transport> carrier) requires(!takes_server && takes_credential)
        : client(unnamed{}, {}, std::move(credential), std::move(options), std::move(carrier)) {}

    explicit client(server_type server) requires(takes_server && !takes_credential)
        : client(by_default{}, std::move(server), {}) {}
    explicit client(server_type server, options_type options) requires(takes_server && !takes_credential)
        : client(unnamed{}, std::move(server), {}, std::move(options), default_transport()) {}
    explicit client(server_type server, options_type options,
                    std::shared_ptr<transport> carrier) requires(takes_server && !takes_credential)
        : client(unnamed{}, std::move(server), {}, std::move(options), std::move(carrier)) {}

    explicit client() requires(!takes_server && !takes_credential) : client(by_default{}, {}, {}) {}
    explicit client(options_type options) requires(!takes_server && !takes_credential)
        : client(unnamed{}, {}, {}, std::move(options), default_transport()) {}
    explicit client(options_type options,
                    std::shared_ptr<transport> carrier) requires(!takes_server && !takes_credential)
        : client(unnamed{}, {}, {}, std::move(options), std::move(carrier)) {}

    /// A credential of another kind than the service's `auth` takes: told here, in one line.
    template <class Other>
        requires(takes_server&& takes_credential && !std::is_convertible_v<Other, credential_type>)
    explicit client(server_type, Other&&, options_type = {}, std::shared_ptr<transport> = {}) {
        refuse<std::remove_cvref_t<Other>>();
    }
    template <class Other>
        requires(!takes_server && takes_credential && !std::is_convertible_v<Other, credential_type> &&
                 !std::same_as<std::remove_cvref_t<Other>, client>)
    explicit client(Other&&, options_type = {}, std::shared_ptr<transport> = {}) {
        refuse<std::remove_cvref_t<Other>>();
    }

    /// A client without its server, and one without its credential: told here as well.
    template <class First>
        requires(takes_server && !std::same_as<std::remove_cvref_t<First>, client> &&
                 !std::is_convertible_v<First, server_type> && !std::is_convertible_v<First, options_type>)
    explicit client(First&&, options_type = {}, std::shared_ptr<transport> = {}) {
        static_assert(detail::is_server_of<std::remove_cvref_t<First>, Service>,
                      "apibind: this service declares a server: give it first, in braces, as {.tenant = \"...\"}, and "
                      "the credential behind it");
    }
    explicit client(options_type = {}) requires(takes_credential) { refuse<no_credential_given>(); }
    explicit client(server_type, options_type = {}) requires(takes_server&& takes_credential) {
        refuse<no_credential_given>();
    }

    /// For the library's own functions and for tools.
    std::shared_ptr<detail::client_state const> const& state() const noexcept { return state_; }
    detail::engine const& engine() const noexcept { return *engine_; }

private:
    struct unnamed {};
    struct by_default {};
    struct no_credential_given {};

    template <class Given>
    static consteval void refuse() {
        static_assert(
            detail::is_credential_of<Given, Service>,
            "apibind: this is not the credential that the service's auth takes: header_token, bearer and query_token "
            "take apibind::secret(text), basic takes apibind::user_password{user, secret}, oauth2_bearer, "
            "renewed_bearer "
            "and renewed_header_token take an apibind::renewed_token, hmac_auth takes apibind::hmac_key{id, secret}, "
            "aws_sigv4 apibind::aws_credentials, all_of the credentials of its auths in braces, and an auth of your "
            "own its credential");
    }

    /// Names no options: where they are not known either, what is missing is told and nothing else.
    client(by_default, server_type server, credential_type credential) {
        if constexpr (detail::can_build<Service>())
            build(std::move(server), std::move(credential), {}, default_transport());
    }
    client(unnamed, server_type server, credential_type credential, options_type options,
           std::shared_ptr<transport> carrier) {
        if constexpr (detail::can_build<Service>())
            build(std::move(server), std::move(credential), std::move(options), std::move(carrier));
    }
    template <class Builder = detail::client_builder<Service>>
    void build(server_type server, credential_type credential, options_type options,
               std::shared_ptr<transport> carrier) {
        engine_ = Builder::runs_on();
        state_ = Builder::build(std::move(server), std::move(credential), std::move(options), std::move(carrier));
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

    detail::engine const* engine_ = nullptr; ///< never null in a client
    std::shared_ptr<detail::client_state const> state_;
};

} // namespace apibind
