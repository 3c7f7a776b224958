// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/apibind.hpp>

namespace support::bulk_api {

struct done {
    int rows = 0;
};
BOOST_DESCRIBE_STRUCT(done, (), (rows))
struct api {
    static constexpr auto base = apibind::base("http://bulk.example");
};
/// An endpoint to be called many times.
struct erase : api {
    static constexpr auto route = apibind::delete_("/x/{id}");
    struct request {
        apibind::required<int> id;
    };
    using response = done;
};
BOOST_DESCRIBE_STRUCT(erase::request, (), (id))
static_assert(apibind::valid<erase>);

} // namespace support::bulk_api
