// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
//
// Five endpoints of three vendors, called over verified TLS: what succeeds, what is refused, and what is known of each
// call. wooxy.cpp, wolkvox.cpp, crm.cpp and thulium.cpp hold the calls.

#include "command_line.hpp"
#include "real_vendors.hpp"
#include "stage.hpp"

// The one unit that pays for the transport: the others build their clients with the one made here.
#include <apibind/httplib_transport.hpp>

#include <cstdint>
#include <exception>
#include <iostream>
#include <memory>

namespace {

void tour_sandbox(tour::table& shown) {
    sandbox::server vendors;
    apibind::client_options options;
    options.connect_to = {"127.0.0.1", static_cast<std::uint16_t>(vendors.https_port())};
    options.ca_file = vendors.ca_file().string();
    tour::stage on{vendors, options, std::make_shared<apibind::httplib_transport>(), shown};

    std::cout << "The vendors are played by a sandbox on 127.0.0.1:" << vendors.https_port()
              << "; every call goes there over verified TLS.\n";
    tour::tour_wooxy(on);
    tour::tour_wolkvox(on);
    tour::tour_crm(on);
    tour::tour_thulium(on);
    std::cout << '\n' << vendors.received().size() << " requests reached the vendors.\n";
}

void call_real_vendors(tour::table& shown, bool agreed_beforehand) {
    tour::real_vendors const at{tour::options_from_variables(), std::make_shared<apibind::httplib_transport>(),
                                agreed_beforehand, shown};
    tour::call_wooxy(at);
    tour::call_wolkvox(at);
    tour::call_crm(at);
    tour::call_thulium(at);
    std::cout << '\n';
}

} // namespace

int main(int argc, char** argv) {
    try {
        auto const given = tour::read_command_line({argv + 1, argv + argc});
        if (given.help) {
            std::cout << tour::usage;
            return 0;
        }
        tour::table shown;
        if (tour::is_any_called_for_real())
            call_real_vendors(shown, given.yes);
        else
            tour_sandbox(shown);
        std::cout << shown.calls() << " calls; ";
        if (shown.unexpected() == 0)
            std::cout << "each ended as it should.\n";
        else
            std::cout << shown.unexpected() << " did not end as they should.\n";
        return shown.unexpected() == 0 ? 0 : 1;
    } catch (std::exception const& failed) {
        std::cerr << "tour: " << failed.what() << '\n';
        return 2;
    }
}
