// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/json_path.hpp>

#include <doctest/doctest.h>

#include <string>

using namespace apibind::detail;

TEST_CASE("a path spells identifiers after a dot, other keys in brackets and elements by their index") {
    json_step a, b{&a}, c{&b}, d{&c};
    a.at_key("441");
    b.at_element(0);
    c.at_key("record_id");
    d.at_raw_key("a\\\"b\\u0041");
    CHECK(spell_path(nullptr) == "$");
    CHECK(spell_path(&c) == "$[\"441\"][0].record_id");
    CHECK(spell_path(&d) == "$[\"441\"][0].record_id[\"a\\\"bA\"]");
}

TEST_CASE("keys in brackets have JSON's escapes") {
    json_step step;
    step.at_key("");
    CHECK(spell_path(&step) == "$[\"\"]");
    step.at_key("a\nb\x01");
    CHECK(spell_path(&step) == "$[\"a\\nb\\u0001\"]");
    step.at_key("k\xc3\xa9");
    CHECK(spell_path(&step) == "$[\"k\xc3\xa9\"]");
    step.at_key("bad \xff");
    CHECK(spell_path(&step) == "$[\"bad \xef\xbf\xbd\"]");
}

TEST_CASE("of a very long key only the beginning is shown") {
    std::string const key(1000, 'k');
    json_step step;
    step.at_key(key);
    CHECK(spell_path(&step) == "$[\"" + std::string(80, 'k') + "...\"]");
}
