// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this endpoint does not answer by key: its response is a map, and it declares static apibind::outcome
// outcome_of(record const&) expect: answers_by_key<erase>

#include "service.hpp"
#include <apibind/record_outcomes.hpp>

#include <map>

struct erase : service {
    static constexpr auto route = apibind::delete_("/records");
    struct request {};
    using response = std::map<std::string, answer>;
#ifdef APIBIND_FIXED
    static apibind::outcome outcome_of(answer const&) {
        return apibind::outcome::executed;
    }
#endif
};
BOOST_DESCRIBE_STRUCT(erase::request, (), ())
static_assert(apibind::valid<erase>);

auto left(erase::response const& response) {
    return apibind::keys_with<erase>(response, {apibind::outcome::rejected});
}
