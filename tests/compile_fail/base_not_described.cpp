// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: BOOST_DESCRIBE_STRUCT leaves out a member or a base of this type, which would never travel: name all of them
// expect: is_described_whole_at<found, apibind::detail::path<>

#include "service.hpp"

struct found : answer {
    std::string text;
};
#ifndef APIBIND_FIXED
BOOST_DESCRIBE_STRUCT(found, (), (text))
#else
BOOST_DESCRIBE_STRUCT(found, (answer), (text))
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
