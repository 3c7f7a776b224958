// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: on_event cannot take the event, or returns neither nothing nor a bool: write [](event const& one) { ... }
// expect: takes_event<find, 

#include "service.hpp"
#include <apibind/for_each_event.hpp>

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    using response = apibind::event_stream<answer>;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);

struct other {};
auto call(apibind::client<service> const& client, find::request const& request) {
#ifndef APIBIND_FIXED
    return apibind::for_each_event<find>(client, request, [](other const&) {});
#else
    return apibind::for_each_event<find>(client, request, [](answer const&) {});
#endif
}
