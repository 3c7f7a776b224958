// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/member_misfits.hpp>
#include <apibind/valid_urls.hpp>

#include <string_view>

/// Tells which members of a request or a server do not fit the placeholders that name them. See valid.hpp.
namespace apibind::detail {

template <class T, std::size_t I>
using member_at = path<boost::mp11::mp_at_c<members_of<T>, I>::pointer>;

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
inline constexpr bool fills_segments = false;
template <class Member>
inline constexpr bool fits_a_query = false;
template <class Member>
inline constexpr bool is_alone_in_its_pair = false;
template <class Member>
inline constexpr bool has_pairs_of_its_own = false;
template <class E, class Name>
inline constexpr bool is_no_pair_of_the_credential = false;
template <class Member>
inline constexpr bool is_required_or_optional = false;
template <class Member>
inline constexpr bool is_said_aloud = false;
template <class E, class Member>
inline constexpr bool derives = false;
template <class E, class Member>
inline constexpr bool is_the_key_of = false;

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
    } else if constexpr (Found.what == misfit::second_key) {
        static_assert(is_the_key_of<E, member_at<request, Found.at>>,
                      "apibind: an idempotency_key is a plain member of a request: declare apibind::idempotency_key "
                      "key{} there, and no more than one");
    } else if constexpr (Found.what == misfit::no_segment) {
        static_assert(fills_one_segment<member_at<request, Found.at>>,
                      "apibind: a path segment takes one value that is always there: make this member an "
                      "apibind::required scalar, or "
                      "move its placeholder into the query");
    } else if constexpr (Found.what == misfit::no_segments) {
        static_assert(fills_segments<member_at<request, Found.at>>,
                      "apibind: this member has no form as {/member}: use a scalar, a list of scalars, or a "
                      "std::optional of them");
    } else if constexpr (Found.what == misfit::no_query_value) {
        static_assert(
            fits_a_query<member_at<request, Found.at>>,
            "apibind: this member has no form in a query: use a scalar, a list of scalars, or a std::optional of "
            "them; a struct or map of these as name={member} or {?member*}");
    } else if constexpr (Found.what == misfit::no_pair_alone) {
        static_assert(is_alone_in_its_pair<member_at<request, Found.at>>,
                      "apibind: a struct or map in a query makes pairs of its own: write name={member} for it and "
                      "nothing else in that pair");
    } else if constexpr (Found.what == misfit::same_pair) {
        static_assert(has_pairs_of_its_own<member_at<request, Found.at>>,
                      "apibind: this struct or map makes a pair that another placeholder of the query makes, too: take "
                      "one of the two out of the route");
    } else if constexpr (Found.what == misfit::shared_pair) {
        static_assert(is_alone_in_its_pair<member_at<request, Found.at>>,
                      "apibind: a list repeats its pair, so it is alone in it: write name={member} for it, other "
                      "placeholders in other pairs");
    } else if constexpr (Found.what == misfit::not_derived) {
        static_assert(
            derives<E, member_at<request, Found.at>>,
            "apibind: nobody assigns this derived member: declare static void derive(request&) in the endpoint");
    } else if constexpr (Found.what == misfit::everything) {
        static_assert(
            is_said_aloud<member_at<request, Found.at>>,
            "apibind: leaving this optional out would mean everything: make it apibind::required, so that a call "
            "says apibind::everything");
    } else {
        static_assert(
            is_required_or_optional<member_at<request, Found.at>>,
            "apibind: a call that forgets this plain member would send its default: make it apibind::required, or "
            "std::optional, which may have a default of its own");
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
                      "apibind::required scalar; {.member} in its host is a label that an optional may leave out");
    }
}

/// The pair of the route that auth adds, too; or empty.
template <class E>
consteval std::string_view pair_of_the_credential() {
    std::string_view found;
    for_each_auth<E>([&](auto const& auth) {
        auto const name = pair_of_auth(auth);
        if (!name.empty() && makes_pair(parsed_route<E>, object_table_of<typename E::request>, name)) found = name;
    });
    return found;
}
template <class E>
consteval bool check_pairs() {
    constexpr auto name = pair_of_the_credential<E>();
    if constexpr (!name.empty())
        static_assert(is_no_pair_of_the_credential<E, typename spelled<at, characters<name.size()>(name)>::type>,
                      "apibind: this pair of the query is the credential's, which auth puts into every request: take "
                      "it out of the route");
    return name.empty();
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
        constexpr auto found = find_misfits(parse_base(Base->text), object_table_of<Server>);
        if constexpr (found.count > 0) tell_misfit_of_server<Base, Server, found.each[0]>();
        if constexpr (found.count > 1) tell_misfit_of_server<Base, Server, found.each[1]>();
        return found.count == 0;
    }
}

} // namespace apibind::detail
