// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/url_expander.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <variant>
#include <vector>

using namespace apibind;

namespace {

enum class kind { first_one = 1, other = 250 };
BOOST_DESCRIBE_ENUM(kind, first_one, other)
consteval auto wire_names(std::type_identity<kind>) {
    return names(kebab_case, name<kind::other>("an/other"));
}
enum class wide : std::uint32_t { all = 0xFFFFFFFF };
BOOST_DESCRIBE_ENUM(wide, all)

/// The target that a request makes, or "fault: " and what is wrong with it.
template <class E>
std::string expanded(typename E::request const& request) {
    using namespace apibind::detail;
    std::string out;
    auto const fault = url_expander(object_table_of<typename E::request>, &request, out)
                           .expand(endpoint_parts<E>::pieces.data(), endpoint_parts<E>::piece_count);
    return fault ? "fault: " + *fault : out;
}

template <class T>
struct one_value {
    static constexpr auto route = get("/v/{a}/{a}x?q={a}");
    struct request {
        required<T> a;
        BOOST_DESCRIBE_CLASS(request, (), (a), (), ())
    };
};
template <class T>
std::string in_url(T value) {
    auto const out = expanded<one_value<T>>({.a = std::move(value)});
    if (out.starts_with("fault: ")) return out;
    auto const text = out.substr(out.find('=') + 1);
    CHECK(out == "/v/" + text + "/" + text + "x?q=" + text);
    return text;
}

struct search {
    static constexpr auto route = get("/s?phone[]={phones}&fixed=1&k={k}{&a,b}&z={z}");
    struct request {
        std::optional<std::vector<std::string>> phones{};
        std::optional<int> k{};
        std::optional<std::string> a{};
        std::optional<std::vector<int>> b{};
        std::optional<bool> z{};
    };
};
BOOST_DESCRIBE_STRUCT(search::request, (), (phones, k, a, b, z))
consteval auto wire_names(std::type_identity<search::request>) {
    return names(name<&search::request::b>("b-[x]"));
}

struct listed {
    static constexpr auto route = get("/s{?a,b}");
    struct request {
        std::optional<std::string> a{};
        std::optional<std::string> b{};
    };
};
BOOST_DESCRIBE_STRUCT(listed::request, (), (a, b))

struct cleared {
    static constexpr auto route = delete_("/c?result={records}&id={id}");
    struct request {
        required<std::variant<kind, std::string, everything_t>> records;
        required<std::string> id;
    };
};
BOOST_DESCRIBE_STRUCT(cleared::request, (), (records, id))

struct ranged {
    static constexpr auto route = delete_("/r?range={from}-{to}&tag={kind}:{tags}");
    struct request {
        std::optional<int> from{}, to{};
        required<std::string> kind;
        std::optional<std::array<int, 2>> tags{};
    };
};
BOOST_DESCRIBE_STRUCT(ranged::request, (), (from, to, kind, tags))
struct two_lists {
    static constexpr auto route = delete_("/r?x={a}{b}");
    struct request {
        required<std::vector<int>> a, b;
    };
};
BOOST_DESCRIBE_STRUCT(two_lists::request, (), (a, b))

} // namespace

TEST_CASE("scalars have their shortest exact text") {
    CHECK(in_url(true) == "true");
    CHECK(in_url(false) == "false");
    CHECK(in_url(0) == "0");
    CHECK(in_url(-5) == "-5");
    CHECK(in_url(std::numeric_limits<std::int8_t>::min()) == "-128");
    CHECK(in_url(std::numeric_limits<std::uint8_t>::max()) == "255");
    CHECK(in_url(std::numeric_limits<std::uint16_t>::max()) == "65535");
    CHECK(in_url(std::numeric_limits<std::uint32_t>::max()) == "4294967295");
    CHECK(in_url(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
    CHECK(in_url(std::numeric_limits<std::uint64_t>::max()) == "18446744073709551615");
    CHECK(in_url(0.1) == "0.1");
    CHECK(in_url(0.1f) == "0.1");
    CHECK(in_url(1e300) == "1e%2B300");
    CHECK(in_url(-2.5) == "-2.5");
    CHECK(in_url(kind::first_one) == "first-one");
    CHECK(in_url(kind::other) == "an%2Fother");
    CHECK(in_url(wide::all) == "all");
    CHECK(in_url(open_enum<kind>(std::string_view("new&one"))) == "new%26one");
    CHECK(in_url(std::string("00042")) == "00042");
    CHECK(in_url(std::variant<int, std::string>("x")) == "x");
}

TEST_CASE("a value without text is refused by its member's name") {
    CHECK(in_url(std::string()) == "fault: a must not be empty: it stands in the URL");
    CHECK(in_url(open_enum<kind>()) == "fault: a must not be empty: it stands in the URL");
    CHECK(in_url(static_cast<kind>(7)) == "fault: a is none of its enumerators");
    CHECK(in_url(std::nan("")) == "fault: a is not a finite number");
    CHECK(in_url(-std::numeric_limits<float>::infinity()) == "fault: a is not a finite number");
    CHECK(in_url(std::string("a\nb")) == "fault: a must hold no control characters: it stands in the URL");
    CHECK(in_url(std::string("\xff")) == "fault: a must be UTF-8");
    CHECK(in_url(std::string("..")) ==
          "fault: a would make the path segment \"..\", which servers resolve to another path");
}

TEST_CASE("an absent value drops its pair, also the first one") {
    CHECK(expanded<search>({}) == "/s?fixed=1");
    CHECK(expanded<search>({.k = 5}) == "/s?fixed=1&k=5");
    CHECK(expanded<search>({.z = false}) == "/s?fixed=1&z=false");
    CHECK(expanded<listed>({}) == "/s");
    CHECK(expanded<listed>({.b = "1"}) == "/s?b=1");
    CHECK(expanded<listed>({.a = "1", .b = "2"}) == "/s?a=1&b=2");
}

TEST_CASE("a list repeats its pair or, in {&b}, is one value; literal text stays byte for byte") {
    CHECK(expanded<search>({.phones = {{"441", "442"}}, .a = "x y", .b = {{1, 2}}}) ==
          "/s?phone[]=441&phone[]=442&fixed=1&a=x%20y&b-%5Bx%5D=1,2");
    CHECK(expanded<search>({.phones = {{"a&b"}}}) == "/s?phone[]=a%26b&fixed=1");
}

TEST_CASE("what is engaged but empty is refused") {
    CHECK(expanded<search>({.phones = std::vector<std::string>{}}) ==
          "fault: phones must not be empty: it stands in the URL");
    CHECK(expanded<search>({.phones = {{"1", ""}}}) == "fault: phones must not be empty: it stands in the URL");
    CHECK(expanded<search>({.a = ""}) == "fault: a must not be empty: it stands in the URL");
    CHECK(expanded<search>({.b = std::vector<int>{}}) == "fault: b must not be empty: it stands in the URL");
}

TEST_CASE("everything drops its pair, nothing else does") {
    CHECK(expanded<cleared>({.records = everything, .id = "1"}) == "/c?id=1");
    CHECK(expanded<cleared>({.records = kind::first_one, .id = "1"}) == "/c?result=first-one&id=1");
    CHECK(expanded<cleared>({.records = "", .id = "1"}) == "fault: records must not be empty: it stands in the URL");
}

TEST_CASE("a pair of several values is whole or absent") {
    CHECK(expanded<ranged>({.from = 1, .to = 9, .kind = "k", .tags = {{3, 4}}}) == "/r?range=1-9&tag=k:3&tag=k:4");
    CHECK(expanded<ranged>({.kind = "k"}) == "/r");
    CHECK(expanded<ranged>({.from = 1, .kind = "k"}) ==
          "fault: to must be given where from is: they make one pair of the URL");
    CHECK(expanded<ranged>({.to = 1, .kind = "k"}) ==
          "fault: from must be given where to is: they make one pair of the URL");
    CHECK(expanded<two_lists>({.a = {{1}}, .b = {{2}}}) == "fault: b is a second list in one pair of the URL");
}
