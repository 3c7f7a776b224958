// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/json_code.hpp>

#include "both_modes.hpp"
#include "corpus.hpp"
#include "generator.hpp"

#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace json_tests::modes;
namespace detail = apibind::detail;

namespace {

template <bool Hot>
using sheets = std::vector<sheet<Hot>>;
template <bool Hot>
using sheets_by_name = std::map<std::string, sheet<Hot>>;

/// The members of an object, `"name":value` each.
std::vector<std::string> members_of(std::string const& object) {
    std::vector<std::string> members(1);
    std::size_t depth = 0;
    bool in_string = false;
    for (std::size_t i = 1; i + 1 < object.size(); ++i) {
        char const c = object[i];
        if (in_string) {
            if (c == '\\') members.back() += object[i++];
            in_string = c != '"';
        } else if (c == '"') {
            in_string = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']') {
            --depth;
        } else if (c == ',' && depth == 0) {
            members.emplace_back();
            continue;
        }
        members.back() += object[i];
    }
    return members;
}
std::string object_of(std::vector<std::string> const& members) {
    std::string out = "{";
    for (auto const& one : members) out += (out.size() == 1 ? "" : ",") + one;
    return out + "}";
}

/// The same member, the first character of its name as an escape.
std::string spelt_otherwise(std::string const& member) {
    constexpr char hex[] = "0123456789abcdef";
    auto const c = static_cast<unsigned char>(member[1]);
    return std::string("\"\\u00") + hex[c >> 4] + hex[c & 15] + member.substr(2);
}

/// What both modes write a value as, or why they do not.
template <class T>
std::string written(T const& value) {
    std::string out = "before ";
    if (auto const refusal = apibind::write_json(value, out)) out += to_string(*refusal);
    return out;
}
template <class Change>
void compare_written(Change change) {
    auto plain = detail::make<sheet<false>>();
    auto hot = detail::make<sheet<true>>();
    change(plain), change(hot);
    CHECK(written(plain) == written(hot));
}

} // namespace

TEST_CASE("a type with json_code, lists and maps of it have code of their own, others keep their tables") {
    CHECK(detail::node_of<sheet<true>>.known == detail::exact::unrolled);
    CHECK(detail::node_of<sheets<true>>.known == detail::exact::unrolled);
    CHECK(detail::node_of<std::map<std::string, sheets<true>>>.known == detail::exact::unrolled);
    CHECK(detail::node_of<sheet<false>>.known == detail::exact::object);
    CHECK(detail::node_of<sheets<false>>.known == detail::exact::list);
    CHECK(detail::node_of<open<true>>.known == detail::exact::object);
    CHECK(detail::node_of<std::vector<open<true>>>.known == detail::exact::list);
}

TEST_CASE("the same text is read and written") {
    std::string text;
    auto value = detail::make<sheet<true>>();
    REQUIRE_FALSE(apibind::read_json(whole_sheet, value));
    CHECK(value.count == 7);
    CHECK(value.groups.at("g").at(0).id == "d");
    CHECK(std::get<leaf<true>>(value.any).given == 4);
    REQUIRE_FALSE(apibind::write_json(value, text));
    auto again = detail::make<sheet<false>>();
    REQUIRE_FALSE(apibind::read_json(whole_sheet, again));
    CHECK(text == written(again).substr(7));
    compare<sheet>(whole_sheet);
    compare<sheets>("[" + whole_sheet + "," + whole_sheet + "]");
    compare<sheets_by_name>("{\"a\":" + whole_sheet + ",\"b\":" + whole_sheet + "}");
    compare<sheets_by_name>("{\"a\":" + whole_sheet + ",\"a\":" + whole_sheet + "}");
}

TEST_CASE("what a value held before is replaced") {
    auto value = detail::make<leaf<true>>();
    value.size = 5;
    REQUIRE_FALSE(apibind::read_json(R"({"id":"a","given":1})", value));
    CHECK_FALSE(value.size);
    value.size = 5;
    REQUIRE_FALSE(apibind::read_json(R"({"id":"a","size":null,"given":1})", value));
    CHECK_FALSE(value.size);
    auto whole = detail::make<sheet<true>>();
    REQUIRE_FALSE(apibind::read_json(whole_sheet, whole));
    REQUIRE_FALSE(apibind::read_json(whole_sheet, whole));
    CHECK(whole.leaves.size() == 2);
    CHECK(whole.groups.size() == 2);
}

TEST_CASE("texts that are cut, and texts with one other byte") {
    for (std::size_t size = 0; size != whole_sheet.size(); ++size) {
        compare<sheet>(whole_sheet.substr(0, size));
        compare<sheet>(whole_sheet.substr(0, size) + "}");
    }
    for (std::size_t i = 0; i != whole_sheet.size(); ++i)
        for (char const c : std::string_view("\"\\{}[],:0-.enx \x01\xff\0", 17)) {
            auto text = whole_sheet;
            text[i] = c;
            compare<sheet>(text);
        }
}

TEST_CASE("members that are missing, twice, unknown, in another order, or of another type") {
    auto const members = members_of(whole_sheet);
    REQUIRE(members.size() == 29);
    auto reversed = std::vector(members.rbegin(), members.rend());
    compare<sheet>(object_of(reversed));
    for (std::size_t i = 0; i != members.size(); ++i) {
        auto without = members;
        without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
        compare<sheet>(object_of(without));
        auto const key = members[i].substr(0, members[i].find("\":") + 2);
        for (std::size_t at : {std::size_t{0}, i, i + 1, members.size()}) {
            auto other = members;
            auto const place = other.begin() + static_cast<std::ptrdiff_t>(at);
            other.insert(place, members[i]);
            compare<sheet>(object_of(other));
            other[at] = R"("unknown":[{"x":)" + std::to_string(i) + "}]";
            compare<sheet>(object_of(other));
            other[at] = R"("\u0063olor":1)";
            compare<sheet>(object_of(other));
            without.insert(without.begin() + static_cast<std::ptrdiff_t>(std::min(at, without.size())), members[i]);
            compare<sheet>(object_of(without));
            without = members;
            without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
        }
        for (auto const value : {"null",
                                 "true",
                                 "fals",
                                 "nul",
                                 "0",
                                 "-0",
                                 "1.0",
                                 "10e-1",
                                 "1.5",
                                 "01",
                                 "-",
                                 "1e400",
                                 "-129",
                                 "65536",
                                 "9223372036854775808",
                                 "-9223372036854775809",
                                 "\"\"",
                                 "\"red\"",
                                 "\"\\u0072ed\"",
                                 "\"\\ud800\"",
                                 "\"\xff\"",
                                 "{}",
                                 "{\"id\":1}",
                                 "{\"id\":\"a\"}",
                                 "[]",
                                 "[1]",
                                 "[1,2,3]",
                                 "[null]",
                                 "[[1.5]]",
                                 "{\"a\":1,\"a\":2}",
                                 "{\"g\":[{\"id\":\"a\"}]}",
                                 " \n\t7 ",
                                 ""}) {
            auto other = members;
            other[i] = key + value;
            compare<sheet>(object_of(other));
        }
        auto other = members;
        other[i] = spelt_otherwise(members[i]);
        compare<sheet>(object_of(other));
        other.push_back(members[i]);
        compare<sheet>(object_of(other));
        std::swap(other[i], other.back());
        compare<sheet>(object_of(other));
    }
}

TEST_CASE("white space anywhere") {
    std::string spaced;
    bool in_string = false;
    for (std::size_t i = 0; i != whole_sheet.size(); ++i) {
        char const c = whole_sheet[i];
        if (c == '"' && (i == 0 || whole_sheet[i - 1] != '\\')) in_string = !in_string;
        spaced += c;
        if (!in_string && std::string_view("{}[],:").find(c) != std::string_view::npos) spaced += " \n\t\r  ";
    }
    compare<sheet>(spaced);
    compare<empty>(" { } ");
    compare<empty>("{\"a\":1}");
    compare<empty>("{,}");
    compare<leaf>("{\"id\":\"a\",\"given\":1,}");
    compare<leaf>("{\"id\":\"a\",}");
    compare<leaf>("{}");
}

TEST_CASE("the texts that other tests read, and random ones") {
    for (auto const& text : json_tests::corpus_accepted()) compare<sheet>(text), compare<leaf>(text);
    for (auto const& text : json_tests::corpus_rejected()) compare<sheet>(text), compare<leaf>(text);
    for (auto const& one : json_tests::corpus_chosen()) compare<sheet>(one.text), compare<leaf>(one.text);
    json_tests::generator random{20261127};
    auto const members = members_of(whole_sheet);
    for (int round = 0; round != 4000; ++round) {
        auto text = whole_sheet;
        for (std::size_t n = 1 + random.below(3); n != 0; --n) {
            auto const at = random.below(text.size());
            switch (random.below(4)) {
            case 0: text[at] = static_cast<char>(random.next()); break;
            case 1: text.erase(at, random.below(12)); break;
            case 2: text.insert(at, whole_sheet.substr(random.below(whole_sheet.size()), random.below(24))); break;
            default: text.insert(at, members[random.below(members.size())] + ","); break;
            }
        }
        compare<sheet>(text);
    }
}

TEST_CASE("depth") {
    for (std::size_t depth : {1u, 2u, 3u, 126u, 127u, 128u, 129u, 200u}) {
        std::string lists = "{\"branches\":[]}", pointers = "{\"branches\":[]}";
        for (std::size_t i = 1; i < depth; ++i) {
            lists = "{\"branches\":[" + lists + "]}";
            pointers = "{\"branches\":[],\"only\":" + pointers + "}";
        }
        compare<tree>(lists);
        compare<tree>(pointers);
    }
    auto const deep = []<bool Hot>(tree<Hot>) {
        tree<Hot> root;
        auto* at = &root;
        for (int i = 0; i != 200; ++i) at = (at->only = std::make_unique<tree<Hot>>()).get();
        return written(root);
    };
    CHECK(deep(tree<true>{}) == deep(tree<false>{}));
    CHECK(deep(tree<true>{}).find("(too deep)") != std::string::npos);
}

TEST_CASE("what has no JSON is refused at the same place with the same words") {
    compare_written([](auto&) {});
    compare_written([](auto& s) { s.open_tone = color::red, s.price = std::nan(""); });
    compare_written([](auto& s) { s.open_tone = color::red, s.rate = std::numeric_limits<float>::infinity(); });
    compare_written([](auto& s) { s.open_tone = static_cast<color>(9); });
    compare_written([](auto& s) { s.tone = static_cast<color>(9); });
    compare_written([](auto& s) { s.open_tone = color::red, s.tags = {"a", "b\xff"}; });
    compare_written([](auto& s) { s.open_tone = color::red, s.note = "\xc3"; });
    compare_written([](auto& s) { s.open_tone = color::red, s.groups["\xff"]; });
    compare_written([](auto& s) { s.open_tone = color::red, s.groups["k"].push_back({"\xff", {}, 1}); });
    compare_written([](auto& s) { s.open_tone = color::red, s.leaves.push_back({"\xff", {}, 1}); });
    compare_written([](auto& s) { s.open_tone = color::red, s.plain.why = "\xff"; });
    compare_written([](auto& s) { s.open_tone = color::red, s.records = apibind::everything; });
}

TEST_CASE("long lists and long texts") {
    compare_written([](auto& s) {
        s.open_tone = color::red;
        for (int i = 0; i != 20000; ++i) s.leaves.push_back({"leaf " + std::to_string(i), i, i});
        for (int i = 0; i != 2000; ++i) s.groups[std::to_string(i)].push_back({std::string(100, 'x'), {}, i});
        s.note = std::string(10000, 'n');
        s.tags.assign(3000, std::string(40, 't'));
    });
}
