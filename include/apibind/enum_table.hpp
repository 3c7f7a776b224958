// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/loaded_integer.hpp>
#include <apibind/quoted_names.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace apibind::detail {

struct enumerator {
    std::string_view name;
    std::int64_t value;
};
/// The enumerators of a described enum, by their names of the wire.
struct enum_table {
    enumerator const* entries;
    std::size_t count;
    bool is_signed; ///< the enum's underlying type

    constexpr bool has(std::string_view name) const {
        for (std::size_t i = 0; i != count; ++i)
            if (entries[i].name == name) return true;
        return false;
    }
    constexpr enumerator const* find(std::string_view name) const {
        for (std::size_t i = 0; i != count; ++i)
            if (entries[i].name == name) return entries + i;
        return nullptr;
    }
    constexpr enumerator const* find(std::int64_t value) const {
        // Mostly the values count up from zero.
        if (auto const i = static_cast<std::uint64_t>(value); i < count && entries[i].value == value)
            return entries + i;
        for (std::size_t i = 0; i != count; ++i)
            if (entries[i].value == value) return entries + i;
        return nullptr;
    }
    /// The one that an enum of that width holds.
    enumerator const* held(void const* value, std::size_t width) const {
        auto const mask = ~std::uint64_t{0} >> (64 - 8 * width);
        auto const bits = load_unsigned(value, width);
        auto const is_held = [&](std::size_t i) {
            return (static_cast<std::uint64_t>(entries[i].value) & mask) == bits;
        };
        // Mostly the values count up from zero.
        std::size_t i = static_cast<std::size_t>(bits);
        if (i >= count || !is_held(i))
            for (i = 0; i != count && !is_held(i);) ++i;
        return i != count ? entries + i : nullptr;
    }
    /// Whether a text is the name of an entry itself, not another one of the same characters.
    bool holds(std::string_view text) const {
        auto const at = reinterpret_cast<std::uintptr_t>(text.data());
        return count != 0 && at >= reinterpret_cast<std::uintptr_t>(entries[0].name.data()) &&
               at <= reinterpret_cast<std::uintptr_t>(entries[count - 1].name.data());
    }
};

template <class E, class List>
struct enumerator_array;
template <class E, template <class...> class L, class... D>
struct enumerator_array<E, L<D...>> {
    using quoted = quoted_names<E>;
    static constexpr auto make() {
        std::array<enumerator, sizeof...(D) + 1> out{};
        std::size_t i = 0;
        ((out[i] = {{quoted::all.text + quoted::all.starts[i] + 1,
                     static_cast<std::size_t>(quoted::all.starts[i + 1] - quoted::all.starts[i] - 3)},
                    static_cast<std::int64_t>(D::value)},
          ++i),
         ...);
        return out;
    }
    static constexpr auto entries = make();
    static constexpr std::size_t count = sizeof...(D);
};

template <class E>
inline constexpr enum_table enum_table_of{enumerator_array<E, enumerators_of<E>>::entries.data(),
                                          enumerator_array<E, enumerators_of<E>>::count,
                                          std::is_signed_v<std::underlying_type_t<E>>};

} // namespace apibind::detail
