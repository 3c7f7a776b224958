// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/auth.hpp>
#include <apibind/http_fields.hpp>
#include <apibind/http_message.hpp>
#include <apibind/valid_facts.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

/// Several credentials in one request.
namespace apibind {

struct auth_moment;         // <apibind/auth_moment.hpp>
struct renewed_bearer_fact; // <apibind/renewed_token.hpp>

namespace detail {

template <class Auth>
concept takes_a_credential = requires {
    typename Auth::credential;
    requires !std::is_void_v<typename Auth::credential>;
};
template <class Auth>
concept authorizes_each_attempt = requires(Auth const& auth, http_request& request,
                                           typename Auth::credential const& credential, auth_moment const& now) {
    auth.authorize(request, credential, now);
    auth.identity(credential);
};
template <class Auth>
concept has_generation = requires(Auth const& auth, typename Auth::credential const& credential) {
    auth.generation(credential);
};
template <class Auth>
inline constexpr bool renews_itself = [] {
    if constexpr (requires { Auth::renews; })
        return Auth::renews;
    else
        return false;
}();

/// The header field that an auth sets, where it is known.
template <class Auth>
constexpr std::string_view field_of_auth(Auth const& auth) {
    if constexpr (std::is_same_v<Auth, header_token_fact> || requires { typename Auth::names_field; })
        return auth.name;
    else if constexpr (std::is_same_v<Auth, bearer_fact> || std::is_same_v<Auth, basic_fact> ||
                       std::is_same_v<Auth, renewed_bearer_fact>)
        return "Authorization";
    else
        return {};
}
template <class... Auth>
consteval bool have_their_own_places(std::tuple<Auth...> const& each) {
    return std::apply(
        [](Auth const&... one) {
            std::string_view const fields[] = {field_of_auth(one)...};
            std::string_view const queries[] = {[](auto const& auth) -> std::string_view {
                if constexpr (std::is_same_v<std::remove_cvref_t<decltype(auth)>, query_token_fact>)
                    return auth.name;
                else
                    return {};
            }(one)...};
            for (std::size_t i = 0; i != sizeof...(Auth); ++i)
                for (std::size_t j = 0; j != i; ++j)
                    if ((!fields[i].empty() && http_fields::same_name(fields[i], fields[j])) ||
                        (!queries[i].empty() && queries[i] == queries[j]))
                        return false;
            return true;
        },
        each);
}

template <class E, std::size_t I>
inline constexpr auto auth_part = std::get<I>(E::auth.each);

template <class E>
inline constexpr bool credentials_have_their_own_places = have_their_own_places(E::auth.each);
template <class... Auth>
inline constexpr bool are_several_auths = sizeof...(Auth) >= 2 && (true && ... && takes_a_credential<Auth>);
template <class... Auth>
inline constexpr bool renew_one_token_at_most = (0 + ... + (renews_itself<Auth> ? 1 : 0)) <= 1;

} // namespace detail

/// Made by `all_of`.
template <class... Auth>
struct all_of_fact {
    using credential = std::tuple<typename Auth::credential...>;
    static constexpr bool renews = (false || ... || detail::renews_itself<Auth>);
    static constexpr bool asks_each_attempt = (false || ... || detail::authorizes_each_attempt<Auth>);
    std::tuple<Auth...> each;

    void authorize(http_request& request, credential const& with) const requires(!asks_each_attempt) {
        put(request, with, nullptr, indices());
    }
    std::string authorize(http_request& request, credential const& with, auth_moment const& now) const
        requires(asks_each_attempt) {
        return put(request, with, &now, indices());
    }
    std::string identity(credential const& with) const requires(asks_each_attempt) {
        std::string out;
        auto const add = [&]<class One>(One const& one, typename One::credential const& its) {
            if constexpr (detail::authorizes_each_attempt<One>) {
                out.append(one.identity(its)).append("\n");
            } else {
                http_request alone;
                one.authorize(alone, its);
                out.append(alone.target).append("\n");
                for (auto const& field : alone.fields)
                    out.append(field.name).append(":").append(field.value).append("\n");
            }
        };
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (add(std::get<I>(each), std::get<I>(with)), ...);
        }
        (indices());
        return out;
    }
    /// Grows as one of them does.
    std::uint64_t generation(credential const& with) const requires(false || ... || detail::has_generation<Auth>) {
        std::uint64_t out = 0;
        auto const add = [&]<class One>(One const& one, typename One::credential const& its) {
            if constexpr (detail::has_generation<One>) out += one.generation(its);
        };
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (add(std::get<I>(each), std::get<I>(with)), ...);
        }
        (indices());
        return out;
    }
    static void conceal(redaction& hidden, credential const& with) {
        std::apply([&](typename Auth::credential const&... its) { (Auth::conceal(hidden, its), ...); }, with);
    }

    template <class E>
    static consteval bool check() {
        static_assert(detail::credentials_have_their_own_places<E>,
                      "apibind: two auths of this all_of put their credentials into one place: each needs a header "
                      "field or a query pair of its own");
        return detail::credentials_have_their_own_places<E>&&[]<std::size_t... I>(std::index_sequence<I...>) {
            return (true && ... && detail::check_auth<&detail::auth_part<E, I>>());
        }
        (indices());
    }

private:
    using indices = std::index_sequence_for<Auth...>;

    /// One after the other, until one cannot.
    template <std::size_t... I>
    std::string put(http_request& request, credential const& with, auth_moment const* now,
                    std::index_sequence<I...>) const {
        std::string why;
        auto const add = [&]<class One>(One const& one, typename One::credential const& its) {
            if (!why.empty()) return;
            if constexpr (!detail::authorizes_each_attempt<One>)
                one.authorize(request, its);
            else if constexpr (std::is_void_v<decltype(one.authorize(request, its, *now))>)
                one.authorize(request, its, *now);
            else
                why = one.authorize(request, its, *now);
        };
        (add(std::get<I>(each), std::get<I>(with)), ...);
        return why;
    }
};

/// Each of several auths puts its credential into every request, in this order, so that one which signs the request
/// stands last:
///
///     static constexpr auto auth = apibind::all_of(apibind::header_token("DD-API-KEY"),
///                                                  apibind::header_token("DD-APPLICATION-KEY"));
///
/// is `DD-API-KEY: <token>` and `DD-APPLICATION-KEY: <token>`. A client is given the credentials in braces, in the same
/// order: `{apibind::secret(key), apibind::secret(application_key)}`. It is what OpenAPI calls several schemes in one
/// security requirement.
template <class... Auth>
consteval auto all_of(Auth... each) {
    static_assert(detail::are_several_auths<Auth...>,
                  "apibind: all_of takes two or more auths, each of which takes a credential: header_token(\"Name\"), "
                  "bearer, basic, query_token(\"name\"), ...");
    static_assert(detail::renew_one_token_at_most<Auth...>,
                  "apibind: one auth of an all_of at most may renew its token by itself");
    if constexpr (detail::are_several_auths<Auth...> && detail::renew_one_token_at_most<Auth...>)
        return all_of_fact<Auth...>{{each...}};
    else
        return no_auth;
}

} // namespace apibind
