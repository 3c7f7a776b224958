// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this way does not lead into the response: write its members one after the other, each of the type of the one before it: <&page::metadata, &meta::next>
// expect: path_leads_into<page, apibind::detail::path_to<&meta::next>

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
    static constexpr auto paging = apibind::next_cursor<&request::cursor, &meta::next>();
#else
    static constexpr auto paging = apibind::next_cursor<&request::cursor, &page::metadata, &meta::next>();
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (cursor, offset))
static_assert(apibind::valid<find>);
