// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/late_secrets.hpp>

#include <doctest/doctest.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <vector>

using namespace apibind;

TEST_CASE("without later secrets the first ones are all") {
    auto const always = std::make_shared<redaction>();
    CHECK(detail::late_secrets().with(always) == always);
}

TEST_CASE("a secret that comes later is masked from then on, and earlier redactions do not change") {
    auto first = std::make_shared<redaction>();
    first->add("password");
    std::shared_ptr<redaction const> const always = first;
    std::uint64_t generation = 0;
    std::string token;
    int asked = 0;
    detail::late_secrets later;
    later.watch([&] { return generation; }, [&](redaction& hidden) { ++asked, hidden.add(token); });
    auto const before = later.with(always);
    token = "token-one", generation = 1;
    auto const after = later.with(always);
    CHECK(after->apply("password token-one") == "[secret] [secret]");
    CHECK(before->apply("password token-one") == "[secret] token-one");
    CHECK(later.with(always) == after);
    CHECK(asked == 2);
}

TEST_CASE("threads may ask while secrets come") {
    std::shared_ptr<redaction const> const always = std::make_shared<redaction>();
    std::atomic<std::uint64_t> generation = 0;
    detail::late_secrets later;
    later.watch([&] { return generation.load(); }, [&](redaction& hidden) { hidden.add("token-of-all"); });
    std::vector<std::jthread> threads;
    for (int i = 0; i != 4; ++i)
        threads.emplace_back([&] {
            for (int k = 0; k != 50; ++k) {
                ++generation;
                CHECK(later.with(always)->apply("token-of-all") == "[secret]");
            }
        });
}
