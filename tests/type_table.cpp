// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/type_table.hpp>

#include <doctest/doctest.h>

#include <array>
#include <list>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

using namespace apibind;
using namespace apibind::detail;

namespace {

enum class colour : signed char { red = -1, green = 5 };
BOOST_DESCRIBE_ENUM(colour, red, green)

struct base_one {
    int a = 1;
    std::string b{};
};
BOOST_DESCRIBE_STRUCT(base_one, (), (a, b))
struct base_two {
    char c = 'c';
    double d = 0;
};
BOOST_DESCRIBE_STRUCT(base_two, (), (d))
struct object : base_one, base_two {
    required<std::string> e;
    std::optional<int> f{};
    nullable<int> g{};
    derived<bool> h{};
};
BOOST_DESCRIBE_STRUCT(object, (base_one, base_two), (e, f, g, h))

struct twice {
    int a = 0, b = 0;
};
BOOST_DESCRIBE_STRUCT(twice, (), (a, b))
consteval auto wire_names(std::type_identity<twice>) {
    return names(name<&twice::b>("a"));
}
struct quoted {
    int a = 0;
};
BOOST_DESCRIBE_STRUCT(quoted, (), (a))
consteval auto wire_names(std::type_identity<quoted>) {
    return names(name<&quoted::a>("\""));
}
struct stranger {
    int a = 0;
};
BOOST_DESCRIBE_STRUCT(stranger, (), (a))
consteval auto wire_names(std::type_identity<stranger>) {
    return names(name<&quoted::a>("x"));
}

struct plain {};
enum class bare { x };

template <class T>
constexpr shape form = node_of<T>.form;

#define EIGHT(a) a##0, a##1, a##2, a##3, a##4, a##5, a##6, a##7
#define THIRTY_TWO(a) EIGHT(a##0), EIGHT(a##1), EIGHT(a##2), EIGHT(a##3)
struct part_0 {
    int THIRTY_TWO(a);
};
BOOST_DESCRIBE_STRUCT(part_0, (), (THIRTY_TWO(a)))
struct part_1 : part_0 {
    int THIRTY_TWO(b);
};
BOOST_DESCRIBE_STRUCT(part_1, (part_0), (THIRTY_TWO(b)))
struct part_2 : part_1 {
    int THIRTY_TWO(c);
};
BOOST_DESCRIBE_STRUCT(part_2, (part_1), (THIRTY_TWO(c)))
struct part_3 : part_2 {
    int THIRTY_TWO(d);
};
BOOST_DESCRIBE_STRUCT(part_3, (part_2), (THIRTY_TWO(d)))
struct part_4 : part_3 {
    int THIRTY_TWO(e);
};
BOOST_DESCRIBE_STRUCT(part_4, (part_3), (THIRTY_TWO(e)))
struct part_5 : part_4 {
    int THIRTY_TWO(f);
};
BOOST_DESCRIBE_STRUCT(part_5, (part_4), (THIRTY_TWO(f)))
struct part_6 : part_5 {
    int THIRTY_TWO(g);
};
BOOST_DESCRIBE_STRUCT(part_6, (part_5), (THIRTY_TWO(g)))
struct as_many_as_there_may_be : part_6 {
    int THIRTY_TWO(h);
};
BOOST_DESCRIBE_STRUCT(as_many_as_there_may_be, (part_6), (THIRTY_TWO(h)))

} // namespace

TEST_CASE("every type has its shape and width") {
    static_assert(form<bool> == shape::boolean);
    static_assert(form<signed char> == shape::signed_integer && node_of<signed char>.width == 1);
    static_assert(form<unsigned long long> == shape::unsigned_integer && node_of<unsigned long long>.width == 8);
    static_assert(form<std::int16_t> == shape::signed_integer && node_of<std::int16_t>.width == 2);
    static_assert(form<float> == shape::floating && node_of<float>.width == 4 && node_of<double>.width == 8);
    static_assert(form<std::string> == shape::string && form<std::string_view> == shape::string_view);
    static_assert(form<colour> == shape::enumeration && node_of<colour>.width == 1);
    static_assert(form<open_enum<colour>> == shape::open_enumeration);
    static_assert(form<std::optional<int>> == shape::optional && form<nullable<int>> == shape::nullable);
    static_assert(form<std::vector<int>> == shape::list && form<std::list<int>> == shape::list);
    static_assert(form<std::vector<bool>> == shape::bits);
    static_assert(form<std::array<int, 2>> == shape::array && form<int[2]> == shape::array);
    static_assert(form<std::map<int, int>> == shape::map && form<std::unordered_map<std::string, int>> == shape::map);
    static_assert(form<object> == shape::object && form<std::variant<int, std::string>> == shape::alternatives);
    static_assert(form<std::monostate> == shape::null && form<null_t> == shape::null &&
                  form<everything_t> == shape::nothing);
    CHECK(form<int const> == shape::signed_integer);
}

TEST_CASE("required and derived are what they hold") {
    CHECK(form<required<int>> == shape::signed_integer);
    CHECK(form<derived<std::string>> == shape::string);
    CHECK(form<required<std::vector<int>>> == shape::list);
}

TEST_CASE("what is wrong with a type is known") {
    static_assert(node_of<object>.wrong == fault::none);
    static_assert(node_of<twice>.wrong == fault::same_wire_name);
    static_assert(node_of<quoted>.wrong == fault::bad_wire_name);
    static_assert(node_of<stranger>.wrong == fault::wrong_rename);
    static_assert(node_of<base_two>.wrong == fault::member_left_out);
    static_assert(node_of<plain>.wrong == fault::not_described && node_of<bare>.wrong == fault::not_described);
    static_assert(node_of<open_enum<bare>>.wrong == fault::not_described);
    static_assert(node_of<int*>.wrong == fault::unsupported && node_of<char>.wrong == fault::unsupported);
    static_assert(node_of<long double>.wrong == fault::unsupported);
    static_assert(node_of<std::map<double, int>>.wrong == fault::bad_map_key);
    static_assert(node_of<std::map<bool, int>>.wrong == fault::bad_map_key);
    static_assert(node_of<std::map<bare, int>>.wrong == fault::bad_map_key);
    CHECK(node_of<std::map<char, int>>.wrong == fault::bad_map_key);
}

TEST_CASE("members are found at their places, those of bases first") {
    auto const& table = object_table_of<object>;
    REQUIRE(table.count == 7);
    std::string names;
    for (std::size_t i = 0; i != table.count; ++i) names += table.members[i].name();
    CHECK(names == "abdefgh");
    CHECK(table.members[0].key() == "\"a\":");
    auto it = make<object>();
    it.d = 2.5;
    it.e = "text";
    CHECK(table.at(*table.find("a"), static_cast<void const*>(&it)) == &it.a);
    CHECK(table.at(*table.find("b"), static_cast<void const*>(&it)) == &it.b);
    CHECK(*static_cast<double const*>(table.at(*table.find("d"), static_cast<void const*>(&it))) == 2.5);
    CHECK(*static_cast<std::string const*>(table.at(*table.find("e"), static_cast<void const*>(&it))) == "text");
    CHECK(table.at(*table.find("g"), static_cast<void*>(&it)) == &it.g);
    CHECK(table.find("e")->is_required);
    CHECK(!table.find("e")->may_be_absent);
    CHECK(table.find("f")->may_be_absent);
    CHECK(table.find("g")->may_be_absent);
    CHECK(!table.find("h")->may_be_absent);
    CHECK(!table.find("c"));
}

TEST_CASE("an optional and a nullable are read and filled through their tables") {
    std::optional<int> o;
    auto const& of_optional = optional_table_of<std::optional<int>>;
    CHECK(!of_optional.get(&o));
    *static_cast<int*>(of_optional.emplace(&o)) = 5;
    CHECK(o == 5);
    CHECK(of_optional.get(&o) == &*o);
    of_optional.reset(&o);
    CHECK(!o);
    CHECK(!of_optional.is_null);
    nullable<int> n;
    auto const& of_nullable = optional_table_of<nullable<int>>;
    of_nullable.set_null(&n);
    CHECK(of_nullable.is_null(&n));
    CHECK(!of_nullable.get(&n));
    *static_cast<int*>(of_nullable.emplace(&n)) = 6;
    CHECK(n == nullable<int>(6));
}

TEST_CASE("lists, bits and arrays have their sizes") {
    std::vector<object> list;
    auto const& of_list = list_table_of<std::vector<object>>;
    static_cast<object*>(of_list.append(&list))->a = 9;
    CHECK(of_list.view(&list).size == 1);
    CHECK(of_list.view(&list).first == list.data());
    CHECK(of_list.stride == sizeof(object));
    CHECK(list[0].a == 9);
    int seen = 0;
    of_list.append(&list);
    CHECK(!of_list.visit_each(&list, [&](void const*) { return ++seen, false; }));
    CHECK(seen == 1);
    of_list.clear(&list);
    CHECK(list.empty());
    std::list<int> const linked{1, 2};
    CHECK(list_table_of<std::list<int>>.view(&linked).first == nullptr);
    CHECK(list_table_of<std::list<int>>.view(&linked).size == 2);
    CHECK(!list_table_of<std::list<int>>.visit_each(&linked, [&](void const*) { return ++seen, false; }));
    CHECK(seen == 2);
    CHECK(list_table_of<std::list<int>>.visit_each(&linked, [&](void const*) { return ++seen, true; }));
    CHECK(seen == 4);
    std::vector<bool> bits;
    auto const& of_bits = bits_table_of<std::vector<bool>>;
    of_bits.append(&bits, true);
    of_bits.append(&bits, false);
    CHECK(of_bits.size(&bits) == 2);
    CHECK(of_bits.at(&bits, 0));
    CHECK(!of_bits.at(&bits, 1));
    CHECK(array_table_of<std::array<short, 3>>.count == 3);
    CHECK(array_table_of<short[4]>.stride == sizeof(short));
}

TEST_CASE("an integer key has one spelling") {
    std::map<int, std::string> map;
    auto const& table = map_table_of<std::map<int, std::string>>;
    bool known = true;
    for (auto const* key : {"0", "5", "-7", "2147483647", "-2147483648"}) {
        CHECK(table.emplace(&map, key, known));
        CHECK(!known);
        CHECK(!table.emplace(&map, key, known));
        CHECK(known);
    }
    for (auto const* key :
         {"", "01", "-0", "-01", "00", "+5", " 5", "5 ", "5.0", "1e1", "0x1", "2147483648", "x", "-"}) {
        CAPTURE(key);
        CHECK(!table.emplace(&map, key, known));
        CHECK(!known);
    }
    std::string keys;
    table.each(&map, &keys, [](void* c, std::string_view key, void const*) {
        static_cast<std::string*>(c)->append(key).append(" ");
        return true;
    });
    CHECK(keys == "-2147483648 -7 0 5 2147483647 ");
    CHECK(std::string(table.key_type) == "an integer");
    std::map<unsigned, int> unsigned_keys;
    CHECK(!map_table_of<std::map<unsigned, int>>.emplace(&unsigned_keys, "-1", known));
}

TEST_CASE("an enum's key is its name, a string's itself") {
    std::map<colour, object> map;
    auto const& table = map_table_of<std::map<colour, object>>;
    bool known = false;
    CHECK(table.emplace(&map, "green", known));
    CHECK(!table.emplace(&map, "blue", known));
    CHECK(!known);
    CHECK(map.count(colour::green) == 1);
    CHECK(table.keys == &enum_table_of<colour>);
    std::map<std::string, int> strings;
    CHECK(map_table_of<std::map<std::string, int>>.emplace(&strings, "", known));
    CHECK(map_table_of<std::map<std::string, int>>.size(&strings) == 1);
}

TEST_CASE("alternatives are read and filled by index") {
    using either = std::variant<int, std::string, base_one>;
    either it = 5;
    auto const& table = alternatives_table_of<either>;
    CHECK(table.count == 3);
    CHECK(table.index(&it) == 0);
    CHECK(*static_cast<int const*>(table.get(&it)) == 5);
    *static_cast<std::string*>(table.emplace(&it, 1)) = "text";
    CHECK(std::get<std::string>(it) == "text");
    table.emplace(&it, 2);
    CHECK(std::get<base_one>(it).a == 1);
    CHECK(table.entries[1] == &node_of<std::string>);
}

TEST_CASE("a type of the most members has a table, and nothing is wrong with it") {
    CHECK(node_of<as_many_as_there_may_be>.wrong == fault::none);
    REQUIRE(object_table_of<as_many_as_there_may_be>.count == max_members);
    CHECK(object_table_of<as_many_as_there_may_be>.members[255].name() == "h37");
}
