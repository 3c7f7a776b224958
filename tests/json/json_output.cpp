// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/json_writer.hpp>

#include <boost/describe/class.hpp>
#include <doctest/doctest.h>

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace {

/// Written as 0; tells how often the text that it is written to got other room.
struct room_probe {
    static inline std::size_t capacity = 0, changes = 0;
};

struct lengthy {
    std::string text;
    room_probe probe;
};
BOOST_DESCRIBE_STRUCT(lengthy, (), (text, probe))
struct short_then_long {
    std::vector<int> numbers;
    std::vector<lengthy> texts;
};
BOOST_DESCRIBE_STRUCT(short_then_long, (), (numbers, texts))

struct nest {
    std::string name;
    std::vector<nest> in;
};
BOOST_DESCRIBE_STRUCT(nest, (), (name, in))

} // namespace

template <>
struct apibind::codec<room_probe> {
    static void write(room_probe, std::string& json) {
        if (json.capacity() != room_probe::capacity) room_probe::capacity = json.capacity(), ++room_probe::changes;
        json += '0';
    }
    static bool read(std::string_view, room_probe&, std::string&) { return true; }
};

TEST_CASE("what is behind a list by which the size was told, or in its last element, is not copied again and again") {
    auto const changes = [](auto const& value) {
        room_probe::capacity = room_probe::changes = 0;
        std::string text;
        REQUIRE_FALSE(apibind::write_json(value, text));
        REQUIRE(text.size() > 400 * 5000);
        return room_probe::changes;
    };
    std::vector<lengthy> const texts(400, lengthy{std::string(5000, 'x'), {}});
    CHECK(changes(short_then_long{std::vector<int>(16), texts}) < 60);
    std::vector<std::vector<lengthy>> list(1000);
    list.back() = texts;
    CHECK(changes(list) < 60);
    using lists = std::vector<std::vector<lengthy>>;
    CHECK(changes(std::map<std::string, lists>{{"a", lists(16)}, {"b", {texts}}}) < 60);
}

TEST_CASE("of a large list no more is held than a little more than its text") {
    std::vector<std::vector<std::string>> list(20'000);
    for (std::size_t i = 0; i != list.size(); ++i) list[i].assign(i % 5, "some text");
    std::string text;
    REQUIRE_FALSE(apibind::write_json(list, text));
    REQUIRE(text.size() > 300'000);
    CHECK(text.capacity() < text.size() + text.size() / 4);
    std::map<std::string, std::vector<std::vector<std::string>>> const inside{{"a", {{"b"}}}, {"list", list}};
    std::string whole = "before";
    REQUIRE_FALSE(apibind::write_json(inside, whole));
    CHECK(whole == "before{\"a\":[[\"b\"]],\"list\":" + text + "}");
    CHECK(whole.capacity() < whole.size() + whole.size() / 4);
}

TEST_CASE("first elements that are much larger than the others do not make for room without bounds") {
    std::vector<std::string> list(10'000);
    list[0].assign(200'000, 'x');
    std::string text;
    REQUIRE_FALSE(apibind::write_json(list, text));
    CHECK(text.capacity() < 40 * text.size());
}

TEST_CASE("strings of every length and special place are whole") {
    for (std::size_t length = 0; length != 70; ++length)
        for (std::size_t at = 0; at <= length; ++at) {
            std::string text(length, 'a'), expected = '"' + text + '"';
            if (at != length) {
                text[at] = '\n';
                expected = '"' + std::string(at, 'a') + "\\n" + std::string(length - at - 1, 'a') + '"';
            }
            std::string written;
            REQUIRE_FALSE(apibind::write_json(text, written));
            REQUIRE(written == expected);
        }
    std::string const long_text(10'000, 'a');
    std::string written;
    REQUIRE_FALSE(apibind::write_json(std::vector<std::string>{long_text, long_text}, written));
    CHECK(written == "[\"" + long_text + "\",\"" + long_text + "\"]");
}

TEST_CASE("the brackets that end everything may come at any place of the chunk") {
    nest whole;
    std::string text = R"({"name":"","in":[]})";
    for (int depth = 2; depth != 128; depth += 2) { // an object and an array each
        nest outer;
        outer.in.push_back(std::move(whole));
        whole = std::move(outer);
        text = R"({"name":"","in":[)" + text + "]}";
    }
    for (std::size_t length = 0; length != 4200; length = length == 20 ? 1800 : length + 1) {
        whole.name.assign(length, 'x');
        std::string written;
        REQUIRE(!apibind::write_json(whole, written));
        REQUIRE(written.size() == text.size() + length);
        REQUIRE(written.compare(9 + length, std::string::npos, text, 9) == 0);
    }
}
