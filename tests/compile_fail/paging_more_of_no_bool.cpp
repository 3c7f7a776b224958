// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: more<...>() leads to no bool, which says whether there is another page
// expect: paging_has_a_bool_at_the_path<find, long

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
        apibind::next_cursor<&request::cursor, &page::metadata, &meta::next>().more<&page::total>();
#else
    static constexpr auto paging =
        apibind::next_cursor<&request::cursor, &page::metadata, &meta::next>().more<&page::more>();
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (cursor, offset))
static_assert(apibind::valid<find>);
