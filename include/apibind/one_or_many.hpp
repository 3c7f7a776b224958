// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <utility>
#include <vector>

namespace apibind {

/// A list that travels as its only element where it has one, and as an array otherwise: `"a"`, `["a","b"]`. Both are
/// read.
template <class T>
class one_or_many : public std::vector<T> {
public:
    using std::vector<T>::vector;
    one_or_many() = default;
    one_or_many(std::vector<T> values) : std::vector<T>(std::move(values)) {}

    friend bool operator==(one_or_many const&, one_or_many const&) = default;
};

} // namespace apibind
