// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: outcome_of takes neither the response, nor a part of it, nor the error: declare static apibind::outcome outcome_of(response const&)
// expect: outcome_of_takes_answer<find>

#include "service.hpp"
#include <apibind/apibind.hpp>

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    using response = answer;
#ifndef APIBIND_FIXED
    static apibind::outcome outcome_of(request const&) { return apibind::outcome::partial; }
#else
    static apibind::outcome outcome_of(response const&) { return apibind::outcome::partial; }
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);

auto call(apibind::client<service> const& client, find::request const& request) {
    return apibind::invoke<find>(client, request);
}
auto make(apibind::client<service> const& client, find::request const& request) {
    return apibind::prepare<find>(client, request);
}
auto read(apibind::http_response const& answer) { return apibind::interpret<find>(answer); }
