// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/codec.hpp>

#include <boost/describe/class.hpp>

#include <string>
#include <string_view>

namespace apibind {

/// What `using response = void;` answers where a type must stand: given to `accepted`, held by a by_status, wrapped by
/// an envelope. Whatever JSON comes in its place is passed over.
struct no_content {
    friend bool operator==(no_content, no_content) = default;
};
BOOST_DESCRIBE_STRUCT(no_content, (), ())

template <>
struct codec<no_content> {
    static void write(no_content, std::string& json) { json += "null"; }
    static bool read(std::string_view, no_content&, std::string&) { return true; }
};

} // namespace apibind
