// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: fields is there and cannot be reached, being private or inherited twice: make it public, of one base
// expect: fields_can_be_reached<find>

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
        std::optional<answer> whole{};
        std::optional<std::vector<int>> list{};
    };
#ifndef APIBIND_FIXED
private:
    static constexpr auto fields = apibind::fields(apibind::field("X-Id", "1"));

public:
#else
    static constexpr auto fields = apibind::fields(apibind::field("X-Id", "1"));
#endif
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id, whole, list))
static_assert(apibind::valid<find>);
