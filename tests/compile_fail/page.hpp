// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/paging.hpp>

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What the cases about pages answer with.
struct meta {
    std::optional<std::string> next{};
};
BOOST_DESCRIBE_STRUCT(meta, (), (next))
struct page {
    std::vector<std::string> items{};
    std::optional<meta> metadata{};
    std::int64_t total = 0;
    bool more = false;
};
BOOST_DESCRIBE_STRUCT(page, (), (items, metadata, total, more))
