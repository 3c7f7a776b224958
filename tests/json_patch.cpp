// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/json_patch.hpp>

#include <apibind/json_reader.hpp>

#include <doctest/doctest.h>

#include <string>

using namespace apibind;

TEST_CASE("each operation has what RFC 6902 gives it") {
    json_patch const all{patch_step::add("/a", json_value{{"b", 1}}),
                         patch_step::remove("/c"),
                         patch_step::replace("", nullptr),
                         patch_step::move("/d", "/e"),
                         patch_step::copy("/f", "/g/-"),
                         patch_step::test("/h", "x")};
    std::string text;
    REQUIRE(!write_json(all, text));
    CHECK(text == R"([{"op":"add","path":"/a","value":{"b":1}},{"op":"remove","path":"/c"},)"
                  R"({"op":"replace","path":"","value":null},{"op":"move","from":"/d","path":"/e"},)"
                  R"({"op":"copy","from":"/f","path":"/g/-"},{"op":"test","path":"/h","value":"x"}])");
}

TEST_CASE("a pointer escapes what its tokens hold") {
    CHECK(json_pointer({}).empty());
    CHECK(json_pointer({""}) == "/");
    CHECK(json_pointer({"a/b", "~1", "0", "-"}) == "/a~1b/~01/0/-");
}
