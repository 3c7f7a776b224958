// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: the keys of a map are strings, integers or a described enum: change the key type
// expect: has_codec_at<std::map<double, int
// expect: &found::counts>

#include "service.hpp"

#ifndef APIBIND_FIXED
struct found {
    std::map<double, int> counts;
};
#else
struct found {
    std::map<long, int> counts;
};
#endif
BOOST_DESCRIBE_STRUCT(found, (), (counts))
struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    using response = found;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
