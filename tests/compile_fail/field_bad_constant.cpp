// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this constant is no value of a field: write visible ASCII characters with spaces only inside, in a cookie without spaces and any of
// expect: has_sendable_constant<find
// expect: apibind::detail::at<'X', '-', 'I', 'd'>

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
        std::optional<answer> whole{};
        std::optional<std::vector<int>> list{};
    };
#ifndef APIBIND_FIXED
    static constexpr auto fields = apibind::fields(apibind::field("X-Id", "a\r\nX: b"));
#else
    static constexpr auto fields = apibind::fields(apibind::field("X-Id", "a, X: b"));
#endif
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id, whole, list))
static_assert(apibind::valid<find>);
