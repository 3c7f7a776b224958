// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: a base of this type is not described: write BOOST_DESCRIBE_STRUCT for the base too, in its own namespace
// expect: has_described_bases_at<found, apibind::detail::path<>

#include "service.hpp"

struct size {
    int width = 0;
};
#ifdef APIBIND_FIXED
BOOST_DESCRIBE_STRUCT(size, (), (width))
#endif
struct found : size {
    int code = 0;
};
BOOST_DESCRIBE_STRUCT(found, (size), (code))
struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    using response = found;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
