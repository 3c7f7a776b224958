// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: ndjson_of takes a list, of which each element is a line: make this member one
// expect: &find::request::line

#include "service.hpp"
#include <apibind/apibind.hpp>

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> line;
    };
#ifndef APIBIND_FIXED
    static constexpr auto body = apibind::ndjson_of<&request::line>;
#else
    static constexpr auto body = apibind::json_of<&request::line>;
#endif
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (line))
static_assert(apibind::valid<find>);
