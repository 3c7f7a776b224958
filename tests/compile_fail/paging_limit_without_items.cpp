// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: limit<...>() compares how many items a page has, and this paging does not say where they are: add .items<&response::items>() to it
// expect: page_has_items_to_count<find

#include "page.hpp"
#include "service.hpp"

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
