// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/page_path.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

using namespace apibind;
using detail::path_to;
using detail::reached_t;

namespace {

struct item {
    std::string id;
};
struct meta {
    std::optional<std::string> next{};
    in_string<std::int64_t> total{};
};
struct page {
    std::vector<item> data{};
    std::optional<meta> metadata{};
    std::string first() const { return data.empty() ? "" : data.front().id; }
};

/// What a path leads to in a page, or "nothing".
template <class Path>
std::string at(page const& one) {
    std::string out = "nothing";
    detail::reach(one, Path(), [&](auto const& value) {
        if constexpr (std::is_integral_v<std::remove_cvref_t<decltype(value)>>)
            out = std::to_string(value);
        else
            out = value;
    });
    return out;
}

} // namespace

TEST_CASE("a way goes through members, functions, optionals and the last item of a list, or is known to lead nowhere") {
    page const full{{{"a"}, {"b"}}, meta{"c2", {}}};
    CHECK(at<path_to<&page::metadata, &meta::next>>(full) == "c2");
    CHECK(at<path_to<&page::metadata, &meta::total>>(full) == "0");
    CHECK(at<path_to<&page::first>>(full) == "a");
    CHECK(at<path_to<&page::data, last_item, &item::id>>(full) == "b");
    CHECK(at<path_to<&page::metadata, &meta::next>>(page{{}, meta{}}) == "nothing");
    CHECK(at<path_to<&page::metadata, &meta::next>>(page()) == "nothing");
    CHECK(at<path_to<&page::data, last_item, &item::id>>(page()) == "nothing");

    static_assert(std::is_same_v<reached_t<page, path_to<&page::metadata, &meta::next>>, std::string>);
    static_assert(std::is_same_v<reached_t<page, path_to<&page::metadata, &meta::total>>, std::int64_t>);
    static_assert(std::is_same_v<reached_t<page, path_to<&page::data, last_item, &item::id>>, std::string>);
    static_assert(std::is_same_v<reached_t<page, path_to<>>, page>);
    static_assert(std::is_same_v<reached_t<page, path_to<&meta::next>>, detail::not_declared>);
    static_assert(std::is_same_v<reached_t<page, path_to<&page::data, &item::id>>, detail::not_declared>);
    static_assert(std::is_same_v<reached_t<std::string, path_to<last_item>>, detail::not_declared>);
}
