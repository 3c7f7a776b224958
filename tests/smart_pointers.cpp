// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/smart_pointers.hpp> // first, and by itself

namespace {

struct counted {
    explicit counted(int& count) : alive(count) { ++alive; }
    counted(counted const&) = delete;
    counted& operator=(counted const&) = delete;
    ~counted() { --alive; }
    int& alive;
};
std::shared_ptr<counted const> shared(int& count) {
    return std::make_shared<counted const>(count);
}
std::unique_ptr<counted> owned(int& count) {
    return std::make_unique<counted>(count);
}

} // namespace

#include <memory>

#include <doctest/doctest.h>

TEST_CASE("owners are those of <memory>, which may follow") {
    int alive = 0;
    {
        auto const one = shared(alive);
        std::shared_ptr<counted const> const same = one, moved = owned(alive);
        CHECK(same == one);
        CHECK(alive == 2);
    }
    CHECK(alive == 0);
}
