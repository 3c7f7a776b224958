// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/json_path.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>

using namespace apibind::detail;

namespace {

/// The path of the place where `before` ends.
std::string path_behind(std::string_view before) {
    std::string const text(before);
    return json_walk(text.data()).path(text.data() + text.size());
}
std::string key_step(std::string_view key) {
    std::string path = "$";
    append_key_step(path, key);
    return path;
}

} // namespace

TEST_CASE("a path spells identifiers after a dot, other keys in brackets and elements by their index") {
    CHECK(path_behind("") == "$");
    CHECK(path_behind("{\"441\":[{\"record_id\":") == "$[\"441\"][0].record_id");
    CHECK(path_behind("{\"441\":[{\"record_id\":{\"a\\\"b\\u0041\":") == "$[\"441\"][0].record_id[\"a\\\"bA\"]");
    CHECK(path_behind("[1,[2],{\"a\":3},") == "$[3]");
}

TEST_CASE("between values the path is that of the array or object") {
    CHECK(path_behind("{\"a\":[") == "$.a[0]");
    CHECK(path_behind("{\"a\":[1") == "$.a");
    CHECK(path_behind("{\"a\":[1,2 ") == "$.a");
    CHECK(path_behind("{\"a\":[1,2]") == "$");
    CHECK(path_behind("{\"a\":[1,2],") == "$");
    CHECK(path_behind("{\"a\":{\"b\":null},\"c") == "$");
    CHECK(path_behind("{\"a\":{\"b\":null},\"c\"") == "$");
    CHECK(path_behind("{\"a\":{\"b\":null},\"c\": ") == "$.c");
    CHECK(path_behind("[true] ") == "$");
}

TEST_CASE("the inside of a string belongs to the string") {
    CHECK(path_behind("[\"]\",\"a,[\\\",") == "$[1]");
    CHECK(path_behind("{\"a\":\"b:{\\\\") == "$.a");
    CHECK(path_behind("{\"a\":\"b:{\\\\\"") == "$");
}

TEST_CASE("one walk finds several places") {
    std::string const text = "{\"a\":[10,20],\"b\":{\"c\":30}}";
    json_walk walk(text.data());
    for (auto const& [value, path] : {std::pair("10", "$.a[0]"), {"20", "$.a[1]"}, {"{\"c\"", "$.b"}, {"30", "$.b.c"}})
        CHECK(walk.path(text.data() + text.find(value)) == path);
}

TEST_CASE("keys in brackets have JSON's escapes") {
    CHECK(key_step("") == "$[\"\"]");
    CHECK(key_step("a\nb\x01") == "$[\"a\\nb\\u0001\"]");
    CHECK(key_step("k\xc3\xa9") == "$[\"k\xc3\xa9\"]");
    CHECK(key_step("bad \xff") == "$[\"bad \xef\xbf\xbd\"]");
}

TEST_CASE("of a very long key only the beginning is shown") {
    std::string const key(1000, 'k');
    CHECK(key_step(key) == "$[\"" + std::string(80, 'k') + "...\"]");
    CHECK(path_behind("{\"" + key + "\":") == "$[\"" + std::string(80, 'k') + "...\"]");
}
