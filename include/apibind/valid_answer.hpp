// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/answer.hpp>
#include <apibind/http_fields.hpp>
#include <apibind/media_type.hpp>
#include <apibind/member_misfits.hpp>
#include <apibind/type_fault.hpp>
#include <apibind/valid_facts.hpp>
#include <apibind/verdict.hpp>

#include <cstddef>
#include <initializer_list>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

/// Checks of the types that an endpoint declares for its answers. See valid.hpp.
namespace apibind::detail {

// By status ---------------------------------------------------------------------------------------------------------

template <class T>
struct is_on : std::false_type {};
template <int Status, class T, wire_constant... MediaType>
struct is_on<on<Status, T, MediaType...>> : std::true_type {};

constexpr bool is_status(int status) {
    return status == any_status || (status >= status_2xx && status <= status_5xx) || (status >= 200 && status <= 599);
}
/// Whether a success may be declared to have that status: it says by itself what the vendor did, and is never sent
/// again.
constexpr bool is_status_of_success(int status) {
    if (status < 300) return status == any_status || status == status_2xx || status >= 200;
    auto const known = verdict_of_status(status);
    return status < 400 || (known.outcome == outcome::rejected && known.repetition == repetition::never);
}

template <class On>
inline constexpr bool is_entry_of_by_status = [] {
    if constexpr (is_on<On>::value)
        return is_status(On::status);
    else
        return false;
}();
template <class On>
inline constexpr bool is_entry_of_a_response = is_status_of_success(On::status);
/// `type/subtype` or `type/*`.
template <class On>
inline constexpr bool names_a_media_type = [] {
    constexpr auto text = On::media_type;
    return text.empty() || (is_media_type(text) && find_character(text, ';') == text.npos && !text.starts_with('*'));
}();
template <class Statuses>
inline constexpr bool has_each_status_once = true;
template <class... On>
inline constexpr bool has_each_status_once<by_status<On...>> = [] {
    int const all[] = {On::status...};
    std::string_view const types[] = {On::media_type...};
    for (std::size_t i = 0; i != sizeof...(On); ++i)
        for (std::size_t j = 0; j != i; ++j)
            if (all[i] == all[j] && http_fields::same_name(types[i], types[j])) return false;
    return true;
}();

/// Of the T of a not_modified_or, which takes the status 304 before any entry of T.
template <class T>
inline constexpr bool leaves_out_the_status_304 = true;
template <class... On>
inline constexpr bool leaves_out_the_status_304<by_status<On...>> = [] {
    auto const is_304 = []<class One>(std::type_identity<One>) {
        if constexpr (is_on<One>::value)
            return One::status == 304;
        else
            return false;
    };
    return !(false || ... || is_304(std::type_identity<On>()));
}();
template <class T, class Fields>
inline constexpr bool leaves_out_the_status_304<with_fields<T, Fields>> = leaves_out_the_status_304<T>;

// With fields -------------------------------------------------------------------------------------------------------

/// Whether a member of a struct of fields has a form that a field's value can have.
constexpr bool is_field_type(node const& type, bool may_repeat = true) {
    switch (type.form) {
    case shape::foreign: return true;
    case shape::described: return is_field_type(*type.inner, false);
    case shape::optional:
    case shape::nullable: return is_field_type(*type.inner, false);
    case shape::list: return may_repeat && is_field_type(*type.inner, false);
    case shape::alternatives:
        for (std::size_t i = 0; i != type.alternatives->count; ++i)
            if (!is_field_type(*type.alternatives->entries[i], false)) return false;
        return true;
    case shape::map: return may_repeat && is_field_type(*type.inner, false);
    default: return is_scalar(type);
    }
}

template <class Fields>
inline constexpr bool is_struct_of_fields = described_struct<Fields>&& node_of<Fields>.form == shape::object;
template <class Fields, class Path>
inline constexpr bool is_read_from_a_field = false;
template <class Fields, class Path>
inline constexpr bool is_named_as_a_field = false;

template <class Fields>
consteval bool check_fields_struct() {
    static_assert(
        is_struct_of_fields<Fields>,
        "apibind: the fields of an answer are a described struct: write apibind::with_fields<type, fields> and "
        "BOOST_DESCRIBE_STRUCT for the fields, in their own namespace");
    if constexpr (!is_struct_of_fields<Fields>) {
        return false;
    } else if constexpr (!check_type<Fields, direction::decode>()) {
        return false;
    } else {
        constexpr auto const& table = object_table_of<Fields>;
        constexpr std::size_t wrong_type = [] {
            for (std::size_t i = 0; i != table.count; ++i)
                if (!is_field_type(*table.members[i].type)) return i;
            return table.count;
        }();
        constexpr std::size_t wrong_name = [] {
            for (std::size_t i = 0; i != table.count; ++i)
                if (!is_field_token(table.members[i].name()) ||
                    is_field_family(table.members[i].name()) != (table.members[i].type->form == shape::map))
                    return i;
            return table.count;
        }();
        if constexpr (wrong_type != table.count) {
            using which = boost::mp11::mp_at_c<members_of<Fields>, wrong_type>;
            static_assert(
                is_read_from_a_field<Fields, path<which::pointer>>,
                "apibind: this member cannot be read from a header field: give it text, a number, a boolean or "
                "an enum, optional where it may be absent, or a list of these");
            return false;
        } else if constexpr (wrong_name != table.count) {
            using which = boost::mp11::mp_at_c<members_of<Fields>, wrong_name>;
            static_assert(
                is_named_as_a_field<Fields, path<which::pointer>>,
                "apibind: the wire name of this member is no field name: letters, digits and hyphens, given in "
                "wire_names; that of a map ends with '*', as \"x-meta-*\"");
            return false;
        } else {
            return true;
        }
    }
}

// Envelopes ---------------------------------------------------------------------------------------------------------

template <class E, class T>
inline constexpr bool names_payload_of_envelope = has_payload<E, T>;
template <class E, class T>
inline constexpr bool payload_leads_to = payload_is_in_envelope<E, T>;
template <class E, class T>
consteval bool check_envelope() {
    using envelope = envelope_of<E, T>;
    if constexpr (!check_type<envelope, direction::decode>()) {
        return false;
    } else if constexpr (std::is_same_v<T, no_content>) {
        return true;
    } else {
        static_assert(names_payload_of_envelope<E, T>,
                      "apibind: this service has an envelope and does not say where its payload is: declare template "
                      "<class T> static constexpr auto payload = &envelope<T>::member; or take the endpoint out of it: "
                      "template <class T> using envelope = T;");
        if constexpr (names_payload_of_envelope<E, T>)
            static_assert(payload_leads_to<E, T>,
                          "apibind: payload does not lead to the response: the last member on the way is the T of the "
                          "envelope, or an optional of it");
        return has_payload<E, T> && payload_is_in_envelope<E, T>;
    }
}

// Accept ------------------------------------------------------------------------------------------------------------

template <class E>
inline constexpr bool accept_is_a_field_value = [] {
    if constexpr (has_accept<E> && accept_is_text<E>) {
        for (char c : std::string_view(E::accept))
            if (c < ' ' || c > '~') return false;
        return !std::string_view(E::accept).empty();
    } else {
        return false;
    }
}();
template <class E>
consteval bool check_accept() {
    if constexpr (!names_accept<E>) {
        return true;
    } else {
        static_assert(accept_is_a_field_value<E>,
                      "apibind: accept is the value of the field Accept: declare static constexpr std::string_view "
                      "accept = \"text/csv\" (whether an answer is a success is said by accepted)");
        return accept_is_a_field_value<E>;
    }
}

// All of it ---------------------------------------------------------------------------------------------------------

template <class T>
inline constexpr bool is_read_as_a_whole = !is_stream<T>;

/// Of a std::variant whose alternatives are told apart by event_name: whether they are.
template <class T>
inline constexpr bool has_each_event_name_once = true;
template <class... T>
inline constexpr bool has_each_event_name_once<std::variant<T...>> = [] {
    std::string_view const all[] = {event_name_of<T>()...};
    for (std::size_t i = 0; i != sizeof...(T); ++i)
        for (std::size_t j = 0; j != i; ++j)
            if (all[i] == all[j]) return false;
    return true;
}();

template <class T>
consteval bool check_event_type() {
    if constexpr (is_server_event<T>::value)
        return check_event_type<typename is_server_event<T>::data_type>();
    else if constexpr (has_named_alternatives<T>::value) {
        static_assert(
            has_each_event_name_once<T>,
            "apibind: two alternatives of this event have one event_name, or two have none: give each its own");
        return has_each_event_name_once<T> && []<class... One>(std::variant<One...> const*) {
            bool const each[] = {check_event_type<One>()...};
            for (bool one : each)
                if (!one) return false;
            return true;
        }(static_cast<T*>(nullptr));
    } else
        return check_type<T, direction::decode>();
}

template <class E>
inline constexpr bool end_of_events_is_text = [] {
    if constexpr (requires { E::end_of_events; })
        return std::is_convertible_v<decltype((E::end_of_events)), std::string_view>;
    else
        return false;
}();
template <class E>
inline constexpr bool end_of_events_ends_a_stream = is_stream<response_of<E>>;
template <class E>
inline constexpr bool envelope_is_a_template = has_envelope<E>;
template <class E>
inline constexpr bool payload_has_an_envelope = has_envelope<E>;
/// The facts about answers by themselves.
template <class E>
consteval bool check_answer_facts() {
    bool sound = check_accept<E>();
    if constexpr (names_end_of_events<E>) {
        static_assert(end_of_events_is_text<E>, "apibind: end_of_events is text: declare static constexpr "
                                                "std::string_view end_of_events = \"[DONE]\"");
        if constexpr (end_of_events_is_text<E>)
            static_assert(end_of_events_ends_a_stream<E>,
                          "apibind: end_of_events is that of a stream, which this response is not: take it out, or "
                          "declare using response = apibind::event_stream<type>");
        sound = sound && end_of_events_is_text<E> && end_of_events_ends_a_stream<E>;
    }
    if constexpr (names_envelope<E>) {
        static_assert(
            envelope_is_a_template<E>,
            "apibind: envelope is there and is no public template of one type: declare template <class T> using "
            "envelope = wrapped<T>;");
        sound = sound && envelope_is_a_template<E>;
    } else if constexpr (names_payload<E>) {
        static_assert(
            payload_has_an_envelope<E>,
            "apibind: this payload has no envelope: declare template <class T> using envelope = ... beside it");
        sound = sound && payload_has_an_envelope<E>;
    }
    return sound;
}

/// `E` is void for an error, which never comes in an envelope.
template <class E, class T, bool IsPart = false>
consteval bool check_answer_type();
template <class E, class Statuses>
struct check_statuses;
template <class E, class... On>
struct check_statuses<E, by_status<On...>> {
    template <class One>
    static consteval bool check_one() {
        static_assert(is_entry_of_by_status<One>,
                      "apibind: this is no entry of a by_status: write apibind::on<200, type>, a class as "
                      "apibind::on<apibind::status_4xx, type>, or apibind::on<apibind::any_status, type>");
        if constexpr (!is_entry_of_by_status<One>) {
            return false;
        } else if constexpr (!names_a_media_type<One>) {
            static_assert(names_a_media_type<One>,
                          "apibind: an entry of this by_status names no media type: write it without parameters, as "
                          "apibind::on<200, type, \"text/csv\">, or a range, as \"text/*\"");
            return false;
        } else if constexpr (!std::is_void_v<E> && !is_status_of_success(One::status)) {
            static_assert(
                is_entry_of_a_response<One>,
                "apibind: this status is never that of a success: move the entry into the by_status of error");
            return false;
        } else {
            return check_answer_type<E, typename One::type, true>();
        }
    }
    static consteval bool all_of(std::initializer_list<bool> each) {
        for (bool one : each)
            if (!one) return false;
        return true;
    }
    static consteval bool check() {
        if constexpr (!(true && ... && is_entry_of_by_status<On>)) {
            return all_of({check_one<On>()...});
        } else {
            static_assert(
                has_each_status_once<by_status<On...>>,
                "apibind: two entries of this by_status have one status: keep one of them, or tell them apart "
                "by their media types, as apibind::on<200, type, \"text/csv\">");
            return all_of({has_each_status_once<by_status<On...>>, check_one<On>()...});
        }
    }
};

template <class E, class T, bool IsPart>
consteval bool check_answer_type() {
    if constexpr (std::is_void_v<T> || std::is_same_v<T, content> || std::is_same_v<T, no_content>) {
        if constexpr (is_enveloped<E, held<T>>)
            return check_envelope<E, held<T>>();
        else
            return true;
    } else if constexpr (is_by_status<T>::value) {
        return check_statuses<E, T>::check();
    } else if constexpr (is_not_modified_or<T>::value) {
        static_assert(leaves_out_the_status_304<typename T::value_type>,
                      "apibind: not_modified_or takes the status 304, which never comes to an entry of its by_status: "
                      "take out apibind::on<304, type>, or use the by_status without not_modified_or");
        return check_answer_type<E, typename T::value_type, true>() &&
               leaves_out_the_status_304<typename T::value_type>;
    } else if constexpr (is_with_fields<T>::value) {
        constexpr bool fields = check_fields_struct<typename is_with_fields<T>::fields_type>();
        return check_answer_type<E, typename is_with_fields<T>::value_type, true>() && fields;
    } else if constexpr (is_stream<T>) {
        static_assert(is_read_as_a_whole<T> || (!IsPart && !std::is_void_v<E>),
                      "apibind: a stream is a response by itself: neither an error nor a part of another answer");
        return check_event_type<typename T::event_type>() && !IsPart && !std::is_void_v<E>;
    } else if constexpr (is_as_received<T>::value) {
        return check_type<T, direction::decode>();
    } else if constexpr (is_enveloped<E, T>) {
        return check_envelope<E, T>();
    } else {
        return check_type<T, direction::decode>();
    }
}

/// What a call does with a response: `invoke`, `invoke_all` and `interpret` hold it whole.
template <class E>
inline constexpr bool is_answered_as_a_whole = !is_stream<response_of<E>>;
template <class E>
constexpr bool check_whole() {
    static_assert(is_answered_as_a_whole<E>,
                  "apibind: the response of this endpoint is a stream, which is never held whole: call "
                  "apibind::for_each_event<endpoint>(client, request, on_event)");
    return is_answered_as_a_whole<E>;
}

} // namespace apibind::detail
