// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/unrolled_value.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <type_traits>
#include <utility>

/// JSON of one struct, unrolled over its members.
namespace apibind::detail {

/// Whether `Size` bytes are the same. One side is a constant, so that whole words of it become immediate operands.
template <std::size_t Size>
[[gnu::always_inline]] inline bool same_bytes(char const* a, char const* b) {
    auto const same = [&]<class Word>(Word, std::size_t at) {
        Word x, y;
        std::memcpy(&x, a + at, sizeof x);
        std::memcpy(&y, b + at, sizeof y);
        return x == y;
    };
    if constexpr (Size > 64 || Size < 4)
        return std::memcmp(a, b, Size) == 0;
    else if constexpr (Size > 16)
        return same(std::uint64_t{}, 0) && same_bytes<Size - 8>(a + 8, b + 8);
    else if constexpr (Size >= 8)
        return same(std::uint64_t{}, 0) && same(std::uint64_t{}, Size - 8);
    else
        return same(std::uint32_t{}, 0) && same(std::uint32_t{}, Size - 4);
}

/// Behind the value that ended at `p` (null: it was refused): whether another member follows, to which `p` then moves.
[[gnu::always_inline]] inline bool has_next_member(json_reader& r, char const*& p) {
    return p && r.comma(p);
}
struct read_member_end {
    char const* p;      ///< behind its value; null after a failure
    std::uint64_t seen; ///< with its bit
};
/// A member that is spelt in another way than the writer's, or unknown.
[[gnu::noinline]] inline read_member_end read_other_member(json_reader& r, object_table const& table, void* self,
                                                           char const* at, std::uint64_t seen) {
    auto const [known, p] = r.other_member(table, table.members, at);
    if (!p) return {nullptr, seen};
    if (known == table.members + table.count) return {r.unnamed(table, self, at, p), seen};
    auto const bit = std::uint64_t{1} << (known - table.members);
    if (seen & bit) return {r.duplicate(at, p, *known), seen};
    return {r.value(*known->type, table.at(*known, self), p), seen | bit};
}

/// Whether a member goes by code of its own; an optional one if what it holds does.
template <class T>
inline constexpr bool is_unrolled = unrolled_value<T>::is_own;
template <class T>
inline constexpr bool is_unrolled<std::optional<T>> = unrolled_value<T>::is_own;

template <class T, class List>
struct unrolled_members;

template <class T, template <class...> class L, class... D>
struct unrolled_members<T, L<D...>> {
    using quoted = quoted_names<T>;
    static constexpr auto all = sizeof...(D) == 0 ? 0 : ~std::uint64_t{0} >> (64 - sizeof...(D)) % 64;

    template <std::size_t I>
    static constexpr char const* text = quoted::all.text + quoted::all.starts[I];
    template <std::size_t I>
    static constexpr std::size_t size = quoted::all.starts[I + 1] - quoted::all.starts[I];

    /// What of a member travels, where it lies.
    template <class One>
    using held_by = typename travelling<member_type_of<One>>::type;
    template <class One>
    static auto& held(T& self) {
        return *static_cast<held_by<One>*>(const_cast<void*>(static_cast<void const*>(&(self.*One::pointer))));
    }
    template <class One>
    static auto const& held(T const& self) {
        return *static_cast<held_by<One> const*>(static_cast<void const*>(&(self.*One::pointer)));
    }
    template <class One>
    static constexpr bool is_optional_member = is_optional<held_by<One>>::value&& is_unrolled<held_by<One>>;

    // Reading ------------------------------------------------------------------------------------------------------

    [[gnu::always_inline]] static char const* read(json_reader& r, T& self, char const* p) {
        if (*p != '{') [[unlikely]]
            return r.mismatch(node_of<T>, p);
        char const* const start = p;
        if (!(p = r.open(p))) [[unlikely]]
            return nullptr;
        std::uint64_t seen = 0;
        if (*p != '}') {
            while (read_some(r, self, p, seen, std::index_sequence_for<D...>{})) {
            }
            if (!p) [[unlikely]]
                return nullptr;
            if (*p != '}') [[unlikely]]
                return r.malformed(p, "',' or '}'");
        }
        if (seen != all && !absent(r, self, seen, start, p, std::index_sequence_for<D...>{})) [[unlikely]]
            return nullptr;
        return r.close(p);
    }
    /// Members mostly come in the order of their declaration: each of them if it is the next one, else any other. False
    /// behind the last one.
    template <std::size_t... I>
    [[gnu::always_inline]] static bool read_some(json_reader& r, T& self, char const*& p, std::uint64_t& seen,
                                                 std::index_sequence<I...>) {
        auto const before = seen;
        if (!(true && ... && read_member<D, I>(r, self, p, seen))) return false;
        if (seen != before) return true;
        auto const other = read_other_member(r, object_table_of<T>, &self, p, seen);
        p = other.p;
        seen = other.seen;
        return has_next_member(r, p);
    }
    template <class One, std::size_t I>
    [[gnu::always_inline]] static bool read_member(json_reader& r, T& self, char const*& p, std::uint64_t& seen) {
        constexpr auto bit = std::uint64_t{1} << I;
        if (static_cast<std::size_t>(r.end - p) < size<I> || !same_bytes<size<I>>(p, text<I>)) return true;
        char const* const at = std::exchange(p, r.space(p + size<I>));
        if (seen & bit) [[unlikely]] {
            p = r.duplicate(at, p, object_table_of<T>.members[I]);
            return false;
        }
        seen |= bit;
        p = unrolled_value<held_by<One>>::read(r, held<One>(self), p);
        return has_next_member(r, p);
    }
    template <std::size_t... I>
    [[gnu::always_inline]] static bool absent(json_reader& r, T& self, std::uint64_t seen, char const* start,
                                              char const* p, std::index_sequence<I...>) {
        constexpr auto others = (std::uint64_t{0} | ... | (is_optional_member<D> ? 0 : std::uint64_t{1} << I));
        if ((seen & others) != others) return r.absent(object_table_of<T>, &self, seen, nullptr, start, p);
        (reset<D, I>(self, seen), ...);
        return true;
    }
    template <class One, std::size_t I>
    [[gnu::always_inline]] static void reset(T& self, std::uint64_t seen) {
        if constexpr (is_optional_member<One>)
            if (!(seen & std::uint64_t{1} << I)) held<One>(self).reset();
    }

    // Writing ------------------------------------------------------------------------------------------------------

    [[gnu::always_inline]] static bool write(json_writer& w, T const& self) {
        if (w.depth == default_json_depth) return w.too_deep();
        ++w.depth;
        char before = '{'; // what stands before the next member
        return write_all(w, self, before, std::index_sequence_for<D...>{}) && w.end_of_object(before);
    }
    template <std::size_t... I>
    [[gnu::always_inline]] static bool write_all(json_writer& w, T const& self, char& before,
                                                 std::index_sequence<I...>) {
        return (true && ... && (write_member<D, I>(w, self, before) || w.in_key({text<I> + 1, size<I> - 3})));
    }
    template <class One, std::size_t I>
    [[gnu::always_inline]] static bool write_member(json_writer& w, T const& self, char& before) {
        auto const& value = held<One>(self);
        if constexpr (is_optional_member<One>) {
            return !value || write_value<I>(w, *value, before);
        } else if constexpr (is_unrolled<held_by<One>>) {
            return write_value<I>(w, value, before);
        } else {
            return w.any_entry(before, object_table_of<T>.members[I], &value);
        }
    }
    template <std::size_t I, class Value>
    [[gnu::always_inline]] static bool write_value(json_writer& w, Value const& value, char& before) {
        using code = unrolled_value<Value>;
        if constexpr (size<I> + 1 + code::room > json_writer::chunk_size) {
            w.put(before);
            w.put(text<I>, size<I>);
            w.reserve(code::room);
        } else {
            w.reserve(size<I> + 1 + code::room);
            char* const to = w.at;
            *to = before;
            std::memcpy(to + 1, text<I>, size<I>);
            w.at = to + 1 + size<I>;
        }
        before = ',';
        return code::write(w, value);
    }
};

template <class T>
    requires(node_of<T>.known == exact::unrolled && node_of<T>.form == shape::object)
struct unrolled_value<T> {
    static constexpr bool is_own = true;
    static constexpr std::size_t room = 0;
    [[gnu::always_inline]] static char const* inline_read(json_reader& r, T& to, char const* p) {
        return unrolled_members<T, members_of<T>>::read(r, to, p);
    }
    [[gnu::noinline]] static char const* read(json_reader& r, T& to, char const* p) { return inline_read(r, to, p); }
    [[gnu::noinline]] static bool write(json_writer& w, T const& value) {
        return unrolled_members<T, members_of<T>>::write(w, value);
    }
};

/// The same of a type that is not seen by the caller.
template <class T>
struct unrolled_code {
    static char const* read(json_reader& r, void* into, char const* p) {
        return unrolled_value<T>::read(r, *static_cast<T*>(into), p);
    }
    static bool write(json_writer& w, void const* self) {
        w.reserve(unrolled_value<T>::room);
        return unrolled_value<T>::write(w, *static_cast<T const*>(self));
    }
};

} // namespace apibind::detail
