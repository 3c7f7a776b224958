// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/http_message.hpp>

#include <httplib.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace apibind::detail {

/// Views of cpp-httplib's map of fields as a list: sorted by name, those of one name in the order in which they were
/// added. Newer versions have a map without an order, which may give those of one name the last first.
inline std::vector<http_field> listed(httplib::Headers const& fields) {
    static bool const is_last_first = [] {
        httplib::Headers two;
        two.emplace("a", "1");
        two.emplace("a", "2");
        return two.begin()->second == "2";
    }();
    auto const lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    auto const less = [&](http_field const& a, http_field const& b) {
        return std::lexicographical_compare(a.name.begin(), a.name.end(), b.name.begin(), b.name.end(),
                                            [&](char x, char y) { return lower(x) < lower(y); });
    };
    std::vector<http_field> out;
    out.reserve(fields.size());
    for (auto const& [name, value] : fields) {
        http_field one{name, value};
        // Of an ordered map, each belongs to the end.
        auto const place = is_last_first ? std::lower_bound(out.begin(), out.end(), one, less)
                                         : std::upper_bound(out.begin(), out.end(), one, less);
        out.insert(place, one);
    }
    return out;
}

} // namespace apibind::detail
