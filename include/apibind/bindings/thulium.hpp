// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/apibind.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// Thulium (api.thulium.com/docs).
namespace thulium {

/// The error body of every method. `request_id` is to be quoted to the vendor's support. Statuses are not documented.
struct problem {
    struct entry {
        std::string message; ///< English, or Polish where `Accept-Language: pl` is sent
        std::int64_t code = 0;

        friend bool operator==(entry const&, entry const&) = default;
    };
    std::string request_id;
    std::vector<entry> errors;

    friend bool operator==(problem const&, problem const&) = default;
};
BOOST_DESCRIBE_STRUCT(problem::entry, (), (message, code))
BOOST_DESCRIBE_STRUCT(problem, (), (request_id, errors))

/// The service. The user is an "API user" of the vendor's panel, whose permissions are given for each method.
///
/// The vendor's prose calls the header `Authorize` and its example encodes a line break behind the password; what is
/// sent is RFC 7617's `Authorization`. Its curl sample switches TLS verification off; here it is always on.
struct api {
    static constexpr auto base = apibind::base("https://{system_name}.thulium.com/api");
    static constexpr auto auth = apibind::basic;
    struct server {
        apibind::required<std::string> system_name; ///< the tenant: https://<system_name>.thulium.com
    };
    using error = problem;
};
BOOST_DESCRIBE_STRUCT(api::server, (), (system_name))

enum class record_status { removed, not_exist, call_in_progress };
BOOST_DESCRIBE_ENUM(record_status, removed, not_exist, call_in_progress)
consteval auto wire_names(std::type_identity<record_status>) {
    return apibind::names(apibind::upper_snake_case);
}

/// What happened to one record of one phone number.
struct record {
    int http_status = 0; ///< 200 removed, 404 not there; with a call in progress it is not documented
    std::optional<std::int64_t> record_id{}; ///< of a removed record
    apibind::open_enum<record_status> status;

    friend bool operator==(record const&, record const&) = default;
};
BOOST_DESCRIBE_STRUCT(record, (), (http_status, record_id, status))

/// DELETE /api/batch/outbounds/{id}/records/: removes records from a campaign by phone number, all that have it. A
/// record that is on a call stays (api.thulium.com/docs/api/csv_outbounds_batch/delete_batch_outbounds_id_records).
///
/// The path ends with a slash, as every sample of the vendor sends it and its URL template does not.
struct remove_records : api {
    static constexpr auto route = apibind::delete_("/batch/outbounds/{id}/records/"
                                                   "?phone_number[]={phone_number}"
                                                   "&search_in_additional_numbers={search_in_additional_numbers}");

    struct request {
        apibind::required<std::string> id; ///< five characters; leading zeros count: "00001"
        apibind::required<std::vector<std::string>> phone_number;
        std::optional<bool> search_in_additional_numbers{}; ///< look in the additional numbers as well
    };
    static constexpr auto rules = apibind::rules(apibind::length<&request::id>(5));

    /// For each number that was sent, what happened to every record that has it.
    using response = std::map<std::string, std::vector<record>>;

    /// Every answer of this shape is a response. Which HTTP status an error has is not documented: one that comes
    /// inside a 2xx is read as the refusal that it is.
    static bool accepted(response const&) { return true; }

    /// The whole is executed, rejected, or partial after its records.
    static apibind::outcome outcome_of(record const& one) {
        if (!one.status.is_known()) return apibind::outcome::unknown;
        switch (one.status.value()) {
        case record_status::removed:
        case record_status::not_exist:
            return apibind::outcome::executed; // it is not there, which is what was asked for
        case record_status::call_in_progress: return apibind::outcome::rejected;
        }
        return apibind::outcome::unknown;
    }
};
BOOST_DESCRIBE_STRUCT(remove_records::request, (), (id, phone_number, search_in_additional_numbers))
static_assert(apibind::valid<remove_records>);

} // namespace thulium
