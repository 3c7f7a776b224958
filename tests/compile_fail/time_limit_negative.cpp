// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: time_limit is a duration of whole milliseconds, above 0 and at most a day: write std::chrono::seconds(60)
// expect: time_limit_is_a_duration<find>

#include "service.hpp"
#include <apibind/apibind.hpp>

struct there {
    static constexpr auto base = apibind::base("https://api.example.com");
#ifndef APIBIND_FIXED
    static constexpr auto time_limit = std::chrono::seconds(-60);
#else
    static constexpr auto time_limit = std::chrono::seconds(60);
#endif
};
struct find : there {
    static constexpr auto route = apibind::get("/records/{id}");
    struct request {
        apibind::required<std::string> id;
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);

auto call(apibind::client<there> const& client, find::request const& request) {
    return apibind::invoke<find>(client, request);
}
auto make(apibind::client<there> const& client, find::request const& request) {
    return apibind::prepare<find>(client, request);
}
auto read(apibind::http_response const& answer) { return apibind::interpret<find>(answer); }
