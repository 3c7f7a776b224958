// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/json_form_reader.hpp>
#include <apibind/json_form_writer.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

/// JSON of the values that members of an unrolled object have, each as json_reader::value and json_writer::value have
/// it. Every `write` finds `room` bytes reserved.
namespace apibind::detail {

/// What has no code of its own here goes by its node.
template <class T>
struct unrolled_value {
    static constexpr bool is_own = false;
    static constexpr std::size_t room = 0;
    static char const* read(json_reader& r, T& to, char const* p) { return r.value(node_of<T>, &to, p); }
    static bool write(json_writer& w, T const& value) { return w.value(node_of<T>, &value); }
};

/// Whether a type travels in the form that it has without a codec.
template <class T, shape Form>
concept travels_as = node_of<T>
.form == Form;

template <class T>
    requires(std::same_as<T, bool>&& travels_as<T, shape::boolean>)
struct unrolled_value<T> {
    static constexpr bool is_own = true;
    static constexpr std::size_t room = 5;
    [[gnu::always_inline]] static char const* read(json_reader& r, bool& to, char const* p) {
        return r.boolean(node_of<bool>, &to, p);
    }
    [[gnu::always_inline]] static bool write(json_writer& w, bool value) { return w.boolean(value); }
};

template <class T>
    requires(std::integral<T> && (travels_as<T, shape::signed_integer> || travels_as<T, shape::unsigned_integer>))
struct unrolled_value<T> {
    static constexpr bool is_own = true;
    static constexpr std::size_t room = max_number_text;
    [[gnu::always_inline]] static char const* read(json_reader& r, T& to, char const* p) {
        if constexpr (std::is_signed_v<T>)
            return r.exact_integer<T>(node_of<T>, &to, p);
        else
            return r.integer(node_of<T>, &to, p);
    }
    [[gnu::always_inline]] static bool write(json_writer& w, T value) {
        return w.reserved_integer(
            static_cast<std::conditional_t<std::is_signed_v<T>, std::int64_t, std::uint64_t>>(value));
    }
};

template <class T>
    requires(std::floating_point<T>&& travels_as<T, shape::floating>)
struct unrolled_value<T> {
    static constexpr bool is_own = true;
    static constexpr std::size_t room = 0;
    [[gnu::always_inline]] static char const* read(json_reader& r, T& to, char const* p) {
        return r.floating(node_of<T>, to, p);
    }
    static bool write(json_writer& w, T value) { return w.floating(value); }
};

template <class T>
    requires(std::same_as<T, std::string>&& travels_as<T, shape::string>)
struct unrolled_value<T> {
    static constexpr bool is_own = true;
    static constexpr std::size_t room = 0;
    [[gnu::always_inline]] static char const* read(json_reader& r, std::string& to, char const* p) {
        return *p == '"' ? r.string(p, to) : r.mismatch(node_of<std::string>, p);
    }
    // Not inline: it would be the larger part of an object's code, and is little of its time.
    static bool write(json_writer& w, std::string const& value) { return w.string(value); }
};

template <class T>
    requires(node_of<T>.known == exact::strings)
struct unrolled_value<T> {
    static constexpr bool is_own = true;
    static constexpr std::size_t room = 0;
    static char const* read(json_reader& r, T& to, char const* p) { return r.strings(node_of<T>, &to, p); }
    static bool write(json_writer& w, T const& value) { return w.strings(&value); }
};

template <class T>
    requires(std::is_enum_v<T>&& travels_as<T, shape::enumeration>)
struct unrolled_value<T> {
    static constexpr bool is_own = true;
    static constexpr std::size_t room = 0;
    static char const* read(json_reader& r, T& to, char const* p) { return r.enumeration(node_of<T>, &to, p); }
    static bool write(json_writer& w, T value) { return w.enumeration(node_of<T>, &value); }
};

template <class T>
    requires(is_open_enum<T>::value&& travels_as<T, shape::open_enumeration>)
struct unrolled_value<T> {
    static constexpr bool is_own = true;
    static constexpr std::size_t room = 0;
    [[gnu::always_inline]] static char const* read(json_reader& r, T& to, char const* p) {
        if (*p != '"') return r.mismatch(node_of<T>, p);
        std::string_view text;
        p = r.name(p, text);
        if (p) to.assign(text);
        return p;
    }
    [[gnu::always_inline]] static bool write(json_writer& w, T const& value) {
        auto const wire = value.wire();
        if (enum_table_of<typename T::enum_type>.holds(wire)) return w.known_name(wire);
        return w.open_enumeration(node_of<T>, &value);
    }
};

template <class T>
    requires(is_optional<T>::value&& travels_as<T, shape::optional>)
struct unrolled_value<T> {
    using held = unrolled_value<typename T::value_type>;
    static constexpr bool is_own = true;
    static constexpr std::size_t room = held::room > 4 ? held::room : 4;
    [[gnu::always_inline]] static char const* read(json_reader& r, T& to, char const* p) {
        if (*p != 'n') return held::read(r, *static_cast<typename T::value_type*>(optional_ops<T>::emplace(&to)), p);
        p = r.literal(p, "null");
        if (p) to.reset();
        return p;
    }
    [[gnu::always_inline]] static bool write(json_writer& w, T const& value) {
        return value ? held::write(w, *value) : w.null();
    }
};

template <class T>
    requires(travels_as<T, shape::list>&& node_of<T>.known != exact::strings && !node_of<T>.single &&
             requires(T & list) { list.data(); })
struct unrolled_value<T> {
    using element = unrolled_value<typename T::value_type>;
    static constexpr bool is_own = true;
    static constexpr std::size_t room = 0;
    [[gnu::noinline]] static char const* read(json_reader& r, T& to, char const* p) {
        if (*p != '[') return r.mismatch(node_of<T>, p);
        to.clear();
        return r.elements(
            p, [&](char const* at) __attribute__((always_inline)) {
                return element::read(r, *static_cast<typename T::value_type*>(list_ops<T>::append(&to)), at);
            });
    }
    [[gnu::noinline]] static bool write(json_writer& w, T const& value) {
        if (!w.open('[')) return false;
        std::size_t const size = value.size();
        bool const counted = w.is_counted(size);
        for (std::size_t i = 0; i != size; ++i) {
            if (i != 0) w.separate(',');
            w.reserve(element::room);
            if (!element::write(w, value[i])) return w.in_element(i);
            if (counted) w.done = i + 1;
        }
        if (counted) w.total = w.done = 0;
        return w.close(']');
    }
};

template <class T>
    requires(travels_as<T, shape::map>&& std::same_as<typename T::key_type, std::string>)
struct unrolled_value<T> {
    using element = unrolled_value<typename T::mapped_type>;
    static constexpr bool is_own = true;
    static constexpr std::size_t room = 0;
    [[gnu::noinline]] static char const* read(json_reader& r, T& to, char const* p) {
        if (*p != '{') return r.mismatch(node_of<T>, p);
        to.clear();
        return r.members_of_object(
            p, [&](char const* at, std::string_view key, char const* q) __attribute__((always_inline)) {
                bool known = false;
                void* const entry = map_ops<T>::emplace(&to, key, known);
                if (!entry) return r.bad_key(map_table_of<T>, at, q, known);
                return element::read(r, *static_cast<typename T::mapped_type*>(entry), q);
            });
    }
    [[gnu::noinline]] static bool write(json_writer& w, T const& value) {
        if (!w.open('{')) return false;
        bool const counted = w.is_counted(value.size());
        bool is_first = true;
        for (auto it = value.begin(), end = value.end(); it != end;) {
            auto const& [key, held] = *it;
            ++it; // as in map_ops
            if (!is_first) w.separate(',');
            is_first = false;
            if (!w.inline_string(key)) return w.in_key(key);
            w.separate(':');
            w.reserve(element::room);
            if (!element::write(w, held)) return w.in_key(key);
            if (counted) ++w.done;
        }
        if (counted) w.total = w.done = 0;
        return w.close('}');
    }
};

} // namespace apibind::detail
