// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: nobody can encode or decode this type: use one that JSON has a form for, or specialise apibind::codec for it
// expect: has_codec_at<char, apibind::detail::path<&found::letter>

#include "service.hpp"

#ifndef APIBIND_FIXED
struct found {
    char letter = 0;
};
#else
struct found {
    std::string letter;
};
#endif
BOOST_DESCRIBE_STRUCT(found, (), (letter))
struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    using response = found;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
