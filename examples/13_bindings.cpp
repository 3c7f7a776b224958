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
#include <string>
#include <vector>

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

    // [again]
    std::vector<std::string> const sent{"441", "443", "999"};
    auto const again = apibind::keys_with<thulium::remove_records>(
        *removed, {apibind::outcome::rejected, apibind::outcome::partial}); // 443, whose call is in progress
    auto const unnamed = apibind::missing_keys<thulium::remove_records>(*removed, sent); // of these nothing is known
    // [/again]
    return removed.outcome() == apibind::outcome::partial && again == std::vector<std::string>{"443"} && unnamed.empty()
               ? 0
               : 1;
}
