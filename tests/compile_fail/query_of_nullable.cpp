// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this member has no form in a query: use a scalar, a list of scalars, or a std::optional of them
// expect: fits_a_query<apibind::detail::path<&find::request::id>

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::get("/records{?id}");
    struct request {
#ifndef APIBIND_FIXED
        apibind::nullable<int> id{};
#else
        std::optional<int> id{};
#endif
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
