// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this member cannot be read from a header field: give it text, a number, a boolean or an enum, optional where it may be absent, or a list of these
// expect: is_read_from_a_field<tags, apibind::detail::path<&tags::rate>

#include "service.hpp"

struct tags {
    std::string etag;
#ifndef APIBIND_FIXED
    answer rate;
#else
    std::optional<int> rate{};
#endif
};
BOOST_DESCRIBE_STRUCT(tags, (), (etag, rate))

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    using response = apibind::with_fields<answer, tags>;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
