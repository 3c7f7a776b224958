// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/auth.hpp>
#include <apibind/auth_moment.hpp>
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

template <class... Auth>
struct all_of_fact;

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

template <class Auth>
inline constexpr bool signs_the_request = [] {
    if constexpr (requires { Auth::signs; })
        return Auth::signs;
    else
        return false;
}();
template <class Auth>
concept can_authorize = authorizes_each_attempt<Auth> ||
    requires(Auth const& auth, http_request& request, typename Auth::credential const& credential) {
    auth.authorize(request, credential);
};
template <class Auth>
concept names_its_secrets = requires(redaction& hidden, typename Auth::credential const& credential) {
    Auth::conceal(hidden, credential);
};

template <class... Auth>
consteval bool have_their_own_places(std::tuple<Auth...> const& each) {
    return std::apply(
        [](Auth const&... one) {
            std::string_view const fields[] = {field_of_auth(one)...};
            std::string_view const queries[] = {pair_of_auth(one)...};
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
template <class... Auth>
inline constexpr bool are_few_enough = sizeof...(Auth) <= max_auths;
template <class Auth>
inline constexpr bool is_all_of = false;
template <class... Auth>
inline constexpr bool is_all_of<all_of_fact<Auth...>> = true;
template <class... Auth>
inline constexpr bool are_single_auths = !(false || ... || is_all_of<Auth>);
template <class... Auth>
inline constexpr bool only_the_last_signs = [] {
    bool const signs[] = {signs_the_request<Auth>...};
    for (std::size_t i = 0; i + 1 < sizeof...(Auth); ++i)
        if (signs[i]) return false;
    return true;
}();

/// The name of a field that is no longer what it was: behind the first `given`, which no auth put there.
inline std::string replaced_field(http_fields const& before, http_fields const& now, std::size_t given) {
    auto other = now.begin();
    for (auto const& field : before) {
        if (given != 0)
            --given;
        else if (other == now.end() || *other != field)
            return std::string(field.name);
        if (other != now.end()) ++other;
    }
    return {};
}

} // namespace detail

/// Made by `all_of`.
template <class... Auth>
struct all_of_fact {
    using credential = std::tuple<typename Auth::credential...>;
    static constexpr bool renews = (false || ... || detail::renews_itself<Auth>);
    static constexpr bool asks_each_attempt = (false || ... || detail::authorizes_each_attempt<Auth>);
    static constexpr bool can_authorize = (true && ... && detail::can_authorize<Auth>);
    std::tuple<Auth...> each;

    std::string authorize(http_request& request, credential const& with) const
        requires(!asks_each_attempt && can_authorize) {
        return put(request, with, nullptr);
    }
    std::string authorize(http_request& request, credential const& with, auth_moment const& now) const
        requires(asks_each_attempt&& can_authorize) {
        return put(request, with, &now);
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
        visit(with, add);
        return out;
    }
    /// Grows as one of them does.
    std::uint64_t generation(credential const& with) const requires(false || ... || detail::has_generation<Auth>) {
        std::uint64_t out = 0;
        auto const add = [&]<class One>(One const& one, typename One::credential const& its) {
            if constexpr (detail::has_generation<One>) out += one.generation(its);
        };
        visit(with, add);
        return out;
    }
    static void conceal(redaction& hidden,
                        credential const& with) requires(true && ... && detail::names_its_secrets<Auth>) {
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
        (std::index_sequence_for<Auth...>());
    }

private:
    /// Calls `use(auth, credential)` for each.
    void visit(credential const& with, auto const& use) const {
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (use(std::get<I>(each), std::get<I>(with)), ...);
        }
        (std::index_sequence_for<Auth...>());
    }

    /// One after the other, until one cannot.
    std::string put(http_request& request, credential const& with, auth_moment const* now) const {
        std::string why;
        std::size_t n = 0;
        auto const given = request.fields.size();
        auto const add = [&]<class One>(One const& one, typename One::credential const& its) {
            auto const place = n++;
            if (!why.empty()) return;
            auto const before = request.fields;
            auto const ask = [&] {
                if constexpr (detail::authorizes_each_attempt<One>) {
                    auto own = *now;
                    own.memory = place < now->memories.size() ? &now->memories[place] : nullptr;
                    return one.authorize(request, its, own);
                } else {
                    return one.authorize(request, its);
                }
            };
            if constexpr (std::is_void_v<decltype(ask())>)
                ask();
            else
                why = ask();
            if (!why.empty()) return;
            if (auto const name = detail::replaced_field(before, request.fields, given); !name.empty())
                why = "two auths of the all_of put the field " + name + ": each needs a field of its own";
        };
        visit(with, add);
        return why;
    }
};

/// Each of several auths puts its credential into every request, in this order, so that one which signs the request
/// stands last, which the compiler checks of aws_sigv4 and hmac_auth:
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
    static_assert(detail::are_few_enough<Auth...>, "apibind: all_of takes 8 auths at most");
    static_assert(detail::are_single_auths<Auth...>,
                  "apibind: an all_of stands within this all_of: write the auths of both into one");
    static_assert(detail::only_the_last_signs<Auth...>,
                  "apibind: an auth of this all_of signs the request before it is complete: write aws_sigv4 or "
                  "hmac_auth as the last one, and no more than one of them");
    if constexpr (detail::are_several_auths<Auth...> && detail::renew_one_token_at_most<Auth...> &&
                  detail::are_few_enough<Auth...> && detail::are_single_auths<Auth...> &&
                  detail::only_the_last_signs<Auth...>)
        return all_of_fact<Auth...>{{each...}};
    else
        return no_auth;
}

} // namespace apibind
