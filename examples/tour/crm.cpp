// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "real_vendors.hpp"
#include "stage.hpp"
#include "variables.hpp"

#include <apibind/bindings/wolkvox.hpp>

namespace tour {
namespace {

constexpr char const* title = "Wolkvox CRM: delete records of modules";

/// What a deletion answers is documented nowhere: the answer is kept, and read where it can be.
struct words {
    std::string operator()(wolkvox::crm_answer const& answer) const {
        if (!answer.value) return "undocumented, kept as received: " + answer.content;
        std::string out;
        for (auto const* part : {&answer.value->error, &answer.value->msg})
            if (*part && **part != "null") out += (out.empty() ? "" : ", ") + **part;
        auto const code = wolkvox::crm::status_of(answer);
        return code && (*code < 200 || *code > 299) ? "code " + std::to_string(*code) + ", " + out : out;
    }
};

} // namespace

void tour_crm(stage& on) {
    using apibind::outcome;
    using wolkvox::delete_records;
    apibind::client<wolkvox::crm> const client({.crm_server = "crm0001.wolkvox.com"}, apibind::secret("crm-demo-token"),
                                               on.options, on.transport);
    auto show = [&](char const* call, outcome expected, auto const& result) {
        on.shown.add(row_of(call, expected, result, words{}));
    };
    auto contacts = [](std::vector<std::string> ids) {
        return delete_records::request{
            .operation = "demo_operation", .module = "contacts", .wolkvox_id = std::move(ids)};
    };

    on.shown.heading(title);
    show("one contact", outcome::executed,
         apibind::invoke<delete_records>(client, contacts({"6074a1b0801374c2d4e6781a"})));
    show("two contacts", outcome::executed,
         apibind::invoke<delete_records>(client, contacts({"6074a1b0801374c2d4e6781b", "6074a1b0801374c2d4e6781c"})));
    show("no contact", outcome::not_sent, apibind::invoke<delete_records>(client, contacts({})));
    show("one that is not there", outcome::rejected, apibind::invoke<delete_records>(client, contacts({"0"})));

    on.vendors.settings().set("crm/mirror_status", false);
    on.vendors.settings().set("crm/envelope", "strings");
    show("refused inside HTTP 200", outcome::rejected, apibind::invoke<delete_records>(client, contacts({"0"})));

    on.vendors.settings().set("crm/envelope", "opaque");
    show("answered by a web page", outcome::executed,
         apibind::invoke<delete_records>(client, contacts({"6074a1b0801374c2d4e6781d"})));
}

void call_crm(real_vendors const& at) {
    if (!is_called_for_real("APIBIND_CRM_")) return;
    at.shown.heading(title);
    needed_variable("APIBIND_CRM_IDS");
    apibind::client<wolkvox::crm> const client({.crm_server = needed_variable("APIBIND_CRM_SERVER")},
                                               apibind::secret(needed_variable("APIBIND_CRM_TOKEN")), at.options,
                                               at.transport);
    call_if_agreed<wolkvox::delete_records>(at, "delete_records", client,
                                            {.operation = needed_variable("APIBIND_CRM_OPERATION"),
                                             .module = needed_variable("APIBIND_CRM_MODULE"),
                                             .wolkvox_id = *list_variable("APIBIND_CRM_IDS")},
                                            words{});
}

} // namespace tour
