// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/call.hpp>

#include <string>

/// Endpoints in a header that costs little, a client built in one unit, a call in another.
namespace calling_unit {

struct done {
    int rows = 0;
    std::string state;
};
BOOST_DESCRIBE_STRUCT(done, (), (rows, state))

struct service {
    static constexpr auto base = apibind::base("https://calls.example");
};
struct remove_row : service {
    static constexpr auto route = apibind::delete_("/rows/{id}");
    struct request {
        apibind::required<std::string> id;
    };
    using response = done;
};
BOOST_DESCRIBE_STRUCT(remove_row::request, (), (id))
static_assert(apibind::valid<remove_row>);

/// Hands over a client whose calls get that answer.
void with_client(int status, std::string const& body, void (*use)(apibind::client<service> const&));

} // namespace calling_unit
