// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/bindings/wolkvox.hpp>

#include "requests.hpp"

#include <boost/json.hpp>

using namespace bindings_test;
using wolkvox::delete_records;

namespace {

struct crm_account {
    explicit crm_account(std::string server = "crm0001.wolkvox.com")
        : client({.crm_server = std::move(server)}, apibind::secret("T0ken"), {.user_agent = "test/1"}, carrier) {}

    std::shared_ptr<counting_transport> carrier = std::make_shared<counting_transport>();
    apibind::client<wolkvox::crm> client;
};

using ids = std::vector<std::string>;

std::string body_of(ids wolkvox_ids, std::string operation = "demo", std::string module = "contacts") {
    return prepared_body<delete_records>(
        crm_account().client,
        {.operation = std::move(operation), .module = std::move(module), .wolkvox_id = std::move(wolkvox_ids)});
}

void check_not_sent(delete_records::request const& request, std::string_view what) {
    crm_account const account;
    bindings_test::check_not_sent<delete_records>(account.client, *account.carrier, request, what);
}

void check_server(std::string server, std::string_view what) {
    crm_account const account(std::move(server));
    bindings_test::check_not_sent<delete_records>(
        account.client, *account.carrier, {.operation = "demo", .module = "contacts", .wolkvox_id = {{"a"}}}, what);
}

std::string const host_name =
    R"(crm_server must be a host name such as "crm.example.com" or an IP address, without scheme, port or path)";

} // namespace

TEST_CASE("crm: one record goes as a plain string with multiple false") {
    CHECK(
        prepared<delete_records>(
            crm_account().client,
            {.operation = "demo_operation", .module = "contacts", .wolkvox_id = {{"6074a1b0801374c2d4e6781a"}}}) ==
        "POST https://crm0001.wolkvox.com /server/API/v2/custom/delete.php\n"
        "Accept: application/json\n"
        "User-Agent: test/1\n"
        "Content-Type: application/json\n"
        "Wolkvox-Token: T0ken\n"
        "\n"
        R"({"operation":"demo_operation","module":"contacts","multiple":false,"wolkvox-id":"6074a1b0801374c2d4e6781a"})");
}

TEST_CASE("crm: several records go as an array with multiple true") {
    CHECK(body_of({"a", "b"}) == R"({"operation":"demo","module":"contacts","multiple":true,"wolkvox-id":["a","b"]})");
    CHECK(body_of({"a", "b", "c"}) ==
          R"({"operation":"demo","module":"contacts","multiple":true,"wolkvox-id":["a","b","c"]})");
}

TEST_CASE("crm: an id that is named twice counts as two") {
    CHECK(body_of({"a", "a"}) == R"({"operation":"demo","module":"contacts","multiple":true,"wolkvox-id":["a","a"]})");
}

TEST_CASE("crm: operation, module and ids are free text") {
    CHECK(body_of({"007"}, "My-CRM-operation", "Nomina") ==
          R"({"operation":"My-CRM-operation","module":"Nomina","multiple":false,"wolkvox-id":"007"})");
    CHECK(body_of({"#&\""}, "модуль проверки", "a b") ==
          R"({"operation":"модуль проверки","module":"a b","multiple":false,"wolkvox-id":"#&\""})");
}

TEST_CASE("crm: a tenant's host is taken whole") {
    for (char const* host : {"crm0000.wolkvox.com", "crm01.wolkvox.com", "sv0001.crmvox.com", "crm.example.com"}) {
        auto const made = apibind::prepare<delete_records>(
            crm_account(host).client, {.operation = "demo", .module = "contacts", .wolkvox_id = {{"a"}}});
        REQUIRE(made.has_value());
        CHECK(made->origin == apibind::http_origin{"https", host, 443});
        CHECK(made->target == "/server/API/v2/custom/delete.php");
    }
}

// The vendor's page: CURLOPT_URL, CURLOPT_CUSTOMREQUEST, CURLOPT_POSTFIELDS and CURLOPT_HTTPHEADER. Its {{...}} are
// valid in the body, and no host name in the URL.
TEST_CASE("crm: the vendor's sample request") {
    apibind::client<wolkvox::crm> const client({.crm_server = "crm0001.wolkvox.com"}, apibind::secret("{{token}}"), {},
                                               std::make_shared<counting_transport>());
    auto const made = apibind::prepare<delete_records>(
        client, {.operation = "{{operation}}", .module = "{{module}}", .wolkvox_id = {{"{{wolkvox-id}}"}}});
    REQUIRE(made.has_value());
    CHECK(boost::json::parse(*made->body) == boost::json::parse(R"({
    "operation":"{{operation}}",
    "module":"{{module}}",
    "multiple":false,
    "wolkvox-id":"{{wolkvox-id}}"
})"));
    CHECK(made->origin.scheme + "://" + made->origin.authority() + made->target ==
          "https://crm0001.wolkvox.com/server/API/v2/custom/delete.php");
    CHECK((made->method == apibind::method::post));
    CHECK(made->fields.find("Wolkvox-Token") == "{{token}}");
    CHECK(made->fields.find("Content-Type") == "application/json");
    check_server("{{wolkvox_server}}", host_name);
}

TEST_CASE("crm: without an id, or with an empty one, nothing is sent") {
    check_not_sent({.operation = "demo", .module = "contacts", .wolkvox_id = ids{}}, "wolkvox_id must not be empty");
    check_not_sent({.operation = "demo", .module = "contacts", .wolkvox_id = {{""}}},
                   "wolkvox_id[0] must not be empty");
    check_not_sent({.operation = "demo", .module = "contacts", .wolkvox_id = {{"a", ""}}},
                   "wolkvox_id[1] must not be empty");
}

TEST_CASE("crm: without an operation or a module nothing is sent") {
    check_not_sent({.operation = "", .module = "contacts", .wolkvox_id = {{"a"}}}, "operation must not be empty");
    check_not_sent({.operation = "demo", .module = "", .wolkvox_id = {{"a"}}}, "module must not be empty");
}

TEST_CASE("crm: a server that is no host name is never called") {
    check_server("", "crm_server must not be empty: it stands in the URL");
    check_server("crm0001.wolkvox.com\r\nX: y", "crm_server must hold no control characters: it stands in the URL");
    for (char const* server : {"evil.com/#",
                               "evil.com/",
                               "evil.com?",
                               "a.b@c",
                               "user:pass@crm0001.wolkvox.com",
                               "crm0001.wolkvox.com:8443",
                               "https://crm0001.wolkvox.com",
                               "..",
                               ".",
                               "a..b",
                               ".crm0001.wolkvox.com",
                               "crm0001.wolkvox.com.",
                               "a b",
                               "-a.com",
                               "a-.com",
                               "кrm.com",
                               "a_b.com",
                               "%2e",
                               "a\\b",
                               "[::1",
                               "[::1]:443"}) {
        CAPTURE(server);
        check_server(server, host_name);
    }
}

TEST_CASE("crm: an address in disguise is never called") {
    for (char const* server : {"127.0.0.1:80", "127.1", "2130706433", "0x7f.1", "0x7f000001", "a.0x7f", "0177.0.0.1"}) {
        CAPTURE(server);
        check_server(server, host_name);
    }
}

TEST_CASE("crm: a label of 64 characters or a name of 254 is never called") {
    check_server(std::string(64, 'a') + ".com", host_name);
    std::string longest;
    while (longest.size() < 250) longest += std::string(49, 'a') + ".";
    check_server(longest + "comm", host_name);
    longest.pop_back();
    CHECK(prepared_body<delete_records>(crm_account(longest).client,
                                        {.operation = "demo", .module = "contacts", .wolkvox_id = {{"a"}}})
              .starts_with("{"));
}
