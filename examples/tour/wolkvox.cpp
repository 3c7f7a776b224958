// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "real_vendors.hpp"
#include "stage.hpp"
#include "variables.hpp"

#include <apibind/bindings/wolkvox.hpp>

#include <chrono>
#include <future>
#include <stdexcept>

namespace tour {
namespace {

using namespace std::chrono_literals;
using apibind::outcome;
using wolkvox::campaign_type;
using wolkvox::clear_campaign;
using wolkvox::remove_record;

constexpr char const* title = "Wolkvox Manager: delete records of campaigns";

struct words {
    std::string operator()(wolkvox::status const& answer) const {
        return answer.error ? *answer.error + ", " + answer.msg : answer.msg;
    }
};

void show(stage& on, char const* call, outcome expected,
          apibind::result<wolkvox::status, wolkvox::status> const& result) {
    on.shown.add(row_of(call, expected, result, words{}));
}

apibind::client<wolkvox::manager> client_with(stage const& on, char const* token) {
    return apibind::client<wolkvox::manager>({.wolkvox_server = "0042"}, apibind::secret(token), on.options,
                                             on.transport);
}

remove_record::request record(std::string customer_id) {
    return {.type_campaign = campaign_type::predictive, .campaign_id = "17", .customer_id = std::move(customer_id)};
}

/// Wolkvox takes one call at a time with a token: the second waits for its turn, as long as its deadline allows.
void tour_turns(stage& on, apibind::client<wolkvox::manager> const& client) {
    auto call = [&](char const* customer, apibind::call_options const& options = {}) {
        return apibind::invoke<remove_record>(client, record(customer), options);
    };
    on.vendors.hold("wolkvox");
    auto first = std::async(std::launch::async, call, "43", apibind::call_options{});
    bool const is_held = on.vendors.wait_until_held("wolkvox", 1);
    auto const hasty = call("44", {.deadline = 200ms});
    auto patient = std::async(std::launch::async, call, "44", apibind::call_options{});
    on.vendors.release("wolkvox");
    if (!is_held) throw std::runtime_error("the sandbox received nothing");
    show(on, "while this one is on its way,", outcome::executed, first.get());
    show(on, "one that can wait for 200 ms", outcome::not_sent, hasty);
    show(on, "and one that can wait longer", outcome::executed, patient.get());
}

std::variant<wolkvox::call_result, apibind::everything_t> records_to_clear(std::string const& text) {
    if (text == "everything") return apibind::everything;
    apibind::open_enum<wolkvox::call_result> const result(text);
    if (!result.is_known())
        throw std::runtime_error("APIBIND_WOLKVOX_CLEAR must be a call's result, such as no-answer, or everything");
    return result.value();
}

} // namespace

void tour_wolkvox(stage& on) {
    auto const client = client_with(on, "wolkvox-demo-token");
    on.vendors.settings().set("wolkvox/simultaneous", 1);

    on.shown.heading(title);
    show(on, "one customer", outcome::executed, apibind::invoke<remove_record>(client, record("42")));
    show(on, "the same customer again", outcome::rejected, apibind::invoke<remove_record>(client, record("42")));
    show(on, "without a customer_id", outcome::not_sent, apibind::invoke<remove_record>(client, record("")));
    tour_turns(on, client);
    show(on, "all records without an answer", outcome::executed,
         apibind::invoke<clear_campaign>(client, {.type_campaign = campaign_type::predictive,
                                                  .campaign_id = "17",
                                                  .records = wolkvox::call_result::no_answer}));
    show(on, "everything, said aloud", outcome::executed,
         apibind::invoke<clear_campaign>(
             client, {.type_campaign = campaign_type::preview, .campaign_id = "18", .records = apibind::everything}));
    show(on, "with a token that is none", outcome::rejected,
         apibind::invoke<remove_record>(client_with(on, "some-other-token"), record("46")));
    show(on, "with a token whose day is spent", outcome::rejected,
         apibind::invoke<remove_record>(client_with(on, "wolkvox-spent-token"), record("46")));
}

void call_wolkvox(real_vendors const& at) {
    if (!is_called_for_real("APIBIND_WOLKVOX_")) return;
    at.shown.heading(title);
    apibind::client<wolkvox::manager> const client({.wolkvox_server = needed_variable("APIBIND_WOLKVOX_SERVER")},
                                                   apibind::secret(needed_variable("APIBIND_WOLKVOX_TOKEN")),
                                                   at.options, at.transport);
    apibind::open_enum<campaign_type> const type(needed_variable("APIBIND_WOLKVOX_TYPE"));
    if (!type.is_known()) throw std::runtime_error("APIBIND_WOLKVOX_TYPE must be predictive or preview");
    auto const campaign = needed_variable("APIBIND_WOLKVOX_CAMPAIGN");
    auto const customer = variable("APIBIND_WOLKVOX_CUSTOMER");
    auto const clear = variable("APIBIND_WOLKVOX_CLEAR");
    if (!customer && !clear)
        throw std::runtime_error("APIBIND_WOLKVOX_CUSTOMER or APIBIND_WOLKVOX_CLEAR must be set as well");
    if (customer)
        call_if_agreed<remove_record>(
            at, "remove_record", client,
            {.type_campaign = type.value(), .campaign_id = campaign, .customer_id = *customer}, words{});
    if (clear)
        call_if_agreed<clear_campaign>(
            at, "clear_campaign", client,
            {.type_campaign = type.value(), .campaign_id = campaign, .records = records_to_clear(*clear)}, words{});
}

} // namespace tour
