// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this member has no form in a field: use a scalar, a list of scalars, or a std::optional of them; in a cookie no list; a std::map of scalars for the fields that its keys name, as field<&request::metadata>("x-meta-*")

#include "service.hpp"

#include <map>

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
        std::optional<std::map<std::string, std::string>> metadata{};
    };
#ifndef APIBIND_FIXED
    static constexpr auto fields = apibind::fields(apibind::field<&request::id>("X-Meta-*"));
#else
    static constexpr auto fields = apibind::fields(apibind::field<&request::metadata>("X-Meta-*"));
#endif
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id, metadata))
static_assert(apibind::valid<find>);
