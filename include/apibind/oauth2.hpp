// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/invoke.hpp>
#include <apibind/renewed_token.hpp>

#include <charconv>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

/// OAuth 2 (RFC 6749): credentials that get their token from a token endpoint and renew it.
namespace apibind {

/// What a service takes that is called with a token of OAuth 2 (RFC 6750).
inline constexpr renewed_bearer_fact oauth2_bearer{};

/// How a client says who it is (RFC 6749 section 2.3.1).
enum class oauth2_client_auth : std::uint8_t {
    client_secret_basic, ///< `Authorization: Basic` of id and secret, each form-encoded
    client_secret_post,  ///< `client_id` and `client_secret` in the content
};

/// A client as it is registered with an authorization server.
struct oauth2_client {
    std::string token_url; ///< "https://login.example.com/oauth2/token"; failures name its scheme and host
    std::string id;
    apibind::secret secret{}; ///< empty: a public client, which only says its `client_id`
    std::string scope{};      ///< separated by spaces; empty: what the server gives by itself
    oauth2_client_auth auth = oauth2_client_auth::client_secret_basic;
    /// Further ones: `audience`, `resource`. Their values are masked as secrets are, but for those of names that RFC
    /// 6749, 7521, 8693 and 8707 give to what is none, and values of fewer than four characters.
    std::vector<std::pair<std::string, std::string>> parameters{};
};

/// Is handed each refresh token that replaces the one before it, to be stored. Called in the thread that renews, one at
/// a time. What it throws fails the call that renewed; the new one is used all the same.
using refresh_token_store = std::function<void(secret const&)>;

namespace detail::oauth2 {

/// The parameters as a form (RFC 6749 appendix B), a space as %20. Their names are the program's, which a declared form
/// has no members for.
inline std::string form(std::vector<std::pair<std::string, std::string>> const& pairs) {
    std::string out;
    for (auto const& [name, value] : pairs) {
        if (!out.empty()) out += '&';
        append_percent_encoded(out, name);
        out += '=';
        append_percent_encoded(out, value);
    }
    return out;
}

/// Parameters that say what is wanted, or who wants it. All others may hold a secret: `client_assertion`, `password`.
inline bool is_public_parameter(std::string_view name) {
    for (std::string_view one :
         {"audience", "resource", "scope", "grant_type", "client_id", "client_assertion_type", "username",
          "redirect_uri", "subject_token_type", "actor_token_type", "requested_token_type"})
        if (name == one) return true;
    return false;
}

struct grant {
    oauth2_client client;
    secret refresh_token{}; ///< empty: client credentials
};

struct grant_fact {
    using credential = grant;

    void authorize(http_request& request, grant const& with) const {
        auto const& client = with.client;
        std::vector<std::pair<std::string, std::string>> pairs;
        if (with.refresh_token.empty())
            pairs = {{"grant_type", "client_credentials"}};
        else
            pairs = {{"grant_type", "refresh_token"}, {"refresh_token", with.refresh_token.reveal()}};
        if (!client.scope.empty()) pairs.emplace_back("scope", client.scope);
        for (auto const& one : client.parameters) pairs.push_back(one);
        if (client.secret.empty() || client.auth == oauth2_client_auth::client_secret_post) {
            pairs.emplace_back("client_id", client.id);
            if (!client.secret.empty()) pairs.emplace_back("client_secret", client.secret.reveal());
        } else {
            std::string both;
            append_percent_encoded(both, client.id);
            both += ':';
            append_percent_encoded(both, client.secret.reveal());
            request.fields.set("Authorization", "Basic " + base64(both));
        }
        request.fields.set("Content-Type", "application/x-www-form-urlencoded");
        request.body = form(pairs);
    }
    static void conceal(redaction& hidden, grant const& with) {
        if (!with.client.secret.empty()) {
            hidden.add(with.client.secret.reveal());
            std::string both;
            append_percent_encoded(both, with.client.id);
            both += ':';
            append_percent_encoded(both, with.client.secret.reveal());
            hidden.add(both);
        }
        hidden.add(with.refresh_token.reveal());
        // A secret has more than three characters; to mask so short a value would mask every text it stands in.
        for (auto const& [name, value] : with.client.parameters)
            if (!is_public_parameter(name) && value.size() > 3) hidden.add(value);
    }
};

struct service {
    static constexpr auto base = apibind::base("https://token.invalid"); // a client's own takes its place
    static constexpr auto auth = grant_fact{};
};

/// RFC 6749 sections 5.1 and 5.2: some servers refuse with 200.
struct token {
    std::optional<std::string> access_token{};
    std::optional<std::string> token_type{};
    std::optional<std::variant<std::int64_t, std::string>> expires_in{}; ///< seconds; some servers write a string
    std::optional<std::string> refresh_token{};
    std::optional<std::string> error{};
    std::optional<std::string> error_description{};
};
BOOST_DESCRIBE_STRUCT(token, (), (access_token, token_type, expires_in, refresh_token, error, error_description))

struct get_token : service {
    static constexpr auto route = apibind::post("/");
    static constexpr auto effect = apibind::effect::idempotent; // one more token does no harm
    struct request {};
    using response = token;
};
BOOST_DESCRIBE_STRUCT(get_token::request, (), ())
static_assert(valid<get_token>);

/// A refresh token may be good for one use (RFC 9700 section 2.2.2).
struct refresh : service {
    static constexpr auto route = apibind::post("/");
    static constexpr auto effect = apibind::effect::once;
    struct request {};
    using response = token;
};
BOOST_DESCRIBE_STRUCT(refresh::request, (), ())
static_assert(valid<refresh>);

inline std::optional<std::chrono::seconds> lifetime_of(token const& answer) {
    if (!answer.expires_in) return {};
    if (auto const* number = std::get_if<std::int64_t>(&*answer.expires_in)) return std::chrono::seconds(*number);
    auto const& text = std::get<std::string>(*answer.expires_in);
    std::int64_t number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    // What is no number is taken for a token that is over, which every call renews: never for one that lasts.
    return std::chrono::seconds(error == std::errc{} && end == text.data() + text.size() ? number : 0);
}

/// Asks the token endpoint once. `answer` is what it said.
template <class E>
std::optional<no_token> ask(grant const& with, client_options options, std::shared_ptr<transport> const& carrier,
                            renewal const& now, token& answer) {
    auto const parts = parse_reference(with.client.token_url);
    if (!parts.scheme || !parts.authority || with.client.token_url.find('@') != std::string::npos ||
        parts.authority->find('%') != std::string_view::npos)
        return no_token("the token_url is no whole URL: write it as \"https://host/path\"");
    auto const base = std::string(*parts.scheme).append("://").append(*parts.authority);
    options.base = base;
    client<service> const door(with, std::move(options), carrier);
    call_options call;
    call.deadline = now.left;
    call.stop = now.stop;
    call.link = with.client.token_url;
    auto got = invoke<E>(door, {}, call);
    // Whose endpoint it was: what follows the host may be nobody's business.
    auto const told = [&](std::string_view why) {
        return no_token(printable(masked(base + ": " + std::string(why), door.state()->secrets.get())));
    };
    if (!got) return told(no_token(got.error()).why);
    if (!got->access_token || got->access_token->empty()) {
        std::string why = "it gave no access_token";
        if (got->error) why.append(": ").append(*got->error);
        if (got->error_description) why.append(": ").append(*got->error_description);
        return told(why);
    }
    if (got->token_type && lower_case(*got->token_type) != "bearer")
        return told("it gave a token of another type than Bearer");
    answer = *std::move(got);
    return {};
}

} // namespace detail::oauth2

/// A token got with the client's own credentials (RFC 6749 section 4.4), and got anew before it ends:
///
///     apibind::client<crm::service> const client(apibind::oauth2_client_credentials(
///         {.token_url = "https://login.example.com/token", .id = "crm-sync", .secret = apibind::secret(text)},
///         carrier));
///
/// `http` is what the calls of the token endpoint do differently from the defaults; their base is the token_url's.
inline renewed_token oauth2_client_credentials(oauth2_client client, std::shared_ptr<transport> carrier,
                                               client_options http = {}, renewed_token_options options = {}) {
    if (!options.clock) options.clock = http.clock;
    if (options.identity.empty()) options.identity = client.token_url + " " + client.id + " " + client.scope;
    return renewed_token(
        [with = detail::oauth2::grant{std::move(client), {}}, carrier = std::move(carrier),
         http = std::move(http)](renewal const& now) -> token_answer {
            detail::oauth2::token answer;
            if (auto why = detail::oauth2::ask<detail::oauth2::get_token>(with, http, carrier, now, answer))
                return std::move(*why);
            auto const lifetime = detail::oauth2::lifetime_of(answer);
            return issued_token{secret(*std::move(answer.access_token)), lifetime};
        },
        std::move(options));
}

/// A token got with a refresh token (RFC 6749 section 6). A refresh token that the server puts in its place is used
/// from then on, and handed to `store`.
inline renewed_token oauth2_refresh_token(oauth2_client client, secret refresh_token,
                                          std::shared_ptr<transport> carrier, refresh_token_store store = {},
                                          client_options http = {}, renewed_token_options options = {}) {
    if (!options.clock) options.clock = http.clock;
    if (options.identity.empty()) options.identity = client.token_url + " " + client.id + " " + client.scope;
    auto with =
        std::make_shared<detail::oauth2::grant>(detail::oauth2::grant{std::move(client), std::move(refresh_token)});
    return renewed_token(
        // One renewal runs at a time: what it keeps needs no lock of its own.
        [with, carrier = std::move(carrier), store = std::move(store),
         http = std::move(http)](renewal const& now) -> token_answer {
            if (with->refresh_token.empty()) return no_token("the refresh token is empty");
            detail::oauth2::token answer;
            if (auto why = detail::oauth2::ask<detail::oauth2::refresh>(*with, http, carrier, now, answer))
                return std::move(*why);
            auto const lifetime = detail::oauth2::lifetime_of(answer);
            issued_token out{secret(*std::move(answer.access_token)), lifetime};
            if (answer.refresh_token && !answer.refresh_token->empty() &&
                *answer.refresh_token != with->refresh_token.reveal()) {
                with->refresh_token = secret(*std::move(answer.refresh_token));
                if (store) store(with->refresh_token);
            }
            return out;
        },
        std::move(options));
}

} // namespace apibind
