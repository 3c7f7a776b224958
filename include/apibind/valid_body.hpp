// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/media_type.hpp>
#include <apibind/pair_form.hpp>
#include <apibind/valid_members.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// Checks of a body fact against the members that make the content. See valid.hpp.
namespace apibind::detail {

/// Whether a file is in that type, which JSON has no place for.
constexpr bool holds_file(node const& type) {
    struct finder {
        constexpr bool visit(node const& t, type_above const* above) const {
            switch (t.form) {
            case shape::file: return true;
            case shape::optional:
            case shape::nullable:
            case shape::list:
            case shape::array:
            case shape::map: return visit(*t.inner, above);
            case shape::alternatives: {
                if (type_above::has(above, t.alternatives->type)) return false;
                type_above const here{t.alternatives->type, above};
                for (std::size_t i = 0; i != t.alternatives->count; ++i)
                    if (visit(*t.alternatives->entries[i], &here)) return true;
                return false;
            }
            case shape::object:
                if (type_above::has(above, t.object->type)) return false;
                {
                    type_above const here{t.object->type, above};
                    for (std::size_t i = 0; i != t.object->count; ++i)
                        if (visit(*t.object->members[i].type, &here)) return true;
                }
                return false;
            default: return false;
            }
        }
    };
    return finder{}.visit(type, nullptr);
}

/// Whether a member makes parts of a multipart content: one, or one for each element.
constexpr bool has_parts(node const& type, bool in_list = false) {
    switch (type.form) {
    case shape::optional:
    case shape::nullable: return !in_list && has_parts(*type.inner);
    case shape::list:
    case shape::array: return !in_list && has_parts(*type.inner, true);
    case shape::bits: return !in_list;
    case shape::alternatives:
        for (std::size_t i = 0; i != type.alternatives->count; ++i)
            if (!has_parts(*type.alternatives->entries[i], in_list)) return false;
        return true;
    case shape::file: return true;
    default: return !holds_file(type);
    }
}

enum class body_misfit : std::uint8_t { none, no_place, in_json, no_pairs, no_parts, no_lines, no_bytes };
struct body_finding {
    body_misfit what{};
    std::uint16_t member = 0;
};

/// The first member that does not fit. `members`: those of the content.
constexpr body_finding find_body_misfit(body_form form, list_names lists, int whole, object_table const& table,
                                        std::uint16_t const* members, std::size_t count) {
    for (std::size_t i = 0; i != count; ++i) {
        auto const at = members[i];
        node const& type = *table.members[at].type;
        node const& value = behind_optionals(type);
        auto what = body_misfit::none;
        if (form == body_form::none || (whole >= 0 && at != whole))
            what = body_misfit::no_place;
        else if (form == body_form::form)
            what = has_pairs(type, lists) ? what : body_misfit::no_pairs;
        else if (form == body_form::multipart || form == body_form::related)
            what = has_parts(type) ? what : body_misfit::no_parts;
        else if (form == body_form::content_of)
            what = value.form == shape::string || value.form == shape::file ? what : body_misfit::no_bytes;
        else if (form == body_form::ndjson_of && !is_list(value))
            what = body_misfit::no_lines;
        else if (holds_file(type))
            what = body_misfit::in_json;
        if (what != body_misfit::none) return {what, at};
    }
    return {};
}

template <class E, class Type>
inline constexpr bool has_a_media_type = false;
template <class Request, class Member>
inline constexpr bool has_the_member_of_its_body = false;
template <class E, class Member>
inline constexpr bool has_its_body_for_itself = false;
template <class E, class Member>
inline constexpr bool has_a_place_beside_the_body_for = false;
template <class Member>
inline constexpr bool has_json = false;
template <class Member>
inline constexpr bool has_form_pairs = false;
template <class Member>
inline constexpr bool has_multipart_parts = false;
template <class Member>
inline constexpr bool has_json_lines = false;
template <class Member>
inline constexpr bool has_bytes = false;

template <body_misfit What, class E, class Member>
consteval void tell_body_misfit() {
    if constexpr (What == body_misfit::no_place)
        static_assert(
            has_a_place_beside_the_body_for<E, Member>,
            "apibind: this member has no place, as body is one other member, or none: name it in the route as "
            "{member}");
    else if constexpr (What == body_misfit::in_json)
        static_assert(has_json<Member>, "apibind: an apibind::file has no form in JSON: send it by body = "
                                        "apibind::multipart or apibind::content_of<&request::member>");
    else if constexpr (What == body_misfit::no_pairs)
        static_assert(has_form_pairs<Member>,
                      "apibind: this member has no form as name=value pairs: no files, and no lists or structs in "
                      "lists that are not apibind::indexed: send files by body = apibind::multipart, and lists of "
                      "structs by apibind::form");
    else if constexpr (What == body_misfit::no_parts)
        static_assert(has_multipart_parts<Member>,
                      "apibind: this member makes no parts of multipart content: use a scalar, a struct, an "
                      "apibind::file, or a list of such");
    else if constexpr (What == body_misfit::no_lines)
        static_assert(has_json_lines<Member>,
                      "apibind: ndjson_of takes a list, of which each element is a line: make this member one");
    else
        static_assert(has_bytes<Member>,
                      "apibind: content_of takes bytes: make this member a std::string or an apibind::file");
}
template <class E, body_finding Found>
consteval bool is_body_sound() {
    if constexpr (Found.what != body_misfit::none)
        tell_body_misfit<Found.what, E, member_at<typename E::request, Found.member>>();
    return Found.what == body_misfit::none;
}

template <class E, auto Member>
consteval bool check_member_of_body(member_body_fact<Member> const*) {
    using parts = endpoint_parts<E>;
    constexpr int at = parts::at::template of<Member>();
    if constexpr (at < 0) {
        static_assert(has_the_member_of_its_body<typename E::request, path<Member>>,
                      "apibind: this body names something that is no described member of the request: write "
                      "&request::member");
        return false;
    } else if constexpr (parts::has_place(static_cast<std::size_t>(at))) {
        static_assert(has_its_body_for_itself<E, path<Member>>,
                      "apibind: the member that is the body stands in the route or a field too: take it out there");
        return false;
    } else {
        return true;
    }
}
template <class E>
consteval bool check_member_of_body(body_fact const*) {
    return true;
}

/// Precondition: each member has a place, if only the content.
template <class E>
consteval bool check_body() {
    using parts = endpoint_parts<E>;
    if constexpr (has_body<E>) {
        if constexpr (body_of<E>.form != body_form::none && !is_media_type(body_of<E>.media_type)) {
            using name = typename spelled<at, characters<body_of<E>.media_type.size()>(body_of<E>.media_type)>::type;
            static_assert(has_a_media_type<E, name>,
                          "apibind: this is no media type: write type/subtype, such as application/json");
            return false;
        } else if constexpr (!check_member_of_body<E>(
                                 static_cast<std::remove_cvref_t<decltype(body_of<E>)> const*>(nullptr))) {
            return false;
        } else {
            constexpr auto found =
                find_body_misfit(body_of<E>.form, body_of<E>.lists, member_of_body<typename parts::at>(body_of<E>),
                                 object_table_of<typename E::request>, parts::body.data(), parts::body_count);
            return is_body_sound<E, found>();
        }
    } else {
        constexpr auto found = find_body_misfit(body_form::json, {}, -1, object_table_of<typename E::request>,
                                                parts::body.data(), parts::body_count);
        if constexpr (found.what == body_misfit::none)
            return true;
        else
            return is_body_sound<E, found>();
    }
}

} // namespace apibind::detail
