// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: nobody can encode or decode this type: use one that JSON has a form for, or specialise apibind::codec for it
// expect: has_codec_at<
// expect: apibind::detail::path<&found::rows, &row::next>

#include "service.hpp"

#ifndef APIBIND_FIXED
struct row {
    char const* next = nullptr;
};
#else
struct row {
    std::string next;
};
#endif
BOOST_DESCRIBE_STRUCT(row, (), (next))
struct found {
    std::vector<row> rows;
};
BOOST_DESCRIBE_STRUCT(found, (), (rows))
struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    using response = found;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
