// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/turn.hpp>

#include "support/leaping_clock.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

using namespace apibind;
using namespace std::chrono_literals;

namespace {

struct open_gate final : gate {
    std::optional<std::size_t> enter(gate_wait const&) override { return 0; }
    void leave(std::size_t place, call_clock::time_point free_from) noexcept override {
        left.emplace_back(place, free_from);
    }
    std::vector<std::pair<std::size_t, call_clock::time_point>> left{};
};

} // namespace

TEST_CASE("a place is free at once where the vendor is done, else after what he may take") {
    open_gate place;
    support::leaping_clock clock;
    {
        detail::turn done(place, 3, clock, 60s);
        done.is_over();
        CHECK(place.left.empty());
    }
    { detail::turn const unknown(place, 4, clock, 60s); }
    REQUIRE(place.left.size() == 2);
    CHECK(place.left[0] == std::pair{std::size_t{3}, call_clock::time_point::min()});
    CHECK(place.left[1] == std::pair{std::size_t{4}, clock.now() + 60s});
}
