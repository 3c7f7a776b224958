// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this field is not free: Host, Connection, Content-Length, Content-Type, Transfer-Encoding, User-Agent and Proxy-Authorization follow from the request and the client's options, and Cookie is made of apibind::cookie<&request::member>("name")
// expect: is_field_of_the_endpoint<find
// expect: apibind::detail::at<'h', 'o', 's', 't'>

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
        std::optional<answer> whole{};
        std::optional<std::vector<int>> list{};
    };
#ifndef APIBIND_FIXED
    static constexpr auto fields = apibind::fields(apibind::field("host", "other.example"));
#else
    static constexpr auto fields = apibind::fields(apibind::field("X-Host", "other.example"));
#endif
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id, whole, list))
static_assert(apibind::valid<find>);
