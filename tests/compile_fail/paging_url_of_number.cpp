// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: the next page's URL in the response is no string: let the way end at one
// expect: paging_has_a_text_at_the_path<find, long

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
    static constexpr auto paging = apibind::next_url<&page::total>();
#else
    static constexpr auto paging = apibind::next_url<&page::metadata, &meta::next>();
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (cursor, offset))
static_assert(apibind::valid<find>);
