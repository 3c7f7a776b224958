// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: a stream is a response by itself: neither an error nor a part of another answer
// expect: is_read_as_a_whole<apibind::event_stream<answer>

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
#ifndef APIBIND_FIXED
    using response = apibind::by_status<apibind::on<200, apibind::event_stream<answer>>>;
#else
    using response = apibind::event_stream<answer>;
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
