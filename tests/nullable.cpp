// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/nullable.hpp>

#include "support/travelling.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

using apibind::null;
using apibind::nullable;

TEST_CASE("absent, null and a value are three things") {
    nullable<int> absent, nothing = null, zero = 0;
    CHECK(absent.is_absent());
    CHECK(!absent.is_null());
    CHECK(!absent.has_value());
    CHECK(!nothing.is_absent());
    CHECK(nothing.is_null());
    CHECK(!nothing.has_value());
    CHECK(!zero.is_absent());
    CHECK(!zero.is_null());
    CHECK(zero.has_value());
    CHECK(zero);
    CHECK(!absent);
    CHECK(!nothing);
    CHECK(!(absent == nothing));
    CHECK(!(absent == zero));
    CHECK(!(nothing == zero));
    CHECK(nothing == nullable<int>(null));
}

TEST_CASE("it is compared where its value is, in constant expressions too") {
    static_assert(nullable<int>(1) == nullable<int>(1) && nullable<int>() != nullable<int>(null));
    std::map<int, int> const map{{1, 2}};
    CHECK(nullable<std::map<int, int>>(map) == nullable<std::map<int, int>>(map));
}

TEST_CASE("a member is given in braces as its value is") {
    struct request {
        nullable<std::string> note{};
        nullable<std::vector<int>> list{};
    };
    CHECK(request{}.note.is_absent());
    CHECK(request{.note = {}}.note.is_absent());
    CHECK(request{.note = null}.note.is_null());
    CHECK(*request{.note = "text"}.note == "text");
    CHECK(request{.note = ""}.note.has_value());
    CHECK(request{.list = {{1, 2}}}.list->size() == 2);
    static_assert(!std::is_convertible_v<int, nullable<std::vector<int>>>);
    static_assert(!std::is_convertible_v<std::nullptr_t, nullable<int>>);
    static_assert(!std::is_convertible_v<nullable<int>, bool>);
}

TEST_CASE("it goes from one to another of the three") {
    nullable<std::string> it = "a";
    it = null;
    CHECK(it.is_null());
    it.emplace(2u, 'b');
    CHECK(!it.is_null());
    CHECK(*it == "bb");
    it->append("c");
    CHECK(it == nullable<std::string>("bbc"));
    it.reset();
    CHECK(it.is_absent());
    it = null;
    it.reset();
    CHECK(it.is_absent());
    it = "x";
    auto const copy = it;
    CHECK(copy == it);
    CHECK(*std::as_const(it) == "x");
}

TEST_CASE("nullptr is no value and not null") {
    static_assert(!std::is_convertible_v<std::nullptr_t, apibind::nullable<std::string>>);
    static_assert(std::is_convertible_v<apibind::null_t, apibind::nullable<std::string>>);
    CHECK(apibind::nullable<std::string>(apibind::null).is_null());
}

TEST_CASE("a value that would lose a part is no value of it") {
    static_assert(!std::is_convertible_v<double, nullable<int>>);
    static_assert(!std::is_assignable_v<nullable<int>&, double>);
    static_assert(!std::is_convertible_v<char const*, nullable<bool>>);
    static_assert(!std::is_convertible_v<int, nullable<bool>>);
    static_assert(std::is_convertible_v<std::int16_t, nullable<std::int64_t>>);
    static_assert(std::is_convertible_v<char const*, nullable<std::string>>);
    static_assert(std::is_convertible_v<int, nullable<double>>);
    nullable<std::uint8_t> small = 200; // a constant that fits
    CHECK(*small == 200);
    small = 7;
    CHECK(*small == 7);
    apibind::required<int> const needed = 5;
    CHECK(*nullable<int>(needed) == 5);
}

namespace nullable_tests {

struct inner {
    nullable<int> a{};
    std::optional<int> b{};
};
BOOST_DESCRIBE_STRUCT(inner, (), (a, b))
struct outer {
    std::vector<nullable<int>> list{};
    std::map<std::string, nullable<int>> map{};
    nullable<inner> object{};
    std::variant<std::string, nullable<int>> either{};
    nullable<std::vector<int>> values{};
};
BOOST_DESCRIBE_STRUCT(outer, (), (list, map, object, either, values))

} // namespace nullable_tests

TEST_CASE("null and absent stay apart in members of members; elsewhere there is no leaving out") {
    using namespace nullable_tests;
    auto const json = R"({"list":[1,null],"map":{"x":null,"y":2},"object":{"a":null},"either":null,"values":null})";
    CHECK(support::again<outer>(json) == json);
    auto const read = support::value_of<outer>(json);
    CHECK(read.list[1].is_null());
    CHECK(read.map.at("x").is_null());
    CHECK(read.object->a.is_null());
    CHECK(!read.object->b);
    CHECK(read.values.is_null());
    CHECK(std::get<1>(read.either).is_null());
    auto const without = R"({"list":[],"map":{},"object":{},"either":"x"})";
    CHECK(support::again<outer>(without) == without);
    CHECK(support::value_of<outer>(without).object->a.is_absent());
    CHECK(support::value_of<outer>(without).values.is_absent());
    outer it;
    it.list.emplace_back();
    it.map["x"];
    CHECK(support::json_of(it) == R"({"list":[null],"map":{"x":null},"either":""})");
}
