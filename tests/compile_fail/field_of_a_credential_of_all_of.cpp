// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this field is the credential's, which auth puts into every request: take it out of fields
// expect: is_no_field_of_the_credential<find

#include "service.hpp"

#include <apibind/all_of.hpp>

struct there {
    static constexpr auto base = apibind::base("https://api.example.com");
#ifndef APIBIND_FIXED
    static constexpr auto auth = apibind::all_of(apibind::header_token("DD-API-KEY"), apibind::bearer);
#else
    static constexpr auto auth =
        apibind::all_of(apibind::header_token("DD-API-KEY"), apibind::header_token("DD-APPLICATION-KEY"));
#endif
};
struct find : there {
    static constexpr auto route = apibind::get("/records");
    struct request {
        apibind::required<std::string> id;
    };
    static constexpr auto fields = apibind::fields(apibind::field<&request::id>("Authorization"));
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
