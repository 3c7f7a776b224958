// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/apibind.hpp>
#include <apibind/graphql.hpp>

#include <optional>
#include <string>

/// The comprehensive API: queries and mutations of GraphQL.
namespace everything_api::graph {

struct refusal {
    std::string message;
};
BOOST_DESCRIBE_STRUCT(refusal, (), (message))
struct service {
    static constexpr auto base = apibind::base("https://graph.example");
    static constexpr auto auth = apibind::bearer;
    using error = refusal; // of its other endpoints
};

struct product {
    std::string id;
    std::string title;
};
BOOST_DESCRIBE_STRUCT(product, (), (id, title))
struct found {
    std::optional<graph::product> product{};
};
BOOST_DESCRIBE_STRUCT(found, (), (product))
struct by_id {
    std::string id;
};
BOOST_DESCRIBE_STRUCT(by_id, (), (id))

struct queries : apibind::graphql<service> {
    static constexpr auto route = apibind::post("/graphql");
};
struct get_product : queries {
    static constexpr auto effect = apibind::effect::safe;
    struct request {
        apibind::constant<"query($id:ID!){product(id:$id){id title}}"> query{};
        apibind::required<by_id> variables;
    };
    using response = found;
};
BOOST_DESCRIBE_STRUCT(get_product::request, (), (query, variables))
static_assert(apibind::valid<get_product>);

/// The vendor's codes stand beside the message, and say what the refusal means.
struct codes {
    std::optional<std::string> code{};
};
BOOST_DESCRIBE_STRUCT(codes, (), (code))
struct coded_error {
    std::string message;
    std::optional<codes> extensions{};
};
BOOST_DESCRIBE_STRUCT(coded_error, (), (message, extensions))
struct rename_product : apibind::graphql<service, coded_error> {
    static constexpr auto route = apibind::post("/graphql");
    struct request {
        apibind::constant<"mutation($product:P!){product(product:$product){id title}}"> query{};
        apibind::required<found> variables;
    };
    using response = found;
    static std::optional<int> status_of(error const& why) {
        auto const& first = why.errors.empty() ? std::nullopt : why.errors.front().extensions;
        return first && first->code == "THROTTLED" ? std::optional(429) : std::nullopt;
    }
};
BOOST_DESCRIBE_STRUCT(rename_product::request, (), (query, variables))
static_assert(apibind::valid<rename_product>);

} // namespace everything_api::graph
