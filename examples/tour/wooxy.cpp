// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "real_vendors.hpp"
#include "stage.hpp"
#include "variables.hpp"

#include <apibind/bindings/wooxy.hpp>

namespace tour {
namespace {

constexpr char const* title = "Wooxy: remove contact sources";

struct words {
    std::string operator()(wooxy::remove_source::response const& answer) const {
        return std::to_string(answer.affectedRows) + " removed";
    }
    std::string operator()(wooxy::refusal const& refused) const {
        std::string out;
        for (auto const& text : refused.errors) out += (out.empty() ? "" : "; ") + text;
        return out;
    }
};

} // namespace

void tour_wooxy(stage& on) {
    using apibind::outcome;
    using wooxy::remove_source;
    apibind::client<wooxy::api> const client(apibind::secret("wooxy-demo-token"), on.options, on.transport);
    auto show = [&](char const* call, outcome expected, auto const& result) {
        on.shown.add(row_of(call, expected, result, words{}));
    };

    on.shown.heading(title);
    show("one, by Wooxy's id", outcome::executed,
         apibind::invoke<remove_source>(client, {.ids = {{"5d915c22d132d5f45a4e38b8"}}}));
    show("two, by the customer's own ids", outcome::executed,
         apibind::invoke<remove_source>(client, {.customerSourceIds = {{"landingPage1", "webinar2020"}}}));
    show("one that is not there any more", outcome::rejected,
         apibind::invoke<remove_source>(client, {.ids = {{"5d915c22d132d5f45a4e38b8"}}}));

    // What the vendor's page rules out never leaves the program.
    show("none at all", outcome::not_sent, apibind::invoke<remove_source>(client, {}));
    show("an id with an underscore", outcome::not_sent,
         apibind::invoke<remove_source>(client, {.customerSourceIds = {{"landing_page_1"}}}));

    apibind::client<wooxy::api> const stranger(apibind::secret("some-other-token"), on.options, on.transport);
    show("with a token that is none", outcome::rejected,
         apibind::invoke<remove_source>(stranger, {.ids = {{"5d915c22d132d5f45a4e38bb"}}}));

    // The vendor does not say whether it had begun: neither does apibind.
    on.vendors.answer_next("wooxy/internal_server_error");
    show("while the vendor is out of order", outcome::unknown,
         apibind::invoke<remove_source>(client, {.ids = {{"5d915c22d132d5f45a4e38bb"}}}));

    auto untold = on.options;
    untold.ca_file.clear(); // the system's own CAs know nothing of the sandbox's
    apibind::client<wooxy::api> const careful(apibind::secret("wooxy-demo-token"), untold, on.transport);
    show("from a server nobody vouches for", outcome::not_sent,
         apibind::invoke<remove_source>(careful, {.ids = {{"5d915c22d132d5f45a4e38bb"}}}));
}

void call_wooxy(real_vendors const& at) {
    if (!is_called_for_real("APIBIND_WOOXY_")) return;
    at.shown.heading(title);
    apibind::client<wooxy::api> const client(apibind::secret(needed_variable("APIBIND_WOOXY_TOKEN")), at.options,
                                             at.transport);
    call_if_agreed<wooxy::remove_source>(
        at, "remove_source", client,
        {.ids = list_variable("APIBIND_WOOXY_IDS"), .customerSourceIds = list_variable("APIBIND_WOOXY_CUSTOMER_IDS")},
        words{});
}

} // namespace tour
