// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/unrolled_object.hpp>

namespace apibind {
namespace detail {

struct unrolled_t {
    template <class T>
    static constexpr json_code_table code{&unrolled_code<T>::read, &unrolled_code<T>::write};
    /// That of a struct, or of lists and maps of it. Null where the tables stay: of a struct of more members than there
    /// are bits, or with members that it does not name.
    template <class T, class Struct>
    static constexpr json_code_table const* table() {
        return object_table_of<Struct>.is_prepared ? nullptr : &code<T>;
    }
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
