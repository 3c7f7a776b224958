// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/gate.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <cstddef>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>

using apibind::call_clock;
using apibind::gate;
using apibind::gate_maker;
using apibind::gate_scope;
using apibind::gate_wait;

namespace gate_test {
namespace {

std::string hex(std::string const& bytes) {
    std::string out;
    for (char const byte : bytes) {
        char two[3];
        std::snprintf(two, sizeof two, "%02x", static_cast<unsigned>(static_cast<unsigned char>(byte)));
        out += two;
    }
    return out;
}

/// What a user writes who counts calls elsewhere: here with a number, in earnest with a row of a database.
class leases final : public gate {
public:
    explicit leases(int calls) : left_(calls) {}
    std::optional<std::size_t> enter(gate_wait const& wait) override {
        if (left_ == 0 || wait.stop.stop_requested() || wait.time->now() >= wait.deadline) return std::nullopt;
        return static_cast<std::size_t>(--left_);
    }
    void leave(std::size_t, call_clock::time_point free_from) noexcept override {
        if (free_from == call_clock::time_point::min()) ++left_;
    }

private:
    int left_;
};

TEST_CASE("a gate of one's own takes an enter and a leave") {
    gate_maker const make = [](gate_scope const& scope) { return std::make_shared<leases>(scope.calls()); };
    auto const it = make(gate_scope("shop", "token", 1));
    REQUIRE(it);
    gate_wait const wait{std::chrono::steady_clock::now() + std::chrono::seconds(60)};
    auto const place = it->enter(wait);
    CHECK(place == 0);
    CHECK(!it->enter(wait));
    it->leave(*place, call_clock::time_point::min());
    CHECK(it->enter(wait) == 0);
    CHECK(it->fault().empty()); // it need not have one
}

TEST_CASE("a wait goes by the machine's clock unless another is given") {
    gate_wait const wait;
    REQUIRE(wait.time);
    auto const before = std::chrono::steady_clock::now();
    CHECK(wait.time->now() >= before);
    CHECK(wait.time->now() < before + std::chrono::hours(1));
}

TEST_CASE("a scope tells its service and its limit") {
    gate_scope const scope("shop::api|https://shop.example", "token", 3);
    CHECK(scope.calls() == 3);
    CHECK(scope.service() == "shop::api|https://shop.example");
}

TEST_CASE("a hash is the HMAC-SHA256 of service and credential") {
    // printf 4:shoptoken | openssl dgst -sha256 -hmac key
    CHECK(hex(gate_scope("shop", "token", 1).hash("key")) ==
          "bb7fb152d9a09c5e9c1d9224b3dae572cc701340ca76c83e99f6fe26bbeb7a7d");
}

TEST_CASE("a hash tells services, credentials and keys apart, and tells none of them") {
    std::string const it = gate_scope("shop", "token", 1).hash("key");
    CHECK(it.size() == 32);
    CHECK(gate_scope("shop", "token", 1).hash("key") == it);
    CHECK(gate_scope("shop", "token", 9).hash("key") == it); // the limit is not part of it
    CHECK(gate_scope("shop", "token2", 1).hash("key") != it);
    CHECK(gate_scope("shop2", "token", 1).hash("key") != it);
    CHECK(gate_scope("shopt", "oken", 1).hash("key") != it);
    CHECK(gate_scope("shop", "token", 1).hash("key2") != it);
    CHECK(gate_scope("", "", 1).hash("").size() == 32);
    CHECK(it.find("shop") == std::string::npos);
    CHECK(it.find("token") == std::string::npos);
}

} // namespace
} // namespace gate_test
