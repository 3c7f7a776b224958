// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/nullable.hpp>

#include <doctest/doctest.h>

#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
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
