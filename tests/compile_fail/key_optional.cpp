// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: an idempotency_key is a plain member of a request: declare apibind::idempotency_key key{} there, and no more than one
// expect: path<&pay::request::id>

#include "service.hpp"

struct pay : service {
    static constexpr auto route = apibind::post("/payments");
    struct request {
#ifndef APIBIND_FIXED
        std::optional<apibind::idempotency_key> id{};
#else
        apibind::idempotency_key id{};
#endif
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(pay::request, (), (id))
static_assert(apibind::valid<pay>);
