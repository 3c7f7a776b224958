// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: BOOST_DESCRIBE_STRUCT leaves out a member or a base of this type, which would never travel: name all of them
// expect: is_described_whole_at<found, apibind::detail::path<>

#include "service.hpp"

struct found {
    int first[3]{};
    std::array<int, 2> second{};
    int code = 0;
};
#ifndef APIBIND_FIXED
BOOST_DESCRIBE_STRUCT(found, (), (first, second))
#else
BOOST_DESCRIBE_STRUCT(found, (), (first, second, code))
#endif
struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    using response = found;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
