// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: a time has many forms: use apibind::rfc3339, apibind::unix_seconds or another of <apibind/times.hpp>; for std::chrono::year_month_day include <apibind/dates.hpp>
// expect: &found::at

#include "service.hpp"
#include <apibind/times.hpp>

#include <chrono>

#ifndef APIBIND_FIXED
struct found {
    std::chrono::system_clock::time_point at{};
};
#else
struct found {
    apibind::rfc3339 at{};
};
#endif
BOOST_DESCRIBE_STRUCT(found, (), (at))
struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    using response = found;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
