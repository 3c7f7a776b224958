// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: an idempotency_key is a plain member of a request: declare apibind::idempotency_key key{} there, and no more than one
// expect: path<&pay::request::id, &inner::key>

#include "service.hpp"

struct inner {
#ifndef APIBIND_FIXED
    apibind::idempotency_key key{};
#else
    std::string key;
#endif
};
BOOST_DESCRIBE_STRUCT(inner, (), (key))
struct pay : service {
    static constexpr auto route = apibind::post("/payments");
    struct request {
        apibind::required<inner> id;
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(pay::request, (), (id))
static_assert(apibind::valid<pay>);
