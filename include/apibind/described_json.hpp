// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>
#include <type_traits>
#include <utility>

/// A type of the program whose members are nobody's business travels as another type, which has a form. Two functions
/// in the namespace of the type say so, found by ADL:
///
///     wire_price to_described_json(price const& value);             // any type that travels: a struct, a string ...
///     void from_described_json(wire_price wire, price& value);      // only where it is read
///
/// `from_described_json` may return a std::string instead: what was expected, as in "an amount that is not negative",
/// where `wire` stands for no value; nothing where it does. The type needs a default constructor to be read. Where its
/// JSON is no type's, see codec<T>.
namespace apibind::detail {

template <class T>
concept has_described_json = requires(T const& value) {
    to_described_json(value);
};
template <class T>
using described_json_of = std::remove_cvref_t<decltype(to_described_json(std::declval<T const&>()))>;
template <class T>
concept has_from_described_json = requires(described_json_of<T> wire, T& value) {
    from_described_json(std::move(wire), value);
};

} // namespace apibind::detail
