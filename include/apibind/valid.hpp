// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/endpoint.hpp>
#include <apibind/pattern.hpp>
#include <apibind/service.hpp>
#include <apibind/type_fault.hpp>

#include <concepts>
#include <cstddef>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

/// What the compiler checks of a declaration, all in one place. Each condition is a variable template over what is at
/// fault, so that both compilers print it; a later check is guarded by the earlier ones it builds on.
namespace apibind {
namespace detail {

/// A text that compilers print legibly.
template <char... C>
struct placeholder {};
template <char... C>
struct at {};

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

// Conditions -----------------------------------------------------------------------------------------------------------

template <class E>
inline constexpr bool is_endpoint = std::is_class_v<E> && (has_route<E> || has_response<E> || requires { typename E::request; });
template <class E>
inline constexpr bool declares_route = has_route<E>;
template <class E>
inline constexpr bool declares_base = has_base<E>;
template <class E>
inline constexpr bool declares_response = has_response<E>;
template <class E, class Where>
inline constexpr bool is_url_template = false;
template <auto Base, class Where>
inline constexpr bool is_base_url = false;
template <class Request, class Placeholder>
inline constexpr bool request_has = false;
template <class Server, class Placeholder>
inline constexpr bool server_has = false;
template <method Method, auto Member>
inline constexpr bool has_a_body_for = false;
template <auto Member>
inline constexpr bool fills_one_segment = false;
template <auto Member>
inline constexpr bool fits_a_query = false;
template <auto Member>
inline constexpr bool is_required_or_optional = false;
template <class Request>
inline constexpr bool has_no_bases = count_of<bases_of<Request>> == 0;
template <class Request, auto Member>
inline constexpr bool rule_names_member_of = positions<members_of<Request>>::template of<Member>() >= 0;
template <auto Member>
inline constexpr bool rule_fits = false;
template <class E>
inline constexpr bool accepted_takes_response = requires(response_of<E> const& r) {
    { E::accepted(r) } -> std::convertible_to<bool>;
};
template <class E>
inline constexpr bool status_of_takes_error = requires(error_of<E> const& e) {
    { E::status_of(e) } -> std::convertible_to<std::optional<int>>;
};
template <class E>
inline constexpr bool derive_takes_request = requires(typename E::request& r) { E::derive(r); };
template <class E, auto Member>
inline constexpr bool derives = names_derive<E>;
template <class E, class Service>
inline constexpr bool is_endpoint_of = std::is_base_of_v<Service, E>;
template <auto* Declared, auto* Inherited>
inline constexpr bool is_the_service_s_own = Declared == Inherited;
template <class E, class Service>
inline constexpr bool is_inherited_auth = [] {
    if constexpr (has_auth<Service>)
        return static_cast<void const*>(&E::auth) == static_cast<void const*>(&Service::auth);
    else
        return false;
}();
template <class E, class Service>
inline constexpr bool is_inherited_limit = [] {
    if constexpr (has_limit<Service>)
        return &E::limit == &Service::limit;
    else
        return false;
}();
template <class Declared, class Inherited>
inline constexpr bool is_the_service_s_own_server = std::is_same_v<Declared, Inherited>;

// Templates ------------------------------------------------------------------------------------------------------------

#define APIBIND_DETAIL_TELL_TEMPLATE_FAULT(FAULT, CONDITION, WHAT)                                                     \
    if constexpr ((FAULT) == template_fault::unterminated)                                                            \
        static_assert(CONDITION, "apibind: a placeholder of this " WHAT " has no '}': write {member}");               \
    else if constexpr ((FAULT) == template_fault::stray_brace)                                                        \
        static_assert(CONDITION, "apibind: this " WHAT " has a '}' without its '{': write {member}");                  \
    else if constexpr ((FAULT) == template_fault::empty_placeholder)                                                  \
        static_assert(CONDITION, "apibind: a placeholder of this " WHAT " is empty: write {member}");                 \
    else if constexpr ((FAULT) == template_fault::bad_placeholder)                                                    \
        static_assert(CONDITION, "apibind: a placeholder of this " WHAT " is no member's name: write {member}, {?a,b} or {&a,b}"); \
    else if constexpr ((FAULT) == template_fault::misplaced_operator)                                                 \
        static_assert(CONDITION, "apibind: {?a,b} stands where the query begins, {&a,b} inside it, and only pairs follow");        \
    else if constexpr ((FAULT) == template_fault::bad_character)                                                      \
        static_assert(CONDITION, "apibind: this " WHAT " holds a character that no URL holds (a space, a control, a non-ASCII one): percent-encode it"); \
    else if constexpr ((FAULT) == template_fault::fragment)                                                           \
        static_assert(CONDITION, "apibind: this " WHAT " has a fragment, which is never sent: take it off from '#' on");            \
    else if constexpr ((FAULT) == template_fault::dot_segment)                                                        \
        static_assert(CONDITION, "apibind: this " WHAT " has a '.' or '..' segment: write the path that it leads to");             \
    else if constexpr ((FAULT) == template_fault::bad_percent)                                                        \
        static_assert(CONDITION, "apibind: a '%' of this " WHAT " is not followed by two hexadecimal digits: write %25 for '%'");  \
    else if constexpr ((FAULT) == template_fault::too_many)                                                           \
        static_assert(CONDITION, "apibind: this " WHAT " has too many placeholders (64 at most)");                    \
    else if constexpr ((FAULT) == template_fault::no_slash)                                                           \
        static_assert(CONDITION, "apibind: a route begins with '/': it stands below the service's base");             \
    else if constexpr ((FAULT) == template_fault::no_scheme)                                                          \
        static_assert(CONDITION, "apibind: a base begins with https:// or http://");                                  \
    else if constexpr ((FAULT) == template_fault::no_host)                                                            \
        static_assert(CONDITION, "apibind: a base is scheme, host, port and path: no user info, no query, and not without host");  \
    else                                                                                                               \
        static_assert(CONDITION, "apibind: the host of this base is none: write host, host:port or [address]:port")

template <class E>
consteval bool check_route() {
    constexpr auto parsed = parse_route(E::route.text);
    if constexpr (parsed.fault == template_fault::none) {
        return true;
    } else {
        using where = typename spelled<at, characters<parsed.where.size()>(parsed.where)>::type;
        APIBIND_DETAIL_TELL_TEMPLATE_FAULT(parsed.fault, (is_url_template<E, where>), "route");
        return false;
    }
}

template <auto* Base>
consteval bool check_base() {
    constexpr auto parsed = parse_base(Base->text);
    if constexpr (parsed.fault == template_fault::none) {
        return true;
    } else {
        using where = typename spelled<at, characters<parsed.where.size()>(parsed.where)>::type;
        APIBIND_DETAIL_TELL_TEMPLATE_FAULT(parsed.fault, (is_base_url<Base, where>), "base");
        return false;
    }
}
#undef APIBIND_DETAIL_TELL_TEMPLATE_FAULT

template <class Server, class Placeholder>
consteval bool tell_missing_server_member() {
    static_assert(server_has<Server, Placeholder>,
                  "apibind: a placeholder of the base has no member in the service's server struct: add the member or correct the "
                  "placeholder");
    return false;
}

/// The i-th placeholder of a base, those of the host before those of the path; empty for literal text.
constexpr std::string_view base_placeholder(std::string_view text, std::size_t i) {
    auto const base = parse_base(text);
    auto const host = parse_host(base.host);
    if (i < host.count) return host.pieces[i].name;
    return parse_route(base.path).pieces[i - host.count].name;
}
constexpr std::size_t base_placeholders(std::string_view text) {
    auto const base = parse_base(text);
    return parse_host(base.host).count + (base.path.empty() ? 0 : parse_route(base.path).count);
}

template <class Server, auto* Base, std::size_t I>
consteval bool check_server_placeholder() {
    constexpr std::string_view name = base_placeholder(Base->text, I);
    if constexpr (name.empty() || positions<members_of<Server>>::of(name) >= 0)
        return true;
    else
        return tell_missing_server_member<Server, typename spelled<placeholder, characters<name.size()>(name)>::type>();
}

template <auto* Base, class Server>
consteval bool check_server() {
    if constexpr (!check_type<Server, direction::encode>())
        return false;
    else
        return []<std::size_t... I>(std::index_sequence<I...>) {
            return (true && ... && check_server_placeholder<Server, Base, I>());
        }(std::make_index_sequence<base_placeholders(Base->text)>());
}

// The request ----------------------------------------------------------------------------------------------------------

template <class Request, class Placeholder>
consteval bool tell_missing_member() {
    static_assert(request_has<Request, Placeholder>,
                  "apibind: a placeholder of the route has no member in the request: add the member or correct the placeholder");
    return false;
}

template <class E, std::size_t I>
consteval bool check_placeholder() {
    constexpr std::string_view name = parse_route(E::route.text).pieces[I].name;
    if constexpr (name.empty() || positions<members_of<typename E::request>>::of(name) >= 0)
        return true;
    else
        return tell_missing_member<typename E::request, typename spelled<placeholder, characters<name.size()>(name)>::type>();
}

template <class E>
consteval bool check_placeholders() {
    return []<std::size_t... I>(std::index_sequence<I...>) {
        return (true && ... && check_placeholder<E, I>());
    }(std::make_index_sequence<parse_route(E::route.text).count>());
}

constexpr bool is_scalar(node const& type) {
    switch (type.form) {
    case shape::boolean:
    case shape::signed_integer:
    case shape::unsigned_integer:
    case shape::floating:
    case shape::string:
    case shape::string_view:
    case shape::enumeration:
    case shape::open_enumeration: return true;
    default: return false;
    }
}
/// One value, always there.
constexpr bool is_segment(node const& type) {
    if (type.form != shape::alternatives) return is_scalar(type);
    for (std::size_t i = 0; i != type.alternatives->count; ++i)
        if (!is_scalar(*type.alternatives->entries[i])) return false;
    return true;
}
/// One value, a list of such, an optional of both, or alternatives of values and everything_t.
constexpr bool is_query_value(node const& type) {
    if (type.form == shape::optional) return type.inner->form != shape::optional && is_query_value(*type.inner);
    if (type.form == shape::list || type.form == shape::array) return is_scalar(*type.inner);
    if (type.form != shape::alternatives) return is_scalar(type);
    for (std::size_t i = 0; i != type.alternatives->count; ++i)
        if (!is_scalar(*type.alternatives->entries[i]) && type.alternatives->entries[i]->form != shape::nothing) return false;
    return true;
}

template <class E, class D>
consteval bool check_member() {
    using type = member_type_of<D>;
    constexpr auto const& parts = endpoint_parts<E>::pieces;
    constexpr int position = positions<members_of<typename E::request>>::of(D::name);
    constexpr bool in_route = endpoint_parts<E>::in_route(static_cast<std::size_t>(position));
    constexpr bool in_path = [] {
        for (auto const& piece : parts)
            if (piece.member == position && !piece.in_query) return true;
        return false;
    }();
    if constexpr (!in_route && (E::route.method == method::get || E::route.method == method::head)) {
        static_assert(has_a_body_for<E::route.method, D::pointer>,
                      "apibind: this member has no place: GET and HEAD send no body: name it in the route as {member}");
        return false;
    } else if constexpr (in_path && !is_segment(node_of<type>)) {
        static_assert(fills_one_segment<D::pointer>,
                      "apibind: a path segment takes one value that is always there: make this member a required scalar, or move it "
                      "to the query");
        return false;
    } else if constexpr (in_route && !in_path && !is_query_value(node_of<type>)) {
        static_assert(fits_a_query<D::pointer>,
                      "apibind: this member has no form in a query: use a scalar, a list of scalars, or an optional of them");
        return false;
    } else if constexpr (is_derived<type>::value && !names_derive<E>) {
        static_assert(derives<E, D::pointer>,
                      "apibind: nobody assigns this derived member: declare static void derive(request&) in the endpoint");
        return false;
    } else if constexpr (!is_required<type>::value && !is_derived<type>::value && (node_of<type>.form == shape::list || node_of<type>.form == shape::map ||
                                                       node_of<type>.form == shape::bits)) {
        static_assert(is_required_or_optional<D::pointer>,
                      "apibind: a list or map of a request is apibind::required or std::optional, so that leaving it out and leaving "
                      "it empty are not the same");
        return false;
    } else {
        return true;
    }
}

template <class E, class List>
struct each_member;
template <class E, template <class...> class L, class... D>
struct each_member<E, L<D...>> {
    static consteval bool check() { return (true && ... && check_member<E, D>()); }
};

// Rules ----------------------------------------------------------------------------------------------------------------

constexpr node const& behind_optionals(node const& type) {
    node const* out = &type;
    while (out->form == shape::optional || out->form == shape::nullable) out = out->inner;
    return *out;
}
constexpr bool is_text(node const& type) {
    return type.form == shape::string || type.form == shape::string_view || type.form == shape::open_enumeration;
}
constexpr bool rule_suits(value_rule const& rule, node const& type) {
    switch (rule.what) {
    case value_rule::kind::min_items:
    case value_rule::kind::max_items:
        return type.form == shape::list || type.form == shape::bits || type.form == shape::map || type.form == shape::array;
    case value_rule::kind::pattern: return is_text(type) && pattern_matcher(rule.text).is_well_formed();
    default: return is_text(type);
    }
}

template <class Request, auto Member>
consteval bool names_member() {
    static_assert(rule_names_member_of<Request, Member>,
                  "apibind: a rule names something that is no described member of this request: correct <&request::member>");
    return rule_names_member_of<Request, Member>;
}
template <auto Member, bool Suits>
consteval bool suits() {
    static_assert(Suits || rule_fits<Member>,
                  "apibind: this rule does not fit the member's type: lengths, alphanumeric and pattern are of strings, items of "
                  "lists, and a pattern is characters and classes with ? * + {n}");
    return Suits;
}
template <class Request, auto Member>
constexpr node const& node_at() {
    return *object_table_of<Request>.members[positions<members_of<Request>>::template of<Member>()].type;
}

template <class E, std::size_t I, class Rule>
struct rule_check;
template <class E, std::size_t I, auto M>
struct rule_check<E, I, member_rule<M>> {
    static consteval bool check() {
        if constexpr (names_member<typename E::request, M>())
            return suits<M, rule_suits(std::get<I>(E::rules.each).rule, behind_optionals(node_at<typename E::request, M>()))>();
        else
            return false;
    }
};
template <class E, std::size_t I, auto M, std::size_t N>
struct rule_check<E, I, each_rule<M, N>> {
    static consteval bool check() {
        if constexpr (names_member<typename E::request, M>()) {
            constexpr bool fits = [] {
                auto const& list = behind_optionals(node_at<typename E::request, M>());
                if (list.form != shape::list && list.form != shape::array) return false;
                for (auto const& rule : std::get<I>(E::rules.each).rules)
                    if (!rule_suits(rule, *list.inner)) return false;
                return true;
            }();
            return suits<M, fits>();
        } else {
            return false;
        }
    }
};
template <class E, std::size_t I, auto... M>
struct rule_check<E, I, one_of_rule<M...>> {
    template <auto X>
    static consteval bool one() {
        if constexpr (names_member<typename E::request, X>()) {
            static_assert(endpoint_table_of<E>.request->members[positions<members_of<typename E::request>>::template of<X>()]
                                  .may_be_absent ||
                              is_required_or_optional<X>,
                          "apibind: at_least_one_of names members that may be left out: make this one a std::optional");
            return true;
        } else {
            return false;
        }
    }
    static consteval bool check() { return (true && ... && one<M>()); }
};

template <class E>
consteval bool check_rules_of() {
    if constexpr (has_rules<E>)
        return []<std::size_t... I>(std::index_sequence<I...>) {
            return (true && ... &&
                    rule_check<E, I, std::remove_cvref_t<decltype(std::get<I>(E::rules.each))>>::check());
        }(std::make_index_sequence<std::tuple_size_v<decltype(E::rules.each)>>());
    else
        return true;
}

// The answer -----------------------------------------------------------------------------------------------------------

template <class E>
consteval bool check_answer() {
    bool sound = check_type<response_of<E>, direction::decode>();
    if constexpr (has_error<E> && !std::is_same_v<error_of<E>, response_of<E>>)
        sound = check_type<error_of<E>, direction::decode>() && sound;
    if constexpr (names_accepted<E>) {
        static_assert(accepted_takes_response<E>,
                      "apibind: accepted cannot take the response: declare static bool accepted(response const&) in the endpoint");
        sound = sound && accepted_takes_response<E>;
    }
    if constexpr (names_status_of<E>) {
        static_assert(status_of_takes_error<E>,
                      "apibind: status_of cannot take the error: declare static std::optional<int> status_of(error const&)");
        sound = sound && status_of_takes_error<E>;
    }
    return sound;
}

// All of it ------------------------------------------------------------------------------------------------------------

template <class E>
consteval bool check_request() {
    using request = typename E::request;
    if constexpr (!check_type<request, direction::encode>()) {
        return false;
    } else {
        static_assert(has_no_bases<request>,
                      "apibind: a request has no bases, as designated initialisers cannot reach their members: repeat the members");
        if constexpr (!has_no_bases<request>)
            return false;
        else if constexpr (!check_placeholders<E>())
            return false;
        else if constexpr (!each_member<E, members_of<request>>::check())
            return false;
        else if constexpr (names_derive<E> && !derive_takes_request<E>) {
            static_assert(derive_takes_request<E>, "apibind: derive cannot take the request: declare static void derive(request&)");
            return false;
        }
        else
            return check_rules_of<E>();
    }
}

/// Tells everything that is wrong with a descriptor, each cause once; whether it is sound.
template <class E>
consteval bool check_endpoint() {
    static_assert(is_endpoint<E>, "apibind: this type is no endpoint: an endpoint declares route, request and response");
    if constexpr (!is_endpoint<E>) {
        return false;
    } else {
        static_assert(declares_route<E>,
                      "apibind: this endpoint has no route: declare static constexpr auto route = apibind::get(\"/path\") or its like");
        static_assert(declares_response<E>, "apibind: this endpoint has no response: declare using response = ...");
        static_assert(declares_base<E>,
                      "apibind: this endpoint has no base: declare static constexpr auto base = apibind::base(\"https://host\") in its "
                      "service, and inherit from that");
        if constexpr (!declares_route<E> || !declares_response<E> || !declares_base<E>)
            return false;
        else if constexpr (!check_base<&E::base>())
            return false;
        else {
            constexpr bool server = check_server<&E::base, server_of<E>>();
            if constexpr (check_route<E>()) {
                constexpr bool request = check_request<E>();
                constexpr bool answer = check_answer<E>();
                return server && request && answer;
            } else {
                return false;
            }
        }
    }
}

/// Whether client<Service> can call E; told where it cannot.
template <class E, class Service>
consteval bool callable() {
    if constexpr (!is_endpoint<E>) {
        return check_endpoint<E>();
    } else {
        static_assert(is_endpoint_of<E, Service>,
                      "apibind: this is a client of another service than the endpoint's: build an apibind::client of the struct that "
                      "the endpoint inherits from");
        if constexpr (!is_endpoint_of<E, Service>) {
            return false;
        } else {
            bool sound = true;
            if constexpr (has_base<Service> && has_base<E>) {
                static_assert(is_the_service_s_own<&E::base, &Service::base>,
                              "apibind: base belongs to the service: take it out of the endpoint");
                sound = sound && is_the_service_s_own<&E::base, &Service::base>;
            }
            if constexpr (has_auth<E>) {
                static_assert(is_inherited_auth<E, Service>,
                              "apibind: auth belongs to the service: take it out of the endpoint");
                sound = sound && is_inherited_auth<E, Service>;
            }
            if constexpr (has_limit<E>) {
                static_assert(is_inherited_limit<E, Service>,
                              "apibind: limit belongs to the service: take it out of the endpoint");
                sound = sound && is_inherited_limit<E, Service>;
            }
            if constexpr (has_server<E>) {
                static_assert(is_the_service_s_own_server<server_of<E>, server_of<Service>>,
                              "apibind: server belongs to the service: take it out of the endpoint");
                sound = sound && is_the_service_s_own_server<server_of<E>, server_of<Service>>;
            }
            return sound && check_endpoint<E>();
        }
    }
}

} // namespace detail

/// Checks a descriptor where it stands: every binding ends with `static_assert(apibind::valid<E>)`. Each thing wrong is one
/// error that begins with "apibind:", names what is at fault, and says what to write instead. The value is always true.
template <class E>
inline constexpr bool valid = (detail::check_endpoint<E>(), true);

} // namespace apibind
