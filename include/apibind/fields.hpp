// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string_view>
#include <tuple>

namespace apibind {

/// A header field or a cookie that is the same in every request. Made by `field(name, value)` and `cookie(name,
/// value)`.
struct constant_field {
    std::string_view name;
    std::string_view value;
    bool is_cookie = false;
};

/// A header field or a cookie whose value is the member `Member` of the request (a pointer to member). Made by
/// `field<&request::member>(name)` and `cookie<&request::member>(name)`.
template <auto Member>
struct member_field {
    std::string_view name;
    bool is_cookie = false;
};

template <class... Fields>
struct field_list {
    std::tuple<Fields...> each;
};

/// Header fields of requests (RFC 9110 section 5) beside those that follow from the endpoint and the credential:
///
///     static constexpr auto fields = apibind::fields(apibind::field("Stripe-Version", "2024-06-20"),
///                                                    apibind::field<&request::if_match>("If-Match"),
///                                                    apibind::cookie<&request::session>("session"));
///
/// - A service's are constants, and those of every endpoint; an endpoint's own are sent with them, and in place of
///   those of the same name. Fields of the options of a client or a call go before both.
/// - An absent optional member sends no field. A list is one value, its elements parted by commas (RFC 9110
///   section 5.6.1). Members that are named here are not in the body.
/// - `field<&request::metadata>("x-amz-meta-*")` of a std::map is a field for each key, `x-amz-meta-owner: Ada`.
/// - Cookies make one Cookie field (RFC 6265 section 4.2.1): `Cookie: session=31d4; lang=en`.
/// - `field("Accept", "application/vnd.github+json")` takes the place of `Accept: application/json`.
///
/// A value that would not be one value there is refused before anything is sent: control and non-ASCII characters,
/// outer spaces, in a list a comma outside quotes, in a cookie what RFC 6265 section 4.1.1 does not let stand in one.
template <class... Fields>
consteval field_list<Fields...> fields(Fields... each) {
    return {{each...}};
}

consteval constant_field field(std::string_view name, std::string_view value) {
    return {name, value};
}
template <auto Member>
consteval member_field<Member> field(std::string_view name) {
    return {name};
}
consteval constant_field cookie(std::string_view name, std::string_view value) {
    return {name, value, true};
}
template <auto Member>
consteval member_field<Member> cookie(std::string_view name) {
    return {name, true};
}

} // namespace apibind
