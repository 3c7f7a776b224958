// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: paging names something that is no described member of this request: write <&request::member> first, and then the way into the response
// expect: paging_names_member_of<find::request, apibind::detail::path<&meta::next>

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
    static constexpr auto paging = apibind::next_cursor<&meta::next, &page::metadata>();
#else
    static constexpr auto paging = apibind::next_cursor<&request::cursor, &page::metadata, &meta::next>();
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (cursor, offset))
static_assert(apibind::valid<find>);
