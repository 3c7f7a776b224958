// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this struct or map makes a pair that another placeholder of the query makes, too: take one of the two out of the route
// expect: has_pairs_of_its_own<apibind::detail::path<&find::request::more

#include "service.hpp"

struct find : service {
#ifndef APIBIND_FIXED
    static constexpr auto route = apibind::get("/records{?more*,code}");
#else
    static constexpr auto route = apibind::get("/records{?more*}&number={code}");
#endif
    struct request {
        std::optional<answer> more{};
        std::optional<int> code{};
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (more, code))
static_assert(apibind::valid<find>);
