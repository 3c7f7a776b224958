// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: the fields of an answer are a described struct: write apibind::with_fields<type, fields> and BOOST_DESCRIBE_STRUCT for the fields, in their own namespace
// expect: is_struct_of_fields<tags>

#include "service.hpp"

struct tags {
    std::string etag;
};
#ifdef APIBIND_FIXED
BOOST_DESCRIBE_STRUCT(tags, (), (etag))
#endif

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    using response = apibind::with_fields<answer, tags>;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
