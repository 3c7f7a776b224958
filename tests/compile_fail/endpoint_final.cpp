// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this endpoint is final, which hides a part of it from the checks: take final off
// expect: may_be_inherited<find>

#include "service.hpp"

#ifndef APIBIND_FIXED
struct find final : service {
#else
struct find : service {
#endif
    static constexpr auto route = apibind::get("/records/{id}");
    struct request {
        apibind::required<std::string> id;
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
