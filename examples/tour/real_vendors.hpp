// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "stage.hpp"

#include <apibind/apibind.hpp>

#include <iostream>
#include <memory>
#include <string>

namespace tour {

/// Real vendors, whose customers are called by what the environment says.
struct real_vendors {
    apibind::client_options options;
    std::shared_ptr<apibind::transport> transport;
    bool agreed_beforehand = false; ///< --yes
    table& shown;

    /// Shows a request and asks whether to send it. Without a person to ask the answer is no.
    bool agreed(apibind::http_request const& request) const;
};

/// The options that APIBIND_CONNECT_TO and APIBIND_CA_FILE ask for.
apibind::client_options options_from_variables();

/// Whether any vendor is called for real.
bool is_any_called_for_real();

void call_wooxy(real_vendors const& at);
void call_wolkvox(real_vendors const& at);
void call_crm(real_vendors const& at);
void call_thulium(real_vendors const& at);

/// Shows, asks, sends, and shows what came of it.
template <class E, class Service, class Words>
void call_if_agreed(real_vendors const& at, std::string const& name, apibind::client<Service> const& client,
                    typename E::request const& request, Words words) {
    auto const prepared = apibind::prepare<E>(client, request);
    if (!prepared)
        at.shown.add({name, prepared.outcome(), prepared.error().message});
    else if (!at.agreed(*prepared))
        at.shown.add({name, {}, "nobody agreed to it"});
    else
        at.shown.add(row_of(name, apibind::outcome::executed, apibind::invoke<E>(client, request), words));
}

} // namespace tour
