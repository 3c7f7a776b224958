// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this field is the credential's, which auth puts into every request: take it out of fields
// expect: is_no_field_of_the_credential<find
// expect: apibind::detail::at<'A', 'u', 't', 'h', 'o', 'r', 'i', 'z', 'a', 't', 'i', 'o', 'n'>

#include "service.hpp"

struct there {
    static constexpr auto base = apibind::base("https://api.example.com");
    static constexpr auto auth = apibind::bearer;
#ifndef APIBIND_FIXED
    static constexpr auto fields = apibind::fields(apibind::field("Authorization", "Bearer x"));
#else
    static constexpr auto fields = apibind::fields(apibind::field("Api-Version", "1"));
#endif
};
struct find : there {
    static constexpr auto route = apibind::get("/records/{id}");
    struct request {
        apibind::required<std::string> id;
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
