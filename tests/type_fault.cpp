// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#include <apibind/json_value.hpp>
#include <apibind/type_fault.hpp>

#include <doctest/doctest.h>

#include <array>
#include <list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// How faults read is tested in compile_fail/; here, that they are found.
namespace {

namespace detail = apibind::detail;
using detail::direction;
using detail::fault;

enum class level { low, high };
BOOST_DESCRIBE_ENUM(level, low, high)
struct whole {
    int code = 0;
};
BOOST_DESCRIBE_STRUCT(whole, (), (code))
struct heir : whole {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(heir, (whole), (text))

template <class T>
struct with_one_more {
    T described{};
    int left_out = 0;
    BOOST_DESCRIBE_CLASS(with_one_more, (), (described), (), ())
};
template <class T>
constexpr fault fault_of() {
    return detail::fault_finder(direction::decode).find(detail::node_of<T>).wrong;
}
template <class... T>
constexpr bool finds_one_more = ((fault_of<with_one_more<T>>() == fault::member_left_out) && ...);

static_assert(finds_one_more<bool, int, double, std::string, level, apibind::open_enum<level>, apibind::json_value>);
static_assert(
    finds_one_more<std::optional<std::string>, apibind::nullable<std::vector<int>>, apibind::derived<std::string>>);
static_assert(finds_one_more<std::vector<std::string>, std::vector<bool>, std::list<int>, apibind::one_or_many<int>>);
static_assert(finds_one_more<std::map<std::string, whole>, std::variant<int, std::string>, std::monostate>);
static_assert(finds_one_more<int[3], int[2][2], std::array<std::string, 2>, whole[2], whole, heir>);

struct with_required {
    apibind::required<std::string> text;
    apibind::required<std::vector<int>> list;
    int left_out = 0;
};
BOOST_DESCRIBE_STRUCT(with_required, (), (text, list))
static_assert(fault_of<with_required>() == fault::member_left_out);

/// What is no aggregate may keep members to itself.
class keeper {
public:
    int code = 0;
    int kept() const { return kept_; }

private:
    int kept_ = 1;
};
BOOST_DESCRIBE_STRUCT(keeper, (), (code))
static_assert(fault_of<keeper>() == fault::none);

struct tree {
    std::vector<tree> children;
    std::map<std::string, std::optional<tree>> named;
    std::variant<int, std::vector<tree>> either;
};
BOOST_DESCRIBE_STRUCT(tree, (), (children, named, either))
static_assert(fault_of<tree>() == fault::none);

struct text_of_others {
    int code = 0;
    std::variant<int, std::vector<std::string_view>> text;
};
BOOST_DESCRIBE_STRUCT(text_of_others, (), (code, text))
struct far {
    std::optional<int> first{};
    std::map<std::string, std::vector<text_of_others>> second;
};
BOOST_DESCRIBE_STRUCT(far, (), (first, second))

TEST_CASE("the way to a fault is members and alternatives; lists, maps and optionals add no step") {
    constexpr auto place = detail::fault_finder(direction::decode).find(detail::node_of<std::vector<far>>);
    CHECK(place.wrong == fault::encode_only);
    REQUIRE(place.size == 3);
    CHECK(place.path[0] == 1);
    CHECK(place.path[1] == 1);
    CHECK(place.path[2] == ~1);
    static_assert(std::is_same_v<decltype(detail::part_at<place, 0, std::vector<far>>()),
                                 detail::part<std::string_view, &far::second, &text_of_others::text>>);
}

TEST_CASE("a text that others own travels one way") {
    CHECK(detail::fault_finder(direction::encode).find(detail::node_of<far>).wrong == fault::none);
    CHECK(detail::fault_finder(direction::decode).find(detail::node_of<far>).wrong == fault::encode_only);
}

TEST_CASE("a type that comes back to itself is looked through once") {
    CHECK(fault_of<std::vector<tree>>() == fault::none);
    CHECK(fault_of<std::map<std::string, with_one_more<tree>>>() == fault::member_left_out);
}

} // namespace
