// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/endpoint.hpp>
#include <apibind/pattern.hpp>
#include <apibind/service.hpp>
#include <apibind/type_fault.hpp>

#include <array>
#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

/// What the compiler checks of a declaration, all in one place. Plain functions over tables find what is wrong; each
/// thing found is told by one static_assert, whose condition is a variable template over what is at fault, so that both
/// compilers print it. Later checks are guarded by the earlier ones they build on.
namespace apibind {
namespace detail {

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

// Facts
// ----------------------------------------------------------------------------------------------------------------

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
inline constexpr bool route_is_made_by_apibind = [] {
    if constexpr (route_is_constant<E>)
        return std::is_same_v<std::remove_cvref_t<decltype(E::route)>, route>;
    else
        return false;
}();
template <class E>
inline constexpr bool declares_base = has_base<E>;
template <class E>
inline constexpr bool base_is_made_by_apibind = [] {
    if constexpr (base_is_constant<E>)
        return std::is_same_v<std::remove_cvref_t<decltype(E::base)>, base_url>;
    else
        return false;
}();
template <class E>
inline constexpr bool declares_request = requires {
    typename E::request;
};
template <class E>
inline constexpr bool declares_response = has_response<E>;
template <class E>
inline constexpr bool response_is_an_object = [] {
    if constexpr (has_response<E>)
        return std::is_object_v<response_of<E>>;
    else
        return false;
}();
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
inline constexpr bool time_limit_is_a_duration =
    std::is_convertible_v<decltype(E::time_limit), std::chrono::milliseconds>;
template <class E>
inline constexpr bool rejects_when_busy_is_bool =
    std::is_same_v<std::remove_cvref_t<decltype(E::rejects_when_busy)>, bool>;

template <class E>
consteval bool check_facts() {
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
        static_assert(response_is_an_object<E>, "apibind: a response is an object, never void or a reference: where "
                                                "the answer's content is not documented write "
                                                "apibind::as_received<type>");
    static_assert(auth_is_made_by_apibind<E>, "apibind: this auth is none: write apibind::header_token(\"Name\"), "
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
    if constexpr (requires { E::time_limit; }) {
        static_assert(time_limit_is_a_duration<E>,
                      "apibind: time_limit is a duration of whole milliseconds: write std::chrono::seconds(60)");
        sound = sound && time_limit_is_a_duration<E>;
    }
    if constexpr (requires { E::rejects_when_busy; }) {
        static_assert(rejects_when_busy_is_bool<E>,
                      "apibind: rejects_when_busy is a bool: write static constexpr bool rejects_when_busy = true");
        sound = sound && rejects_when_busy_is_bool<E>;
    }
    return sound;
}

// Auth
// -----------------------------------------------------------------------------------------------------------------

/// RFC 9110 section 5.6.2, without the fields that the library or the connection sets.
constexpr bool is_free_field_name(std::string_view name) {
    if (name.empty()) return false;
    for (char c : name)
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
              std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos))
            return false;
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
template <class Auth, class Name>
inline constexpr bool is_query_name = false;

template <auto* Auth>
consteval bool check_auth() {
    using made = std::remove_cvref_t<decltype(*Auth)>;
    if constexpr (std::is_same_v<made, header_token_fact>) {
        if constexpr (!is_free_field_name(Auth->name)) {
            using name = typename spelled<at, characters<Auth->name.size()>(Auth->name)>::type;
            static_assert(
                is_field_name<fact<Auth>, name>,
                "apibind: this header_token names no header field that is free for it: letters, digits and '-', as the "
                "vendor prints it, and none of Host, Connection, Content-...");
            return false;
        }
    } else if constexpr (std::is_same_v<made, query_token_fact>) {
        if constexpr (!is_plain_query_name(Auth->name)) {
            using name = typename spelled<at, characters<Auth->name.size()>(Auth->name)>::type;
            static_assert(is_query_name<fact<Auth>, name>, "apibind: this query_token has no plain name: write that of "
                                                           "the query pair alone, letters, digits and -._~$[]");
            return false;
        }
    }
    return true;
}
template <class E>
consteval bool check_auth_of() {
    if constexpr (has_auth<E>)
        return check_auth<&E::auth>();
    else
        return true;
}

// Templates
// ------------------------------------------------------------------------------------------------------------

template <class Template, class Where>
inline constexpr bool is_url_template = false;

template <class E>
inline constexpr url_template parsed_route = parse_route(E::route.text);

/// `Template` points to the route or base, `Where` is the part of it that is at fault.
template <template_fault Fault, auto* Template, class Where>
consteval void tell_template_fault() {
    if constexpr (Fault == template_fault::unterminated)
        static_assert(is_url_template<fact<Template>, Where>,
                      "apibind: a placeholder of this URL has no '}': write {member}");
    else if constexpr (Fault == template_fault::stray_brace)
        static_assert(is_url_template<fact<Template>, Where>,
                      "apibind: this URL has a '}' without its '{': write {member}");
    else if constexpr (Fault == template_fault::empty_placeholder)
        static_assert(is_url_template<fact<Template>, Where>,
                      "apibind: a placeholder of this URL is empty: write {member}");
    else if constexpr (Fault == template_fault::bad_placeholder)
        static_assert(
            is_url_template<fact<Template>, Where>,
            "apibind: a placeholder of this URL is no member's name: write {member}, or in a query {?a,b} or {&a,b}");
    else if constexpr (Fault == template_fault::misplaced_operator)
        static_assert(
            is_url_template<fact<Template>, Where>,
            "apibind: {?a,b} stands where the query begins, {&a,b} inside it, and only pairs follow: move it there");
    else if constexpr (Fault == template_fault::bad_character)
        static_assert(is_url_template<fact<Template>, Where>, "apibind: this URL holds a character that no URL holds "
                                                              "(a space, a control, a non-ASCII one): percent-encode "
                                                              "it, a space as %20");
    else if constexpr (Fault == template_fault::fragment)
        static_assert(is_url_template<fact<Template>, Where>,
                      "apibind: this URL has a fragment, which is never sent: take it off from '#' on");
    else if constexpr (Fault == template_fault::dot_segment)
        static_assert(is_url_template<fact<Template>, Where>,
                      "apibind: this URL has a '.' or '..' segment: write the path that it leads to");
    else if constexpr (Fault == template_fault::bad_percent)
        static_assert(is_url_template<fact<Template>, Where>,
                      "apibind: a '%' of this URL is not followed by two hexadecimal digits: write %25 for '%'");
    else if constexpr (Fault == template_fault::too_many)
        static_assert(is_url_template<fact<Template>, Where>,
                      "apibind: this URL has too many placeholders: write 64 at most");
    else if constexpr (Fault == template_fault::no_slash)
        static_assert(is_url_template<fact<Template>, Where>,
                      "apibind: a route begins with '/', as it stands below the base: write \"/path\"");
    else if constexpr (Fault == template_fault::no_scheme)
        static_assert(is_url_template<fact<Template>, Where>,
                      "apibind: a base begins with https:// or http://: write \"https://host\"");
    else if constexpr (Fault == template_fault::no_host)
        static_assert(
            is_url_template<fact<Template>, Where>,
            "apibind: a base is scheme, host, port and path, without user and query: write \"https://host/path\"");
    else
        static_assert(is_url_template<fact<Template>, Where>,
                      "apibind: the host of this base is none: write host, host:port or [address]:port");
}

template <class E>
consteval bool check_route() {
    constexpr auto fault = parsed_route<E>.fault;
    if constexpr (fault != template_fault::none) {
        constexpr std::string_view where = parsed_route<E>.where.substr(0, 20);
        tell_template_fault<fault, &E::route, typename spelled<at, characters<where.size()>(where)>::type>();
    }
    return fault == template_fault::none;
}

template <auto* Base>
consteval bool check_base() {
    constexpr auto parsed = parse_base(Base->text);
    if constexpr (parsed.fault != template_fault::none) {
        constexpr std::string_view where = parsed.where.substr(0, 20);
        tell_template_fault<parsed.fault, Base, typename spelled<at, characters<where.size()>(where)>::type>();
    }
    return parsed.fault == template_fault::none;
}

// Members and placeholders
// ---------------------------------------------------------------------------------------------

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
constexpr bool is_list(node const& type) {
    return type.form == shape::list || type.form == shape::array;
}
/// One value, a list of such, an optional of both, or alternatives of values and everything_t.
constexpr bool is_query_value(node const& type) {
    if (type.form == shape::optional) return type.inner->form != shape::optional && is_query_value(*type.inner);
    if (is_list(type)) return is_scalar(*type.inner);
    if (type.form != shape::alternatives) return is_scalar(type);
    for (std::size_t i = 0; i != type.alternatives->count; ++i)
        if (!is_scalar(*type.alternatives->entries[i]) && type.alternatives->entries[i]->form != shape::nothing)
            return false;
    return true;
}
constexpr node const& behind_optionals(node const& type) {
    node const* out = &type;
    while (out->form == shape::optional || out->form == shape::nullable) out = out->inner;
    return *out;
}

template <class List>
struct member_names;
template <template <class...> class L, class... D>
struct member_names<L<D...>> {
    static constexpr std::string_view each[] = {D::name..., {}};
    static constexpr bool derived[] = {is_derived<member_type_of<D>>::value..., false};
};

/// A described struct as the finders read it.
struct described_members {
    std::string_view const* names; ///< in C++
    bool const* derived;
    member const* members;
    std::size_t count;

    constexpr int of(std::string_view name) const {
        for (std::size_t i = 0; i != count; ++i)
            if (names[i] == name) return static_cast<int>(i);
        return -1;
    }
};
template <class T>
inline constexpr described_members described_members_of{member_names<members_of<T>>::each,
                                                        member_names<members_of<T>>::derived,
                                                        object_table_of<T>.members, object_table_of<T>.count};
template <class T, std::size_t I>
using member_at = path<boost::mp11::mp_at_c<members_of<T>, I>::pointer>;

enum class misfit : std::uint8_t {
    no_member,      ///< a placeholder without one
    no_placeholder, ///< a member of a server, or of a request without a body, without one
    no_segment,     ///< no single value that is always there
    no_query_value, ///< not even a list or an optional of values
    shared_pair,    ///< a list beside another placeholder of its pair
    plain_list,     ///< a list that is neither required nor optional
    not_derived,    ///< a derived member that nobody assigns
};
struct finding {
    misfit what{};
    std::uint16_t at = 0; ///< the position of the placeholder that has no member, or of the member
};
struct findings {
    std::array<finding, 4> each{}; ///< the first ones
    std::size_t count = 0;

    constexpr void add(misfit what, std::size_t at) {
        if (count != each.size()) each[count++] = {what, static_cast<std::uint16_t>(at)};
    }
};

constexpr bool has_pair_with_others(url_template const& route, std::size_t piece) {
    std::size_t first = piece, last = piece;
    while (first != 0 && !route.pieces[first].starts_pair) --first;
    while (last + 1 != route.count && !route.pieces[last + 1].starts_pair) ++last;
    std::size_t placeholders = 0;
    for (std::size_t i = first; i <= last; ++i) placeholders += route.pieces[i].name.empty() ? 0 : 1;
    return placeholders > 1;
}

constexpr findings find_misfits(method how, bool derives, url_template const& route, described_members const& request) {
    findings out;
    bool const no_body = how == method::get || how == method::head;
    for (std::size_t i = 0; i != route.count; ++i)
        if (!route.pieces[i].name.empty() && request.of(route.pieces[i].name) < 0) out.add(misfit::no_member, i);
    bool const misspelled = out.count != 0; // then a member without placeholder is no fault of its own
    for (std::size_t m = 0; m != request.count; ++m) {
        node const& type = *request.members[m].type;
        node const& value = behind_optionals(type);
        bool in_path = false, in_query = false, shares = false;
        for (std::size_t i = 0; i != route.count; ++i) {
            if (route.pieces[i].name != request.names[m]) continue;
            (route.pieces[i].in_query ? in_query : in_path) = true;
            shares = shares || (route.pieces[i].in_query && is_list(value) && has_pair_with_others(route, i));
        }
        if (!in_path && !in_query && no_body && !misspelled)
            out.add(misfit::no_placeholder, m);
        else if (in_path && !is_segment(type))
            out.add(misfit::no_segment, m);
        else if (in_query && !is_query_value(type))
            out.add(misfit::no_query_value, m);
        else if (shares)
            out.add(misfit::shared_pair, m);
        else if (request.derived[m] && !derives)
            out.add(misfit::not_derived, m);
        else if (!request.members[m].is_required && !request.derived[m] &&
                 (type.form == shape::list || type.form == shape::map || type.form == shape::bits))
            out.add(misfit::plain_list, m);
    }
    return out;
}

/// The i-th placeholder of a base, those of the host before those of the path; empty for literal text.
constexpr std::string_view base_placeholder(std::string_view text, std::size_t i) {
    auto const base = parse_base(text);
    auto const host = parse_host(base.host);
    if (i < host.count) return host.pieces[i].name;
    return parse_route(base.path).pieces[i - host.count].name;
}
constexpr findings find_misfits(base_template const& base, described_members const& server) {
    findings out;
    auto const host = parse_host(base.host);
    auto const path = base.path.empty() ? url_template{} : parse_route(base.path);
    std::uint64_t used = 0;
    auto use = [&](std::string_view name, std::size_t i) {
        if (name.empty()) return;
        int const m = server.of(name);
        if (m < 0)
            out.add(misfit::no_member, i);
        else
            used |= std::uint64_t{1} << m;
    };
    for (std::size_t i = 0; i != host.count; ++i) use(host.pieces[i].name, i);
    for (std::size_t i = 0; i != path.count; ++i) use(path.pieces[i].name, host.count + i);
    bool const misspelled = out.count != 0;
    for (std::size_t m = 0; m != server.count; ++m) {
        if ((used >> m & 1) == 0 && !misspelled)
            out.add(misfit::no_placeholder, m);
        else if ((used >> m & 1) != 0 && !is_segment(*server.members[m].type))
            out.add(misfit::no_segment, m);
    }
    return out;
}

template <class Request, class Placeholder>
inline constexpr bool request_has = false;
template <class Server, class Placeholder>
inline constexpr bool server_has = false;
template <method Method, class Member>
inline constexpr bool has_a_body_for = false;
template <class Base, class Member>
inline constexpr bool base_has_placeholder_of = false;
template <class Member>
inline constexpr bool fills_one_segment = false;
template <class Member>
inline constexpr bool fits_a_query = false;
template <class Member>
inline constexpr bool is_alone_in_its_pair = false;
template <class Member>
inline constexpr bool is_required_or_optional = false;
template <class E, class Member>
inline constexpr bool derives = false;

template <class E, finding Found>
consteval void tell_misfit() {
    using request = typename E::request;
    if constexpr (Found.what == misfit::no_member) {
        constexpr std::string_view name = parsed_route<E>.pieces[Found.at].name;
        static_assert(request_has<request, typename spelled<placeholder, characters<name.size()>(name)>::type>,
                      "apibind: a placeholder of the route has no member in the request: add the member or correct the "
                      "placeholder");
    } else if constexpr (Found.what == misfit::no_placeholder) {
        static_assert(
            has_a_body_for<E::route.method, member_at<request, Found.at>>,
            "apibind: this member has no place, as GET and HEAD send no body: name it in the route as {member}");
    } else if constexpr (Found.what == misfit::no_segment) {
        static_assert(fills_one_segment<member_at<request, Found.at>>,
                      "apibind: a path segment takes one value that is always there: make this member an "
                      "apibind::required scalar, or "
                      "move its placeholder into the query");
    } else if constexpr (Found.what == misfit::no_query_value) {
        static_assert(
            fits_a_query<member_at<request, Found.at>>,
            "apibind: this member has no form in a query: use a scalar, a list of scalars, or a std::optional of them");
    } else if constexpr (Found.what == misfit::shared_pair) {
        static_assert(is_alone_in_its_pair<member_at<request, Found.at>>,
                      "apibind: a list repeats its pair, so it is alone in it: write name={member} for it, other "
                      "placeholders in other pairs");
    } else if constexpr (Found.what == misfit::not_derived) {
        static_assert(
            derives<E, member_at<request, Found.at>>,
            "apibind: nobody assigns this derived member: declare static void derive(request&) in the endpoint");
    } else {
        static_assert(is_required_or_optional<member_at<request, Found.at>>,
                      "apibind: leaving a list or map of a request out is not leaving it empty: make this one "
                      "apibind::required or "
                      "std::optional");
    }
}
template <auto* Base, class Server, finding Found>
consteval void tell_misfit_of_server() {
    if constexpr (Found.what == misfit::no_member) {
        constexpr std::string_view name = base_placeholder(Base->text, Found.at);
        static_assert(
            server_has<Server, typename spelled<placeholder, characters<name.size()>(name)>::type>,
            "apibind: a placeholder of the base has no member in the service's server: add the member or correct the "
            "placeholder");
    } else if constexpr (Found.what == misfit::no_placeholder) {
        static_assert(base_has_placeholder_of<fact<Base>, member_at<Server, Found.at>>,
                      "apibind: this member of server fills no placeholder of the base: write {member} there or take "
                      "the member out");
    } else {
        static_assert(fills_one_segment<member_at<Server, Found.at>>,
                      "apibind: a placeholder of the base takes one value that is always there: make this member an "
                      "apibind::required "
                      "scalar");
    }
}

template <class Struct>
inline constexpr bool is_described_struct = described_struct<Struct>;
template <class Request>
inline constexpr bool has_no_bases = count_of<bases_of<Request>> == 0;

template <class Struct>
consteval bool check_struct() {
    if constexpr (!is_described_struct<Struct>) {
        static_assert(is_described_struct<Struct>, "apibind: request and server are described structs: write "
                                                   "BOOST_DESCRIBE_STRUCT(type, (), (members)) for this "
                                                   "one, in its own namespace");
        return false;
    } else if constexpr (!has_no_bases<Struct>) {
        static_assert(has_no_bases<Struct>, "apibind: a request has no bases, as designated initialisers cannot reach "
                                            "their members: repeat the members here");
        return false;
    } else {
        return check_type<Struct, direction::encode>();
    }
}

template <auto* Base, class Server>
consteval bool check_server() {
    if constexpr (!check_base<Base>()) {
        return false;
    } else if constexpr (!check_struct<Server>()) {
        return false;
    } else {
        constexpr auto found = find_misfits(parse_base(Base->text), described_members_of<Server>);
        if constexpr (found.count > 0) tell_misfit_of_server<Base, Server, found.each[0]>();
        if constexpr (found.count > 1) tell_misfit_of_server<Base, Server, found.each[1]>();
        return found.count == 0;
    }
}

// Rules
// ----------------------------------------------------------------------------------------------------------------

constexpr bool is_text(node const& type) {
    return type.form == shape::string || type.form == shape::string_view || type.form == shape::open_enumeration;
}

enum class rule_fault : std::uint8_t { none, no_text, no_items, no_list, bad_pattern };
constexpr rule_fault fault_of(value_rule const& rule, node const& type) {
    switch (rule.what) {
    case value_rule::kind::min_items:
    case value_rule::kind::max_items:
        return is_list(type) || type.form == shape::bits || type.form == shape::map ? rule_fault::none
                                                                                    : rule_fault::no_items;
    case value_rule::kind::pattern:
        if (!pattern_matcher(rule.text).is_well_formed()) return rule_fault::bad_pattern;
        [[fallthrough]];
    default: return is_text(type) ? rule_fault::none : rule_fault::no_text;
    }
}
template <auto M>
constexpr rule_fault fault_of(member_rule<M> const& rule, node const& type) {
    return fault_of(rule.rule, type);
}
template <auto M, std::size_t N>
constexpr rule_fault fault_of(each_rule<M, N> const& each, node const& type) {
    if (!is_list(type)) return rule_fault::no_list;
    for (auto const& rule : each.rules)
        if (auto const wrong = fault_of(rule, *type.inner); wrong != rule_fault::none) return wrong;
    return rule_fault::none;
}

template <class Request, class Member>
inline constexpr bool rule_names_member_of = false;
template <class E, class Member>
inline constexpr bool rule_is_about_a_string = false;
template <class E, class Member>
inline constexpr bool rule_is_about_items = false;
template <class E, class Member>
inline constexpr bool rule_is_about_a_list = false;
template <class E, class Member>
inline constexpr bool rule_has_a_pattern = false;
template <class E, class Member>
inline constexpr bool may_be_left_out = false;

template <class Request, auto Member>
consteval bool tell_unknown_member() {
    static_assert(
        rule_names_member_of<Request, path<Member>>,
        "apibind: a rule names something that is no described member of this request: write <&request::member>");
    return false;
}
template <class Request, auto Member>
inline constexpr int rule_position = positions<members_of<Request>>::template of<Member>();

template <class E, auto Member, rule_fault Wrong>
consteval bool tell_rule_fault() {
    if constexpr (Wrong == rule_fault::no_text)
        static_assert(rule_is_about_a_string<E, path<Member>>,
                      "apibind: this rule is about a string, and the member is none: lengths, alphanumeric and pattern "
                      "of a list's "
                      "elements are given by each<&request::member>(...), a list's size by max_items");
    else if constexpr (Wrong == rule_fault::no_items)
        static_assert(
            rule_is_about_items<E, path<Member>>,
            "apibind: min_items and max_items are about a list or a map, and the member is none: for a string write "
            "min_length or max_length");
    else if constexpr (Wrong == rule_fault::no_list)
        static_assert(rule_is_about_a_list<E, path<Member>>, "apibind: each is about the elements of a list, and the "
                                                             "member is none: write the rule about the member itself");
    else if constexpr (Wrong == rule_fault::bad_pattern)
        static_assert(rule_has_a_pattern<E, path<Member>>,
                      "apibind: this pattern is none: write characters and classes such as [a-z0-9_], each with ? * + "
                      "{n} or {m,n}; any "
                      "other sign goes into a class, and there are no groups and alternatives");
    return Wrong == rule_fault::none;
}

template <class E, std::size_t I, auto M>
consteval bool check_rule() {
    using request = typename E::request;
    if constexpr (constexpr int position = rule_position<request, M>; position < 0)
        return tell_unknown_member<request, M>();
    else
        return tell_rule_fault<E, M,
                               fault_of(std::get<I>(E::rules.each),
                                        behind_optionals(*object_table_of<request>.members[position].type))>();
}
template <class E, auto M>
consteval bool check_one_of() {
    using request = typename E::request;
    if constexpr (constexpr int position = rule_position<request, M>; position < 0) {
        return tell_unknown_member<request, M>();
    } else if constexpr (!object_table_of<request>.members[position].may_be_absent) {
        static_assert(may_be_left_out<E, path<M>>,
                      "apibind: at_least_one_of is about members that may be left out: make this one a std::optional");
        return false;
    } else {
        return true;
    }
}

template <class E, std::size_t I, class Rule>
struct rule_check;
template <class E, std::size_t I, auto M>
struct rule_check<E, I, member_rule<M>> {
    static consteval bool sound() { return check_rule<E, I, M>(); }
};
template <class E, std::size_t I, auto M, std::size_t N>
struct rule_check<E, I, each_rule<M, N>> {
    static consteval bool sound() { return check_rule<E, I, M>(); }
};
template <class E, std::size_t I, auto... M>
struct rule_check<E, I, one_of_rule<M...>> {
    static consteval bool sound() { return (true && ... && check_one_of<E, M>()); }
};

template <class E, class List>
struct rules_check;
template <class E, class... Rule>
struct rules_check<E, rule_list<Rule...>> {
    template <std::size_t... I>
    static consteval bool sound(std::index_sequence<I...>) {
        return (true && ... && rule_check<E, I, Rule>::sound());
    }
};

// The request
// ----------------------------------------------------------------------------------------------------------

template <class E>
inline constexpr bool derive_takes_request = requires(typename E::request& r) {
    E::derive(r);
};

template <class E>
consteval bool check_request() {
    using request = typename E::request;
    if constexpr (!check_route<E>()) {
        return false;
    } else if constexpr (!check_struct<request>()) {
        return false;
    } else {
        constexpr auto found =
            find_misfits(E::route.method, names_derive<E>, parsed_route<E>, described_members_of<request>);
        if constexpr (found.count > 0) tell_misfit<E, found.each[0]>();
        if constexpr (found.count > 1) tell_misfit<E, found.each[1]>();
        if constexpr (found.count > 2) tell_misfit<E, found.each[2]>();
        if constexpr (found.count > 3) tell_misfit<E, found.each[3]>();
        bool sound = found.count == 0;
        if constexpr (names_derive<E>) {
            static_assert(
                derive_takes_request<E>,
                "apibind: derive cannot take the request: declare static void derive(request&) in the endpoint");
            sound = sound && derive_takes_request<E>;
        }
        if constexpr (has_rules<E>) {
            using list = std::remove_cvref_t<decltype(E::rules)>;
            sound =
                rules_check<E, list>::sound(std::make_index_sequence<std::tuple_size_v<decltype(E::rules.each)>>()) &&
                sound;
        }
        return sound;
    }
}

// The answer
// -----------------------------------------------------------------------------------------------------------

template <class E>
inline constexpr bool accepted_takes_response = requires(response_of<E> const& r) {
    { E::accepted(r) } -> std::convertible_to<bool>;
};
template <class E>
inline constexpr bool status_of_takes_error = requires(error_of<E> const& e) {
    { E::status_of(e) } -> std::convertible_to<std::optional<int>>;
};

/// Whether outcome_of takes a type or, where it does not, a part of it as the answer is folded.
template <class E, class T, class... Above>
consteval bool takes_part() {
    if constexpr (requires(T const& value) {
                      { E::outcome_of(value) } -> std::same_as<outcome>;
                  })
        return true;
    else if constexpr ((false || ... || std::is_same_v<T, Above>))
        return false;
    else if constexpr (is_optional<T>::value)
        return takes_part<E, typename T::value_type, Above..., T>();
    else if constexpr (map_like<T>)
        return takes_part<E, typename T::mapped_type, Above..., T>();
    else if constexpr (list_like<T>)
        return takes_part<E, typename T::value_type, Above..., T>();
    else if constexpr (described_struct<T>)
        return []<template <class...> class L, class... D>(std::type_identity<L<D...>>) {
            return (false || ... || takes_part<E, member_type_of<D>, Above..., T>());
        }(std::type_identity<members_of<T>>{});
    else
        return false;
}
template <class E>
inline constexpr bool outcome_of_takes_answer = takes_part<E, response_of<E>>() || takes_part<E, error_of<E>>();

template <class E>
consteval bool check_answer() {
    constexpr bool response = check_type<response_of<E>, direction::decode>();
    constexpr bool error = [] {
        if constexpr (has_error<E>)
            return check_type<error_of<E>, direction::decode>();
        else
            return true;
    }();
    bool sound = response && error;
    if constexpr (names_accepted<E>) {
        static_assert(accepted_takes_response<E>, "apibind: accepted cannot take the response: declare static bool "
                                                  "accepted(response const&) in the endpoint");
        sound = sound && accepted_takes_response<E>;
    }
    if constexpr (names_status_of<E>) {
        static_assert(
            status_of_takes_error<E>,
            "apibind: status_of cannot take the error: declare static std::optional<int> status_of(error const&)");
        sound = sound && status_of_takes_error<E>;
    }
    if constexpr (names_outcome_of<E> && response && error) {
        static_assert(outcome_of_takes_answer<E>, "apibind: outcome_of takes neither the response, nor a part of it, "
                                                  "nor the error: declare static apibind::outcome "
                                                  "outcome_of(response const&)");
        sound = sound && outcome_of_takes_answer<E>;
    }
    return sound;
}

// All of it
// ------------------------------------------------------------------------------------------------------------

/// Tells everything that is wrong with a descriptor, each cause once; whether it is sound. Not consteval: clang 19
/// would compile the body of an `if constexpr` on it although it is false.
template <class E>
constexpr bool check_endpoint() {
    if constexpr (!is_endpoint<E>) {
        static_assert(
            is_endpoint<E>,
            "apibind: this type is no endpoint: an endpoint is a struct that declares route, request and response");
        return false;
    } else if constexpr (!check_facts<E>()) {
        return false;
    } else {
        constexpr bool auth = check_auth_of<E>();
        constexpr bool server = check_server<&E::base, server_of<E>>();
        constexpr bool request = check_request<E>();
        constexpr bool answer = check_answer<E>();
        return auth && server && request && answer;
    }
}

template <class E, class Service>
inline constexpr bool is_endpoint_of = std::is_base_of_v<Service, E>;
/// Whether what an endpoint has is what its service has, or neither has it.
template <class E, class Service>
inline constexpr bool has_the_base_of = [] {
    if constexpr (has_base<E> && has_base<Service>)
        return static_cast<void const*>(&E::base) == static_cast<void const*>(&Service::base);
    else
        return has_base<E> == has_base<Service>;
}();
template <class E, class Service>
inline constexpr bool has_the_auth_of = [] {
    if constexpr (has_auth<E> && has_auth<Service>)
        return static_cast<void const*>(&E::auth) == static_cast<void const*>(&Service::auth);
    else
        return has_auth<E> == has_auth<Service>;
}();
template <class E, class Service>
inline constexpr bool has_the_limit_of = [] {
    if constexpr (has_limit<E> && has_limit<Service>)
        return static_cast<void const*>(&E::limit) == static_cast<void const*>(&Service::limit);
    else
        return has_limit<E> == has_limit<Service>;
}();
template <class E, class Service>
inline constexpr bool has_the_server_of = std::is_same_v<server_of<E>, server_of<Service>>;

template <class E, class Service>
consteval bool check_inheritance() {
    static_assert(has_the_base_of<E, Service>,
                  "apibind: base belongs to the service: move it from the endpoint into the struct it inherits from");
    static_assert(has_the_auth_of<E, Service>,
                  "apibind: auth belongs to the service: move it from the endpoint into the struct it inherits from");
    static_assert(has_the_limit_of<E, Service>,
                  "apibind: limit belongs to the service: move it from the endpoint into the struct it inherits from");
    static_assert(has_the_server_of<E, Service>,
                  "apibind: server belongs to the service: move it from the endpoint into the struct it inherits from");
    return has_the_base_of<E, Service> && has_the_auth_of<E, Service> && has_the_limit_of<E, Service> &&
           has_the_server_of<E, Service>;
}

/// Whether client<Service> can call E; told where it cannot. Not consteval either.
template <class E, class Service>
constexpr bool callable() {
    if constexpr (!is_endpoint<E>) {
        return check_endpoint<E>();
    } else if constexpr (!is_endpoint_of<E, Service>) {
        static_assert(is_endpoint_of<E, Service>, "apibind: this is a client of another service than the endpoint's: "
                                                  "build an apibind::client of the struct that "
                                                  "the endpoint inherits from");
        return false;
    } else if constexpr (!check_inheritance<E, Service>()) {
        return false;
    } else {
        return check_endpoint<E>();
    }
}

} // namespace detail

/// Checks a descriptor where it stands: every binding ends with `static_assert(apibind::valid<E>)`. Each thing wrong is
/// one error that begins with "apibind:", names what is at fault, and says what to write instead. The value is always
/// true.
template <class E>
inline constexpr bool valid = (detail::check_endpoint<E>(), true);

} // namespace apibind
