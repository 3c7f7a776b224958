// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "payloads/types.hpp"

#include <string>

namespace payload {

/// How a vendor may lay out the same rich answer.
struct layout {
    bool shuffled = false; ///< members of each object in another order than their declaration's
    bool unknown = false;  ///< three members in each object that the types do not know
    bool pretty = false;   ///< line breaks, four blanks a level
};

/// The same values in every run and on every machine.
removal some_removal();
records two_records();
records many_records(); ///< 10,000
directory some_directory(bool cyrillic = false);

/// Texts as vendors send them.
std::string text_of(directory const& value, layout how = {});
/// The numbers in the order in which they were asked for, not in that of the map.
std::string text_of(records const& value);

inline std::string const text_of_removed = R"({"result":true,"affectedRows":1})";
inline std::string const text_of_refusal =
    R"({"code":403,"error":"FORBIDDEN","msg":"TOKEN LIMIT EXCEEDED, try later"})";

} // namespace payload
