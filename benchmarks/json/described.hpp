// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/open_enum.hpp>

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

#include <concepts>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// What conversions from and to the documents of other libraries have in common. They come to what one writes by hand
/// for each type: the compiler unrolls the members.
namespace described {

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_list = false;
template <class T>
inline constexpr bool is_list<std::vector<T>> = true;
template <class T>
inline constexpr bool is_map = false;
template <class T>
inline constexpr bool is_map<std::map<std::string, T>> = true;
template <class T>
inline constexpr bool is_open_enum = false;
template <class T>
inline constexpr bool is_open_enum<apibind::open_enum<T>> = true;

/// Calls `use(name, member)` for each member.
template <class T, class Use>
void each_member(T& value, Use use) {
    boost::mp11::mp_for_each<boost::describe::describe_members<std::remove_const_t<T>, boost::describe::mod_public>>(
        [&](auto member) { use(member.name, value.*member.pointer); });
}

} // namespace described
