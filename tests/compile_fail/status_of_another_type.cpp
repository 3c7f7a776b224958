// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: status_of cannot take the error: declare static std::optional<int> status_of(error const&)
// expect: status_of_takes_error<find>

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    using response = answer;
#ifndef APIBIND_FIXED
    using error = answer;
    static std::optional<int> status_of(request const&) { return 404; }
#else
    using error = answer;
    static std::optional<int> status_of(error const& all) { return all.code; }
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
