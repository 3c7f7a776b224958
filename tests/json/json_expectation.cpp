// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/json_expectation.hpp>

#include <doctest/doctest.h>

#include <array>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

using namespace apibind::detail;

namespace {

enum class side { left, right };
BOOST_DESCRIBE_ENUM(side, left, right)

template <class T>
std::string expected() {
    return expectation(node_of<T>);
}

} // namespace

TEST_CASE("every type says in JSON's words what it expects") {
    CHECK(expected<bool>() == "a boolean");
    CHECK(expected<unsigned char>() == "an integer");
    CHECK(expected<float>() == "a number");
    CHECK(expected<std::string>() == "a string");
    CHECK(expected<side>() == "a string");
    CHECK(expected<apibind::open_enum<side>>() == "a string");
    CHECK(expected<std::optional<int>>() == "an integer or null");
    CHECK(expected<apibind::nullable<std::string>>() == "a string or null");
    CHECK(expected<std::vector<bool>>() == "an array");
    CHECK(expected<std::array<int, 2>>() == "an array of 2 elements");
    CHECK(expected<std::map<int, int>>() == "an object");
    CHECK(expected<std::monostate>() == "null");
    CHECK(expected<std::variant<int, long, std::string, apibind::everything_t>>() == "an integer or a string");
}

TEST_CASE("every type knows the kinds of JSON it takes") {
    CHECK(kinds_of(node_of<std::optional<int>>) == (unsigned{kind_number} | kind_null));
    CHECK(kinds_of(node_of<std::variant<bool, std::vector<int>, std::map<std::string, int>>>) ==
          (unsigned{kind_boolean} | kind_array | kind_object));
    CHECK(kinds_of(node_of<apibind::everything_t>) == 0);
    CHECK(kind_at("-1") == kind_number);
    CHECK(kind_at("+1") == 0);
}

TEST_CASE("names are listed, but not more than a few") {
    CHECK(spell_names(enum_table_of<side>) == "one of \"left\" or \"right\"");
    CHECK(spell_names(1, [](std::size_t) { return "only"; }) == "\"only\"");
    CHECK(spell_names(100, [](std::size_t) { return "x"; }) ==
          "one of \"x\", \"x\", \"x\", \"x\", \"x\", \"x\", \"x\", \"x\" or 92 more");
}
