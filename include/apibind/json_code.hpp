// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/unrolled_object.hpp>

namespace apibind {
namespace detail {

struct unrolled_t {
    /// Not a struct of more members than there are bits, or with members that it does not name.
    template <class Struct>
    static constexpr bool fits() {
        if constexpr (described_struct<Struct>)
            return !object_table_of<Struct>.is_prepared;
        else
            return false; // valid<E> says what is wrong with it
    }
    template <class T>
    static constexpr json_code_table code{&unrolled_code<T>::read, &unrolled_code<T>::write};
};

} // namespace detail

/// Gives a described struct code of its own that reads and writes its JSON, member after member, instead of plain code
/// over its table. It takes a function that stands beside the type, before the first use of it, and is found by ADL:
///
///     consteval auto json_code(std::type_identity<contact>) { return apibind::unrolled; }
///
/// What is accepted, refused and written stays the same. Lists, maps and optionals of such structs are unrolled with
/// them; a struct inside that has no such function goes by its table.
inline constexpr detail::unrolled_t unrolled{};

} // namespace apibind
