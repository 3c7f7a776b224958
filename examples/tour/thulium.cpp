// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "real_vendors.hpp"
#include "stage.hpp"
#include "variables.hpp"

#include <apibind/bindings/thulium.hpp>

#include <chrono>

namespace tour {
namespace {

using namespace std::chrono_literals;

constexpr char const* title = "Thulium: remove records by phone number";

struct words {
    /// "441: REMOVED 5235, REMOVED 5226; 443: CALL_IN_PROGRESS 5300"
    std::string operator()(thulium::remove_records::response const& answer) const {
        std::string out;
        for (auto const& [number, records] : answer) {
            out += (out.empty() ? "" : "; ") + number + ":";
            for (auto const& record : records) {
                if (&record != &records.front()) out += ",";
                out.append(" ").append(record.status.wire());
                if (record.record_id) out += " " + std::to_string(*record.record_id);
            }
        }
        return out;
    }
    std::string operator()(thulium::problem const& problem) const {
        std::string out;
        for (auto const& entry : problem.errors) out += (out.empty() ? "" : "; ") + entry.message;
        return out + " (request " + problem.request_id + ")";
    }
};

apibind::client<thulium::api> client_of(stage const& on, char const* password) {
    return apibind::client<thulium::api>({.system_name = "demo"}, {"api_user", apibind::secret(password)}, on.options,
                                         on.transport);
}

} // namespace

void tour_thulium(stage& on) {
    using apibind::outcome;
    using thulium::remove_records;
    auto const client = client_of(on, "api_pass");
    auto show = [&](char const* call, outcome expected, auto const& result) {
        on.shown.add(row_of(call, expected, result, words{}));
    };

    on.shown.heading(title);
    show("a number with two records", outcome::executed,
         apibind::invoke<remove_records>(client, {.id = "00001", .phone_number = {{"441"}}}));
    show("two, one of which is on a call", outcome::partial,
         apibind::invoke<remove_records>(client, {.id = "00001", .phone_number = {{"443", "333444555"}}}));
    show("in the additional numbers as well", outcome::executed,
         apibind::invoke<remove_records>(
             client, {.id = "00001", .phone_number = {{"446"}}, .search_in_additional_numbers = true}));
    show("a campaign's id without its zeros", outcome::not_sent,
         apibind::invoke<remove_records>(client, {.id = "1", .phone_number = {{"441"}}}));
    show("a campaign that is none", outcome::rejected,
         apibind::invoke<remove_records>(client, {.id = "99999", .phone_number = {{"441"}}}));
    show("with a wrong password", outcome::rejected,
         apibind::invoke<remove_records>(client_of(on, "wrong"), {.id = "10001", .phone_number = {{"441"}}}));

    // The request has left, and nobody knows what became of it: it is not sent again by itself.
    on.vendors.hold("thulium");
    auto const unanswered = apibind::invoke<remove_records>(client, {.id = "10001", .phone_number = {{"441"}}},
                                                            {.timeouts = {.await = 300ms}});
    on.vendors.release("thulium");
    show("without an answer within 300 ms", outcome::unknown, unanswered);
}

void call_thulium(real_vendors const& at) {
    if (!is_called_for_real("APIBIND_THULIUM_")) return;
    at.shown.heading(title);
    needed_variable("APIBIND_THULIUM_PHONE_NUMBERS");
    apibind::client<thulium::api> const client(
        {.system_name = needed_variable("APIBIND_THULIUM_SYSTEM")},
        {needed_variable("APIBIND_THULIUM_USER"), apibind::secret(needed_variable("APIBIND_THULIUM_PASSWORD"))},
        at.options, at.transport);
    call_if_agreed<thulium::remove_records>(at, "remove_records", client,
                                            {.id = needed_variable("APIBIND_THULIUM_CAMPAIGN"),
                                             .phone_number = *list_variable("APIBIND_THULIUM_PHONE_NUMBERS")},
                                            words{});
}

} // namespace tour
