// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/everything.hpp>
#include <apibind/quoted_names.hpp>
#include <apibind/required.hpp>
#include <apibind/type_family.hpp>
#include <apibind/type_node.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

/// What the plain code does with the types that hold others, and with those of a codec: one table of functions for
/// each.
namespace apibind::detail {

template <class T>
constexpr node make_node();
template <class T>
inline constexpr node node_of = make_node<T>();
template <class T>
inline constexpr node node_of<T const> = node_of<T>;
template <class T>
inline constexpr node node_of<required<T>> = node_of<T>;
template <class T>
inline constexpr node node_of<derived<T>> = node_of<T>;

/// What of a member travels: its nodes are those of the types below, and no further tables.
template <class T>
struct travelling {
    using type = T;
};
template <class T>
struct travelling<T const> : travelling<T> {};
template <class T>
struct travelling<required<T>> : travelling<T> {};
template <class T>
struct travelling<derived<T>> : travelling<T> {};

template <class O>
struct optional_ops {
    using value_type = typename O::value_type;
    static void const* get(void const* self) {
        auto const& o = *static_cast<O const*>(self);
        return o.has_value() ? static_cast<void const*>(&*o) : nullptr;
    }
    static void* emplace(void* self) {
        auto& o = *static_cast<O*>(self);
        if (o.has_value()) reset(self);
        if (o.has_value()) __builtin_unreachable(); // or what reset does would be compiled here again
        if constexpr (is_made_plainly<value_type>)
            return &o.emplace();
        else
            return &o.emplace(make<value_type>());
    }
    [[gnu::noinline]] static void reset(void* self) { static_cast<O*>(self)->reset(); }
    static bool is_null(void const* self) { return static_cast<O const*>(self)->is_null(); }
    static void set_null(void* self) { *static_cast<O*>(self) = null; }
    static constexpr optional_table table() {
        optional_table out{&node_of<value_type>, &get, &emplace, &reset, nullptr, nullptr};
        if constexpr (is_nullable<O>::value) out.is_null = &is_null, out.set_null = &set_null;
        return out;
    }
};
template <class O>
inline constexpr optional_table optional_table_of = optional_ops<O>::table();

/// A std::unique_ptr or std::shared_ptr: null is absent.
template <class P>
struct owner_ops {
    using value_type = typename P::element_type;
    static void const* get(void const* self) { return static_cast<P const*>(self)->get(); }
    static void* emplace(void* self) {
        auto& owner = *static_cast<P*>(self);
        owner = P(new value_type(make<value_type>()));
        return owner.get();
    }
    static void reset(void* self) { static_cast<P*>(self)->reset(); }
};
template <class P>
inline constexpr optional_table owner_table_of{&node_of<typename P::element_type>,
                                               &owner_ops<P>::get,
                                               &owner_ops<P>::emplace,
                                               &owner_ops<P>::reset,
                                               nullptr,
                                               nullptr};

template <class O>
struct open_enum_ops {
    static std::string_view wire(void const* self) { return static_cast<O const*>(self)->wire(); }
    static void assign(void* self, std::string_view text) { static_cast<O*>(self)->assign(text); }
    static bool has_value(void const* self) { return static_cast<O const*>(self)->has_value(); }
};
template <class O>
inline constexpr open_enum_table open_enum_table_of{&enum_table_of<typename O::enum_type>, &open_enum_ops<O>::wire,
                                                    &open_enum_ops<O>::assign, &open_enum_ops<O>::has_value};

template <class L>
struct list_ops {
    using element = typename L::value_type;
    static list_view view(void const* self) {
        auto const& list = *static_cast<L const*>(self);
        if constexpr (requires { list.data(); })
            return {list.data(), list.size()};
        else
            return {nullptr, list.size()};
    }
    static constexpr bool (*each())(void const*, void*, bool (*)(void*, void const*)) {
        if constexpr (requires(L const& l) { l.data(); })
            return nullptr;
        else
            return [](void const* self, void* context, bool (*visit)(void*, void const*)) {
                for (auto const& item : *static_cast<L const*>(self))
                    if (!visit(context, &item)) return false;
                return true;
            };
    }
    static void clear(void* self) { static_cast<L*>(self)->clear(); }
    static void* append(void* self) {
        auto& list = *static_cast<L*>(self);
        if constexpr (is_vector<L> && is_made_plainly<element>)
            return &list.emplace_back();
        else if constexpr (!std::is_lvalue_reference_v<decltype(list.emplace_back(std::declval<element>()))>)
            return list.emplace_back(make<element>()), &list.back();
        else if constexpr (!is_made_plainly<element>)
            return &list.emplace_back(make<element>());
        else
            return &list.emplace_back();
    }
};
template <class L>
inline constexpr list_table list_table_of{&node_of<typename L::value_type>,
                                          sizeof(typename L::value_type),
                                          &list_ops<L>::view,
                                          list_ops<L>::each(),
                                          &list_ops<L>::clear,
                                          &list_ops<L>::append};

template <class B>
struct bits_ops {
    static std::size_t size(void const* self) { return static_cast<B const*>(self)->size(); }
    static bool at(void const* self, std::size_t i) { return (*static_cast<B const*>(self))[i]; }
    static void clear(void* self) { static_cast<B*>(self)->clear(); }
    static void append(void* self, bool value) { static_cast<B*>(self)->push_back(value); }
};
template <class B>
inline constexpr bits_table bits_table_of{&bits_ops<B>::size, &bits_ops<B>::at, &bits_ops<B>::clear,
                                          &bits_ops<B>::append};

template <class A>
struct array_traits;
template <class T, std::size_t N>
struct array_traits<T[N]> {
    using element = T;
    static constexpr std::size_t count = N;
};
template <class T, std::size_t N>
struct array_traits<std::array<T, N>> {
    using element = T;
    static constexpr std::size_t count = N;
};
template <class A>
inline constexpr array_table array_table_of{&node_of<typename array_traits<A>::element>,
                                            sizeof(typename array_traits<A>::element), array_traits<A>::count};

template <class M>
struct map_ops {
    using key = typename M::key_type;
    using value = typename M::mapped_type;
    static constexpr bool integer_key = std::integral<key> && !std::same_as<key, bool> && !character<key>;

    static std::size_t size(void const* self) { return static_cast<M const*>(self)->size(); }
    static bool each(void const* self, void* context, bool (*visit)(void*, std::string_view, void const*)) {
        M const& map = *static_cast<M const*>(self);
        for (auto it = map.begin(), end = map.end(); it != end;) {
            auto const& [k, v] = *it;
            ++it; // the next node is on its way while this one is visited
            if constexpr (integer_key) {
                if (!visit(context, std::to_string(k), &v)) return false;
            } else if constexpr (std::is_enum_v<key>) {
                auto const* known = enum_table_of<key>.find(static_cast<std::int64_t>(k));
                if (!visit(context, known ? known->name : std::string_view{}, &v)) return false;
            } else {
                std::string_view const text = k;
                // No text at all, which says something else here, is the empty key.
                if (!visit(context, text.data() ? text : std::string_view(""), &v)) return false;
            }
        }
        return true;
    }
    static void clear(void* self) { static_cast<M*>(self)->clear(); }
    static constexpr enum_table const* keys() {
        if constexpr (std::is_enum_v<key>)
            return &enum_table_of<key>;
        else
            return nullptr;
    }
    /// The value of the key made of `k`. Documents mostly have their keys in order: the end is where to look first.
    template <class K, class... Value>
    static value* at_end(M& map, K const& k, Value&&... v) {
        if constexpr (requires { typename M::node_type; }) // made in its node, and compared as few times as can be
            return &map.emplace_hint(map.end(), std::piecewise_construct, std::tuple<K const&>(k),
                                     std::tuple<Value&&...>(std::forward<Value>(v)...))
                        ->second;
        else
            return &map.try_emplace(key(k), std::forward<Value>(v)...).first->second;
    }
    static void* emplace(void* self, std::string_view text, bool& known) {
        known = false;
        auto& map = *static_cast<M*>(self);
        auto insert = [&](auto const& k) -> void* {
            auto const before = map.size();
            void* place = nullptr;
            if constexpr (is_made_plainly<value>)
                place = at_end(map, k);
            else
                place = at_end(map, k, make<value>());
            known = map.size() == before;
            return known ? nullptr : place;
        };
        if constexpr (integer_key) {
            std::uint64_t magnitude = 0;
            for (char c : text.substr(text.starts_with('-') ? 1 : 0))
                magnitude = magnitude * 10 + static_cast<std::uint64_t>(c - '0');
            auto const k = static_cast<key>(text.starts_with('-') ? 0 - magnitude : magnitude);
            // One spelling a key: what the writer would not write, as "01", "-0" or "x", is none.
            return std::to_string(k) == text ? insert(k) : nullptr;
        } else if constexpr (std::is_enum_v<key>) {
            auto const* entry = enum_table_of<key>.find(text);
            return entry ? insert(static_cast<key>(entry->value)) : nullptr;
        } else {
            return insert(text);
        }
    }
};
template <class M>
inline constexpr map_table map_table_of{&node_of<typename M::mapped_type>,
                                        &map_ops<M>::size,
                                        &map_ops<M>::each,
                                        &map_ops<M>::clear,
                                        &map_ops<M>::emplace,
                                        map_ops<M>::integer_key                ? "an integer"
                                        : std::is_enum_v<typename M::key_type> ? "a known name"
                                                                               : "a string",
                                        map_ops<M>::keys()};

/// Of a variant, or of a `Whole` that derives from it.
template <class V, class Whole = V>
struct variant_ops;
template <class... T, class Whole>
struct variant_ops<std::variant<T...>, Whole> {
    using V = std::variant<T...>;
    static V const& of(void const* self) { return *static_cast<Whole const*>(self); }
    static constexpr node const* entries[] = {&node_of<T>...};
    static std::size_t index(void const* self) { return of(self).index(); }
    static void const* get(void const* self) {
        return std::visit([](auto const& value) { return static_cast<void const*>(&value); }, of(self));
    }
    template <std::size_t I>
    static void* emplace_at(void* self) {
        using alternative = std::variant_alternative_t<I, V>;
        return &static_cast<V&>(*static_cast<Whole*>(self)).template emplace<I>(make<alternative>());
    }
    template <std::size_t... I>
    static void* emplace_one(std::index_sequence<I...>, void* self, std::size_t index) {
        static constexpr void* (*one[])(void*) = {&emplace_at<I>...};
        return one[index](self);
    }
    static void* emplace(void* self, std::size_t index) {
        return emplace_one(std::index_sequence_for<T...>{}, self, index);
    }
};
template <class T, class Union>
constexpr std::uint64_t own_hash() {
    if constexpr (std::is_same_v<T, Union>)
        return 0;
    else
        return type_hash<T>();
}
template <class T>
constexpr alternatives_table make_alternatives_table() {
    using V = variant_of<T>;
    using ops = variant_ops<V, T>;
    return {ops::entries, std::variant_size_v<V>, &ops::index, &ops::get, &ops::emplace, own_hash<T, V>()};
}
template <class T>
inline constexpr alternatives_table alternatives_table_of = make_alternatives_table<T>();

template <class T>
struct text_ops {
    static std::string write(void const* self, std::string& text) {
        auto const& value = *static_cast<T const*>(self);
        if constexpr (requires { std::string(text_codec<T>::write(value, text)); })
            return text_codec<T>::write(value, text);
        else
            return text_codec<T>::write(value, text), std::string();
    }
    static bool read(std::string_view text, void* self) { return text_codec<T>::read(text, *static_cast<T*>(self)); }
    static void reset(void* self) { *static_cast<T*>(self) = T(); }
    static constexpr bool is_number() {
        if constexpr (requires { text_codec<T>::is_number; })
            return text_codec<T>::is_number;
        else
            return false;
    }
};
template <class T>
inline constexpr text_table text_table_of{&text_ops<T>::write, &text_ops<T>::read, &text_ops<T>::reset,
                                          text_codec<T>::expected, text_ops<T>::is_number()};

template <class J>
inline constexpr joined_table joined_table_of{&list_table_of<J>, J::separator};

template <class T>
struct described_ops {
    using wire = described_json_of<T>;
    static bool write(void const* self, void* context, bool (*use)(void*, void const*)) {
        wire const made = to_described_json(*static_cast<T const*>(self));
        return use(context, &made);
    }
    static bool read(void* self, void* context, bool (*fill)(void*, void*), std::string& expected) {
        wire made = make<wire>();
        if (!fill(context, &made)) return false;
        auto& value = *static_cast<T*>(self);
        if constexpr (requires { std::string(from_described_json(std::move(made), value)); }) {
            expected = from_described_json(std::move(made), value);
            return expected.empty();
        } else {
            return from_described_json(std::move(made), value), true;
        }
    }
    static constexpr auto reader() -> bool (*)(void*, void*, bool (*)(void*, void*), std::string&) {
        if constexpr (has_from_described_json<T>)
            return &read;
        else
            return nullptr;
    }
};
template <class T>
inline constexpr described_table described_table_of{&node_of<described_json_of<T>>, &described_ops<T>::write,
                                                    described_ops<T>::reader()};

template <class T>
struct foreign_ops {
    static std::string write(void const* self, std::string& json) {
        auto const& value = *static_cast<T const*>(self);
        if constexpr (requires { std::string(codec<T>::write(value, json)); })
            return codec<T>::write(value, json);
        else
            return codec<T>::write(value, json), std::string();
    }
    static bool read(std::string_view json, void* self, std::string& expected) {
        return codec<T>::read(json, *static_cast<T*>(self), expected);
    }
};
template <class T>
inline constexpr foreign_table foreign_table_of{&foreign_ops<T>::write, &foreign_ops<T>::read};

} // namespace apibind::detail
