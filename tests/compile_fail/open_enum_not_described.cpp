// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this type is not described: write BOOST_DESCRIBE_STRUCT or BOOST_DESCRIBE_ENUM for it, in its own namespace
// expect: is_described_at<color, apibind::detail::path<&found::paint>

#include "service.hpp"

enum class color { red, green };
#ifdef APIBIND_FIXED
BOOST_DESCRIBE_ENUM(color, red, green)
#endif
struct found {
    apibind::open_enum<color> paint;
};
BOOST_DESCRIBE_STRUCT(found, (), (paint))
struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    using response = found;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
