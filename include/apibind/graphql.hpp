// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <boost/describe/class.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// Services that are called by GraphQL over HTTP (GraphQL specification, October 2021, section 7.1).
namespace apibind {

struct graphql_location {
    std::int64_t line = 0, column = 0; ///< in the query, from 1
};
BOOST_DESCRIBE_STRUCT(graphql_location, (), (line, column))

/// One error (section 7.1.2). What a vendor puts into `extensions` is noted, unless a struct of one's own has it.
struct graphql_error {
    std::string message;
    std::optional<std::vector<graphql_location>> locations{};
    std::optional<std::vector<std::variant<std::string, std::int64_t>>> path{}; ///< to the field of the answer
};
BOOST_DESCRIBE_STRUCT(graphql_error, (), (message, locations, path))

/// `{"errors":[{"message":"..."}]}`: what a call that was refused gets.
template <class Error = graphql_error>
struct graphql_errors {
    std::vector<Error> errors{};
    BOOST_DESCRIBE_CLASS(graphql_errors, (), (errors), (), ())
};

/// `{"data":...}`, with `errors` beside it or in its place.
template <class T, class Error = graphql_error>
struct graphql_answer {
    std::optional<T> data{};
    std::optional<std::vector<Error>> errors{};
    BOOST_DESCRIBE_CLASS(graphql_answer, (), (data, errors), (), ())
};

/// The endpoints of `Service` that are queries of GraphQL:
///
///     struct graph : apibind::graphql<service> { static constexpr auto route = apibind::post("/graphql"); };
///     struct get_product : graph {
///         static constexpr auto effect = apibind::effect::safe; // a query, and no mutation
///         struct request {
///             apibind::constant<"query($id:ID!){product(id:$id){title}}"> query{};
///             apibind::required<by_id> variables;
///         };
///         using response = found; // what is in `data`
///     };
///
/// An answer that has errors is refused, whatever data is beside them, and its failure's `vendor_error` holds the
/// errors; what the call did is then unknown, as some of its fields may have been executed. `Error` is a described
/// struct in place of graphql_error, for a vendor whose `extensions` say more.
template <class Service, class Error = graphql_error>
struct graphql : Service {
    template <class T>
    using envelope = graphql_answer<T, Error>;
    template <class T>
    static constexpr std::optional<T> graphql_answer<T, Error>::*payload = &graphql_answer<T, Error>::data;
    template <class T>
    static bool accepted(graphql_answer<T, Error> const& whole) {
        return !whole.errors || whole.errors->empty();
    }
    using error = graphql_errors<Error>;
};

} // namespace apibind
