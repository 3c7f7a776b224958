// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/method.hpp>

#include <string_view>

namespace apibind {

/// The method and the URL template of an endpoint, below the base of its service. Made by `get`, `post`, `delete_` and
/// their like; checked by `valid<E>`.
///
/// The template is the URL as the vendor's page prints it, path and query, with `{member}` where the value of that
/// member of the request goes. A value is percent-encoded as one path segment or one query value (RFC 3986
/// section 2.1).
/// - In the query a pair whose optional member is absent is left out, and a list repeats its pair:
///   `?phone_number[]={phone_number}` with two numbers is `?phone_number[]=441&phone_number[]=442`.
///   A pair of several optional members, `?range={from}-{to}`, has all of them or none: one alone is refused.
/// - `{?a,b}` and `{&a,b}` (RFC 6570 sections 3.2.8 and 3.2.9) are pairs named as their members: `{?ids}` of a list is
///   `?ids=1,2`, `{?ids*}` is `?ids=1&ids=2`, and `{?page*}` of a struct or map is its members as pairs.
/// - A struct or map as `?filter={filter}` is `?filter%5Bstatus%5D=open`, "filter[status]": one pair for each value in
///   it, named by the way to it. How the lists in it are named, `query_lists` says (list_names).
/// - `/files/{+path}` keeps the slashes of the value and encodes all else; it makes no empty and no dot segment.
///   `/users{/id}` is a segment that is left out with its slash where the member is absent, `{/parts*}` one segment for
///   each element, `{/ids}` of a list one of all, `/1,2` (RFC 6570 sections 3.2.3 and 3.2.6).
/// - Members that neither the template nor `fields` names make the body.
struct route {
    apibind::method method;
    std::string_view text;
};

consteval route get(std::string_view text) {
    return {method::get, text};
}
consteval route head(std::string_view text) {
    return {method::head, text};
}
consteval route post(std::string_view text) {
    return {method::post, text};
}
consteval route put(std::string_view text) {
    return {method::put, text};
}
consteval route delete_(std::string_view text) {
    return {method::delete_, text};
}
consteval route patch(std::string_view text) {
    return {method::patch, text};
}
consteval route options(std::string_view text) {
    return {method::options, text};
}
/// A method that has no function of its own: `with_method("LIST", "/v1/secret/metadata/{+path}")`. It counts as
/// `effect::once` unless the endpoint declares another effect.
consteval route with_method(std::string_view token, std::string_view text) {
    return {method(token), text};
}

} // namespace apibind
