// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this type is not described: write BOOST_DESCRIBE_STRUCT or BOOST_DESCRIBE_ENUM for it, in its own namespace
// expect: is_described_at<size, apibind::detail::path<&found::what, &shape::measures>

#include "service.hpp"

struct size {
    int width = 0;
};
#ifdef APIBIND_FIXED
BOOST_DESCRIBE_STRUCT(size, (), (width))
#endif
struct shape {
    apibind::nullable<std::vector<std::optional<size>>> measures{};
};
BOOST_DESCRIBE_STRUCT(shape, (), (measures))
struct found {
    std::variant<std::string, shape> what;
};
BOOST_DESCRIBE_STRUCT(found, (), (what))
struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    using response = found;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
