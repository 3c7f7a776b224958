// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: two types of this tagged or keyed have one name: give one another in apibind::as
// expect: has_distinct_alternatives<

#include "service.hpp"

struct other_answer {
    int other = 0;
};
BOOST_DESCRIBE_STRUCT(other_answer, (), (other))

#ifndef APIBIND_FIXED
using found = apibind::tagged<"type", apibind::as<"answer", answer>, apibind::as<"answer", other_answer>>;
#else
using found = apibind::tagged<"type", apibind::as<"answer", answer>, apibind::as<"other", other_answer>>;
#endif
struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    using response = std::vector<found>;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
