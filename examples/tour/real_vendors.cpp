// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "real_vendors.hpp"

#include "variables.hpp"

#include <charconv>
#include <cstdint>
#include <stdexcept>

#include <unistd.h>

namespace tour {

bool real_vendors::agreed(apibind::http_request const& request) const {
    std::cout << '\n' << request << "\nThis deletes at " << request.origin.host << ", for good. ";
    if (agreed_beforehand) {
        std::cout << "It is sent, as --yes was given.\n";
        return true;
    }
    if (isatty(STDIN_FILENO) == 0) {
        std::cout << "It is not sent, as there is nobody to ask and no --yes.\n";
        return false;
    }
    std::cout << "Send it? [y/N] " << std::flush;
    std::string answer;
    std::getline(std::cin, answer);
    return answer == "y" || answer == "Y" || answer == "yes";
}

apibind::client_options options_from_variables() {
    apibind::client_options out;
    out.ca_file = variable("APIBIND_CA_FILE").value_or("");
    if (auto const address = variable("APIBIND_CONNECT_TO")) {
        auto const colon = address->rfind(':');
        std::string const digits = colon == std::string::npos ? "" : address->substr(colon + 1);
        std::uint16_t port = 0;
        auto const [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
        if (fault != std::errc{} || end != digits.data() + digits.size())
            throw std::runtime_error("APIBIND_CONNECT_TO must be host:port");
        out.connect_to = {address->substr(0, colon), port};
    }
    return out;
}

bool is_any_called_for_real() {
    bool found = false;
    for (char const* prefix : {"APIBIND_WOOXY_", "APIBIND_WOLKVOX_", "APIBIND_CRM_", "APIBIND_THULIUM_"})
        found = is_called_for_real(prefix) || found;
    return found;
}

} // namespace tour
