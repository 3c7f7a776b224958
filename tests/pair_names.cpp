// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/pair_names.hpp>

#include <apibind/everything.hpp>
#include <apibind/file.hpp>
#include <apibind/json_value.hpp>
#include <apibind/pair_form.hpp>
#include <apibind/type_table.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

using namespace apibind;

namespace pair_names_tests {

enum class color { red, dark_blue };
BOOST_DESCRIBE_ENUM(color, red, dark_blue)

struct inner {
    std::optional<int> a{};
    nullable<std::string> b{};
    std::vector<inner> more{};
};
BOOST_DESCRIBE_STRUCT(inner, (), (a, b, more))

struct code {
    std::string json;
};

template <class T>
std::string pairs(T const& value, list_names lists = indexed) {
    std::string name = "n", out;
    auto const fault =
        detail::visit_pairs(detail::node_of<T>, &value, name, lists,
                            {&out, [](void* to, std::string_view key, std::string_view text) -> detail::build_fault {
                                 auto& all = *static_cast<std::string*>(to);
                                 all.append(all.empty() ? "" : " ").append(key).append("=").append(text);
                                 return {};
                             }});
    CHECK(name == "n");
    return fault ? "fault: " + *fault : out;
}

struct nested_lists {
    std::vector<std::vector<int>> rows;
};
BOOST_DESCRIBE_STRUCT(nested_lists, (), (rows))

} // namespace pair_names_tests
using namespace pair_names_tests;

template <>
struct apibind::codec<code> {
    static void write(code const& value, std::string& json) { json += value.json; }
    static bool read(std::string_view json, code& value, std::string&) {
        value.json = json;
        return true;
    }
};

TEST_CASE("one value is one pair") {
    CHECK(pairs(true) == "n=true");
    CHECK(pairs(std::int64_t{-5}) == "n=-5");
    CHECK(pairs(0.1) == "n=0.1");
    CHECK(pairs(std::string("a b")) == "n=a b");
    CHECK(pairs(color::dark_blue) == "n=dark_blue");
    CHECK(pairs(std::variant<int, std::string>("x")) == "n=x");
    CHECK(pairs(std::variant<int, everything_t>(everything)).empty());
    CHECK(pairs(std::optional<int>()).empty());
    CHECK(pairs(nullable<int>()).empty());
    CHECK(pairs(nullable<int>(null)) == "n=");
    CHECK(pairs(static_cast<color>(9)) == "fault: n is none of its enumerators");
}

TEST_CASE("members, keys and elements are named after what they are in") {
    inner const value{.a = 1, .b = null, .more = {{.a = 2, .b = "x", .more = {{.a = 3, .more = {}}}}}};
    auto copy = value;
    copy.more[0].more[0].more = {};
    CHECK(pairs(copy) == "fault: n[more][0][more][0][more] must not be empty: an empty list has no form here");
    CHECK(pairs(std::map<std::string, std::vector<int>>{{"k", {1, 2}}, {"l", {3}}}) == "n[k][0]=1 n[k][1]=2 n[l][0]=3");
    CHECK(pairs(std::map<color, int>{{color::red, 1}}) == "n[red]=1");
    CHECK(pairs(std::map<int, bool>{{-7, false}}) == "n[-7]=false");
    CHECK(pairs(std::vector<std::vector<int>>{{1}, {2, 3}}) == "n[0][0]=1 n[1][0]=2 n[1][1]=3");
    CHECK(pairs(std::array<int, 2>{1, 2}, bracketed) == "n[]=1 n[]=2");
    CHECK(pairs(std::vector<bool>{true, false}, repeated) == "n=true n=false");
    CHECK(pairs(std::deque<std::string>{"a", "b"}, repeated) == "n=a n=b");
    CHECK(pairs(std::vector<std::optional<int>>{1, {}, 3}) == "n[0]=1 n[2]=3");
}

TEST_CASE("what a codec writes is a text where it is one") {
    CHECK(pairs(code{"\"a\\u0041\\n\""}) == "n=aA\n");
    CHECK(pairs(code{" 12.50 "}) == "n=12.50");
    CHECK(pairs(code{"null"}) == "n=");
    CHECK(pairs(code{"[1]"}) == "fault: n is a JSON array, which has no form as one text");
    CHECK(pairs(code{"{}"}) == "fault: n is a JSON object, which has no form as one text");
    CHECK(pairs(code{"nothing"}).starts_with("fault: n has no text: "));
    CHECK(pairs(json_value("x")) == "n=x");
    CHECK(pairs(json_value(nullptr)) == "n=");
}

TEST_CASE("which types have pairs") {
    using detail::has_pairs;
    using detail::node_of;
    static_assert(has_pairs(node_of<inner>, indexed));
    static_assert(!has_pairs(node_of<inner>, bracketed));
    static_assert(has_pairs(node_of<nested_lists>, indexed));
    static_assert(!has_pairs(node_of<nested_lists>, repeated));
    static_assert(has_pairs(node_of<std::vector<std::string>>, repeated));
    static_assert(!has_pairs(node_of<std::vector<std::map<std::string, int>>>, bracketed));
    static_assert(!has_pairs(node_of<file>, indexed));
    static_assert(!has_pairs(node_of<std::vector<std::variant<int, file>>>, indexed));
}
