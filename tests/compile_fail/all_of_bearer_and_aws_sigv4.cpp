// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: two auths of this all_of put their credentials into one place: each needs a header field or a query pair of its own

#include "service.hpp"

#include <apibind/all_of.hpp>
#include <apibind/aws_sigv4.hpp>

struct there {
    static constexpr auto base = apibind::base("https://api.example.com");
#ifndef APIBIND_FIXED
    static constexpr auto auth = apibind::all_of(apibind::bearer, apibind::aws_sigv4("s3"));
#else
    static constexpr auto auth = apibind::all_of(apibind::header_token("X-Key"), apibind::aws_sigv4("s3"));
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
