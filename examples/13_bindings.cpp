// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
//
// A binding that comes with the library, called over verified TLS. The vendor is played by the sandbox on 127.0.0.1:
// connect_to leads there, and the host name, the certificate's check and every byte of the request stay as they are.

#include <apibind/bindings/thulium.hpp>
#include <apibind/httplib_transport.hpp>

#include <sandbox/server.hpp>

#include <cstdint>
#include <iostream>

int main() {
    sandbox::server const vendor;

    // [client]
    apibind::client<thulium::api> const client(
        {.system_name = "demo"}, apibind::user_password{"api_user", apibind::secret("api_pass")},
        {.connect_to = {{"127.0.0.1", static_cast<std::uint16_t>(vendor.https_port())}},
         .ca_file = vendor.ca_file().string()});
    // [/client]

    // [call]
    auto const removed =
        apibind::invoke<thulium::remove_records>(client, {.id = "00001", .phone_number = {{"441", "443", "999"}}});
    if (!removed) {
        std::cerr << removed.error() << '\n';
        return 1;
    }
    for (auto const& [number, records] : *removed)
        for (auto const& record : records) std::cout << number << ": " << record.status.wire() << '\n';
    std::cout << "the whole: " << removed.outcome() << '\n'; // somebody talks to 443, whose record stays
    // [/call]
    return removed.outcome() == apibind::outcome::partial ? 0 : 1;
}
