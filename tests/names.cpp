// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/names.hpp>

#include <apibind/enum_table.hpp>

#include <doctest/doctest.h>

#include <string>

using namespace apibind;

namespace {

std::string wire(std::string_view written, convention how) {
    std::string out;
    auto const size = detail::converted(written, how, [&](char c) { out += c; });
    CHECK(size == out.size());
    return out;
}

enum class result_kind { no_answer, do_not_call_2, busy };
BOOST_DESCRIBE_ENUM(result_kind, no_answer, do_not_call_2, busy)
consteval auto wire_names(std::type_identity<result_kind>) {
    return names(kebab_case, name<result_kind::busy>("BUSY!"));
}

struct plain {
    int first_one = 0;
    int id = 0;
};
BOOST_DESCRIBE_STRUCT(plain, (), (first_one, id))
struct renamed_one {
    int first_one = 0;
    int id = 0;
};
BOOST_DESCRIBE_STRUCT(renamed_one, (), (first_one, id))
consteval auto wire_names(std::type_identity<renamed_one>) {
    return names(name<&renamed_one::id>("vendor-id"));
}

template <class T, std::size_t I>
std::string member_name() {
    std::string out;
    auto put = [&](char c) { out += c; };
    detail::spell(detail::spelling_of<T, boost::mp11::mp_at_c<detail::members_of<T>, I>>(), put);
    return out;
}

} // namespace

TEST_CASE("each convention spells words its own way") {
    CHECK(wire("no_answer", convention::as_written) == "no_answer");
    CHECK(wire("no_answer", kebab_case) == "no-answer");
    CHECK(wire("no_answer", camel_case) == "noAnswer");
    CHECK(wire("no_answer", pascal_case) == "NoAnswer");
    CHECK(wire("no_answer", upper_snake_case) == "NO_ANSWER");
    CHECK(wire("no_answer", upper_kebab_case) == "NO-ANSWER");
}

TEST_CASE("digits are letters without a case") {
    CHECK(wire("a1_2b_c3", kebab_case) == "a1-2b-c3");
    CHECK(wire("a1_2b_c3", camel_case) == "a12bC3");
    CHECK(wire("a1_2b_c3", pascal_case) == "A12bC3");
    CHECK(wire("a1_2b_c3", upper_snake_case) == "A1_2B_C3");
    CHECK(wire("a1_2b_c3", upper_kebab_case) == "A1-2B-C3");
}

TEST_CASE("what is written in capitals stays so") {
    CHECK(wire("userID", convention::as_written) == "userID");
    CHECK(wire("user_ID", camel_case) == "userID");
    CHECK(wire("ID_user", pascal_case) == "IDUser");
    CHECK(wire("userID", kebab_case) == "userID");
}

TEST_CASE("camel and pascal case drop every underscore, the others change each") {
    CHECK(wire("_a__b_", camel_case) == "aB");
    CHECK(wire("_a__b_", pascal_case) == "AB");
    CHECK(wire("delete_", camel_case) == "delete");
    CHECK(wire("__x", pascal_case) == "X");
    CHECK(wire("_a__b_", kebab_case) == "-a--b-");
    CHECK(wire("_a__b_", upper_snake_case) == "_A__B_");
    CHECK(wire("_a__b_", upper_kebab_case) == "-A--B-");
    CHECK(wire("_", camel_case) == "");
}

TEST_CASE("a name that is given wins over the convention, and without both an identifier is its name") {
    auto const& table = detail::enum_table_of<result_kind>;
    REQUIRE(table.count == 3);
    CHECK(table.entries[0].name == "no-answer");
    CHECK(table.entries[1].name == "do-not-call-2");
    CHECK(table.entries[2].name == "BUSY!");
    CHECK(member_name<plain, 0>() == "first_one");
    CHECK(member_name<renamed_one, 0>() == "first_one");
    CHECK(member_name<renamed_one, 1>() == "vendor-id");
}

TEST_CASE("an identifier is one of C++ in ASCII") {
    for (auto const* good : {"a", "_", "A1_b", "__"}) CHECK(detail::is_identifier(good));
    for (auto const* bad : {"", "1a", "a-b", "a b", "a.b", "\xc3\xa9", "?a", "a,b"}) CHECK(!detail::is_identifier(bad));
}
