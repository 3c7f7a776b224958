// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this endpoint does not say how to get to the next page: declare static constexpr auto paging = apibind::next_cursor<&request::cursor, &response::next>() or its like, or static std::optional<request> next_request(request const&, response const&)
// expect: declares_paging<find>

#include "service.hpp"

#include <apibind/pages.hpp>

inline std::vector<int> values(answer const&) {
    return {};
}
struct find : service {
    static constexpr auto route = apibind::get("/records{?cursor}");
    struct request {
        std::optional<std::string> cursor{};
    };
    using response = answer;
#ifdef APIBIND_FIXED
    static constexpr auto paging = apibind::next_link();
#else
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (cursor))
static_assert(apibind::valid<find>);

auto call(apibind::client<service> const& client) {
    return apibind::pages<find>(client);
}
