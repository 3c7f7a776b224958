// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// Hostile values in every place of the five bindings: what is sent is the call that was meant, or nothing is.

#include <apibind/bindings/thulium.hpp>
#include <apibind/bindings/wolkvox.hpp>
#include <apibind/bindings/wooxy.hpp>

#include "support/echoes.hpp"
#include "support/taken_apart.hpp"

#include <memory>
#include <string>
#include <string_view>

using namespace apibind;
using support::received;
using support::tally;
using support::try_hostile_values;

namespace {

using carrier = std::shared_ptr<transport> const&;

auto wooxy_client(std::string token = "t") {
    return [token](std::string const&, carrier to) { return client<wooxy::api>(secret(token), {}, to); };
}
auto manager_client() {
    return [](std::string const&, carrier to) {
        return client<wolkvox::manager>({.wolkvox_server = "0042"}, secret("t"), {}, to);
    };
}
auto crm_client() {
    return [](std::string const&, carrier to) {
        return client<wolkvox::crm>({.crm_server = "crm.example.com"}, secret("t"), {}, to);
    };
}
auto thulium_client() {
    return [](std::string const&, carrier to) {
        return client<thulium::api>({.system_name = "demo"}, {"user", secret("pass")}, {}, to);
    };
}

wooxy::remove_source::request a_source(std::string const&) {
    return {.ids = {{"a"}}};
}
wolkvox::remove_record::request a_customer(std::string const&) {
    return {.type_campaign = wolkvox::campaign_type::preview, .campaign_id = "17", .customer_id = "42"};
}
wolkvox::delete_records::request a_contact(std::string const&) {
    return {.operation = "demo", .module = "contacts", .wolkvox_id = {{"a"}}};
}
thulium::remove_records::request a_number(std::string const&) {
    return {.id = "00001", .phone_number = {{"441"}}};
}

/// Sets a member of the body.
auto in_body(char const* name) {
    return [name](received& to, std::string const& value) { to.body.as_object()[name] = value; };
}
auto in_field(char const* name) {
    return [name](received& to, std::string const& value) { to.fields.set(name, value); };
}
auto in_query(std::size_t place) {
    return [place](received& to, std::string const& value) { to.target.values.at(place) = value; };
}
auto in_host(std::string const& before, std::string const& behind) {
    return [=](received& to, std::string const& value) { to.origin.host = before + value + behind; };
}

/// What no host name, no field and no URL takes is refused, and no more.
void check(tally const& of, int least_sent, int least_refused) {
    CHECK(of.sent >= least_sent);
    CHECK(of.refused >= least_refused);
}

} // namespace

TEST_CASE("hostile values: wooxy") {
    auto const ids = [](auto member) {
        return [member](std::string const& value) {
            wooxy::remove_source::request out;
            out.*member = {"x", value};
            return out;
        };
    };
    auto const second = [](char const* name) {
        return [name](received& to, std::string const& value) { to.body.as_object()[name].as_array()[1] = value; };
    };
    using request = wooxy::remove_source::request;
    check(try_hostile_values<wooxy::remove_source>(wooxy_client(), ids(&request::ids), "y", second("ids")), 180, 10);
    check(try_hostile_values<wooxy::remove_source>(wooxy_client(), ids(&request::customerSourceIds), "y",
                                                   second("customerSourceIds")),
          1, 200);
    check(try_hostile_values<wooxy::remove_source>(
              [](std::string const& token, carrier to) { return client<wooxy::api>(secret(token), {}, to); }, a_source,
              "t", in_field("Access-Token")),
          120, 50);
}

TEST_CASE("hostile values: wolkvox's manager") {
    using removal = wolkvox::remove_record::request;
    auto const removing = [](auto member) {
        return [member](std::string const& value) {
            auto out = a_customer("");
            out.*member = value;
            return out;
        };
    };
    check(
        try_hostile_values<wolkvox::remove_record>(manager_client(), removing(&removal::campaign_id), "1", in_query(2)),
        150, 30);
    check(try_hostile_values<wolkvox::remove_record>(manager_client(), removing(&removal::customer_id), "1",
                                                     in_body("customer_id")),
          180, 10);
    check(try_hostile_values<wolkvox::clear_campaign>(
              manager_client(),
              [](std::string const& value) {
                  return wolkvox::clear_campaign::request{.type_campaign = wolkvox::campaign_type::preview,
                                                          .campaign_id = value,
                                                          .records = wolkvox::call_result::busy};
              },
              "1", in_query(2)),
          150, 30);
    check(try_hostile_values<wolkvox::remove_record>(
              [](std::string const& value, carrier to) {
                  return client<wolkvox::manager>({.wolkvox_server = value}, secret("t"), {}, to);
              },
              a_customer, "0042", in_host("wv", ".wolkvox.com")),
          1, 190);
    check(try_hostile_values<wolkvox::remove_record>(
              [](std::string const& value, carrier to) {
                  return client<wolkvox::manager>({.wolkvox_server = "1"}, secret(value), {}, to);
              },
              a_customer, "t", in_field("wolkvox-token")),
          120, 50);
}

TEST_CASE("hostile values: wolkvox's CRM") {
    using deletion = wolkvox::delete_records::request;
    auto const deleting = [](auto member) {
        return [member](std::string const& value) {
            auto out = a_contact("");
            out.*member = value;
            return out;
        };
    };
    check(try_hostile_values<wolkvox::delete_records>(crm_client(), deleting(&deletion::operation), "x",
                                                      in_body("operation")),
          180, 10);
    check(
        try_hostile_values<wolkvox::delete_records>(crm_client(), deleting(&deletion::module), "x", in_body("module")),
        180, 10);
    check(try_hostile_values<wolkvox::delete_records>(
              crm_client(),
              [](std::string const& value) {
                  auto out = a_contact("");
                  out.wolkvox_id = {{value}};
                  return out;
              },
              "x", in_body("wolkvox-id")),
          180, 10);
    check(try_hostile_values<wolkvox::delete_records>(
              crm_client(),
              [](std::string const& value) {
                  auto out = a_contact("");
                  out.wolkvox_id = {{"a", value, "c"}};
                  return out;
              },
              "x",
              [](received& to, std::string const& value) { to.body.as_object()["wolkvox-id"].as_array()[1] = value; }),
          180, 10);
    auto const whole = [](std::string const& value, carrier to) {
        return client<wolkvox::crm>({.crm_server = value}, secret("t"), {}, to);
    };
    check(try_hostile_values<wolkvox::delete_records>(
              whole, a_contact, "crm.example.com",
              [](received& to, std::string const& value) { to.origin.host = apibind::detail::bare_host(value); }),
          1, 190);
    check(try_hostile_values<wolkvox::delete_records>(
              [](std::string const& value, carrier to) {
                  return client<wolkvox::crm>({.crm_server = "crm.example.com"}, secret(value), {}, to);
              },
              a_contact, "t", in_field("Wolkvox-Token")),
          120, 50);
}

TEST_CASE("hostile values: thulium") {
    check(try_hostile_values<thulium::remove_records>(
              thulium_client(),
              [](std::string const& value) {
                  return thulium::remove_records::request{.id = value, .phone_number = {{"441"}}};
              },
              "00001", [](received& to, std::string const& value) { to.target.segments.at(3) = value; }),
          1, 190);
    check(try_hostile_values<thulium::remove_records>(
              thulium_client(),
              [](std::string const& value) {
                  return thulium::remove_records::request{.id = "00001", .phone_number = {{"1", value, "3"}}};
              },
              "2", in_query(1)),
          150, 30);
    check(try_hostile_values<thulium::remove_records>(
              [](std::string const& value, carrier to) {
                  return client<thulium::api>({.system_name = value}, {"user", secret("pass")}, {}, to);
              },
              a_number, "demo", in_host("", ".thulium.com")),
          1, 190);
    auto const credential = [](std::string const& user, std::string const& password) {
        return [=](received& to, std::string const& value) {
            to.fields.set("Authorization", "Basic " + support::base64_of((user.empty() ? value : user) + ":" +
                                                                         (password.empty() ? value : password)));
        };
    };
    check(try_hostile_values<thulium::remove_records>(
              [](std::string const& value, carrier to) {
                  return client<thulium::api>({.system_name = "demo"}, {value, secret("pass")}, {}, to);
              },
              a_number, "u", credential("", "pass")),
          150, 30);
    check(try_hostile_values<thulium::remove_records>(
              [](std::string const& value, carrier to) {
                  return client<thulium::api>({.system_name = "demo"}, {"user", secret(value)}, {}, to);
              },
              a_number, "p", credential("user", "")),
          150, 20);
}
