// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: limit<...>() compares how many items a page has, and this paging does not say where they are: add .items<&response::items>() to it
// expect: page_has_items_to_count<find

#include "service.hpp"

#include <apibind/paging.hpp>

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

struct find : service {
    static constexpr auto route = apibind::get("/records{?cursor,offset}");
    struct request {
        std::optional<std::string> cursor{};
        std::optional<int> offset{};
    };
    using response = page;
#ifndef APIBIND_FIXED
    static constexpr auto paging =
        apibind::next_cursor<&request::cursor, &page::metadata, &meta::next>().limit<&request::offset>();
#else
    static constexpr auto paging = apibind::next_cursor<&request::cursor, &page::metadata, &meta::next>()
                                       .items<&page::items>()
                                       .limit<&request::offset>();
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (cursor, offset))
static_assert(apibind::valid<find>);
