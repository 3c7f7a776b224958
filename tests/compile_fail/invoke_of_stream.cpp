// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: the response of this endpoint is a stream, which is never held whole: call apibind::for_each_event<endpoint>(client, request, on_event)
// expect: is_answered_as_a_whole<find>

#include "service.hpp"
#include <apibind/call.hpp>
#ifdef APIBIND_FIXED
#include <apibind/for_each_event.hpp>
#endif

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    using response = apibind::event_stream<answer>;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);

auto call(apibind::client<service> const& client, find::request const& request) {
#ifndef APIBIND_FIXED
    return apibind::invoke<find>(client, request);
#else
    return apibind::for_each_event<find>(client, request, [](answer const&) {});
#endif
}
