// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: a struct has one apibind::additional_properties, as its last member: move it there
// expect: ends_with_its_additional_properties<found>

#include "service.hpp"
#include <apibind/additional_properties.hpp>

#ifndef APIBIND_FIXED
struct found {
    apibind::additional_properties<int> more;
    int code = 0;
};
BOOST_DESCRIBE_STRUCT(found, (), (more, code))
#else
struct found {
    int code = 0;
    apibind::additional_properties<int> more;
};
BOOST_DESCRIBE_STRUCT(found, (), (code, more))
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
