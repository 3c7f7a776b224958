// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: a request has no bases, as designated initialisers cannot reach their members: repeat the members here
// expect: has_no_bases<find::request>

#include "service.hpp"

struct page {
    std::optional<int> number{};
};
BOOST_DESCRIBE_STRUCT(page, (), (number))
struct find : service {
    static constexpr auto route = apibind::get("/records{?number}");
#ifndef APIBIND_FIXED
    struct request : page {};
#else
    using request = page;
#endif
    using response = answer;
};
#ifndef APIBIND_FIXED
BOOST_DESCRIBE_STRUCT(find::request, (page), ())
#endif
static_assert(apibind::valid<find>);
