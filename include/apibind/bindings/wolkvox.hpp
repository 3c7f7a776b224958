// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/apibind.hpp>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <variant>
#include <vector>

/// Wolkvox Manager, API v2 (wolkvox.com/apis-v2), and Wolkvox CRM, API v2 (crmvox.com/apis-v2).
namespace wolkvox {

/// The answer of every Manager call, refusals included. `code` is a status of HTTP, which the HTTP status is taken to
/// mirror.
struct status {
    int code = 0;                       ///< 202 for deletions
    std::optional<std::string> error{}; ///< "FORBIDDEN"; null in a success
    std::string msg;

    friend bool operator==(status const&, status const&) = default;
};
BOOST_DESCRIBE_STRUCT(status, (), (code, error, msg))

enum class campaign_type { predictive, preview };
BOOST_DESCRIBE_ENUM(campaign_type, predictive, preview)

/// What came of a record, as `clear_campaign` filters by it.
enum class call_result {
    no_answer,
    answer_machine,
    abandon,
    busy,
    congestion,
    unknown,
    failed,
    do_not_call,
    chanunavail,
    answer
};
BOOST_DESCRIBE_ENUM(call_result, no_answer, answer_machine, abandon, busy, congestion, unknown, failed, do_not_call,
                    chanunavail, answer)
consteval auto wire_names(std::type_identity<call_result>) {
    return apibind::names(apibind::kebab_case);
}

/// What every Manager call shares: the header `wolkvox-token`, and one call at a time with a token.
///
/// All pages say that a token may not be used simultaneously; a newer block on the same pages and the text of the
/// refusal allow two. The stricter is kept. The vendor allows itself 60 s for a call.
///
/// Documented refusals (wolkvox.com/en/api-response-codes), as code, error, msg:
/// 400 BAD REQUEST "THE API YOU WANT TO CONSULT DOES NOT EXIST" and "SOME PARAMETERS ARE REQUIRED";
/// 401 UNAUTHORIZED "PLEASE ENTER THE WOLKVOX-TOKEN";
/// 403 FORBIDDEN "TOKEN LIMIT EXCEEDED" (the day's quota), "EXCEEDS THE LIMIT OF SIMULTANEOUS REQUESTS PER TOKEN (2)"
/// and "PLEASE VALIDATE TOKEN"; 403 during maintenance, with a text that is not documented.
struct manager {
    static constexpr auto base = apibind::base("https://wv{wolkvox_server}.wolkvox.com/api/v2");
    static constexpr auto auth = apibind::header_token("wolkvox-token");
    static constexpr auto limit = apibind::in_flight(1);
    static constexpr auto time_limit = std::chrono::seconds(60);
    struct server {
        apibind::required<std::string> wolkvox_server; ///< the server's number: "0042" for wv0042.wolkvox.com
    };
    using error = status;

    static bool accepted(status const& answer) { return answer.code >= 200 && answer.code < 300; }
    static std::optional<int> status_of(status const& answer) { return answer.code; }
};
BOOST_DESCRIBE_STRUCT(manager::server, (), (wolkvox_server))

/// DELETE campaign.php?api=remove_record: removes a customer from a campaign for good, with the history of attempts
/// except those whose result is ANSWER (wolkvox.com/en/apis-v2-2/8-delete-record). What an unknown campaign or customer
/// gets is not documented.
struct remove_record : manager {
    static constexpr auto route = apibind::delete_("/campaign.php?api=remove_record"
                                                   "&type_campaign={type_campaign}&campaign_id={campaign_id}");

    // Older pages describe both URL parameters as those of another call ("phone to add", "days blocked"), and speak of
    // predictive campaigns only; newer ones take preview campaigns too.
    struct request {
        apibind::required<campaign_type> type_campaign;
        apibind::required<std::string> campaign_id; ///< a number, as text
        apibind::required<std::string> customer_id; ///< as given at the record's upload
    };
    static constexpr auto rules =
        apibind::rules(apibind::min_length<&request::campaign_id>(1), apibind::min_length<&request::customer_id>(1));
    using response = status; ///< 202, "customer_id xxxxxxxxxx has been deleted successfully"
};
BOOST_DESCRIBE_STRUCT(remove_record::request, (), (type_campaign, campaign_id, customer_id))
static_assert(apibind::valid<remove_record>);

/// DELETE campaign.php?api=clear_campaign: removes all records of a campaign for good, or those with one result
/// (wolkvox.com/en/apis-v2-2/3-delete-all-records-of-a-campaign).
struct clear_campaign : manager {
    // Newer pages describe the filter `result` as part of the URL, though not in its template. Without it everything
    // goes: that is asked for by apibind::everything only.
    static constexpr auto route =
        apibind::delete_("/campaign.php?api=clear_campaign"
                         "&type_campaign={type_campaign}&campaign_id={campaign_id}&result={records}");

    struct request {
        apibind::required<campaign_type> type_campaign;
        apibind::required<std::string> campaign_id; ///< a number, as text
        apibind::required<std::variant<call_result, apibind::everything_t>> records;
    };
    static constexpr auto rules = apibind::rules(apibind::min_length<&request::campaign_id>(1));
    using response = status; ///< 202, "All records has been deleted of campaign_id xxxxx successfully"
};
BOOST_DESCRIBE_STRUCT(clear_campaign::request, (), (type_campaign, campaign_id, records))
static_assert(apibind::valid<clear_campaign>);

// CRM ---------------------------------------------------------------------------------------------------------------

namespace detail {

using crm_code = std::optional<std::variant<std::int64_t, std::string>>;

/// `code` where it is a number or a string of digits; beyond an int it is the nearest.
inline std::optional<int> number_of(crm_code const& code) {
    if (!code) return std::nullopt;
    constexpr std::int64_t least = std::numeric_limits<int>::min(), most = std::numeric_limits<int>::max();
    if (auto const* number = std::get_if<std::int64_t>(&*code))
        return static_cast<int>(std::clamp(*number, least, most));
    auto const& text = std::get<std::string>(*code);
    if (text.empty() || text.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
    int out = 0;
    auto const fault = std::from_chars(text.data(), text.data() + text.size(), out).ec;
    return fault == std::errc{} ? out : static_cast<int>(most);
}

/// The part of an answer that decides, whatever stands beside it and in whatever form.
struct crm_verdict {
    crm_code code{};
};
BOOST_DESCRIBE_STRUCT(crm_verdict, (), (code))

} // namespace detail

/// The envelope that other CRM calls are documented to answer with; what a deletion answers is documented nowhere.
/// Every part may be missing. Numbers are documented as strings ("200"), and null as the string "null".
struct crm_status {
    std::optional<std::variant<std::int64_t, std::string>> code{};
    std::optional<std::string> error{};
    std::optional<std::string> msg{};

    /// `code` as a number, where it is one or a string of digits.
    std::optional<int> number() const { return detail::number_of(code); }

    friend bool operator==(crm_status const&, crm_status const&) = default;
};
BOOST_DESCRIBE_STRUCT(crm_status, (), (code, error, msg))

using crm_answer = apibind::as_received<crm_status>;

/// The CRM: the header `Wolkvox-Token` with the token made on the CRM's own page. The whole host is the tenant's, such
/// as crm0001.wolkvox.com; hosts under crmvox.com were switched off at the end of November 2024.
///
/// Documented codes, whose texts are not: 400 401 403 404 405 412 416 417. A refusal is a `code` outside 200-299, else
/// the HTTP status. Requests are limited for each IP address; the figure is not documented.
struct crm {
    static constexpr auto base = apibind::base("https://{crm_server}/server/API/v2/custom");
    static constexpr auto auth = apibind::header_token("Wolkvox-Token");
    struct server {
        apibind::required<std::string> crm_server; ///< the whole host name
    };
    using error = crm_answer;

    static std::optional<int> status_of(crm_answer const& answer) {
        detail::crm_verdict read;
        return apibind::read_json(answer.content, read) ? std::nullopt : detail::number_of(read.code);
    }
    static bool accepted(crm_answer const& answer) {
        auto const code = status_of(answer);
        return !code || (*code >= 200 && *code < 300);
    }
};
BOOST_DESCRIBE_STRUCT(crm::server, (), (crm_server))

/// POST delete.php: deletes one record of a CRM module for good, or several
/// (crmvox.com/en/apis-version-2-en/delete-en).
///
/// The vendor's table asks for an array of ids either way, its example sends a plain string with `multiple` false, and
/// the table spells the flag True and False. What is sent is the example's form for one id, and `true` with an array
/// for more.
struct delete_records : crm {
    static constexpr auto route = apibind::post("/delete.php");

    struct request {
        apibind::required<std::string> operation; ///< the name of the tenant's CRM operation
        apibind::required<std::string> module;    ///< "contacts", or any module of the tenant's own
        apibind::derived<bool> multiple{};        ///< follows from the number of ids
        apibind::required<apibind::one_or_many<std::string>> wolkvox_id;
    };
    static void derive(request& r) { r.multiple = r.wolkvox_id->size() > 1; }
    static constexpr auto rules = apibind::rules(
        apibind::min_length<&request::operation>(1), apibind::min_length<&request::module>(1),
        apibind::min_items<&request::wolkvox_id>(1), apibind::each<&request::wolkvox_id>(apibind::min_length(1)));
    using response = crm_answer;
};
consteval auto wire_names(std::type_identity<delete_records::request>) {
    return apibind::names(apibind::name<&delete_records::request::wolkvox_id>("wolkvox-id"));
}
BOOST_DESCRIBE_STRUCT(delete_records::request, (), (operation, module, multiple, wolkvox_id))
static_assert(apibind::valid<delete_records>);

} // namespace wolkvox
