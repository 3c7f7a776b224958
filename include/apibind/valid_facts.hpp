// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/durations.hpp>
#include <apibind/endpoint.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

/// Checks of what a descriptor declares, each fact by itself. See valid.hpp.
namespace apibind::detail {

/// A text that compilers print legibly.
template <char... C>
struct placeholder {};
template <char... C>
struct at {};
/// A fact; clang prints its pointer with its class only within a type.
template <auto* Pointer>
struct fact {};

template <template <char...> class T, auto Text>
struct spelled;
template <template <char...> class T, std::size_t N, std::array<char, N> Text>
struct spelled<T, Text> {
    template <std::size_t... I>
    static consteval auto make(std::index_sequence<I...>) -> T<Text[I]...>;
    using type = decltype(make(std::make_index_sequence<N>()));
};
template <std::size_t N>
consteval std::array<char, N> characters(std::string_view text) {
    std::array<char, N> out{};
    for (std::size_t i = 0; i != N; ++i) out[i] = text[i];
    return out;
}

/// Whether the compiler can see the value of a fact, which `static constexpr` promises.
template <class E>
concept route_is_constant = requires {
    typename std::bool_constant<(E::route.text.size(), true)>;
};
template <class E>
concept base_is_constant = requires {
    typename std::bool_constant<(E::base.text.size(), true)>;
};
template <class E>
concept limit_is_constant = requires {
    typename std::bool_constant<(E::limit.calls, true)>;
};
template <class E>
concept rules_are_constant = requires {
    typename std::bool_constant<(static_cast<void>(E::rules.each), true)>;
};

template <class T>
struct is_rule : std::false_type {};
template <auto M>
struct is_rule<member_rule<M>> : std::true_type {};
template <auto M, std::size_t N>
struct is_rule<each_rule<M, N>> : std::true_type {};
template <auto... M>
struct is_rule<one_of_rule<M...>> : std::true_type {};
template <class T>
struct is_rule_list : std::false_type {};
template <class... R>
struct is_rule_list<rule_list<R...>> : std::bool_constant<(true && ... && is_rule<R>::value)> {};

template <class T>
concept auth_fact = requires {
    typename T::credential;
};

template <class E>
inline constexpr bool is_endpoint = std::is_class_v<E> &&
                                    (has_route<E> || has_response<E> || requires { typename E::request; });
template <class E>
inline constexpr bool may_be_inherited = !std::is_final_v<E>;
template <class E>
inline constexpr bool declares_route = has_route<E>;
template <class E>
inline constexpr bool route_is_made_by_apibind = false;
template <route_is_constant E>
inline constexpr bool route_is_made_by_apibind<E> = std::is_same_v<std::remove_cvref_t<decltype(E::route)>, route>;
template <class E>
inline constexpr bool declares_base = has_base<E>;
template <class E>
inline constexpr bool base_is_made_by_apibind = false;
template <base_is_constant E>
inline constexpr bool base_is_made_by_apibind<E> = std::is_same_v<std::remove_cvref_t<decltype(E::base)>, base_url>;
template <class E>
inline constexpr bool declares_request = requires {
    typename E::request;
};
template <class E>
inline constexpr bool declares_response = has_response<E>;
template <class E>
inline constexpr bool response_is_an_object = false;
template <has_response E>
inline constexpr bool response_is_an_object<E> = std::is_object_v<response_of<E>> || std::is_void_v<response_of<E>>;
template <class E>
inline constexpr bool auth_is_made_by_apibind = auth_fact<typename auth_of_<E>::type>;
template <class E>
inline constexpr bool limit_is_at_least_one_call = [] {
    if constexpr (limit_is_constant<E>)
        return std::is_same_v<std::remove_cvref_t<decltype(E::limit)>, in_flight_limit> && E::limit.calls >= 1;
    else
        return false;
}();
template <class E>
inline constexpr bool rules_are_made_by_apibind = [] {
    if constexpr (rules_are_constant<E>)
        return is_rule_list<std::remove_cvref_t<decltype(E::rules)>>::value;
    else
        return false;
}();
template <class E>
concept body_is_constant = requires {
    typename std::bool_constant<(declared_body(E::body).media_type.size(), true)>;
};
template <class E>
inline constexpr bool body_is_made_by_apibind = body_is_constant<E>;
template <class E>
inline constexpr bool time_limit_is_a_duration = [] {
    if constexpr (std::is_convertible_v<decltype(E::time_limit), std::chrono::milliseconds>)
        return E::time_limit > std::chrono::milliseconds(0) && E::time_limit <= std::chrono::hours(24);
    else
        return false;
}();
template <class E>
inline constexpr bool rejects_when_busy_is_bool =
    std::is_same_v<std::remove_cvref_t<decltype(E::rejects_when_busy)>, bool>;

template <class E>
inline constexpr bool error_can_be_reached = has_error<E> || !names_error<E>;
template <class E>
inline constexpr bool server_can_be_reached = has_server<E> || !names_server<E>;
template <class E>
inline constexpr bool auth_can_be_reached = has_auth<E> || !names_auth<E>;
template <class E>
inline constexpr bool limit_can_be_reached = has_limit<E> || !names_limit<E>;
template <class E>
inline constexpr bool rules_can_be_reached = has_rules<E> || !names_rules<E>;
template <class E>
inline constexpr bool time_limit_can_be_reached = requires {
    E::time_limit;
}
|| !names_time_limit<E>;
template <class E>
inline constexpr bool rejects_when_busy_can_be_reached = requires {
    E::rejects_when_busy;
}
|| !names_rejects_when_busy<E>;
template <class E>
inline constexpr bool effect_can_be_reached = requires {
    E::effect;
}
|| !names_effect<E>;
template <class E>
inline constexpr bool retry_can_be_reached = requires {
    E::retry;
}
|| !names_retry<E>;

template <class E>
inline constexpr bool body_can_be_reached = has_body<E> || !names_body<E>;

/// A fact that a descriptor names is never taken for absent.
template <class E>
consteval bool check_reach() {
    static_assert(
        error_can_be_reached<E>,
        "apibind: error is there and cannot be reached, being private or inherited twice: make it public, of one base");
    static_assert(server_can_be_reached<E>, "apibind: server is there and cannot be reached, being private or "
                                            "inherited twice: make it public, of one base");
    static_assert(
        auth_can_be_reached<E>,
        "apibind: auth is there and cannot be reached, being private or inherited twice: make it public, of one base, "
        "and a value: static constexpr auto auth = ...");
    static_assert(
        limit_can_be_reached<E>,
        "apibind: limit is there and cannot be reached, being private or inherited twice: make it public, of one base, "
        "and a value: static constexpr auto limit = ...");
    static_assert(
        rules_can_be_reached<E>,
        "apibind: rules is there and cannot be reached, being private or inherited twice: make it public, of one base, "
        "and a value: static constexpr auto rules = ...");
    static_assert(time_limit_can_be_reached<E>, "apibind: time_limit is there and cannot be reached, being private or "
                                                "inherited twice: make it public, of one base");
    static_assert(rejects_when_busy_can_be_reached<E>, "apibind: rejects_when_busy is there and cannot be reached, "
                                                       "being private or inherited twice: make it public, of one base");
    static_assert(effect_can_be_reached<E>, "apibind: effect is there and cannot be reached, being private or "
                                            "inherited twice: make it public, of one base");
    static_assert(
        retry_can_be_reached<E>,
        "apibind: retry is there and cannot be reached, being private or inherited twice: make it public, of one base");
    static_assert(
        body_can_be_reached<E>,
        "apibind: body is there and cannot be reached, being private or inherited twice: make it public, of one base. "
        "Where its value does not compile, as the compiler then says before this, write apibind::form, "
        "apibind::json(\"media/type\") or its like");
    return body_can_be_reached<E> && error_can_be_reached<E> && server_can_be_reached<E> && auth_can_be_reached<E> &&
           limit_can_be_reached<E> && rules_can_be_reached<E> && time_limit_can_be_reached<E> &&
           rejects_when_busy_can_be_reached<E> && effect_can_be_reached<E> && retry_can_be_reached<E>;
}

template <class E>
consteval bool check_facts() {
    if constexpr (!check_reach<E>()) return false;
    static_assert(may_be_inherited<E>,
                  "apibind: this endpoint is final, which hides a part of it from the checks: take final off");
    bool sound = may_be_inherited<E>;
    if constexpr (!declares_route<E>) {
        static_assert(declares_route<E>, "apibind: this endpoint has no route: declare static constexpr auto route = "
                                         "apibind::get(\"/path\") or its like");
        sound = false;
    } else {
        static_assert(route_is_made_by_apibind<E>, "apibind: this route is not made by apibind: declare static "
                                                   "constexpr auto route = apibind::get(\"/path\") or its like");
        sound = sound && route_is_made_by_apibind<E>;
    }
    if constexpr (!declares_base<E>) {
        static_assert(declares_base<E>, "apibind: this endpoint has no base: declare static constexpr auto base = "
                                        "apibind::base(\"https://host\") in a "
                                        "struct for its service, and inherit from that");
        sound = false;
    } else {
        static_assert(base_is_made_by_apibind<E>, "apibind: this base is not made by apibind: declare static constexpr "
                                                  "auto base = apibind::base(\"https://host\")");
        sound = sound && base_is_made_by_apibind<E>;
    }
    static_assert(declares_request<E>, "apibind: this endpoint has no request: declare struct request { ... }; and "
                                       "describe it; a request without members is "
                                       "struct request {};");
    static_assert(declares_response<E>,
                  "apibind: this endpoint has no response: declare using response = ... for what a success answers");
    if constexpr (declares_response<E>)
        static_assert(response_is_an_object<E>, "apibind: a response is an object or void, never a reference: where "
                                                "the answer's content is not documented write "
                                                "apibind::as_received<type>");
    static_assert(auth_is_made_by_apibind<E>, "apibind: this is not an auth: write apibind::header_token(\"Name\"), "
                                              "bearer, basic, query_token(\"name\") or no_auth");
    sound = sound && declares_request<E> && response_is_an_object<E> && auth_is_made_by_apibind<E>;
    if constexpr (has_limit<E>) {
        static_assert(limit_is_at_least_one_call<E>, "apibind: a limit lets at least one call pass: declare static "
                                                     "constexpr auto limit = apibind::in_flight(1) or more");
        sound = sound && limit_is_at_least_one_call<E>;
    }
    if constexpr (has_rules<E>) {
        static_assert(rules_are_made_by_apibind<E>,
                      "apibind: these rules are not made by apibind: declare static constexpr auto rules = "
                      "apibind::rules(apibind::max_length<&request::member>(40), ...)");
        sound = sound && rules_are_made_by_apibind<E>;
    }
    if constexpr (has_body<E>) {
        static_assert(body_is_made_by_apibind<E>,
                      "apibind: this body is not made by apibind: declare static constexpr auto body = apibind::json, "
                      "form, multipart, no_body, json_of<&request::member> or its like");
        sound = sound && body_is_made_by_apibind<E>;
    }
    if constexpr (requires { E::time_limit; }) {
        static_assert(time_limit_is_a_duration<E>, "apibind: time_limit is a duration of whole milliseconds, above 0 "
                                                   "and at most a day: write std::chrono::seconds(60)");
        sound = sound && time_limit_is_a_duration<E>;
    }
    if constexpr (requires { E::rejects_when_busy; }) {
        static_assert(rejects_when_busy_is_bool<E>,
                      "apibind: rejects_when_busy is a bool: write static constexpr bool rejects_when_busy = true");
        sound = sound && rejects_when_busy_is_bool<E>;
    }
    return sound;
}

/// RFC 9110 section 5.6.2, without the fields that the library or the connection sets.
constexpr bool is_free_field_name(std::string_view name) {
    if (!is_field_token(name)) return false;
    for (std::string_view own : {"host", "content-length", "content-type", "transfer-encoding", "connection"}) {
        bool same = own.size() == name.size();
        for (std::size_t i = 0; same && i != own.size(); ++i)
            same = own[i] == (name[i] >= 'A' && name[i] <= 'Z' ? static_cast<char>(name[i] - 'A' + 'a') : name[i]);
        if (same) return false;
    }
    return true;
}
/// RFC 3986 section 2.3, and the brackets that vendors' pages print.
constexpr bool is_plain_query_name(std::string_view name) {
    for (char c : name)
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
              std::string_view("-._~$[]").find(c) != std::string_view::npos))
            return false;
    return !name.empty();
}

template <class Auth, class Name>
inline constexpr bool is_field_name = false;
/// What a field value may begin with: visible ASCII characters, and spaces behind them (RFC 9110 section 5.5).
constexpr bool is_begun_field_value(std::string_view text) {
    for (char c : text)
        if (c < ' ' || c > '~') return false;
    return text.empty() || text.front() != ' ';
}
template <class Auth, class Before>
inline constexpr bool may_stand_before_a_token = false;
template <class Auth, class Name>
inline constexpr bool is_query_name = false;

/// The header field that an auth sets, where it is known.
template <class Auth>
constexpr std::string_view field_of_auth(Auth const& auth) {
    if constexpr (requires { auth.field(); })
        return auth.field();
    else
        return {};
}
/// The query pair that an auth adds, where it is known.
template <class Auth>
constexpr std::string_view pair_of_auth(Auth const& auth) {
    if constexpr (requires { auth.pair(); })
        return auth.pair();
    else
        return {};
}

/// Calls `use(auth)`, for each one of an all_of.
template <class E, class Use>
constexpr void for_each_auth(Use use) {
    if constexpr (!has_auth<E>)
        return;
    else if constexpr (requires { std::tuple_size<decltype(E::auth.each)>::value; })
        std::apply([&](auto const&... each) { (use(each), ...); }, E::auth.each);
    else
        use(E::auth);
}

template <class Auth>
consteval std::string_view text_before_token(Auth const& auth) {
    if constexpr (requires { auth.before; })
        return auth.before;
    else
        return {};
}

template <auto* Auth>
consteval bool check_auth() {
    if constexpr (requires { Auth->field(); }) {
        if constexpr (!is_free_field_name(Auth->field())) {
            using name = typename spelled<at, characters<Auth->field().size()>(Auth->field())>::type;
            static_assert(
                is_field_name<fact<Auth>, name>,
                "apibind: this header_token names no header field that is free for it: letters, digits and '-', as the "
                "vendor prints it, and none of Host, Connection, Content-...");
            return false;
        } else if constexpr (!is_begun_field_value(text_before_token(*Auth))) {
            using before = typename spelled<at, characters<Auth->before.size()>(Auth->before)>::type;
            static_assert(may_stand_before_a_token<fact<Auth>, before>,
                          "apibind: this text cannot stand before the token of a header_token: write visible ASCII "
                          "characters, as in header_token(\"Authorization\", \"Bot \")");
            return false;
        }
    } else if constexpr (requires { Auth->pair(); }) {
        if constexpr (!is_plain_query_name(Auth->pair())) {
            using name = typename spelled<at, characters<Auth->pair().size()>(Auth->pair())>::type;
            static_assert(is_query_name<fact<Auth>, name>, "apibind: this query_token has no plain name: write that of "
                                                           "the query pair alone, letters, digits and -._~$[]");
            return false;
        }
    }
    return true;
}
template <class E>
consteval bool check_auth_of() {
    if constexpr (!has_auth<E>)
        return true;
    else if constexpr (requires { auth_of_<E>::type::template check<E>(); })
        return auth_of_<E>::type::template check<E>(); // all_of
    else
        return check_auth<&E::auth>();
}

} // namespace apibind::detail
