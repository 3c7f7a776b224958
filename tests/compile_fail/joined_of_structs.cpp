// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: only values that are one text each can be joined to one: join strings, numbers, enumerators or the like
// expect: joins_texts<apibind::joined<answer

#include "service.hpp"

#ifndef APIBIND_FIXED
struct found {
    apibind::joined<answer> all;
};
#else
struct found {
    apibind::joined<int> all;
};
#endif
BOOST_DESCRIBE_STRUCT(found, (), (all))
struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    using response = found;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
