// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <map>
#include <string>
#include <utility>

namespace apibind {

/// The last member of a struct, that takes all members of the JSON object which the struct does not name (OpenAPI's
/// additionalProperties), and writes them back as members of the object behind the named ones. With json_value, or
/// a variant, they may be anything. They may be none.
///
/// A key that is the name of another member of the struct is refused when it is written: the object would have it
/// twice. Anywhere else than in a struct it is a map.
template <class T>
class additional_properties : public std::map<std::string, T, std::less<>> {
public:
    using map = std::map<std::string, T, std::less<>>;
    using map::map;
    additional_properties() = default;
    additional_properties(map values) : map(std::move(values)) {}

    friend bool operator==(additional_properties const&, additional_properties const&) = default;
};

} // namespace apibind
