// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/field_mask.hpp>

#include "support/travelling.hpp"
#include <apibind/apibind.hpp>

#include <doctest/doctest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

using namespace apibind;

namespace field_mask_tests {

struct address {
    std::optional<std::string> city{};
    std::optional<std::string> post_code{};
};
consteval auto wire_names(std::type_identity<address>) {
    return names(camel_case);
}
BOOST_DESCRIBE_STRUCT(address, (), (city, post_code))
struct contact {
    std::optional<std::string> display_name{};
    nullable<std::string> note{};
    std::optional<address> home_address{};
    std::optional<std::vector<address>> others{};
    std::unique_ptr<int> age{};
    std::optional<nullable<int>> odd{};
};
consteval auto wire_names(std::type_identity<contact>) {
    return names(camel_case);
}
BOOST_DESCRIBE_STRUCT(contact, (), (display_name, note, home_address, others, age, odd))

} // namespace field_mask_tests
using namespace field_mask_tests;

TEST_CASE("the members that are there are named, by their wire names and with what they are in") {
    contact it;
    CHECK(field_mask(it).empty());
    it.display_name = "x";
    it.note = null;
    it.home_address = address{.post_code = "1"};
    it.others.emplace(1);
    it.age = std::make_unique<int>(7);
    CHECK(support::json_of(field_mask(it)) == "\"displayName,note,homeAddress.postCode,others,age\"");
    it.home_address = address{};
    CHECK(field_mask(address{"x", "y"}) == joined<std::string>{"city", "postCode"});
    CHECK(field_mask(it) == joined<std::string>{"displayName", "note", "homeAddress", "others", "age"});
    it.odd.emplace(null);
    CHECK(field_mask(it).back() == "odd");
    it.odd.emplace();
    CHECK(field_mask(it).back() == "age");
}
