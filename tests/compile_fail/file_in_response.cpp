// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: nobody can encode or decode this type: use one that JSON has a form for, or specialise apibind::codec
// expect: &found::photo

#include "service.hpp"
#include <apibind/file.hpp>

struct found {
#ifndef APIBIND_FIXED
    apibind::file photo;
#else
    std::string photo;
#endif
};
BOOST_DESCRIBE_STRUCT(found, (), (photo))
struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    using response = found;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
