// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/elements.hpp>
#include <apibind/joined.hpp>

#include <doctest/doctest.h>

#include <array>
#include <deque>
#include <string>
#include <vector>

using namespace apibind::detail;

namespace {

/// The numbers of a value, up to `most` of them.
template <class T>
std::vector<int> numbers_of(T const& value, std::size_t most = 100) {
    std::vector<int> out;
    for_each_element(node_of<T>, &value, [&](node const& type, void const* element) {
        CHECK(type.form == (type.known == exact::boolean ? shape::boolean : shape::signed_integer));
        out.push_back(type.form == shape::boolean ? *static_cast<bool const*>(element)
                                                  : *static_cast<int const*>(element));
        return out.size() != most;
    });
    return out;
}

} // namespace

TEST_CASE("elements come in their order, whatever they are kept in") {
    std::vector<int> const three{1, 2, 3};
    CHECK(numbers_of(three) == three);
    CHECK(numbers_of(std::deque<int>{1, 2, 3}) == three);
    CHECK(numbers_of(std::array<int, 3>{1, 2, 3}) == three);
    CHECK(numbers_of(apibind::joined<int>{1, 2, 3}) == three);
    CHECK(numbers_of(std::vector<bool>{true, false, true}) == std::vector<int>{1, 0, 1});
    CHECK(numbers_of(std::vector<int>{}).empty());
    CHECK(numbers_of(7).empty());
}

TEST_CASE("no further element is visited once a visit said no") {
    CHECK(numbers_of(std::vector<int>{1, 2, 3}, 2) == std::vector<int>{1, 2});
    CHECK(numbers_of(std::deque<int>{1, 2, 3}, 1) == std::vector<int>{1});
    CHECK(numbers_of(std::array<int, 3>{1, 2, 3}, 1) == std::vector<int>{1});
    CHECK(numbers_of(std::vector<bool>{true, false}, 1) == std::vector<int>{1});
}
