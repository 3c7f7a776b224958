// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/http_fields.hpp>
#include <apibind/valid_members.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tuple>
#include <type_traits>

/// Checks of the declared header fields, and of how a query names lists. See valid.hpp.
namespace apibind::detail {

enum class field_fault : std::uint8_t {
    none,
    bad_name,
    taken, ///< a field that follows from the request
    bad_value,
    no_member, ///< of this request
    no_scalar, ///< nor a list of such
    twice,
    credential, ///< the field that the credential stands in
};
struct field_finding {
    field_fault wrong = field_fault::none;
    std::size_t at = 0;
};

/// One value that is there or not, a list of these, or a map of them to a family of fields.
constexpr bool is_field_value(node const& type, bool is_cookie, std::string_view name) {
    auto const& value = type.form == shape::optional ? *type.inner : type;
    if (bool const is_map = value.form == shape::map; is_map || (!is_cookie && is_field_family(name)))
        return is_map && !is_cookie && is_field_family(name) && is_segment(*value.inner);
    return is_list(value) ? !is_cookie && is_scalar(*value.inner) : is_segment(value);
}
constexpr bool is_same_field(field_entry const& a, field_entry const& b) {
    return a.is_cookie == b.is_cookie && (a.is_cookie ? a.name == b.name : http_fields::same_name(a.name, b.name));
}

/// `is_of_credential(name)`: whether auth sets that field.
template <class IsOfCredential>
constexpr field_finding find_field_fault(field_entry const* fields, std::size_t count, member const* members,
                                         IsOfCredential is_of_credential) {
    for (std::size_t i = 0; i != count; ++i) {
        auto const& f = fields[i];
        if (!is_field_token(f.name) || (f.is_constant && !f.is_cookie && is_field_family(f.name)))
            return {field_fault::bad_name, i};
        if (!f.is_cookie && is_taken_field(f.name)) return {field_fault::taken, i};
        if (!f.is_cookie && is_of_credential(f.name)) return {field_fault::credential, i};
        if (f.is_constant) {
            if (f.constant.empty() || !is_sendable_value(f.constant) || (f.is_cookie && !is_cookie_value(f.constant)))
                return {field_fault::bad_value, i};
        } else {
            if (f.member < 0) return {field_fault::no_member, i};
            if (!is_field_value(*members[f.member].type, f.is_cookie, f.name)) return {field_fault::no_scalar, i};
        }
        for (std::size_t j = 0; j != i; ++j)
            if (is_same_field(f, fields[j])) return {field_fault::twice, i};
    }
    return {};
}

/// Whether the auth of an endpoint, or one of several, is known to set that field.
template <class E>
constexpr bool is_credential_field(std::string_view name) {
    bool found = false;
    for_each_auth<E>([&](auto const& auth) { found = found || http_fields::same_name(name, field_of_auth(auth)); });
    return found;
}

template <class E>
inline constexpr bool fields_can_be_reached = has_fields<E> || !names_fields<E>;
template <class E>
inline constexpr bool fields_are_made_by_apibind = has_sound_fields<E>;
template <class E, class Name>
inline constexpr bool is_name_of_a_field = false;
template <class E, class Name>
inline constexpr bool is_field_of_the_endpoint = false;
template <class E, class Name>
inline constexpr bool has_sendable_constant = false;
template <class Request, class Member>
inline constexpr bool field_names_member_of = false;
template <class E, class Member>
inline constexpr bool has_a_form_in_a_field = false;
template <class E, class Name>
inline constexpr bool is_named_once = false;
template <class E, class Name>
inline constexpr bool is_no_field_of_the_credential = false;

template <class Field>
struct member_of_field {
    using type = path<>;
};
template <auto M>
struct member_of_field<member_field<M>> {
    using type = path<M>;
};

template <class E, field_fault Wrong, class Name, class Member>
consteval void tell_field_fault() {
    if constexpr (Wrong == field_fault::bad_name)
        static_assert(is_name_of_a_field<E, Name>,
                      "apibind: this is no name of a header field or a cookie: write it in letters, digits and '-', as "
                      "the vendor's page prints it");
    else if constexpr (Wrong == field_fault::taken)
        static_assert(is_field_of_the_endpoint<E, Name>,
                      "apibind: this field is not free: Host, Connection, Content-Length, Content-Type, "
                      "Transfer-Encoding, User-Agent and Proxy-Authorization follow from the request and the client's "
                      "options, and Cookie is made of apibind::cookie<&request::member>(\"name\")");
    else if constexpr (Wrong == field_fault::bad_value)
        static_assert(has_sendable_constant<E, Name>,
                      "apibind: this constant is no value of a field: write visible ASCII characters with spaces only "
                      "inside, in a cookie without spaces and any of \" , ; \\");
    else if constexpr (Wrong == field_fault::no_member)
        static_assert(field_names_member_of<typename E::request, Member>,
                      "apibind: a field names something that is no described member of this request: write "
                      "field<&request::member>");
    else if constexpr (Wrong == field_fault::no_scalar)
        static_assert(has_a_form_in_a_field<E, Member>,
                      "apibind: this member has no form in a field: use a scalar, a list of scalars, or a "
                      "std::optional of them; in a cookie no list; a std::map of scalars for the fields that its keys "
                      "name, as field<&request::metadata>(\"x-meta-*\")");
    else if constexpr (Wrong == field_fault::twice)
        static_assert(is_named_once<E, Name>,
                      "apibind: this field stands here twice: keep one; a list is several values of one field");
    else if constexpr (Wrong == field_fault::credential)
        static_assert(is_no_field_of_the_credential<E, Name>,
                      "apibind: this field is the credential's, which auth puts into every request: take it out of "
                      "fields");
}

/// Precondition: the request is described.
template <class E>
consteval bool check_fields() {
    if constexpr (!fields_can_be_reached<E>) {
        static_assert(fields_can_be_reached<E>, "apibind: fields is there and cannot be reached, being private or "
                                                "inherited twice: make it public, of one base");
        return false;
    } else if constexpr (!has_fields<E>) {
        return true;
    } else if constexpr (!fields_are_made_by_apibind<E>) {
        static_assert(fields_are_made_by_apibind<E>,
                      "apibind: these fields are not made by apibind: declare static constexpr auto fields = "
                      "apibind::fields(apibind::field(\"Name\", \"value\"), ...)");
        return false;
    } else {
        using entries = field_entries<E, positions<members_of<typename E::request>>>;
        constexpr auto found = find_field_fault(entries::entries.data(), entries::count,
                                                object_table_of<typename E::request>.members, is_credential_field<E>);
        if constexpr (found.wrong != field_fault::none) {
            constexpr std::string_view name = entries::entries[found.at].name.substr(0, 40);
            using spelt_name = typename spelled<at, characters<name.size()>(name)>::type;
            using field_type = std::remove_cvref_t<decltype(std::get<found.at>(E::fields.each))>;
            tell_field_fault<E, found.wrong, spelt_name, typename member_of_field<field_type>::type>();
        }
        return found.wrong == field_fault::none;
    }
}

template <class S>
inline constexpr bool service_has_constant_fields = [] {
    for (std::size_t i = 0; i != service_fields<S>::count; ++i)
        if (!service_fields<S>::entries[i].is_constant) return false;
    return true;
}();

template <class E>
inline constexpr bool query_lists_can_be_reached = requires {
    E::query_lists;
}
|| !names_query_lists<E>;
template <class E>
inline constexpr bool query_lists_is_made_by_apibind = [] {
    if constexpr (requires { typename std::bool_constant<(E::query_lists, true)>; })
        return std::is_same_v<std::remove_cvref_t<decltype(E::query_lists)>, list_names>;
    else
        return false;
}();
template <class E>
consteval bool check_query_lists() {
    static_assert(query_lists_can_be_reached<E>, "apibind: query_lists is there and cannot be reached, being private "
                                                 "or inherited twice: make it public, of one base");
    if constexpr (requires { E::query_lists; }) {
        static_assert(query_lists_is_made_by_apibind<E>,
                      "apibind: this names no lists: declare static constexpr auto query_lists = apibind::indexed, "
                      "bracketed or repeated");
        return query_lists_is_made_by_apibind<E>;
    } else {
        return query_lists_can_be_reached<E>;
    }
}

} // namespace apibind::detail
