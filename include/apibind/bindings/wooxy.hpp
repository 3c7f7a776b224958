// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/apibind.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Wooxy, API v3 (wooxy.com/api-documentation).
namespace wooxy {

/// What Wooxy answers in place of a response. Its HTTP status is documented nowhere, so it is read whatever that is.
struct refusal {
    bool result = false; ///< always false
    std::vector<std::string> errors;

    friend bool operator==(refusal const&, refusal const&) = default;
};
BOOST_DESCRIBE_STRUCT(refusal, (), (result, errors))

/// The service: every call is a POST with a JSON body and the header `Access-Token`, and at most 10 run at once. What
/// the eleventh gets is not documented.
struct api {
    static constexpr auto base = apibind::base("https://api.wooxy.com/v3");
    static constexpr auto auth = apibind::header_token("Access-Token");
    static constexpr auto limit = apibind::in_flight(10);
    using error = refusal;

    /// Every documented text but "Internal server error" is found before anything is done. The vendor's page escapes
    /// the slash of the last one; both spellings read as the same text. Braced parts are filled in by the vendor.
    static apibind::outcome outcome_of(refusal const& refused) {
        constexpr std::string_view texts[] = {
            "Argument ids must be an array of strings",
            "Argument customerSourceIds must be an array of strings",
            "Each customerSourceId must be an alphanumeric string with 40 max chars length",
            "Add at least one identifier to remove",
            "No records found by this identifiers",
            "Invalid authorization token!",
            "Bad Request",
        };
        constexpr struct {
            std::string_view begin, end;
        } filled_in[] = {
            {"no matches found for access token ", ""}, // {accessToken}
            {"user ", " not enabled"},                  // {id}
            {"no data found for key ", ""},             // {userId}
            {"access token check failed for key/secret ", ""},
            {"Argument ", " required"}, // {argument}
        };
        auto before_execution = [&](std::string const& text) {
            return std::find(std::begin(texts), std::end(texts), text) != std::end(texts) ||
                   std::any_of(std::begin(filled_in), std::end(filled_in), [&](auto const& f) {
                       return text.size() > f.begin.size() + f.end.size() && text.starts_with(f.begin) &&
                              text.ends_with(f.end);
                   });
        };
        bool const known =
            !refused.errors.empty() && std::all_of(refused.errors.begin(), refused.errors.end(), before_execution);
        return known ? apibind::outcome::rejected : apibind::outcome::unknown;
    }
};

/// POST /v3/contact-source/remove: removes contact sources for good, by Wooxy's ids, by the customer's own, or both
/// (wooxy.com/api-documentation/contact-source/remove-source).
struct remove_source : api {
    static constexpr auto route = apibind::post("/contact-source/remove");

    struct request {
        std::optional<std::vector<std::string>> ids{};               ///< Wooxy's sourceIds
        std::optional<std::vector<std::string>> customerSourceIds{}; ///< each at most 40 ASCII letters and digits
    };
    // The vendor's example sends "YOUR_customerSourceId_1", whose underscores its own rule does not allow.
    static constexpr auto rules =
        apibind::rules(apibind::at_least_one_of<&request::ids, &request::customerSourceIds>(),
                       apibind::each<&request::ids>(apibind::min_length(1)),
                       apibind::each<&request::customerSourceIds>(apibind::min_length(1), apibind::max_length(40),
                                                                  apibind::alphanumeric()));

    struct response {
        bool result = false;           ///< always true
        std::int64_t affectedRows = 0; ///< how many sources were removed; fewer than were named is a success

        friend bool operator==(response const&, response const&) = default;
    };
    static bool accepted(response const& answer) { return answer.result; }
    using api::outcome_of;
};
BOOST_DESCRIBE_STRUCT(remove_source::request, (), (ids, customerSourceIds))
BOOST_DESCRIBE_STRUCT(remove_source::response, (), (result, affectedRows))
static_assert(apibind::valid<remove_source>);

} // namespace wooxy
