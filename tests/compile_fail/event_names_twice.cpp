// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: two alternatives of this event have one event_name, or two have none: give each its own
// expect: has_each_event_name_once<std::variant<begun, ended>

#include "service.hpp"

struct begun {
    static constexpr std::string_view event_name = "begun";
    int id = 0;
};
BOOST_DESCRIBE_STRUCT(begun, (), (id))
struct ended {
#ifndef APIBIND_FIXED
    static constexpr std::string_view event_name = "begun";
#else
    static constexpr std::string_view event_name = "ended";
#endif
    int id = 0;
};
BOOST_DESCRIBE_STRUCT(ended, (), (id))

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    using response = apibind::event_stream<std::variant<begun, ended>>;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
