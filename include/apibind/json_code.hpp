// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/unrolled_object.hpp>

namespace apibind {
namespace detail {

template <class List>
inline constexpr bool are_few_and_named = false;
template <template <class...> class L, class... D>
inline constexpr bool are_few_and_named<L<D...>> = sizeof...(D) <= 64 &&
                                                   (true && ... && !is_additional<member_type_of<D>>::value);

struct unrolled_t {
    /// Not a struct of more members than there are bits, or with members that it does not name, or of lenient ones as
    /// problem_details has them; what is no described struct is told by valid<E>.
    template <class Struct>
    static constexpr bool fits() {
        if constexpr (is_described_with_bases<Struct>)
            return are_few_and_named<members_of<Struct>> && !__is_base_of(problem_details, Struct);
        else
            return false;
    }
    template <class T>
    static constexpr json_code_table code{&unrolled_code<T>::read, &unrolled_code<T>::write};
    /// A whole text, for which the code of an object stands where it is called from.
    template <class T>
    [[gnu::always_inline]] static char const* read(json_reader& r, T& into, char const* p) {
        if constexpr (requires { unrolled_value<T>::inline_read(r, into, p); })
            return unrolled_value<T>::inline_read(r, into, p);
        else
            return unrolled_value<T>::read(r, into, p);
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
