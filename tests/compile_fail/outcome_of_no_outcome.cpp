// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: outcome_of takes neither the response, nor a part of it, nor the error
// expect: outcome_of_takes_answer<find>

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    using response = answer;
#ifndef APIBIND_FIXED
    static bool outcome_of(response const&) { return true; }
#else
    static apibind::outcome outcome_of(response const&) { return apibind::outcome::executed; }
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
