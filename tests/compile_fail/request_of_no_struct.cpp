// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: request and server are described structs
// expect: is_described_struct<std::

#include "service.hpp"

struct id_of_record {
    apibind::required<std::string> id;
};
BOOST_DESCRIBE_STRUCT(id_of_record, (), (id))

struct find : service {
    static constexpr auto route = apibind::post("/records");
#ifndef APIBIND_FIXED
    using request = std::string;
#else
    using request = id_of_record;
#endif
    using response = answer;
};
static_assert(apibind::valid<find>);
