// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: the response of this endpoint is no stream: declare using response = apibind::event_stream<type> or apibind::json_lines<type>, or call apibind::invoke
// expect: is_answered_by_events<find>

#include "service.hpp"
#include <apibind/for_each_event.hpp>

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
#ifndef APIBIND_FIXED
    using response = answer;
#else
    using response = apibind::json_lines<answer>;
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);

auto call(apibind::client<service> const& client, find::request const& request) {
    return apibind::for_each_event<find>(client, request, [](answer const&) {});
}
