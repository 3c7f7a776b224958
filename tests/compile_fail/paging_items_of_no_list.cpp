// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: the items of a page are no list: give the way to it, as by_offset<&request::offset, &page::items>()
// expect: page_has_a_list_at_the_path<find, page

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
    static constexpr auto paging = apibind::by_offset<&request::offset>();
#else
    static constexpr auto paging = apibind::by_offset<&request::offset, &page::items>();
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (cursor, offset))
static_assert(apibind::valid<find>);
