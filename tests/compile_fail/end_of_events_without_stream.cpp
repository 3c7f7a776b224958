// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: end_of_events is that of a stream, which this response is not: take it out, or declare using response = apibind::event_stream<type>
// expect: end_of_events_ends_a_stream<find>

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    static constexpr std::string_view end_of_events = "[DONE]";
#ifndef APIBIND_FIXED
    using response = answer;
#else
    using response = apibind::event_stream<answer>;
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
