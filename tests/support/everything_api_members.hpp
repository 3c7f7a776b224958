// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/apibind.hpp>

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// An API whose members are secrets, constants and unions that hold themselves, and whose errors have the last word.
namespace everything_api::members {

struct refusal {
    std::string reason;
    std::optional<double> retry_after{};
    std::optional<int> done{};
};
BOOST_DESCRIBE_STRUCT(refusal, (), (reason, retry_after, done))

struct service {
    static constexpr auto base = apibind::base("https://{host}/v1");
    static constexpr auto auth = apibind::header_token("Authorization", "Key ");
    struct server {
        apibind::required<std::string> host; // a name or an address
    };
    using error = refusal;
    static auto retry_after_of(refusal const& why) {
        using seconds = std::chrono::duration<double>;
        return why.retry_after ? std::optional(seconds(*why.retry_after)) : std::nullopt;
    }
    static std::optional<apibind::outcome> outcome_of(refusal const& why) {
        return why.done ? std::optional(apibind::outcome::partial) : std::nullopt;
    }
};
BOOST_DESCRIBE_STRUCT(service::server, (), (host))

struct filter : apibind::keyed<apibind::as<"is", std::string>, apibind::as<"not", std::vector<filter>>> {
    using keyed::keyed;
};

struct post_hook : service {
    static constexpr auto route = apibind::post("/hooks/{key}/deliveries");
    struct request {
        apibind::required<apibind::secret> key; // in the path, and in no text
        apibind::constant<"delivery"> type{};
        apibind::constant<2> version{};
        std::optional<apibind::secret> signing_key{};
        std::optional<filter> only{};
    };
    struct response {
        apibind::secret token;
    };
};
BOOST_DESCRIBE_STRUCT(post_hook::request, (), (key, type, version, signing_key, only))
BOOST_DESCRIBE_STRUCT(post_hook::response, (), (token))
static_assert(apibind::valid<post_hook>);

enum class kind { circle, square };
BOOST_DESCRIBE_ENUM(kind, circle, square)
struct circle { // used by itself as well, so that it has the tag as a member
    std::string object{};
    int radius = 0;
};
BOOST_DESCRIBE_STRUCT(circle, (), (object, radius))
struct square {
    std::optional<kind> object{};
    int side = 0;
};
BOOST_DESCRIBE_STRUCT(square, (), (object, side))
using shape = apibind::tagged<"object", apibind::as<"circle", circle>, apibind::as<"square", square>>;

struct draw : service {
    static constexpr auto route = apibind::post("/shapes?count={count}");
    struct request {
        apibind::required<std::vector<shape>> shapes;
        apibind::derived<int> count{};
        apibind::derived<std::optional<bool>> round{}; // left out where it follows from nothing
    };
    static void derive(request& r) {
        r.count = static_cast<int>(r.shapes->size());
        if (r.count == 1) r.round = std::holds_alternative<circle>(r.shapes->front());
    }
    using response = std::vector<shape>;
};
BOOST_DESCRIBE_STRUCT(draw::request, (), (shapes, count, round))
static_assert(apibind::valid<draw>);

} // namespace everything_api::members
