// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/fields.hpp>
#include <apibind/http_fields.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tuple>
#include <type_traits>

/// The declared header fields of an endpoint or a service, as the non-template code reads them.
namespace apibind::detail {

/// Whether a field follows from the request or the options, and is not to be declared.
constexpr bool is_taken_field(std::string_view name) {
    return http_fields::is_one_of(name, {"Host", "Content-Length", "Content-Type", "Transfer-Encoding", "Connection",
                                         "Cookie", "User-Agent", "Proxy-Authorization"});
}

struct field_entry {
    std::string_view name;
    std::string_view constant; ///< where it is one
    std::int16_t member = -1;  ///< position in the table of members
    bool is_constant = false;
    bool is_cookie = false;
};

template <class T>
struct is_field : std::false_type {};
template <>
struct is_field<constant_field> : std::true_type {};
template <auto M>
struct is_field<member_field<M>> : std::true_type {};
template <class T>
struct is_field_list : std::false_type {};
template <class... F>
struct is_field_list<field_list<F...>> : std::bool_constant<(true && ... && is_field<F>::value)> {};

template <class E>
concept has_fields = requires {
    E::fields;
};
template <class E>
concept fields_are_constant = requires {
    typename std::bool_constant<(static_cast<void>(E::fields.each), true)>;
};
/// Whether there are fields to read; those that are none are told by valid<E>.
template <class E>
concept has_sound_fields = fields_are_constant<E> && is_field_list<std::remove_cvref_t<decltype(E::fields)>>::value;

/// `Positions` finds the position of a member; that of no member is -1.
template <class Positions>
constexpr field_entry entry_of(constant_field const& f) {
    return {f.name, f.value, -1, true, f.is_cookie};
}
template <class Positions, auto M>
constexpr field_entry entry_of(member_field<M> const& f) {
    return {f.name, {}, static_cast<std::int16_t>(Positions::template of<M>()), false, f.is_cookie};
}

struct no_field_entries {
    static constexpr std::size_t count = 0;
    static constexpr std::array<field_entry, 0> entries{};
    static constexpr bool names(std::size_t) { return false; }
};
template <class E, class Positions>
struct field_entries : no_field_entries {};
template <has_sound_fields E, class Positions>
struct field_entries<E, Positions> {
    static constexpr std::size_t count = std::tuple_size_v<decltype(E::fields.each)>;
    static constexpr auto make() {
        std::array<field_entry, count + 1> out{};
        std::size_t i = 0;
        std::apply([&](auto const&... f) { ((out[i++] = entry_of<Positions>(f)), ...); }, E::fields.each);
        return out;
    }
    static constexpr auto entries = make();

    /// Whether a field says the member at that position.
    static constexpr bool names(std::size_t member) {
        for (auto const& entry : entries)
            if (entry.member == static_cast<int>(member)) return true;
        return false;
    }
};

/// Of a service, whose fields are of no request.
struct no_positions {
    template <auto M>
    static constexpr int of() {
        return -1;
    }
};
template <class S>
using service_fields = field_entries<S, no_positions>;

} // namespace apibind::detail
