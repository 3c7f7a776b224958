// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this member has no form as {/member}: use a scalar, a list of scalars, or a std::optional of them
// expect: fills_segments<apibind::detail::path<&find::request::id>

#include "service.hpp"

struct find : service {
    static constexpr auto route = apibind::get("/records{/id*}");
    struct request {
#ifndef APIBIND_FIXED
        std::optional<std::map<std::string, int>> id{};
#else
        std::optional<std::vector<int>> id{};
#endif
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
