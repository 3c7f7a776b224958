# Copyright the apibind authors
# SPDX-License-Identifier: BSL-1.0
#
# cmake -DCOUNT=n -DFORM=apibind|types -DOUT=file -P unit.cmake
#
# Writes a unit of n endpoints with four described types each and a function that calls each one; or, to compare with, of
# the same types alone, and functions that hand them on.

cmake_minimum_required(VERSION 3.25)

set(apibind_head [[
#include <apibind/call.hpp>

namespace vendor {
struct service {
    static constexpr auto base = apibind::base("https://api.vendor.example/v1");
    static constexpr auto auth = apibind::bearer;
};
]])
set(types_head [[
#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

void hand_on(char const* name, void const* request, void* response);
namespace vendor {
]])

set(apibind_open [[
struct call_@i@ : service {
    static constexpr auto route = apibind::post("/accounts/{account}/orders_@i@");
    struct request {
        apibind::required<std::string> account;
        apibind::required<std::vector<item_@i@>> items;
        apibind::required<address_@i@> ship_to;
        std::optional<std::string> remark{};
        std::optional<bool> express{};
    };
]])
set(types_open [[
struct call_@i@ {
    struct request {
        std::string account;
        std::vector<item_@i@> items;
        address_@i@ ship_to;
        std::optional<std::string> remark{};
        std::optional<bool> express{};
    };
]])
set(apibind_close [[
static_assert(apibind::valid<call_@i@>);
apibind::result_of<call_@i@> run_@i@(apibind::client<service> const& client, call_@i@::request const& request) {
    return apibind::invoke<call_@i@>(client, request);
}
]])
set(types_close [[
call_@i@::response run_@i@(call_@i@::request const& request) {
    call_@i@::response out{};
    hand_on("call_@i@", &request, &out);
    return out;
}
]])

set(unit "${${FORM}_head}")
foreach(i RANGE 1 ${COUNT})
    string(APPEND unit "
struct address_${i} {
    std::string street;
    std::string city;
    std::optional<std::string> zip{};
    double latitude = 0;
};
BOOST_DESCRIBE_STRUCT(address_${i}, (), (street, city, zip, latitude))
struct item_${i} {
    std::string sku;
    std::int64_t quantity = 0;
    double price = 0;
    std::optional<std::string> note{};
};
BOOST_DESCRIBE_STRUCT(item_${i}, (), (sku, quantity, price, note))
")
    string(CONFIGURE "${${FORM}_open}" open @ONLY)
    string(CONFIGURE "${${FORM}_close}" close @ONLY)
    string(APPEND unit "${open}    struct response {
        std::int64_t id = 0;
        std::string state;
        bool accepted = false;
        std::vector<item_${i}> items;
        std::optional<address_${i}> ship_to{};
    };
};
BOOST_DESCRIBE_STRUCT(call_${i}::request, (), (account, items, ship_to, remark, express))
BOOST_DESCRIBE_STRUCT(call_${i}::response, (), (id, state, accepted, items, ship_to))
${close}")
endforeach()
file(WRITE "${OUT}" "${unit}\n} // namespace vendor\n")
