// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/event_scan.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

using apibind::detail::event_scan;
using apibind::detail::event_text;
using apibind::detail::line_scan;

namespace {

/// The events of a text, which comes in pieces of that size: "name|id|data".
std::vector<std::string> events_of(std::string_view text, std::size_t piece) {
    std::vector<std::string> out;
    event_scan scan(1'000);
    for (std::size_t i = 0; i < text.size(); i += piece)
        scan.take(text.substr(i, piece), [&](event_text const& e) {
            out.push_back(e.name + "|" + e.id + "|" + e.data);
            return true;
        });
    return out;
}
std::vector<std::string> events_of(std::string_view text) {
    auto const whole = events_of(text, text.size());
    for (std::size_t piece = 1; piece < text.size(); ++piece) CHECK(events_of(text, piece) == whole);
    return whole;
}
using list = std::vector<std::string>;

} // namespace

TEST_CASE("events are what the standard's grammar says, in pieces of any size") {
    CHECK(events_of("data: a\n\n") == list{"||a"});
    CHECK(events_of("data:a\n\ndata:  b\n\n") == list{"||a", "|| b"});
    CHECK(events_of("data: a\r\n\r\ndata: b\r\rdata: c\n\n") == list{"||a", "||b", "||c"});
    CHECK(events_of("\xef\xbb\xbf"
                    "data: a\n\n") == list{"||a"});
    CHECK(events_of("\xef\xbb\xbf\xef\xbb\xbf"
                    "data: a\n\n")
              .empty()); // one of them only
    CHECK(events_of("data: YHOO\ndata: +2\ndata: 10\n\n") == list{"||YHOO\n+2\n10"});
    CHECK(events_of(": a comment\n\ndata: x\nid: 1\n\ndata:y\nid\n\ndata:  z\n\n") == list{"|1|x", "||y", "|| z"});
    CHECK(events_of("data\n\ndata\ndata\n\ndata:") == list{"||", "||\n"});
    CHECK(events_of("data:test\n\ndata: test\n\n") == list{"||test", "||test"});
    CHECK(events_of("event: add\ndata: 1\n\ndata: 2\n\n") == list{"add||1", "||2"});
    CHECK(events_of("event: add\n\ndata: 2\n\n") == list{"||2"}); // no data: no event, and its name is gone
    CHECK(events_of("id: 7\n\ndata: 2\n\n") == list{"|7|2"});
    CHECK(events_of(std::string_view("id: 7\ndata: 1\n\nid: 8\0\ndata: 2\n\n", 31)) == list{"|7|1", "|7|2"});
    CHECK(events_of("data: a\n").empty());
    CHECK(events_of("Data: a\nother: b\ndata : c\n\n").empty());
    CHECK(events_of("\n\n\n").empty());
}

TEST_CASE("the last id and the time to wait are kept") {
    event_scan scan(100);
    auto const on = [](event_text const&) { return true; };
    CHECK(scan.take("retry: 1500\nid: a\n\nretry: x\nretry: 9999999999999999\n\n", on));
    CHECK(scan.retry() == 1'500u);
    CHECK(scan.last_id() == "a");
    CHECK(scan.take("id: b\ndata: cut", on));
    CHECK(scan.last_id() == "a"); // of an event that did not come whole
    CHECK(scan.take("\n\n", on));
    CHECK(scan.last_id() == "b");

    event_scan further(100, "b");
    list ids;
    CHECK(further.take("data: c\n\nid\ndata: d\n\n", [&](event_text const& one) {
        ids.push_back(one.id);
        return true;
    }));
    CHECK(ids == list{"b", ""});
    CHECK(further.last_id().empty());
}

TEST_CASE("an event is held to its limit") {
    auto const on = [](event_text const&) { return true; };
    event_scan long_line(10);
    CHECK(!long_line.take("data: 12345", on));
    CHECK(long_line.is_too_large());
    event_scan many_lines(10);
    CHECK(many_lines.take("data: 1234\ndata: 1234\n", on));
    CHECK(!many_lines.take("data: 1234\n", on));
    CHECK(many_lines.is_too_large());
    event_scan ended(10);
    CHECK(!ended.take("data: 1\n\ndata: 2\n\n", [](event_text const&) { return false; }));
    CHECK(!ended.is_too_large());
}

TEST_CASE("lines end by LF or CRLF, the last one by the end") {
    for (std::size_t piece = 1; piece != 12; ++piece) {
        std::vector<std::string> out;
        auto const use = [&](std::string_view line) { return out.emplace_back(line), true; };
        line_scan scan(100, false);
        std::string_view const text = "\xef\xbb\xbf"
                                      "a\rb\r\n\n{}";
        for (std::size_t i = 0; i < text.size(); i += piece) CHECK(scan.take(text.substr(i, piece), use));
        CHECK(scan.end(use));
        CHECK(out == list{"a\rb", "", "{}"});
    }
}
