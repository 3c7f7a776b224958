// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this endpoint's paging does not say where the items of a page are: add .items<&response::items>() to it
// expect: names_items_of_a_page<find>

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
    static constexpr auto paging = apibind::next_link().items<&values>();
#else
    static constexpr auto paging = apibind::next_link();
#endif
};
BOOST_DESCRIBE_STRUCT(find::request, (), (cursor))
static_assert(apibind::valid<find>);

auto call(apibind::client<service> const& client) {
    return apibind::for_each_item<find>(client, {}, [](auto const&) {});
}
