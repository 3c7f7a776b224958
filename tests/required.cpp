// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/required.hpp>

#include <doctest/doctest.h>

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

using apibind::required;
using strings = std::vector<std::string>;

namespace {

struct inner {
    int a = 0;
    std::string b{};
    friend bool operator==(inner const&, inner const&) = default;
};

struct request {
    required<strings> list;
    required<std::string> text;
    std::optional<strings> more{};
};

} // namespace

TEST_CASE("a list takes its own braces inside those of the member") {
    CHECK(request{.list = {{"a", "b"}}, .text = "t"}.list.value() == strings{"a", "b"});
    CHECK(request{.list = {{"a"}}, .text = "t"}.list.value() == strings{"a"});
    CHECK(request{.list = {{"a", "b", "c"}}, .text = "t"}.list.value() == strings{"a", "b", "c"});
    CHECK(request{.list = strings{"a", "b"}, .text = "t"}.list.value() == strings{"a", "b"});
    CHECK(request{.list = strings{}, .text = "t"}.list->empty());
    CHECK(request{.list = strings(2, "x"), .text = "t"}.list.value() == strings{"x", "x"});
}

TEST_CASE("an optional list means the same with the same braces") {
    CHECK(request{.list = {{"a"}}, .text = "t", .more = {{"a", "b"}}}.more == strings{"a", "b"});
    CHECK(request{.list = {{"a"}}, .text = "t", .more = {{"a"}}}.more == strings{"a"});
    CHECK(!request{.list = {{"a"}}, .text = "t"}.more);
}

TEST_CASE("it converts from whatever its type converts from, and to its type") {
    using namespace std::literals;
    required<std::string> a = "text", b = "text"s, c("x"s);
    CHECK(a == b);
    CHECK(*a == "text");
    CHECK(a->size() == 4);
    std::string const& reference = a;
    CHECK(&reference == &a.value());
    CHECK(c.value() == "x");
    required<double> const number = 1;
    CHECK(number.value() == 1.0);
    required<std::optional<int>> const engaged = 5;
    CHECK(engaged.value() == 5);
    required<std::variant<int, std::string>> const either = "text";
    CHECK(std::get<std::string>(either.value()) == "text");
    required<inner> const object = {{.a = 1, .b = "x"}};
    CHECK(object.value() == inner{1, "x"});
    required<std::map<std::string, int>> const map = {{{"a", 1}, {"b", 2}}};
    CHECK(map->size() == 2);
    required<std::array<int, 2>> const array = {{1, 2}};
    CHECK(array.value()[1] == 2);
    required<strings> const none = {{}};
    CHECK(none->empty());
    required<strings> const nested = {{{"a"}, {"b"}}};
    CHECK(nested->size() == 2);
}

TEST_CASE("it is compared where its value is, in constant expressions too") {
    static_assert(required<int>(1) == required<int>(1) && required<int>(1) != required<int>(2));
    required<std::map<std::string, int>> const map = {{{"a", 1}}};
    CHECK(map == required<std::map<std::string, int>>({{"a", 1}}));
}

TEST_CASE("it does not convert from what its type would take only explicitly") {
    static_assert(!std::is_convertible_v<int, required<strings>>); // a size is no list
    static_assert(!std::is_constructible_v<required<strings>, int>);
    static_assert(!std::is_convertible_v<std::string_view, required<std::string>>);
    static_assert(!std::is_convertible_v<std::nullptr_t, required<std::vector<int>>>);
    static_assert(
        !std::is_convertible_v<std::nullptr_t, required<std::string>>); // undefined, and meant as apibind::null
    static_assert(!std::is_convertible_v<int*, required<std::unique_ptr<int>>>);
    static_assert(std::is_convertible_v<char const*, required<std::string>>);
    CHECK(required<int>(apibind::detail::unset(nullptr)).value() == 0);
}

TEST_CASE("no part of a value is lost on its way in") {
    required<std::uint8_t> const byte = 7; // a constant that fits
    CHECK(byte.value() == 7);
    required<unsigned> const count = 5;
    CHECK(count.value() == 5);
    std::int32_t const small = -3;
    required<std::int64_t> const wide = small;
    CHECK(wide.value() == -3);
    required<double> const number = small;
    CHECK(number.value() == -3.0);
    static_assert(!std::is_convertible_v<double, required<int>>);
    static_assert(!std::is_convertible_v<required<double>, required<int>>);
    static_assert(!std::is_convertible_v<required<long long>, required<int>>);
    static_assert(!std::is_convertible_v<required<int>&, required<bool>>);
    static_assert(std::is_convertible_v<required<int>, required<long long>>);
    static_assert(std::is_convertible_v<char, required<int>>);
    static_assert(!std::is_convertible_v<int, required<bool>>);
    static_assert(!std::is_convertible_v<char const*, required<bool>>);
    static_assert(!apibind::detail::converts_whole<std::int64_t, int>); // only a constant that fits
    static_assert(!apibind::detail::converts_whole<int, unsigned>);
    static_assert(apibind::detail::converts_whole<int, std::int64_t>);
    static_assert(apibind::detail::converts_whole<char const*, std::string>);
}

TEST_CASE("it is compared with what its value is compared with") {
    required<int> const number = 3;
    CHECK(number == 3);
    CHECK(3 == number);
    CHECK(number != 4L);
    CHECK(number == required<int>(3));
    required<unsigned> const most = 4294967295u;
    CHECK(most == 4294967295);
    CHECK(most != -1);
    required<bool> const yes = true;
    CHECK(yes == true);
    required<std::string> const text = "a";
    CHECK(text == "a");
    CHECK(text == std::string("a"));
    CHECK("b" != text);
    required<std::vector<int>> const list = {{1, 2}};
    CHECK(list == std::vector{1, 2});
}

TEST_CASE("its value can be moved in and out and changed in place") {
    required<std::unique_ptr<int>> pointer = std::make_unique<int>(5);
    std::unique_ptr<int> const out = std::move(pointer).value();
    CHECK(*out == 5);
    CHECK(pointer.value() == nullptr); // NOLINT: a moved unique_ptr is null
    required<std::string> text = "a";
    text->append("b");
    *text += "c";
    text.value() += "d";
    CHECK(text == required<std::string>("abcd"));
    text = "other";
    CHECK(text.value() == "other");
    required<std::string> copy = text;
    text = std::move(copy);
    CHECK(*text == "other");
}
