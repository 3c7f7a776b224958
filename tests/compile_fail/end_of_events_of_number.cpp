// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: end_of_events is text: declare static constexpr std::string_view end_of_events = "[DONE]"
// expect: end_of_events_is_text<find>

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
#ifndef APIBIND_FIXED
    static constexpr int end_of_events = 0;
#else
    static constexpr std::string_view end_of_events = "0";
#endif
    using response = apibind::event_stream<answer>;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
