// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/as_received.hpp>
#include <apibind/not_modified_or.hpp>
#include <apibind/type_above.hpp>
#include <apibind/type_table.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <variant>

/// Finds the first part of a type that cannot travel, and says where it is in members' names.
namespace apibind::detail {

inline constexpr std::size_t max_fault_path = 12; // a fault deeper than that is told as that of the member there

/// The way from a type to a part of it: the position of a member, or ~position of a variant's alternative.
struct fault_place {
    fault wrong = fault::none;
    std::size_t size = 0;
    std::array<std::int16_t, max_fault_path> path{};
};

enum class direction : std::uint8_t { encode, decode };

/// Whether a member can hold the tag of its struct.
constexpr bool holds_tag(node const& type, choice const& of) {
    switch (type.form) {
    case shape::optional:
    case shape::nullable: return holds_tag(*type.inner, of);
    case shape::described:
        if (type.enumeration && !type.enumeration->has(of.wire)) return false;
        return type.inner->form != shape::described && holds_tag(*type.inner, of);
    case shape::string:
    case shape::open_enumeration: return !of.is_number;
    case shape::enumeration: return !of.is_number && type.enumeration->has(of.wire);
    case shape::signed_integer:
    case shape::unsigned_integer: return of.is_number;
    case shape::text: return of.is_number && type.enumeration && type.enumeration->has(of.wire);
    default: return false;
    }
}

class fault_finder {
public:
    constexpr explicit fault_finder(direction way) : way_(way) {}

    constexpr fault_place find(node const& root) {
        visit(root);
        return found_;
    }

private:
    constexpr bool visit(node const& type, type_above const* above = nullptr, std::size_t depth = 0) {
        if (type.wrong != fault::none) return found(type.wrong, depth);
        if (type.is_key && (way_ == direction::decode || depth != 1)) return found(fault::misplaced_key, depth);
        switch (type.form) {
        case shape::unsupported: return found(fault::unsupported, depth);
        case shape::file: return way_ == direction::decode ? found(fault::unsupported, depth) : false;
        case shape::string_view: return way_ == direction::decode ? found(fault::encode_only, depth) : false;
        case shape::optional:
        case shape::nullable:
        case shape::list:
        case shape::array:
        case shape::in_string:
        case shape::map: return inside(type, above, depth);
        case shape::joined: return type.inner->is_key ? found(fault::misplaced_key, depth) : false;
        case shape::described:
            if (way_ == direction::decode && type.is_written_only) return found(fault::from_described_missing, depth);
            return inside(type, above, depth);
        case shape::tagged:
        case shape::keyed: {
            if (type_above::has(above, type.choices->type)) return false;
            type_above const here{type.choices->type, above};
            for (std::size_t i = 0; i != type.choices->count; ++i) {
                auto const& one = *type.choices->entries[i].type;
                if (type.form == shape::tagged && one.wrong == fault::none) {
                    if (one.form != shape::object) return alternative_at(i, fault::alternative_of_no_struct, depth);
                    // By its index: g++ with -fsanitize=undefined takes no comparison with null for a constant.
                    auto const own = one.object->index_of(type.choices->tag_name());
                    if (own != one.object->count &&
                        !holds_tag(*one.object->members[own].type, type.choices->entries[i]))
                        return alternative_at(i, fault::alternative_with_tag, depth);
                }
                if (step(static_cast<std::int16_t>(~static_cast<int>(i)), one, &here, depth)) return true;
            }
            return false;
        }
        case shape::alternatives: {
            if (type_above::has(above, type.alternatives->type)) return false;
            type_above const here{type.alternatives->type, above};
            for (std::size_t i = 0; i != type.alternatives->count; ++i)
                if (step(static_cast<std::int16_t>(~static_cast<int>(i)), *type.alternatives->entries[i], &here, depth))
                    return true;
            return false;
        }
        case shape::object:
            if (type_above::has(above, type.object->type)) return false;
            {
                type_above const here{type.object->type, above};
                for (std::size_t i = 0; i != type.object->all; ++i)
                    if (step(static_cast<std::int16_t>(i), *type.object->members[i].type, &here, depth)) return true;
            }
            return false;
        default: return false;
        }
    }
    constexpr bool inside(node const& type, type_above const* above, std::size_t depth) {
        return type.inner->is_key ? found(fault::misplaced_key, depth) : visit(*type.inner, above, depth);
    }
    constexpr bool step(std::int16_t which, node const& type, type_above const* above, std::size_t depth) {
        if (depth < max_fault_path) found_.path[depth] = which;
        return visit(type, above, depth + 1);
    }
    constexpr bool alternative_at(std::size_t i, fault wrong, std::size_t depth) {
        if (depth < max_fault_path) found_.path[depth] = static_cast<std::int16_t>(~static_cast<int>(i));
        return found(wrong, depth + 1);
    }
    constexpr bool found(fault wrong, std::size_t depth) {
        found_.wrong = wrong;
        found_.size = depth < max_fault_path ? depth : max_fault_path;
        return true;
    }

    direction way_;
    fault_place found_{};
};

/// The members that lead to a part of a type. clang prints them with their classes only within a type.
template <auto... Members>
struct path {};

// The conditions that a compiler prints: the type at fault, and the path to it.
template <class T, class Path>
inline constexpr bool has_codec_at = false;
template <class T, class Path>
inline constexpr bool has_its_key_in_the_request_at = false;
template <class T, class Path>
inline constexpr bool is_described_at = false;
template <class T, class Path>
inline constexpr bool has_described_bases_at = false;
template <class T, class Path>
inline constexpr bool is_described_whole_at = false;
template <class T, class Path>
inline constexpr bool has_distinct_wire_names_at = false;
template <class T, class Path>
inline constexpr bool has_plain_wire_names_at = false;
template <class T, class Path>
inline constexpr bool has_wire_names_of_apibind_at = false;
template <class T, class Path>
inline constexpr bool has_json_code_of_apibind_at = false;
template <class T, class Path>
inline constexpr bool is_numbered_alone_at = false;
template <class T, class Path>
inline constexpr bool is_renamed_once_at = false;
template <class T, class Renamed>
inline constexpr bool renames_a_member_of = false;
template <class T>
inline constexpr bool ends_with_its_additional_properties = false;
template <class T>
inline constexpr bool joins_texts = false;
template <class T>
inline constexpr bool holds_named_types = false;
template <class T>
inline constexpr bool is_tagged_struct = false;
template <class T>
inline constexpr bool leaves_room_for_the_tag = false;
template <class T>
inline constexpr bool has_distinct_alternatives = false;
template <class T, class Path>
inline constexpr bool has_from_described_json_at = false;

template <class T, class List>
struct first_wrong_rename;
template <class T, class First, class... Rest>
struct first_wrong_rename<T, name_list<First, Rest...>> : first_wrong_rename<T, name_list<Rest...>> {};
template <class T, class First, class... Rest>
    requires(!rename_fits<T, First>)
struct first_wrong_rename<T, name_list<First, Rest...>> {
    using type = First;
};

/// Takes off what adds no step to a path.
template <class T>
struct bare {
    using type = T;
};
template <class T>
struct bare<required<T>> : bare<T> {};
template <class T>
struct bare<derived<T>> : bare<T> {};
template <class T>
    requires(is_optional<T>::value || is_nullable<T>::value)
struct bare<T> : bare<typename T::value_type> {};
template <class E>
struct bare<open_enum<E>> : bare<E> {};
template <class T>
    requires(is_owner<T>::value)
struct bare<T> : bare<typename T::element_type> {};
template <class T>
struct bare<in_string<T>> : bare<T> {};
template <class T>
    requires(is_array<T>::value)
struct bare<T> : bare<typename array_traits<T>::element> {};
template <class T>
    requires(map_like<T>&& is_map_key<typename T::key_type>())
struct bare<T> : bare<typename T::mapped_type> {};
template <class T>
    requires(list_like<T> && !std::is_same_v<T, std::string> && !is_bits<T>::value && !is_joined<T>::value)
struct bare<T> : bare<typename T::value_type> {};

/// The type that a place leads to, and the members on the way.
template <class T, auto... Members>
struct part {};
template <fault_place Place, std::size_t At, class T, auto... Members>
constexpr auto part_at() {
    using U = typename bare<T>::type;
    if constexpr (has_described_json<U> && !has_codec<U> && !has_text_codec<U> &&
                  Place.wrong != fault::from_described_missing)
        return part_at<Place, At, described_json_of<U>, Members...>();
    else if constexpr (At == Place.size)
        return part<U, Members...>{};
    else if constexpr (is_choice<U>)
        return part_at<Place, At + 1,
                       std::variant_alternative_t<static_cast<std::size_t>(~Place.path[At]), typename U::variant>,
                       Members...>();
    else if constexpr (is_alternatives<U>)
        return part_at<Place, At + 1,
                       std::variant_alternative_t<static_cast<std::size_t>(~Place.path[At]), variant_of<U>>,
                       Members...>();
    else {
        using D = boost::mp11::mp_at_c<members_of<U>, static_cast<std::size_t>(Place.path[At])>;
        return part_at<Place, At + 1, member_type_of<D>, Members..., D::pointer>();
    }
}

template <fault Wrong, class Part>
struct type_fault;
template <fault Wrong, class T, auto... Members>
struct type_fault<Wrong, part<T, Members...>> {
    static consteval bool tell() {
        if constexpr (Wrong == fault::not_described)
            static_assert(is_described_at<T, path<Members...>>,
                          "apibind: this type is not described: write BOOST_DESCRIBE_STRUCT or BOOST_DESCRIBE_ENUM for "
                          "it, in its own namespace; in a template, BOOST_DESCRIBE_CLASS");
        else if constexpr (Wrong == fault::base_not_described)
            static_assert(has_described_bases_at<T, path<Members...>>,
                          "apibind: a base of this type is not described: write BOOST_DESCRIBE_STRUCT for the base "
                          "too, in its own "
                          "namespace");
        else if constexpr (Wrong == fault::member_left_out)
            static_assert(is_described_whole_at<T, path<Members...>>,
                          "apibind: BOOST_DESCRIBE_STRUCT leaves out a member or a base of this type, which would "
                          "never travel: name "
                          "all of them");
        else if constexpr (Wrong == fault::same_wire_name)
            static_assert(
                has_distinct_wire_names_at<T, path<Members...>>,
                "apibind: two members or two enumerators of this type have one wire name: give one another name in "
                "wire_names");
        else if constexpr (Wrong == fault::bad_wire_name)
            static_assert(has_plain_wire_names_at<T, path<Members...>>,
                          "apibind: a wire name of this type is empty or holds a quote, a backslash or a control "
                          "character: correct "
                          "it in wire_names");
        else if constexpr (Wrong == fault::bad_wire_names)
            static_assert(has_wire_names_of_apibind_at<T, path<Members...>>,
                          "apibind: wire_names of this type is not consteval, or does not return what "
                          "apibind::names(...) makes: let it do so");
        else if constexpr (Wrong == fault::misplaced_numbers)
            static_assert(
                is_numbered_alone_at<T, path<Members...>>,
                "apibind: apibind::as_numbers is for an enum, whose enumerators' values then travel, and has no "
                "other names beside it: take those out, or use another convention");
        else if constexpr (Wrong == fault::bad_codec)
            static_assert(has_codec_at<T, path<Members...>>,
                          "apibind: the codec of this type does not fit: declare static void write(T const& value, "
                          "std::string& json) and static bool read(std::string_view json, T& value, std::string& "
                          "expected) in it");
        else if constexpr (Wrong == fault::bad_text_codec)
            static_assert(
                has_codec_at<T, path<Members...>>,
                "apibind: the text_codec of this type does not fit: declare static constexpr std::string_view "
                "expected, static void write(T const& value, std::string& text) and static bool "
                "read(std::string_view text, T& value) in it");
        else if constexpr (Wrong == fault::bad_json_code)
            static_assert(
                has_json_code_of_apibind_at<T, path<Members...>>,
                "apibind: json_code of this type gives it no code: let it return apibind::unrolled, and stand "
                "beside a described struct only");
        else if constexpr (Wrong == fault::wrong_rename)
            static_assert(renames_a_member_of<T, typename first_wrong_rename<T, name_list_of<T>>::type>,
                          "apibind: this wire_names names something that is no described member or enumerator of its "
                          "type: correct "
                          "apibind::name<&type::member>(\"...\")");
        else if constexpr (Wrong == fault::renamed_twice)
            static_assert(
                is_renamed_once_at<T, path<Members...>>,
                "apibind: wire_names of this type names one member or enumerator twice: keep one of the names");
        else if constexpr (Wrong == fault::too_many_members)
            static_assert(has_codec_at<T, path<Members...>>, "apibind: this type has more than 256 members: split it");
        else if constexpr (Wrong == fault::bad_map_key)
            static_assert(has_codec_at<T, path<Members...>>,
                          "apibind: the keys of a map are strings, integers or a described enum: change the key type");
        else if constexpr (Wrong == fault::misplaced_key)
            static_assert(
                has_its_key_in_the_request_at<T, path<Members...>>,
                "apibind: an idempotency_key is a plain member of a request: declare apibind::idempotency_key "
                "key{} there, and no more than one");
        else if constexpr (Wrong == fault::encode_only)
            static_assert(has_codec_at<T, path<Members...>>,
                          "apibind: a std::string_view cannot be read, as nobody would own its text: use std::string");
        else if constexpr (Wrong == fault::additional_not_last)
            static_assert(
                ends_with_its_additional_properties<T>,
                "apibind: a struct has one apibind::additional_properties, as its last member: move it there");
        else if constexpr (Wrong == fault::joined_of_no_text)
            static_assert(joins_texts<T>, "apibind: only values that are one text each can be joined to one: join "
                                          "strings, numbers, enumerators or the like");
        else if constexpr (Wrong == fault::alternative_of_no_as)
            static_assert(holds_named_types<T>, "apibind: tagged and keyed hold apibind::as<\"name\", type> and, last, "
                                                "maybe apibind::other: write that");
        else if constexpr (Wrong == fault::alternative_of_no_struct)
            static_assert(
                is_tagged_struct<T>,
                "apibind: the types of a tagged are described structs, as the tag stands among their members: "
                "use one, or apibind::keyed");
        else if constexpr (Wrong == fault::alternative_with_tag)
            static_assert(
                leaves_room_for_the_tag<T>,
                "apibind: a type of a tagged has a member of the tag's name that cannot hold the tag: take it "
                "out, as the tag is told by which type it is, or make it a std::string, or an enum or an "
                "apibind::constant of that name");
        else if constexpr (Wrong == fault::same_wire_value)
            static_assert(has_distinct_alternatives<T>,
                          "apibind: two types of this tagged or keyed have one name: give one another in apibind::as");
        else if constexpr (Wrong == fault::time_without_form)
            static_assert(has_codec_at<T, path<Members...>>,
                          "apibind: a time has many forms: use apibind::rfc3339, apibind::unix_seconds or another of "
                          "<apibind/times.hpp>; for std::chrono::year_month_day include <apibind/dates.hpp>");
        else if constexpr (Wrong == fault::from_described_missing)
            static_assert(has_from_described_json_at<T, path<Members...>>,
                          "apibind: this type is read, and has only a to_described_json: declare void "
                          "from_described_json(what that returns, T&) beside it");
        else
            static_assert(
                has_codec_at<T, path<Members...>>,
                "apibind: nobody can encode or decode this type: use one that JSON has a form for, or specialise "
                "apibind::codec for it");
        return false;
    }
};

template <class T>
struct decoded {
    using type = T;
};
template <class T>
struct decoded<as_received<T>> {
    using type = T;
};
template <class T>
struct decoded<not_modified_or<T>> {
    using type = T;
};

/// Whether a type can travel that way; told in one error where it cannot.
template <class T, direction Way>
consteval bool check_type() {
    using travels = typename decoded<T>::type;
    constexpr fault_place place = fault_finder(Way).find(node_of<travels>);
    if constexpr (place.wrong != fault::none)
        return type_fault<place.wrong, decltype(part_at<place, 0, travels>())>::tell();
    else
        return true;
}

} // namespace apibind::detail
