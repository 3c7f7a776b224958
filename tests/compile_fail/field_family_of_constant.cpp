// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this is no name of a header field or a cookie: write it in letters, digits and '-', as the vendor's page prints it

#include "service.hpp"

#include <map>

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
        std::optional<std::map<std::string, std::string>> metadata{};
    };
#ifndef APIBIND_FIXED
    static constexpr auto fields = apibind::fields(apibind::field("X-Meta-*", "a"));
#else
    static constexpr auto fields = apibind::fields(apibind::field<&request::metadata>("X-Meta-*"));
#endif
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id, metadata))
static_assert(apibind::valid<find>);
