// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this type is not described: write BOOST_DESCRIBE_STRUCT or BOOST_DESCRIBE_ENUM for it, in its own namespace
// expect: is_described_at<
// expect: card

#include "service.hpp"

#ifndef APIBIND_FIXED
struct card {
    int last4 = 0;
};
#else
struct card {
    int last4 = 0;
};
BOOST_DESCRIBE_STRUCT(card, (), (last4))
#endif
using found = apibind::tagged<"type", apibind::as<"answer", answer>, apibind::as<"card", card>>;
struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    using response = std::vector<found>;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
