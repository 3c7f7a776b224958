// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: retry_after_of cannot take the error, or says no duration: declare static
// expect: retry_after_of_takes_error<find>

#include "service.hpp"

#include <chrono>

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    using response = answer;
    using error = answer;
#ifndef APIBIND_FIXED
    static std::optional<int> retry_after_of(error const& all) {
        return all.code;
    }
#else
    static std::optional<std::chrono::seconds> retry_after_of(error const& all) {
        return std::chrono::seconds(all.code);
    }
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
