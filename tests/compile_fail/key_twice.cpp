// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: an idempotency_key is a plain member of a request: declare apibind::idempotency_key key{} there, and no more than one
// expect: is_the_key_of<pay
// expect: path<&pay::request::other>

#include "service.hpp"

struct pay : service {
    static constexpr auto route = apibind::post("/payments");
    struct request {
#ifndef APIBIND_FIXED
        apibind::idempotency_key id{};
        apibind::idempotency_key other{};
#else
        apibind::idempotency_key id{};
        std::optional<std::string> other{};
#endif
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(pay::request, (), (id, other))
static_assert(apibind::valid<pay>);
