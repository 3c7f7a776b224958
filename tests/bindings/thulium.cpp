// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/bindings/thulium.hpp>

#include "requests.hpp"

using namespace bindings_test;
using thulium::remove_records;

namespace {

struct thulium_account {
    explicit thulium_account(std::string system = "your-system-name")
        : client({.system_name = std::move(system)}, {"api_user", apibind::secret("api_pass")},
                 {.user_agent = "test/1"}, carrier) {}

    std::shared_ptr<counting_transport> carrier = std::make_shared<counting_transport>();
    apibind::client<thulium::api> client;
};

using numbers = std::vector<std::string>;

std::string const path = "/api/batch/outbounds/00001/records/";

std::string target_of(remove_records::request const& request) {
    return prepared_target<remove_records>(thulium_account().client, request);
}

std::string target_of(std::string const& number) {
    return target_of({.id = "00001", .phone_number = {{number}}});
}

void check_not_sent(remove_records::request const& request, std::string_view what) {
    thulium_account const account;
    bindings_test::check_not_sent<remove_records>(account.client, *account.carrier, request, what);
}

void check_system(std::string system, std::string_view what) {
    thulium_account const account(std::move(system));
    bindings_test::check_not_sent<remove_records>(account.client, *account.carrier,
                                                  {.id = "00001", .phone_number = {{"441"}}}, what);
}

} // namespace

// The vendor's page prints this target in every sample, with the slash that its URL template lacks and with raw
// brackets; its curl sends this Accept and these credentials, and no content. Its PHP adds a Content-Type to no
// content, and its curl -k: neither is needed.
TEST_CASE("thulium: the vendor's sample request, byte by byte") {
    CHECK(prepared<remove_records>(thulium_account().client, {.id = "00001", .phone_number = {{"441", "442"}}}) ==
          "DELETE https://your-system-name.thulium.com "
          "/api/batch/outbounds/00001/records/?phone_number[]=441&phone_number[]=442\n"
          "Accept: application/json\n"
          "User-Agent: test/1\n"
          "Authorization: Basic YXBpX3VzZXI6YXBpX3Bhc3M=\n");
}

// "Basic dXNlcjpwYXNzd29yZAo=" on the vendor's page about authentication encodes a line break behind the password.
TEST_CASE("thulium: the credentials of the vendor's example, without its line break") {
    apibind::client<thulium::api> const client({.system_name = "demo"}, {"user", apibind::secret("password")}, {},
                                               std::make_shared<counting_transport>());
    auto const made = apibind::prepare<remove_records>(client, {.id = "00001", .phone_number = {{"441"}}});
    REQUIRE(made.has_value());
    CHECK(made->fields.find("Authorization") == "Basic dXNlcjpwYXNzd29yZA==");
}

TEST_CASE("thulium: one number, several, and one that is named twice") {
    CHECK(target_of({.id = "00001", .phone_number = {{"333444555"}}}) == path + "?phone_number[]=333444555");
    CHECK(target_of({.id = "00001", .phone_number = {{"1", "2", "3"}}}) ==
          path + "?phone_number[]=1&phone_number[]=2&phone_number[]=3");
    CHECK(target_of({.id = "00001", .phone_number = {{"1", "1"}}}) == path + "?phone_number[]=1&phone_number[]=1");
}

TEST_CASE("thulium: search_in_additional_numbers given or left out") {
    CHECK(target_of({.id = "00001", .phone_number = {{"441"}}, .search_in_additional_numbers = true}) ==
          path + "?phone_number[]=441&search_in_additional_numbers=true");
    CHECK(target_of({.id = "00001", .phone_number = {{"441", "442"}}, .search_in_additional_numbers = false}) ==
          path + "?phone_number[]=441&phone_number[]=442&search_in_additional_numbers=false");
    CHECK(target_of({.id = "00001", .phone_number = {{"441"}}, .search_in_additional_numbers = std::nullopt}) ==
          path + "?phone_number[]=441");
}

TEST_CASE("thulium: a number is one query value, whatever it holds") {
    std::pair<char const*, char const*> const values[] = {
        {"0048123", "0048123"}, {"+48 123", "%2B48%20123"}, {"1&id=2", "1%26id%3D2"},
        {"1#2", "1%232"},       {"50%", "50%25"},           {"тел", "%D1%82%D0%B5%D0%BB"},
        {"1;2,3", "1%3B2%2C3"}, {"../x", "..%2Fx"},         {"[]", "%5B%5D"},
    };
    for (auto const& [value, encoded] : values) CHECK(target_of(value) == path + "?phone_number[]=" + encoded);
}

TEST_CASE("thulium: a campaign is one path segment of five characters, leading zeros and all") {
    std::pair<char const*, char const*> const values[] = {
        {"00000", "00000"},   {"10001", "10001"},     {"a b#c", "a%20b%23c"},
        {"../..", "..%2F.."}, {"1/2?3", "1%2F2%3F3"}, {"йцуке", "%D0%B9%D1%86%D1%83%D0%BA%D0%B5"},
        {".....", "....."},
    };
    for (auto const& [value, encoded] : values)
        CHECK(target_of({.id = value, .phone_number = {{"441"}}}) ==
              "/api/batch/outbounds/" + std::string(encoded) + "/records/?phone_number[]=441");
}

TEST_CASE("thulium: a campaign of fewer or more than five characters is never sent") {
    check_not_sent({.id = "0001", .phone_number = {{"441"}}}, "id must be exactly 5 characters long, and has 4");
    check_not_sent({.id = "000001", .phone_number = {{"441"}}}, "id must be exactly 5 characters long, and has 6");
    check_not_sent({.id = "", .phone_number = {{"441"}}}, "id must be exactly 5 characters long, and has 0");
    check_not_sent({.id = "..", .phone_number = {{"441"}}}, "id must be exactly 5 characters long, and has 2");
    check_not_sent({.id = "0001\n", .phone_number = {{"441"}}},
                   "id must hold no control characters: it stands in the URL");
}

TEST_CASE("thulium: an empty list and an empty number are never sent") {
    check_not_sent({.id = "00001", .phone_number = numbers{}}, "phone_number must not be empty: it stands in the URL");
    check_not_sent({.id = "00001", .phone_number = {{""}}}, "phone_number must not be empty: it stands in the URL");
    check_not_sent({.id = "00001", .phone_number = {{"441", ""}}},
                   "phone_number must not be empty: it stands in the URL");
    check_not_sent({.id = "00001", .phone_number = numbers{}, .search_in_additional_numbers = true},
                   "phone_number must not be empty: it stands in the URL");
}

TEST_CASE("thulium: a number with control characters or no UTF-8 is never sent") {
    check_not_sent({.id = "00001", .phone_number = {{"441\r\n"}}},
                   "phone_number must hold no control characters: it stands in the URL");
    check_not_sent({.id = "00001", .phone_number = {{"\xc3"}}}, "phone_number must be UTF-8");
}

TEST_CASE("thulium: a system name that is more than one label is never called") {
    check_system("", "system_name must not be empty: it stands in the URL");
    check_system("demo\n", "system_name must hold no control characters: it stands in the URL");
    for (char const* system :
         {"evil.com/", "a.b", "..", ".", "a/b", "demo#", "demo?", "a@b", "demo:80", "a b", "a_b", "żółw"}) {
        CAPTURE(system);
        check_system(system, "system_name must be one label of a host name: letters, digits and hyphens");
    }
    for (std::string const system : {"-demo", "demo-"})
        check_system(system, "system_name would make the host \"" + system + ".thulium.com\", which is no host name");
}

TEST_CASE("thulium: no call without a user name that Basic can carry") {
    std::pair<char const*, char const*> const users[] = {
        {"", "the user name is empty"},
        {"api:user", "a user name may hold no ':' (RFC 7617)"},
        {"user\n", "user name and password may hold no control characters (RFC 7617)"},
    };
    for (auto const& [user, what] : users) {
        auto const carrier = std::make_shared<counting_transport>();
        apibind::client<thulium::api> const client({.system_name = "demo"}, {user, apibind::secret("api_pass")}, {},
                                                   carrier);
        bindings_test::check_not_sent<remove_records>(client, *carrier, {.id = "00001", .phone_number = {{"441"}}},
                                                      what);
    }
}
