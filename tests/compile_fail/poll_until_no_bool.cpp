// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: the third argument of poll says whether a response is that of a job that is done: write [](auto const& response) { return response.status == ...; }
// expect: until_takes_response<

#include "service.hpp"
#include <apibind/apibind.hpp>
#include <apibind/poll.hpp>

struct find : service {
    static constexpr auto route = apibind::get("/records/{id}");
    struct request {
        apibind::required<std::string> id;
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);

auto call(apibind::client<service> const& client) {
#ifndef APIBIND_FIXED
    return apibind::poll<find>(client, {.id = "1"}, [](int) { return true; });
#else
    return apibind::poll<find>(client, {.id = "1"}, [](answer const& now) { return now.code == 2; });
#endif
}
