// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/json_error.hpp> // before nullable.hpp, or -Wshadow would see two nulls

#include <apibind/as_received.hpp>
#include <apibind/by_status.hpp>
#include <apibind/content.hpp>
#include <apibind/envelope.hpp>
#include <apibind/http_fields.hpp>
#include <apibind/no_content.hpp>
#include <apibind/not_modified_or.hpp>
#include <apibind/stream_response.hpp>
#include <apibind/type_table.hpp>
#include <apibind/verdict.hpp>
#include <apibind/with_fields.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

/// How content is read into the types that an endpoint declares for its answers: one constant table for each.
namespace apibind::detail {

enum class answer_shape : std::uint8_t {
    json,
    received, ///< as_received<T>
    nothing,  ///< void
    bytes,    ///< content
    statuses, ///< by_status
    fields,   ///< with_fields
    wrapped,  ///< in the service's envelope
    stream,   ///< never read whole
};

struct answer_form {
    answer_shape shape = answer_shape::json;
    node const* type = nullptr;  ///< what JSON is read into: the T of an as_received<T>, the envelope, the value itself
    void const* table = nullptr; ///< by shape: received_table, statuses_table, fields_table, envelope_table

    template <class Table>
    constexpr Table const& as() const {
        return *static_cast<Table const*>(table);
    }
};

/// The parts of an as_received<T>.
struct received_table {
    std::string& (*content)(void* self);
    std::string& (*media_type)(void* self);
    void* (*emplace)(void* self); ///< makes a new value, to be filled in
    void* (*get)(void* self);     ///< the value, or null
    void (*reset)(void* self);
};
template <class T>
inline constexpr received_table received_table_of{
    [](void* self) -> std::string& { return static_cast<as_received<T>*>(self)->content; },
    [](void* self) -> std::string& { return static_cast<as_received<T>*>(self)->media_type; },
    [](void* self) -> void* { return &static_cast<as_received<T>*>(self)->value.emplace(make<T>()); },
    [](void* self) -> void* {
        auto& value = static_cast<as_received<T>*>(self)->value;
        return value ? &*value : nullptr;
    },
    [](void* self) { static_cast<as_received<T>*>(self)->value.reset(); },
};

struct statuses_entry {
    int status;                  ///< as in on<...>
    std::string_view media_type; ///< the same; empty: whatever comes
    answer_form const* form;
    void* (*emplace)(void* self, int status); ///< makes that alternative, to be filled in
};
struct statuses_table {
    statuses_entry const* entries;
    std::size_t count;
    std::size_t (*index)(void const* self);
    void* (*get)(void* self); ///< the alternative that is there

    /// How well an entry fits: 0 not at all, 3 exactly.
    static constexpr int fit(int entry, int status) noexcept {
        return entry == status ? 3 : entry != any_status && entry == status / 100 ? 2 : entry == any_status ? 1 : 0;
    }
    /// The same of its media type: 3 where that is the answer's, 1 where it is none.
    static constexpr int fit(std::string_view entry, std::string_view media_type) noexcept {
        if (entry.empty()) return 1;
        if (http_fields::same_name(entry, media_type)) return 3;
        bool const is_range = entry.ends_with("/*");
        return is_range && http_fields::same_name(entry.substr(0, entry.size() - 1),
                                                  media_type.substr(0, media_type.find('/') + 1))
                   ? 2
                   : 0;
    }
    /// The entries that fit, the most exact first: the `n`th of them, or null.
    constexpr statuses_entry const* find(int status, std::string_view media_type, std::size_t n = 0) const {
        for (int by_status = 3; by_status != 0; --by_status)
            for (int by_type = 3; by_type != 0; --by_type)
                for (std::size_t i = 0; i != count; ++i)
                    if (fit(entries[i].status, status) == by_status &&
                        fit(entries[i].media_type, media_type) == by_type && n-- == 0)
                        return entries + i;
        return nullptr;
    }
    /// Whether an entry fits, but for its media type.
    constexpr bool has(int status) const {
        for (std::size_t i = 0; i != count; ++i)
            if (fit(entries[i].status, status) != 0) return true;
        return false;
    }
};

struct fields_table {
    answer_form const* value; ///< of the value, which may be nothing
    void* (*get_value)(void* self);
    node const* fields;
    void* (*get_fields)(void* self);
};

struct envelope_table {
    void* (*make)();
    void (*destroy)(void* envelope);
    bool (*accepted)(void const* envelope); ///< null: nothing is refused inside a 2xx
    /// Moves the payload into the answer; where it is absent, its path.
    std::string (*take)(void* envelope, void* into);
    bool may_be_absent; ///< the payload, and all of the content
};

template <class E, class T>
constexpr answer_form make_answer_form();
template <class E, class T>
inline constexpr answer_form answer_form_of = make_answer_form<E, T>();

template <class E, class List>
struct statuses_parts;
template <class E, class... On>
struct statuses_parts<E, by_status<On...>> {
    using type = by_status<On...>;
    template <std::size_t I>
    static void* emplace(void* self, int status) {
        return static_cast<type*>(self)->template emplace<I>(status);
    }
    template <std::size_t... I>
    static constexpr auto make(std::index_sequence<I...>) {
        return std::array<statuses_entry, sizeof...(On)>{
            statuses_entry{On::status, On::media_type, &answer_form_of<E, typename On::type>, &emplace<I>}...};
    }
    static constexpr auto entries = make(std::index_sequence_for<On...>());
    static constexpr statuses_table table{entries.data(), sizeof...(On),
                                          [](void const* self) { return static_cast<type const*>(self)->index(); },
                                          [](void* self) {
                                              return static_cast<type*>(self)->visit([](auto const& value) {
                                                  return const_cast<void*>(static_cast<void const*>(&value));
                                              });
                                          }};
};

/// A 304 leaves it empty, whatever its content.
template <class E, class T>
struct statuses_parts<E, not_modified_or<T>> {
    using type = not_modified_or<T>;
    static constexpr std::array<statuses_entry, 2> entries{
        statuses_entry{304,
                       {},
                       &answer_form_of<void, std::conditional_t<std::is_void_v<T>, T, void>>,
                       [](void* self, int) -> void* { return static_cast<type*>(self)->value.reset(), self; }},
        statuses_entry{status_2xx, {}, &answer_form_of<E, T>, [](void* self, int) -> void* {
                           return &static_cast<type*>(self)->value.emplace(detail::make<T>());
                       }}};
    static constexpr statuses_table table{
        entries.data(), entries.size(),
        [](void const* self) -> std::size_t { return static_cast<type const*>(self)->is_modified() ? 1 : 0; },
        [](void* self) -> void* {
            auto& value = static_cast<type*>(self)->value;
            return value ? static_cast<void*>(&*value) : self;
        }};
};

template <class E, class F>
struct fields_parts;
template <class E, class T, class F>
struct fields_parts<E, with_fields<T, F>> {
    static void* get_value(void* self) {
        if constexpr (std::is_void_v<T>)
            return self;
        else
            return &static_cast<with_fields<T, F>*>(self)->value;
    }
    static constexpr fields_table table{&answer_form_of<E, T>, &get_value, &node_of<F>, [](void* self) -> void* {
                                            return &static_cast<with_fields<T, F>*>(self)->fields;
                                        }};
};

template <class E, class T>
struct envelope_parts {
    using envelope = envelope_of<E, T>;
    static std::string take(void* self, void* into) {
        auto& whole = *static_cast<envelope*>(self);
        auto& payload = *static_cast<T*>(into);
        bool is_there = std::is_same_v<T, no_content>;
        std::string path = "$";
        if constexpr (is_there_anyway) {
        } else if constexpr (payload_is_function<E, T>) {
            std::optional<T> made = E::template payload<T>(std::move(whole));
            if (made) payload = std::move(*made), is_there = true;
        } else if constexpr (payload_is_member<E, T>) {
            take_payload(whole, payload, path, is_there, E::template payload<T>);
        } else if constexpr (payload_is_path<E, T>) {
            std::apply([&](auto... step) { take_payload(whole, payload, path, is_there, step...); },
                       E::template payload<T>.members);
        }
        return is_there ? std::string() : path;
    }
    static constexpr bool is_there_anyway = std::is_same_v<T, no_content>;
    static constexpr bool (*accepted())(void const*) {
        if constexpr (accepted_takes_envelope<E, T>)
            return [](void const* self) -> bool { return E::accepted(*static_cast<envelope const*>(self)); };
        else
            return nullptr;
    }
    static constexpr envelope_table table{[]() -> void* { return new envelope(detail::make<envelope>()); },
                                          [](void* self) { delete static_cast<envelope*>(self); }, accepted(), &take,
                                          is_there_anyway};
};

template <class E, class T>
constexpr answer_form make_answer_form() {
    if constexpr (is_as_received<T>::value) {
        using value = typename T::value_type;
        return {answer_shape::received, &node_of<value>, &received_table_of<value>};
    } else if constexpr (std::is_same_v<T, content>) {
        return {answer_shape::bytes};
    } else if constexpr (is_by_status<T>::value || is_not_modified_or<T>::value) {
        return {answer_shape::statuses, nullptr, &statuses_parts<E, T>::table};
    } else if constexpr (is_with_fields<T>::value) {
        return {answer_shape::fields, nullptr, &fields_parts<E, T>::table};
    } else if constexpr (is_stream<T>) {
        return {answer_shape::stream};
    } else if constexpr (is_enveloped<E, held<T>>) {
        return {answer_shape::wrapped, &node_of<envelope_of<E, held<T>>>, &envelope_parts<E, held<T>>::table};
    } else if constexpr (std::is_void_v<T> || std::is_same_v<T, no_content>) {
        return {answer_shape::nothing};
    } else {
        return {answer_shape::json, &node_of<T>};
    }
}

/// Tables that do not depend on the endpoint are one for all of them.
template <class E>
struct form_key_ {
    using type = void;
};
template <has_envelope E>
struct form_key_<E> {
    using type = E;
};
template <class E>
using form_key = typename form_key_<E>::type;

/// Whether a response says itself that this status, which is no 2xx, is one of its own.
constexpr bool lists_status(answer_form const& form, int status, std::string_view media_type) {
    if (form.shape == answer_shape::fields) return lists_status(*form.as<fields_table>().value, status, media_type);
    if (form.shape != answer_shape::statuses) return false;
    auto const* entry = form.as<statuses_table>().find(status, media_type);
    return entry && entry->status != any_status;
}

/// Makes an answer to be filled in, its required members included.
template <class T>
T make_answer() {
    if constexpr (is_with_fields<T>::value) {
        using value = typename is_with_fields<T>::value_type;
        using fields = typename is_with_fields<T>::fields_type;
        if constexpr (std::is_void_v<value>)
            return T{detail::make<fields>()};
        else
            return T{make_answer<value>(), detail::make<fields>()};
    } else {
        return detail::make<T>();
    }
}

} // namespace apibind::detail
