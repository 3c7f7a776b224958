// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this field is the credential's, which auth puts into every request: take it out of fields
// expect: is_no_field_of_the_credential<find
// expect: apibind::detail::at<'a', 'c', 'c', 'e', 's', 's', '-', 't', 'o', 'k', 'e', 'n'>

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
        std::optional<answer> whole{};
        std::optional<std::vector<int>> list{};
    };
#ifndef APIBIND_FIXED
    static constexpr auto fields = apibind::fields(apibind::field<&request::id>("access-token"));
#else
    static constexpr auto fields = apibind::fields(apibind::field<&request::id>("access-key"));
#endif
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id, whole, list))
static_assert(apibind::valid<find>);
