// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this member has no form in a query: use a scalar, a list of scalars, or a std::optional of them; a struct or map of these as name={member} or {?member*}
// expect: fits_a_query<apibind::detail::path<&find::request::id>

#include "service.hpp"

struct find : service {
#ifndef APIBIND_FIXED
    static constexpr auto route = apibind::get("/records{?id}");
#else
    static constexpr auto route = apibind::get("/records?id={id}");
#endif
    struct request {
        apibind::required<answer> id;
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
