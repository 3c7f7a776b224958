// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: the request's member that pages are counted by is no integer: by_offset, by_page and limit take one; for a text write next_cursor
// expect: paging_member_is_a_number<find, apibind::detail::path<&find::request::cursor>

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
    static constexpr auto paging = apibind::by_page<&request::cursor, &page::items>();
#else
    static constexpr auto paging = apibind::by_page<&request::offset, &page::items>();
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (cursor, offset))
static_assert(apibind::valid<find>);
