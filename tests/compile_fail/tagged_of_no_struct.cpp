// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: the types of a tagged are described structs, as the tag stands among their members: use one, or apibind::keyed
// expect: is_tagged_struct<int>

#include "service.hpp"

#ifndef APIBIND_FIXED
using found = apibind::tagged<"type", apibind::as<"answer", answer>, apibind::as<"number", int>>;
#else
using found = apibind::keyed<apibind::as<"answer", answer>, apibind::as<"number", int>>;
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
