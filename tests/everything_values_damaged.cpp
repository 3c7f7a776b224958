// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "support/everything_api_values.hpp"

#include "support/travelling.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace everything_api::values;

namespace everything_values_tests {

/// Bytes and pieces of one text in the place of others: what is read is written, and is read again as the same.
template <class T>
void damage(std::string const& whole, std::uint32_t seed, int rounds) {
    std::string const first = support::again<T>(whole);
    REQUIRE(!first.starts_with("! "));
    std::mt19937 random(seed);
    auto const below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
    std::string_view const pieces[] = {"\"",       "\\",      "{",    "}",           "[",   "]",    ",", ":",
                                       "null",     "true",    "0",    "-",           "1e9", "9",    "Z", "+01:00",
                                       "\"type\"", "\\u0000", "\xff", "\xc3\xa9",    "60",  "\\\"", " ", ".",
                                       "=",        "type",    "\"\"", "1e999999999", "00",  "{}"};
    for (int round = 0; round != rounds; ++round) {
        auto text = whole;
        for (std::size_t i = 0, n = 1 + below(3); i != n && !text.empty(); ++i) {
            auto const at = below(text.size());
            switch (below(4)) {
            case 0: text[at] = static_cast<char>(random()); break;
            case 1: text.replace(at, below(4), pieces[below(std::size(pieces))]); break;
            case 2: text.erase(at, below(8)); break;
            default: text.insert(at, whole.substr(below(whole.size()), below(24)));
            }
        }
        T value = apibind::detail::make<T>();
        if (apibind::read_json(text, value)) continue;
        auto const once = support::json_of(value);
        if (once.starts_with("! ") || support::again<T>(once) != once) FAIL("from " << text << " to " << once);
    }
}

} // namespace everything_values_tests
using namespace everything_values_tests;

TEST_CASE("damaged texts of every form are refused, or read as something that is written and read as the same") {
    damage<list_events::event>(
        R"({"created":"2026-11-27T11:11:12.25+01:00","sent":"Fri, 27 Nov 2026 10:11:12 +0000",)"
        R"("modified":"Fri, 27 Nov 2026 10:11:12 GMT","signed_at":"20261127T101112Z","ts":1795774272.000247,)"
        R"("ms":1795774272000,"us":1795774272000001,"ns":"1795774272000000001","local":"2026-11-27T10:11:12",)"
        R"("sql":"2026-11-27 10:11:12","date":"2026-11-27","ttl":60,"length":"P1DT36H","timeout":"3.5s"})",
        1, 20000);
    damage<pay::response>(R"({"from":{"wallet":"x","type":"wallet"},"customer":{"last4":"1"},)"
                          R"("files":{"name":"a","folders":[{"name":"b","folders":[]}],)"
                          R"("parent":{"name":"c","folders":[]}},"done":100})",
                          2, 20000);
    damage<std::vector<std::variant<component, destination, std::string>>>(
        R"([{"type":1,"last4":"x"},{"iban":"PL","type":2},{"note":"n"},{"card":{"last4":"1"}},"text"])", 3, 20000);
    damage<put_account::response>(
        R"({"id":"f81d4fae-7dec-11d0-a765-00a0c91e6bf6","revision":"7","flags":[true,false],"totals":{"PLN":0.10,"EUR":-12e4}})",
        4, 20000);
    damage<service::error>(R"({"code":"42","message":"no","hint":{"a":[1,"x"]},"more":null})", 5, 20000);
    damage<apibind::in_string<settings>>(R"("{\"dark\":true,\"sizes\":[1,2]}")", 6, 20000);
    damage<std::vector<apibind::joined<apibind::decimal, ' '>>>(R"(["1 2.50 -3e4",""])", 7, 20000);
    damage<std::vector<apibind::base64_lines>>(R"(["Zm9v\nYg==","aGk="])", 8, 20000);
}
