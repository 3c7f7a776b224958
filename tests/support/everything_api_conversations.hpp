// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/apibind.hpp>
#include <apibind/renewed_token.hpp>

#include <cstdint>
#include <optional>
#include <string>

/// What the parts of the comprehensive API share that are about more than one call.
namespace everything_api::conversations {

struct renewing_service { // whoever calls holds a token that renews itself
    static constexpr auto base = apibind::base("https://api.everything.example/v1");
    static constexpr auto auth = apibind::renewed_bearer;
};

struct read_thing : renewing_service {
    static constexpr auto route = apibind::get("/things/{id}");
    struct request {
        apibind::required<std::string> id;
    };
    struct response {
        std::string name;
    };
};
BOOST_DESCRIBE_STRUCT(read_thing::request, (), (id))
BOOST_DESCRIBE_STRUCT(read_thing::response, (), (name))
static_assert(apibind::valid<read_thing>);

struct make_thing : renewing_service { // may never happen twice
    static constexpr auto route = apibind::post("/things");
    struct request {
        apibind::required<std::string> name;
    };
    struct response {
        std::string id;
    };
};
BOOST_DESCRIBE_STRUCT(make_thing::request, (), (name))
BOOST_DESCRIBE_STRUCT(make_thing::response, (), (id))
static_assert(apibind::valid<make_thing>);

struct session_service {
    static constexpr auto base = apibind::base("https://api.everything.example/v1");
    static constexpr auto auth = apibind::renewed_header_token("X-Session");
};
struct who_am_i : session_service {
    static constexpr auto route = apibind::get("/me");
    struct request {};
    struct response {
        std::string name;
    };
};
BOOST_DESCRIBE_STRUCT(who_am_i::request, (), ())
BOOST_DESCRIBE_STRUCT(who_am_i::response, (), (name))
static_assert(apibind::valid<who_am_i>);

} // namespace everything_api::conversations
