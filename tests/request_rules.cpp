// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/request_rules.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

using namespace apibind;
using strings = std::vector<std::string>;

namespace {

struct order {
    static constexpr auto route = post("/");
    struct request {
        std::string code = "ABCDE";
        std::string name = "name";
        std::optional<std::string> zip{};
        std::optional<strings> ids{};
        std::optional<std::array<std::string, 2>> pair{};
        std::optional<std::map<std::string, int>> amounts{};
        std::optional<std::string> mail{}, phone{};
        std::optional<strings> others{};
        std::string given = "x";
    };
    static constexpr auto rules =
        apibind::rules(length<&request::code>(5), alphanumeric<&request::code>(), min_length<&request::name>(2),
                       max_length<&request::name>(4), pattern<&request::zip>("\\d{5}"), min_items<&request::ids>(1),
                       max_items<&request::ids>(2), each<&request::ids>(max_length(3), alphanumeric()),
                       each<&request::pair>(min_length(1)), max_items<&request::amounts>(1));
};
BOOST_DESCRIBE_STRUCT(order::request, (), (code, name, zip, ids, pair, amounts, mail, phone, others, given))

struct contact {
    static constexpr auto route = post("/");
    struct request {
        std::optional<std::string> mail{}, phone{};
        std::optional<strings> others{};
        nullable<int> number{};
        std::optional<std::string> a{}, b{};
    };
    static constexpr auto rules =
        apibind::rules(at_least_one_of<&request::mail, &request::phone, &request::others, &request::number>(),
                       at_least_one_of<&request::a, &request::b>());
};
BOOST_DESCRIBE_STRUCT(contact::request, (), (mail, phone, others, number, a, b))

template <class E>
std::string checked(typename E::request const& request) {
    return detail::check_rules(detail::endpoint_table_of<E>, &request).value_or("");
}

} // namespace

TEST_CASE("a request within its rules has no fault") {
    CHECK(checked<order>({}) == "");
    CHECK(checked<order>({.ids = {{"a", "123"}}, .pair = {{"x", "y"}}, .amounts = {{{"a", 1}}}}) == "");
}

TEST_CASE("lengths are counted in characters") {
    CHECK(checked<order>({.code = "ABCD"}) == "code must be exactly 5 characters long, and has 4");
    CHECK(checked<order>({.code = "ABCDEF"}) == "code must be exactly 5 characters long, and has 6");
    CHECK(checked<order>({.name = "n"}) == "name must be at least 2 characters long, and has 1");
    CHECK(checked<order>({.name = "names"}) == "name must be at most 4 characters long, and has 5");
    CHECK(checked<order>({.name = "\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80x"}) == "");
    CHECK(checked<order>({.name = "\xff\xff"}) == "name must be UTF-8");
    CHECK(checked<order>({.code = ""}) == "code must be exactly 5 characters long, and has 0");
}

TEST_CASE("alphanumeric is ASCII letters and digits") {
    CHECK(checked<order>({.code = "aZ019"}) == "");
    for (auto const* bad : {"ABCD-", "ABCD ", "ABCD_", "ABCD\xc3\xa9", "ABCD\n", "ABCD/"})
        CHECK(checked<order>({.code = bad}) == "code must hold only letters and digits");
    for (int i = 0; i != 256; ++i) {
        char const c = static_cast<char>(static_cast<unsigned char>(i));
        bool const may_stand = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        for (std::size_t at = 0; at != 19; ++at) {
            std::string text(19, '7');
            text[at] = c;
            CHECK(apibind::detail::is_alphanumeric(text) == may_stand);
        }
    }
}

TEST_CASE("a pattern is matched by the whole value") {
    CHECK(checked<order>({.zip = "12345"}) == "");
    CHECK(checked<order>({.zip = "123456"}) == "zip must match \\d{5}");
    CHECK(checked<order>({.zip = ""}) == "zip must match \\d{5}");
}

TEST_CASE("numbers of items, and rules of each") {
    CHECK(checked<order>({.ids = strings{}}) == "ids must not be empty");
    CHECK(checked<order>({.ids = {{"a", "b", "c"}}}) == "ids must have at most 2 items, and has 3");
    CHECK(checked<order>({.ids = {{"a", "abcd"}}}) == "ids[1] must be at most 3 characters long, and has 4");
    CHECK(checked<order>({.ids = {{"-", "a"}}}) == "ids[0] must hold only letters and digits");
    CHECK(checked<order>({.pair = {{"x", ""}}}) == "pair[1] must not be empty");
    CHECK(checked<order>({.amounts = {{{"a", 1}, {"b", 2}}}}) == "amounts must have at most 1 item, and has 2");
}

TEST_CASE("one of several members must be given, and not be empty") {
    std::string const fault = "at least one of mail, phone, others, number must be given, and not be empty";
    CHECK(checked<contact>({.a = "a"}) == fault);
    CHECK(checked<contact>({.mail = "", .others = strings{}, .a = "a"}) == fault);
    CHECK(checked<contact>({.number = null, .a = "a"}) == fault);
    CHECK(checked<contact>({.phone = "1", .a = "a"}) == "");
    CHECK(checked<contact>({.others = {{"x"}}, .a = "a"}) == "");
    CHECK(checked<contact>({.number = 0, .b = "b"}) == "");
    CHECK(checked<contact>({.phone = "1"}) == "at least one of a, b must be given, and not be empty");
    CHECK(checked<contact>({.phone = "1", .a = "", .b = ""}) == "at least one of a, b must be given, and not be empty");
}

TEST_CASE("the first broken rule is told") {
    CHECK(checked<order>({.code = "", .name = ""}) == "code must be exactly 5 characters long, and has 0");
}
