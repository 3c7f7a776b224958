// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: total<...>() leads to no integer: of by_offset it is how many items there are, of by_page how many pages
// expect: paging_has_a_number_at_the_path<find, bool

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
    static constexpr auto paging = apibind::by_offset<&request::offset, &page::items>().total<&page::more>();
#else
    static constexpr auto paging = apibind::by_offset<&request::offset, &page::items>().total<&page::total>();
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (cursor, offset))
static_assert(apibind::valid<find>);
