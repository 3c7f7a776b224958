// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/choice_operations.hpp>
#include <apibind/everything.hpp>
#include <apibind/idempotency_key.hpp>
#include <apibind/numbered_enum.hpp>
#include <apibind/object_table.hpp>
#include <apibind/secret.hpp>
#include <apibind/type_exact.hpp>
#include <apibind/type_family.hpp>
#include <apibind/type_node.hpp>
#include <apibind/type_operations.hpp>

#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

/// The node of each type: see type_node.hpp.
namespace apibind::detail {

template <class K>
constexpr bool is_map_key() {
    if constexpr (std::is_enum_v<K>)
        return described_enum<K>;
    else
        return (std::integral<K> && !std::same_as<K, bool> && !character<K>) ||
               (std::constructible_from<K, std::string_view> && std::convertible_to<K const&, std::string_view>);
}

/// Whether a value is one text, and that without others in it.
constexpr bool is_joinable(node const& type) {
    switch (type.form) {
    case shape::boolean:
    case shape::signed_integer:
    case shape::unsigned_integer:
    case shape::floating:
    case shape::string:
    case shape::enumeration:
    case shape::open_enumeration:
    case shape::text: return true;
    default: return false;
    }
}

/// The struct that gives code of their own to the lists and maps of it.
template <class T>
struct element_of {
    using type = T;
};
template <class T>
struct element_of<std::vector<T>> : element_of<T> {};
template <template <class...> class Map, class T, class... Rest>
    requires map_like<Map<std::string, T, Rest...>>
struct element_of<Map<std::string, T, Rest...>> : element_of<T> {
};
/// Which code a type has of its own: see json_code.hpp.
template <class T>
using json_code_of = decltype(json_code(std::type_identity<typename element_of<T>::type>{}));
/// False where there is such a function, which gives no code.
template <class T>
constexpr bool give_code(node& type) {
    if constexpr (requires { typename json_code_of<T>; }) {
        if constexpr (!requires { json_code_of<T>::template fits<typename element_of<T>::type>(); }) {
            return false;
        } else if constexpr (json_code_of<T>::template fits<typename element_of<T>::type>()) {
            type.known = exact::unrolled;
            type.code = &json_code_of<T>::template code<T>;
        }
    }
    return true;
}
/// An argument for functions of this type alone, not for a template of all types of a namespace.
template <class T>
struct this_type {
    constexpr operator std::type_identity<T>() const { return {}; }
};
template <class T>
concept names_json_code_itself = requires {
    json_code(this_type<T>{});
};

/// A described struct with members of its own that no other form could be meant by: told at once, as most types are.
template <class T>
concept nothing_but_struct =
    described_by_functions<T> && !has_bases<T> && count_of<members_of<T>> != 0 && !has_described_json<T> && !requires {
    typename T::value_type;
}
&&!requires {
    typename T::key_type;
};

template <class T>
constexpr node make_object_node() {
    node out;
    if constexpr (!is_described_with_bases<T>) {
        out.wrong = fault::base_not_described;
    } else if constexpr (count_of<members_of<T>> > max_members) {
        out.wrong = fault::too_many_members;
    } else {
        out.become(shape::object, &object_table_of<T>);
        out.object = &object_table_of<T>;
        out.known = exact::object;
        bool const is_code = give_code<T>(out);
        out.wrong = object_fault<T>();
        if (out.wrong == fault::none && !is_code) out.wrong = fault::bad_json_code;
    }
    return out;
}

/// A constant that can be a tag: a text, an integer or a described enumerator.
template <class T>
inline constexpr bool has_constant_text = false;
template <auto Value>
inline constexpr bool has_constant_text<constant<Value>> = [] {
    using value = std::remove_const_t<decltype(constant<Value>::value)>;
    return !std::is_same_v<value, bool> && (!std::is_enum_v<value> || described_enum<value>);
}();
template <class T>
struct constant_text {
    using value = std::remove_const_t<decltype(T::value)>;
    static constexpr auto text = [] {
        if constexpr (std::is_same_v<value, std::string_view>) {
            return T::value;
        } else if constexpr (std::is_enum_v<value>) {
            auto const& all = enum_table_of<value>;
            for (std::size_t i = 0; i != all.count; ++i)
                if (all.entries[i].value == static_cast<std::int64_t>(T::value)) return all.entries[i].name;
            return std::string_view();
        } else {
            return wire_constant(T::value);
        }
    }();
    static constexpr enumerator entry = [] {
        if constexpr (std::integral<value>)
            return enumerator{text.view(), 0};
        else
            return enumerator{text, 0};
    }();
};
/// The one text of a constant, as an enum has several.
template <class T>
inline constexpr enum_table constant_table_of{&constant_text<T>::entry, 1, false};

template <class T>
constexpr node make_node() {
    node out;
    if constexpr (has_codec<T>) {
        out.become(shape::foreign, &foreign_table_of<T>);
    } else if constexpr (has_text_codec<T>) {
        out.become(shape::text, &text_table_of<T>);
        out.is_secret = is_secret_text<T>();
    } else if constexpr (nothing_but_struct<T>) {
        return make_object_node<T>();
    } else if constexpr (std::same_as<T, bool>) {
        out.become(shape::boolean);
    } else if constexpr (std::integral<T> && !character<T>) {
        out.become(std::is_signed_v<T> ? shape::signed_integer : shape::unsigned_integer);
        out.width = sizeof(T);
    } else if constexpr (std::same_as<T, float> || std::same_as<T, double>) {
        out.become(shape::floating);
        out.width = sizeof(T);
    } else if constexpr (std::same_as<T, std::string>) {
        out.become(shape::string);
    } else if constexpr (std::same_as<T, std::string_view>) {
        out.become(shape::string_view);
    } else if constexpr ((std::is_class_v<T> || std::is_enum_v<T>)&&has_described_json<T>) {
        out.become(shape::described, &described_table_of<T>);
        out.inner = &node_of<described_json_of<T>>;
        out.is_written_only = !has_from_described_json<T>;
        if constexpr (has_constant_text<T>) out.enumeration = &constant_table_of<T>;
    } else if constexpr (std::same_as<T, std::monostate> || std::same_as<T, null_t>) {
        out.become(shape::null);
    } else if constexpr (std::same_as<T, everything_t>) {
        out.become(shape::nothing);
    } else if constexpr (std::same_as<T, file>) {
        out.become(shape::file);
    } else if constexpr (described_enum<T>) {
        if constexpr (is_numbered<T>)
            out.become(shape::text, &number_table_of<T, T>);
        else
            out.become(shape::enumeration, &enum_table_of<T>);
        out.enumeration = &enum_table_of<T>;
        out.width = sizeof(T);
        out.wrong = enum_fault<T>();
        if (out.wrong == fault::none && names_json_code_itself<T>) out.wrong = fault::bad_json_code;
    } else if constexpr (is_open_enum<T>::value) {
        if constexpr (described_enum<typename T::enum_type>) {
            if constexpr (is_numbered<typename T::enum_type>)
                out.become(shape::text, &number_table_of<T, typename T::enum_type>);
            else
                out.become(shape::open_enumeration, &open_enum_table_of<T>);
            out.enumeration = &enum_table_of<typename T::enum_type>;
            out.wrong = enum_fault<typename T::enum_type>();
        } else {
            out.wrong = fault::not_described;
        }
    } else if constexpr (is_optional<T>::value || is_nullable<T>::value) {
        out.become(is_optional<T>::value ? shape::optional : shape::nullable, &optional_table_of<T>);
        out.inner = &node_of<typename T::value_type>;
    } else if constexpr (is_owner<T>::value) {
        out.become(shape::optional, &owner_table_of<T>);
        out.inner = &node_of<typename T::element_type>;
    } else if constexpr (is_duration<T>::value) {
        out = node_of<typename T::rep>; // the only member
    } else if constexpr (is_plain_time<T>::value) {
        out.wrong = fault::time_without_form;
    } else if constexpr (is_base64<T>::value) {
        out.become(shape::bytes);
        out.width = static_cast<std::uint8_t>(T::form);
    } else if constexpr (is_in_string<T>::value) {
        out.become(shape::in_string);
        out.inner = &node_of<typename T::value_type>;
    } else if constexpr (is_joined<T>::value) {
        out.inner = &node_of<typename T::value_type>;
        if constexpr (!list_like<T>) {
            out.wrong = fault::joined_of_no_text;
        } else {
            out.become(shape::joined, &joined_table_of<T>);
            out.wrong = is_joinable(node_of<typename T::value_type>) ? fault::none : fault::joined_of_no_text;
        }
    } else if constexpr (is_choice<T>) {
        if constexpr (!is_made_of_choices<choice_of<T>>) {
            out.wrong = fault::alternative_of_no_as;
        } else {
            out.become(is_tagged<choice_of<T>>::value ? shape::tagged : shape::keyed, &choices_table_of<T>);
            out.choices = &choices_table_of<T>;
            out.wrong = choices_fault(choices_table_of<T>);
        }
    } else if constexpr (std::same_as<T, idempotency_key>) {
        out.become(shape::optional, &optional_table_of<T>);
        out.inner = &node_of<typename T::value_type>;
        out.is_key = true;
    } else if constexpr (is_bits<T>::value || std::same_as<T, one_or_many<bool>>) {
        out.become(shape::bits, &bits_table_of<T>);
        out.single = is_one_or_many<T>::value;
    } else if constexpr (is_array<T>::value) {
        out.become(shape::array, &array_table_of<T>);
        out.inner = &node_of<typename array_traits<T>::element>;
    } else if constexpr (map_like<T>) {
        if constexpr (is_map_key<typename T::key_type>()) {
            out.become(shape::map, &map_table_of<T>);
            out.inner = &node_of<typename T::mapped_type>;
            give_code<T>(out);
        } else {
            out.wrong = fault::bad_map_key;
        }
    } else if constexpr (list_like<T>) {
        out.become(shape::list, &list_table_of<T>);
        out.single = is_one_or_many<T>::value;
        out.inner = &node_of<typename T::value_type>;
        give_code<T>(out);
    } else if constexpr (is_alternatives<T>) {
        out.become(shape::alternatives, &alternatives_table_of<T>);
        out.alternatives = &alternatives_table_of<T>;
    } else if constexpr (described_struct<T>) {
        return make_object_node<T>();
    } else {
        out.wrong = complete<codec<T>>                        ? fault::bad_codec
                    : complete<text_codec<T>>                 ? fault::bad_text_codec
                    : std::is_class_v<T> || std::is_enum_v<T> ? fault::not_described
                                                              : fault::unsupported;
    }
    if (out.known == exact::none && out.form != shape::foreign && out.form != shape::text) out.known = exact_type<T>();
    if (out.known == exact::none) out.known = exact_form(out.form);
    return out;
}

} // namespace apibind::detail
