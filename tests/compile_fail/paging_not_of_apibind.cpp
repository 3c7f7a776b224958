// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this is no paging: declare static constexpr auto paging = apibind::next_cursor<&request::cursor, &response::next>(), by_offset, by_page, next_link, next_url,
// expect: paging_is_made_by_apibind<find>

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
    static constexpr auto paging = &request::cursor;
#else
    static constexpr auto paging = apibind::next_cursor<&request::cursor, &page::metadata, &meta::next>();
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (cursor, offset))
static_assert(apibind::valid<find>);
