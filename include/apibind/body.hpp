// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/list_names.hpp>

#include <cstdint>
#include <string_view>
#include <type_traits>

/// What the content of a request is. Declared in an endpoint, or in a service for all of its endpoints:
///
///     static constexpr auto body = apibind::form;
///
/// Not declared: a JSON object of the members that the route does not name, and no content where there are none.
namespace apibind {
namespace detail {

enum class body_form : std::uint8_t { json, json_of, form, multipart, related, ndjson_of, content_of, none };

/// What every body fact is.
struct body_fact {
    body_form form{};
    std::string_view media_type{};
    list_names lists = list_names::indexed;
};

struct json_fact : body_fact {};
struct form_fact : body_fact {
    /// The same with lists named in that way.
    consteval form_fact operator()(list_names names) const { return {{form, media_type, names}}; }
};
struct no_body_fact : body_fact {};

/// Of a content that one member is.
template <auto Member>
struct member_body_fact : body_fact {
    consteval member_body_fact operator()() const { return *this; }
    consteval member_body_fact operator()(std::string_view type) const { return {{form, type, {}}}; }
};

} // namespace detail

/// A JSON object of the members that have no other place (RFC 8259), absent ones left out: `{"name":"x"}`. Declared, it
/// is sent by POST, PUT and PATCH even where no member is given, as `{}`, and GET may have one.
///
///     static constexpr auto body = apibind::json;
///     static constexpr auto body = apibind::json("application/merge-patch+json"); // RFC 7396
///
/// A function, so that nobody's variable of this name shadows one.
constexpr detail::json_fact json(std::string_view media_type) {
    return {{detail::body_form::json, media_type, {}}};
}

/// The JSON of one member, whatever that is: an array, a map, a text, any JSON. Absent, there is no content.
///
///     static constexpr auto body = apibind::json_of<&request::changes>("application/json-patch+json");
template <auto Member>
inline constexpr detail::member_body_fact<Member> json_of{{detail::body_form::json_of, "application/json", {}}};

/// `application/x-www-form-urlencoded` of the members that have no other place (WHATWG URL, section 5.2):
/// `name=J+Doe&items[0][price]=x&metadata[order]=17`.
/// - A struct or map is a pair for each of its values, `name[member]`; the brackets stand as they are, everything else
///   is encoded. `form(apibind::bracketed)` and `form(apibind::repeated)` name lists of scalars `name[]` and `name`.
/// - An absent optional has no pair, a nullable that is null an empty one: `name=`. An empty list or map has no form
///   and is refused.
inline constexpr detail::form_fact form{{detail::body_form::form, "application/x-www-form-urlencoded", indexed}};

/// `multipart/form-data` (RFC 7578): a part for each member that has no other place, in their order. Scalars are text,
/// structs, maps and any JSON parts of `application/json`, an `apibind::file` is a part with a filename, sent as it is
/// read from where it lies. A list repeats its part; `multipart(apibind::indexed)` names them `name[0]`, `bracketed`
/// `name[]`.
inline constexpr detail::form_fact multipart{{detail::body_form::multipart, "multipart/form-data", repeated}};

/// `multipart/related` (RFC 2387): the same parts without names, for APIs that take JSON followed by a file.
inline constexpr detail::form_fact multipart_related{{detail::body_form::related, "multipart/related", repeated}};

/// One JSON value a line, a line feed behind each, of the elements of one member: `{"index":{}}\n{"a":1}\n`.
template <auto Member>
inline constexpr detail::member_body_fact<Member> ndjson_of{{detail::body_form::ndjson_of, "application/x-ndjson", {}}};

/// The bytes of one member, a std::string or an `apibind::file`, as they are. A file's own media type goes before the
/// one declared. Absent, there is no content.
///
///     static constexpr auto body = apibind::content_of<&request::table>("text/csv");
template <auto Member>
inline constexpr detail::member_body_fact<Member> content_of{
    {detail::body_form::content_of, "application/octet-stream", {}}};

namespace detail {

/// A body as it is declared.
constexpr json_fact declared_body(json_fact (*)(std::string_view)) {
    return json("application/json");
}
template <class Fact>
constexpr Fact declared_body(Fact const& fact) requires std::is_base_of_v<body_fact, Fact> {
    return fact;
}

} // namespace detail

/// No content: a member that has no other place does not compile.
inline constexpr detail::no_body_fact no_body{{detail::body_form::none, {}, {}}};

} // namespace apibind
