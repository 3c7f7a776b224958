// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/paging.hpp>

#include "support/everything_api_conversations.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

using namespace apibind;
namespace api = everything_api::conversations;

namespace {

template <class E>
page_step step(request_of<E>& request, response_of<E> const& response) {
    return E::paging.template next<E>(request, response, {});
}

} // namespace

TEST_CASE("a cursor becomes the member of the next request") {
    api::by_cursor::request request{.limit = 5};
    auto const next = step<api::by_cursor>(request, {.metadata = api::page_meta{.next_cursor = "c"}});
    CHECK(next.what == page_step::kind::again);
    CHECK(next.mark == "c");
    CHECK(request.cursor == "c");
    CHECK(request.limit == 5);
}

TEST_CASE("a request of which nothing follows stays as it was") {
    api::by_cursor::request request{.cursor = "b"};
    CHECK(step<api::by_cursor>(request, {}).what == page_step::kind::last);
    CHECK(request.cursor == "b");
}

TEST_CASE("a cursor may be a member of the last item") {
    api::after_last::request request{};
    auto const next = step<api::after_last>(request, {.items = {{7}, {5}}, .has_more = true});
    CHECK(next.what == page_step::kind::again);
    CHECK(next.mark == "5");
    CHECK(request.starting_after == 5);
    CHECK(step<api::after_last>(request, {.items = {{4}}, .has_more = false}).what == page_step::kind::last);
    CHECK(step<api::after_last>(request, {.items = {}, .has_more = true}).what == page_step::kind::last);
    CHECK(request.starting_after == 5);

    // In a list that may be absent, as the item itself, and of lists in lists.
    std::string found;
    auto const keep = [&](std::string const& text) { found = text; };
    detail::reach(std::optional(std::vector<std::string>{"a", "b"}), detail::path_to<last_item>(), keep);
    CHECK(found == "b");
    detail::reach(std::optional<std::vector<std::string>>(), detail::path_to<last_item>(), keep);
    detail::reach(std::vector<std::vector<std::string>>{{"a"}, {}}, detail::path_to<last_item, last_item>(), keep);
    CHECK(found == "b");
    using text_way = detail::reached_t<std::string, detail::path_to<last_item>>;
    static_assert(std::is_same_v<text_way, detail::not_declared>); // a text is no list
}

TEST_CASE("numbers that a vendor makes up do not overflow") {
    api::by_offset::request request{.offset = std::numeric_limits<int>::max()};
    CHECK(step<api::by_offset>(request, {.items = {{1}}}).what == page_step::kind::fault);
    request.offset = 5;
    CHECK(step<api::by_offset>(request, {.items = {{1}}, .total = -1}).what == page_step::kind::last);
    api::by_number_of::request numbered{};
    CHECK(step<api::by_number_of>(numbered, {.items = {{1}}, .total = 0}).what == page_step::kind::last);
}

TEST_CASE("a way leads through members, member functions, functions and what may be absent") {
    struct inner {
        std::optional<int> number{};
        std::optional<int> twice() const { return number ? std::optional(*number * 2) : std::nullopt; }
    };
    struct outer {
        std::optional<inner> in{};
    };
    int found = 0;
    auto const keep = [&](int value) { found = value; };
    detail::reach(outer{}, detail::path_to<&outer::in, &inner::number>(), keep);
    CHECK(found == 0);
    detail::reach(outer{inner{3}}, detail::path_to<&outer::in, &inner::number>(), keep);
    CHECK(found == 3);
    detail::reach(outer{inner{3}}, detail::path_to<&outer::in, &inner::twice>(), keep);
    CHECK(found == 6);
    static_assert(std::is_same_v<detail::reached_t<outer, detail::path_to<&outer::in, &inner::twice>>, int>);
    static_assert(std::is_same_v<detail::reached_t<outer, detail::path_to<&inner::number>>, detail::not_declared>);
}
