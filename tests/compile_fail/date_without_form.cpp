// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: a time has many forms: use apibind::rfc3339, apibind::unix_seconds or another of <apibind/times.hpp>; for std::chrono::year_month_day include <apibind/dates.hpp>
// expect: &found::born

#include "service.hpp"
#ifdef APIBIND_FIXED
#include <apibind/dates.hpp>
#endif

#include <chrono>

struct found {
    std::chrono::year_month_day born{};
};
BOOST_DESCRIBE_STRUCT(found, (), (born))
struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    using response = found;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
