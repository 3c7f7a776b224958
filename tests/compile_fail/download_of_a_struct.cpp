// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: what is downloaded is content: declare using response = apibind::content, or call apibind::invoke
// expect: is_answered_by_content<find>

#include "service.hpp"
#include <apibind/download.hpp>

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
#ifndef APIBIND_FIXED
    using response = answer;
#else
    using response = apibind::content;
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);

auto call(apibind::client<service> const& client, find::request const& request) {
    return apibind::download<find>(client, request, "file");
}
