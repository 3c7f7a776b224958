// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: the cursor in the response is no text or integer that fits the request's member: give both the same type
// expect: request_member_takes<apibind::detail::path<&find::request::offset>

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
    static constexpr auto paging = apibind::next_cursor<&request::offset, &page::metadata, &meta::next>();
#else
    static constexpr auto paging = apibind::next_cursor<&request::cursor, &page::metadata, &meta::next>();
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (cursor, offset))
static_assert(apibind::valid<find>);
