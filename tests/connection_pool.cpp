// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/connection_pool.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <memory>

using namespace apibind;
using namespace std::chrono_literals;

namespace {

struct line {
    http_origin where;
    connection_options how{};
    int number = 0;
    bool idle = true;

    http_origin const& origin() const { return where; }
    connection_options const& options() const { return how; }
    bool is_idle() const { return idle; }
};
using pool = detail::connection_pool<line>;
constexpr auto now = std::chrono::steady_clock::now;

http_origin const here{"https", "here.example", 443}, there{"https", "there.example", 443};

void keep(pool& in, http_origin const& where, int number, bool idle = true) {
    in.give_back(std::make_unique<line>(line{where, {}, number, idle}));
}

} // namespace

TEST_CASE("a kept connection goes to calls of its origin and options only, the last used first") {
    pool kept({8, 1h});
    CHECK(kept.borrow(here, {}, now()) == nullptr);
    keep(kept, here, 1);
    keep(kept, there, 2);
    keep(kept, here, 3);
    connection_options other;
    other.ca_file = "other.pem";
    CHECK(kept.borrow(here, other, now()) == nullptr);
    CHECK(kept.borrow(here, {}, now())->number == 3);
    CHECK(kept.borrow(here, {}, now())->number == 1);
    CHECK(kept.borrow(here, {}, now()) == nullptr);
    CHECK(kept.borrow(there, {}, now())->number == 2);
}

TEST_CASE("one that is no longer idle is dropped and not lent") {
    pool kept({8, 1h});
    keep(kept, here, 1);
    keep(kept, here, 2, false);
    CHECK(kept.borrow(here, {}, now())->number == 1);
    CHECK(kept.borrow(here, {}, now()) == nullptr);
}

TEST_CASE("so many are kept for an origin, and no older than the limit") {
    pool two({2, 1h});
    for (int number : {1, 2, 3}) keep(two, here, number);
    keep(two, there, 4);
    CHECK(two.borrow(here, {}, now())->number == 3);
    CHECK(two.borrow(here, {}, now())->number == 2);
    CHECK(two.borrow(here, {}, now()) == nullptr);
    CHECK(two.borrow(there, {}, now())->number == 4);

    pool none({0, 1h});
    keep(none, here, 1);
    CHECK(none.borrow(here, {}, now()) == nullptr);
    pool brief({8, 0ms});
    keep(brief, here, 1);
    CHECK(brief.borrow(here, {}, now()) == nullptr);
}
