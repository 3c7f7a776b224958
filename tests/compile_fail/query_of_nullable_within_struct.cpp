// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this member has no form in a query: use a scalar, a list of scalars, or a std::optional of them; a struct or map of these as name={member} or {?member*}
// expect: fits_a_query<apibind::detail::path<&find::request::id>

#include "service.hpp"

struct range {
#ifndef APIBIND_FIXED
    apibind::nullable<int> from{};
#else
    std::optional<int> from{};
#endif
};
BOOST_DESCRIBE_STRUCT(range, (), (from))
struct find : service {
    static constexpr auto route = apibind::get("/records?id={id}");
    struct request {
        std::optional<range> id{};
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
