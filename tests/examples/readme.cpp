// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
//
// What the README shows and no example does. readme.sh compares the regions with it.

#include "sandbox_call.hpp"

#include <apibind/bindings/thulium.hpp>
#include <apibind/bindings/wolkvox.hpp>
#include <apibind/httplib_transport.hpp>
#include <apibind/json_code.hpp>

#include <doctest/doctest.h>
#include <sandbox/server.hpp>

#include <chrono>
#include <cstdint>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace readme_tests {

// [hot]
struct reading {
    std::int64_t at{};
    double value{};
    std::optional<std::string> note{};
};
BOOST_DESCRIBE_STRUCT(reading, (), (at, value, note))
consteval auto json_code(std::type_identity<reading>) { // of <apibind/json_code.hpp>
    return apibind::unrolled;
}
// [/hot]

} // namespace readme_tests

namespace {

// [before]
bool remove_customer(httplib::SSLClient& http, std::string const& token, std::string const& customer) {
    auto const answer =
        http.Delete("/api/v2/campaign.php?api=remove_record&type_campaign=predictive&campaign_id=17",
                    {{"wolkvox-token", token}}, R"({"customer_id": ")" + customer + "\"}", "application/json");
    return answer && answer->status == 202;
}
// [/before]

// [after]
apibind::outcome remove_customer(apibind::client<wolkvox::manager> const& client, std::string const& customer) {
    auto const removed = apibind::invoke<wolkvox::remove_record>(
        client, {.type_campaign = wolkvox::campaign_type::predictive, .campaign_id = "17", .customer_id = customer});
    if (!removed) std::cerr << removed.error() << '\n';
    return removed.outcome();
}
// [/after]

std::uint16_t port_of(sandbox::server const& vendors) {
    return static_cast<std::uint16_t>(vendors.https_port());
}

} // namespace

TEST_CASE("readme: the same call by cpp-httplib and by apibind") {
    sandbox::server const vendors;
    httplib::SSLClient http("wv0042.wolkvox.com", vendors.https_port());
    http.set_hostname_addr_map({{"wv0042.wolkvox.com", "127.0.0.1"}});
    http.set_ca_cert_path(vendors.ca_file().c_str());
    sandbox_call::send_target_as_given(http);
    CHECK(remove_customer(http, "wolkvox-demo-token", "42"));

    apibind::client<wolkvox::manager> const client(
        {.wolkvox_server = "0042"}, apibind::secret("wolkvox-demo-token"),
        {.connect_to = {{"127.0.0.1", port_of(vendors)}}, .ca_file = vendors.ca_file().string()});
    CHECK(remove_customer(client, "43") == apibind::outcome::executed);
    CHECK(remove_customer(client, "43") == apibind::outcome::rejected);
    CHECK(remove_customer(client, "") == apibind::outcome::not_sent);
}

TEST_CASE("readme: a hot type") {
    std::vector<readme_tests::reading> readings;
    REQUIRE_FALSE(apibind::read_json(R"([{"at":1,"value":0.5},{"at":2,"value":7,"note":"x"}])", readings));
    CHECK(readings.size() == 2);
    CHECK(readings[1].note == "x");
}

TEST_CASE("readme: options of a client, connections that clients share, options of a call") {
    using namespace std::chrono_literals;
    sandbox::server const vendors;
    auto const port = port_of(vendors);
    auto const ca_file = vendors.ca_file().string();
    apibind::secret const token("wolkvox-demo-token");
    apibind::user_password const who{"api_user", apibind::secret("api_pass")};

    // [options]
    apibind::client_options options;
    options.user_agent = "crm-sync/2.1";
    options.deadline = 20s;                   // of a whole call, waiting for its turn included
    options.timeouts.connect = 2s;            // a cap within it
    options.connect_to = {"127.0.0.1", port}; // a tunnel, a sandbox: the host name stays, for TLS as well
    options.ca_file = ca_file;
    // [/options]

    // [shared_transport]
    auto const connections = std::make_shared<apibind::httplib_transport>();
    apibind::client<wolkvox::manager> const campaigns({.wolkvox_server = "0042"}, token, options, connections);
    apibind::client<thulium::api> const records({.system_name = "demo"}, who, options, connections);
    // [/shared_transport]
    CHECK(remove_customer(campaigns, "42") == apibind::outcome::executed);

    // [call_options]
    auto const removed =
        apibind::invoke<thulium::remove_records>(records, {.id = "00001", .phone_number = {{"441", "444"}}},
                                                 {.deadline = 10s, .fields = {{"Accept-Language", "pl"}}});
    // [/call_options]
    CHECK(removed.outcome() == apibind::outcome::executed);
    auto const received = vendors.received();
    REQUIRE(received.size() == 2);
    CHECK(received[1].header("Accept-Language") == "pl");
    CHECK(received[1].header("User-Agent") == "crm-sync/2.1");
}

TEST_CASE("readme: value() throws what the failure says") {
    sandbox::server const vendors;
    apibind::client<thulium::api> const client(
        {.system_name = "demo"}, {"api_user", apibind::secret("wrong")},
        {.connect_to = {{"127.0.0.1", port_of(vendors)}}, .ca_file = vendors.ca_file().string()});
    std::string said;
    // [value]
    try {
        auto const removed =
            apibind::invoke<thulium::remove_records>(client, {.id = "00001", .phone_number = {{"441"}}}).value();
        std::cout << removed.size() << '\n';
    } catch (apibind::bad_result_access const& thrown) {
        said = thrown.what(); // thulium::remove_records: rejected: HTTP 401: ...
    }
    // [/value]
    CHECK(said.starts_with("thulium::remove_records: rejected: HTTP 401: "));
}
