// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "corpus.hpp"

#include <apibind/json_value.hpp>

#include "reading.hpp"

#include <map>
#include <set>
#include <string>
#include <variant>
#include <vector>

using namespace json_tests;

namespace {

/// Typed reading of any document: the outermost two levels by our tables, what is deeper as json_value.
struct any;
using any_base = std::variant<std::monostate, bool, double, std::string, std::vector<any>, std::map<std::string, any>>;
struct any {
    any_base value{};
};

struct nothing_known {};
BOOST_DESCRIBE_STRUCT(nothing_known, (), ())

template <class T>
bool takes(std::string_view text) {
    // Exactly as long as the text, so that the sanitizers see a byte too many.
    std::vector<char> const exact(text.begin(), text.end());
    T value = apibind::detail::make<T>();
    return !apibind::read_json({exact.data(), exact.size()}, value);
}
bool skips(std::string_view text) {
    return takes<nothing_known>("{\"x\":" + std::string(text) + "}");
}
bool skips_in_array(std::string_view text) {
    return takes<nothing_known>("{\"x\":[[0," + std::string(text) + "],1]}");
}

} // namespace

template <>
struct apibind::codec<any> {
    static void write(any const&, std::string& json) { json += "null"; }
    static bool read(std::string_view json, any& value, std::string&) { return !apibind::read_json(json, value.value); }
};

TEST_CASE("the corpus is as large as it promises, and no document comes twice") {
    std::set<std::string_view> all;
    for (auto const* table : {&corpus_accepted(), &corpus_rejected()})
        for (auto const text : *table) {
            CAPTURE(text);
            CHECK(all.insert(text).second);
        }
    for (auto const& choice : corpus_chosen()) CHECK(all.insert(choice.text).second);
    CHECK(all.size() >= 250);
}

TEST_CASE("documents that RFC 8259 allows are accepted: typed, free-form and skipped") {
    for (auto const text : corpus_accepted()) {
        CAPTURE(text);
        CHECK(takes<apibind::json_value>(text));
        CHECK(takes<any_base>(text));
        CHECK(skips(text));
        CHECK(skips_in_array(text));
    }
}

TEST_CASE("documents that RFC 8259 does not allow are rejected: typed, free-form and skipped") {
    for (auto const text : corpus_rejected()) {
        CAPTURE(text);
        CHECK_FALSE(takes<apibind::json_value>(text));
        CHECK_FALSE(takes<any_base>(text));
        CHECK_FALSE(skips(text));
        CHECK_FALSE(skips_in_array(text));
    }
}

TEST_CASE("where RFC 8259 leaves the choice it is as noted") {
    for (auto const& choice : corpus_chosen()) {
        CAPTURE(choice.text);
        CAPTURE(choice.why);
        CHECK(takes<apibind::json_value>(choice.text) == choice.free_form);
        CHECK(takes<any_base>(choice.text) == choice.typed);
        CHECK(skips(choice.text) == choice.skipped);
    }
}

TEST_CASE("a document cut short anywhere is no document of the same kind") {
    for (auto const text : corpus_accepted()) {
        auto const last = text.find_last_not_of(" \t\r\n");
        if (text[last] != '}' && text[last] != ']') continue;
        for (std::size_t size = 0; size != last + 1; ++size) {
            CAPTURE(text.substr(0, size));
            CHECK_FALSE(takes<apibind::json_value>(text.substr(0, size)));
        }
    }
}
