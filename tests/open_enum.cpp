// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/open_enum.hpp>

#include "support/travelling.hpp"

#include <doctest/doctest.h>

#include <string>

using apibind::open_enum;

namespace {

enum class state : unsigned char { in_progress = 3, done = 200 };
BOOST_DESCRIBE_ENUM(state, in_progress, done)
consteval auto wire_names(std::type_identity<state>) {
    return apibind::names(apibind::upper_snake_case);
}

} // namespace

TEST_CASE("a known wire value is its enumerator") {
    open_enum<state> const it(std::string_view("IN_PROGRESS"));
    CHECK(it.is_known());
    CHECK(it.value() == state::in_progress);
    CHECK(it.wire() == "IN_PROGRESS");
    CHECK(it == state::in_progress);
    CHECK(!(it == state::done));
    CHECK(open_enum<state>(state::done).wire() == "DONE");
}

TEST_CASE("an unknown one is kept verbatim") {
    for (std::string_view text : {"", "done", "DONE ", "in_progress", "NEW_ONE", "\xff"}) {
        open_enum<state> const it(text);
        CHECK(!it.is_known());
        CHECK(it.wire() == text);
        CHECK(!(it == state::in_progress));
        CHECK(!(it == state::done));
    }
}

TEST_CASE("it is assigned and compared as what is on the wire") {
    open_enum<state> it;
    CHECK(!it.is_known());
    CHECK(it.wire().empty());
    it.assign("NEW");
    CHECK(it == open_enum<state>(std::string_view("NEW")));
    CHECK(!(it == open_enum<state>(std::string_view("NEWER"))));
    it.assign("DONE");
    CHECK(it == open_enum<state>(state::done));
    it = state::in_progress;
    CHECK(it.wire() == "IN_PROGRESS");
    it.assign("NEW");
    CHECK(!(it == open_enum<state>(state::in_progress)));
    auto const copy = it;
    CHECK(copy.wire() == "NEW");
}

TEST_CASE("a value that no enumerator has has no name") {
    CHECK(open_enum<state>(static_cast<state>(7)).wire().empty());
}

TEST_CASE("an empty text that was read is a value, and is written; none is not") {
    CHECK(support::again<open_enum<state>>("\"\"") == "\"\"");
    CHECK(support::value_of<open_enum<state>>("\"\"").has_value());
    CHECK(!open_enum<state>().has_value());
    CHECK(!(open_enum<state>() == open_enum<state>(std::string_view())));
    CHECK(support::json_of(open_enum<state>()) == "! $: an open_enum without a value (valueless)");
    CHECK(support::json_of(open_enum<state>(static_cast<state>(7))).starts_with("! "));
    CHECK(support::json_of(open_enum<state>(std::string_view())) == "\"\"");
}
