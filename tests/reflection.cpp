// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/reflection.hpp>

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <vector>

using namespace apibind;
using namespace apibind::detail;

namespace {

struct whole {
    int a = 0;
    std::string b{};
    int c[2][3]{};
    std::array<int, 4> d{};
};
BOOST_DESCRIBE_STRUCT(whole, (), (a, b, c, d))

struct forgetful {
    int a = 0;
    std::string b{};
};
BOOST_DESCRIBE_STRUCT(forgetful, (), (a))

struct heir : whole {
    required<int> e;
};
BOOST_DESCRIBE_STRUCT(heir, (whole), (e))
struct forgetful_heir : whole {
    int e = 0, f = 0;
};
BOOST_DESCRIBE_STRUCT(forgetful_heir, (whole), (e))

struct needy {
    required<std::string> a;
    int b = 7;
    required<std::vector<int>> c;
    int d = 8;
};
BOOST_DESCRIBE_STRUCT(needy, (), (a, b, c, d))
struct needy_heir : needy {
    int e = 9;
};
BOOST_DESCRIBE_STRUCT(needy_heir, (needy), (e))
struct holder {
    int first = 5;
    needy inner;
};
BOOST_DESCRIBE_STRUCT(holder, (), (first, inner))
struct nothing_in_it {};
BOOST_DESCRIBE_STRUCT(nothing_in_it, (), ())

enum class numbered { low, high };
BOOST_DESCRIBE_ENUM(numbered, low, high)
enum class bare { x };

class not_described {};

} // namespace

TEST_CASE("a type is described or not") {
    static_assert(described_struct<whole> && described_struct<nothing_in_it>);
    static_assert(!described_struct<not_described> && !described_struct<int> && !described_struct<numbered>);
    static_assert(described_enum<numbered> && !described_enum<bare> && !described_enum<whole>);
    CHECK(count_of<members_of<heir>> == 5);
    CHECK(count_of<own_members_of<heir>> == 1);
    CHECK(count_of<bases_of<heir>> == 1);
}

TEST_CASE("a member left out of the description is noticed, beside bases and arrays too") {
    static_assert(is_described_whole<whole>());
    static_assert(is_described_whole<heir>());
    static_assert(is_described_whole<needy>());
    static_assert(is_described_whole<nothing_in_it>());
    static_assert(!is_described_whole<forgetful>());
    static_assert(!is_described_whole<forgetful_heir>());
    CHECK(initialisers<int[2][3]>() == 6);
}

TEST_CASE("an object to be read into is made with its required members unset") {
    auto const it = make<needy>();
    CHECK(it.a->empty());
    CHECK(it.b == 0); // before the last required one: it is read or missing
    CHECK(it.c->empty());
    CHECK(it.d == 8);
    CHECK(make<required<int>>().value() == 0);
    CHECK(make<int>() == 0);
    CHECK(make<std::string>().empty());
    CHECK(make<whole>().b.empty());
}

TEST_CASE("required members in a base and in a base's heir are made too") {
    auto const it = make<heir>();
    CHECK(it.a == 0);
    CHECK(it.e.value() == 0);
    auto const deep = make<needy_heir>();
    CHECK(deep.d == 8);
    CHECK(deep.e == 9);
}

TEST_CASE("required members of a member are made too") {
    auto const it = make<holder>();
    CHECK(it.inner.a->empty());
    CHECK(it.inner.d == 8);
}
