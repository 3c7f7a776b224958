// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/field_text.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

using namespace apibind;

namespace field_text_tests {

enum class state { on, off };
BOOST_DESCRIBE_ENUM(state, on, off)

} // namespace field_text_tests

namespace {

template <class T>
std::optional<T> read(std::string_view text) {
    T out{};
    if (!detail::read_text(detail::node_of<T>, &out, text)) return std::nullopt;
    return out;
}

} // namespace

TEST_CASE("a list is split at commas, outside of quoted strings and of a URI in <>") {
    using list = std::vector<std::string>;
    auto const split = [](std::string_view text) {
        list out;
        while (auto const one = detail::next_element(text)) out.emplace_back(*one);
        return out;
    };
    CHECK(split("GET, HEAD") == list{"GET", "HEAD"});
    CHECK(split("GET,HEAD\t,  PUT ") == list{"GET", "HEAD", "PUT"});
    CHECK(split("\"a,b\", \"c\\\",d\" , W/\"e\"") == list{"\"a,b\"", "\"c\\\",d\"", "W/\"e\""});
    CHECK(split("</a?b=1,2>; rel=\"next, last\", </c>; rel=prev") ==
          list{"</a?b=1,2>; rel=\"next, last\"", "</c>; rel=prev"});
    CHECK(split("a<b,c>d") == list{"a<b", "c>d"});
    CHECK(split(", a,, ,b,") == list{"a", "b"});
    CHECK(split("").empty());
    CHECK(split(" ,\t").empty());
    CHECK(split("\"open, a") == list{"\"open, a"});
    CHECK(split("\"open\\") == list{"\"open\\"});
    CHECK(split("<open, a") == list{"<open, a"});
}

namespace field_text_tests {

struct fields {
    std::vector<state> allow;
    std::vector<int> sizes;
    std::vector<std::string> set_cookie;
};
BOOST_DESCRIBE_STRUCT(fields, (), (allow, sizes, set_cookie))
consteval auto wire_names(std::type_identity<fields>) {
    return names(kebab_case);
}

struct family {
    std::map<std::string, int> counts;
};
BOOST_DESCRIBE_STRUCT(family, (), (counts))
consteval auto wire_names(std::type_identity<family>) {
    return names(name<&family::counts>("x-n-*"));
}

} // namespace field_text_tests

TEST_CASE("lists are the elements of all lines of a name, and lines of Set-Cookie") {
    field_text_tests::fields out;
    auto const read_into = [&](http_fields const& given) {
        return detail::read_fields(detail::node_of<field_text_tests::fields>, given, &out, false, nullptr);
    };
    CHECK(!read_into({{"Allow", "on, off"},
                      {"sizes", "1"},
                      {"ALLOW", "on"},
                      {"Sizes", ""},
                      {"Sizes", "2,3"},
                      {"Set-Cookie", "a=1; Expires=Thu, 01 Jan 2026 00:00:00 GMT"},
                      {"Set-Cookie", ""}}));
    using field_text_tests::state;
    CHECK(out.allow == std::vector{state::on, state::off, state::on});
    CHECK(out.sizes == std::vector{1, 2, 3});
    CHECK(out.set_cookie == std::vector<std::string>{"a=1; Expires=Thu, 01 Jan 2026 00:00:00 GMT", ""});
    auto const wrong = read_into({{"Sizes", "1, two"}});
    REQUIRE(wrong);
    CHECK(wrong->path == "field sizes");
    CHECK(wrong->expected == "an integer");
    CHECK(wrong->found == "the text \"two\"");
}

TEST_CASE("a map is told by the field that does not read, and what is there again is noted") {
    field_text_tests::family out;
    std::vector<note> notes;
    auto const read_into = [&](http_fields const& given) {
        return detail::read_fields(detail::node_of<field_text_tests::family>, given, &out, false, &notes);
    };
    CHECK(!read_into({{"X-N-A", "1"}, {"x-n-b", "2"}}));
    CHECK(out.counts == std::map<std::string, int>{{"a", 1}, {"b", 2}});
    CHECK(notes.empty());
    auto const wrong = read_into({{"x-n-a", "1"}, {"X-N-Bad", "zz"}});
    REQUIRE(wrong);
    CHECK(wrong->path == "field x-n-bad");
    CHECK(wrong->expected == "an integer");
    CHECK(wrong->found == "the text \"zz\"");
    CHECK(!read_into({{"X-N-A", "1"}, {"X-n-a", "2"}}));
    CHECK(out.counts == std::map<std::string, int>{{"a", 1}});
    REQUIRE(notes.size() == 1);
    CHECK(notes[0].path == "field x-n-a");
}

TEST_CASE("a field's value is all of one scalar") {
    using field_text_tests::state;
    CHECK(read<std::string>("") == "");
    CHECK(read<std::string>("a, \"b\"") == "a, \"b\"");
    CHECK(read<int>("-7") == -7);
    CHECK(read<std::uint8_t>("255") == std::uint8_t{255});
    CHECK(read<std::int64_t>("-9223372036854775808") == INT64_MIN);
    CHECK(read<double>("1.5") == 1.5);
    CHECK(read<float>("0.25") == 0.25f);
    CHECK(read<bool>("true") == true);
    CHECK(read<bool>("false") == false);
    CHECK(read<state>("off") == state::off);
    CHECK(read<open_enum<state>>("dim")->wire() == "dim");
    CHECK(*read<std::optional<int>>("7") == 7);
    CHECK(std::get<std::string>(*read<std::variant<int, std::string>>("7 s")) == "7 s");
    CHECK(std::get<int>(*read<std::variant<int, std::string>>("7")) == 7);

    for (std::string_view wrong : {"", " 7", "7 ", "+7", "7.0", "0x7", "99999999999", "7,8"})
        CHECK_MESSAGE(!read<int>(wrong), wrong);
    CHECK(!read<std::uint8_t>("256"));
    CHECK(!read<std::uint8_t>("-1"));
    CHECK(!read<bool>("yes"));
    CHECK(!read<state>("dim"));
    CHECK(!read<state>("on\",\"x\":\"")); // stays one text
    CHECK(!read<double>("1e999"));
}
