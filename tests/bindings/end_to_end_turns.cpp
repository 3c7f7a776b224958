// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// The vendors' limits on calls at once: Wolkvox one for a token, Wooxy ten. The sandbox refuses what goes beyond.

#include "vendors.hpp"

#include <doctest/doctest.h>

#include <future>
#include <string>
#include <thread>
#include <vector>

using namespace bindings_test;
using apibind::failure_kind;
using apibind::invoke;
using apibind::outcome;

namespace {

/// Whether so many calls come to wait for a turn that this client's calls share.
template <class Service>
bool wait_until_waiting(apibind::client<Service> const& client, std::size_t calls) {
    for (int i = 0; i != 10'000; ++i) {
        if (dynamic_cast<apibind::process_gate&>(*client.state()->gate).waiting() == calls) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return false;
}

template <class Endpoint, class Service>
auto invoke_aside(apibind::client<Service> const& client, typename Endpoint::request request,
                  apibind::call_options options = {}) {
    return std::async(std::launch::async, [client, request = std::move(request), options = std::move(options)] {
        return invoke<Endpoint>(client, request, options);
    });
}

/// Lets the vendor's calls go however a test ends, so that no thread is left to wait for.
struct held {
    held(vendors& all, std::string vendor) : all_(all), vendor_(std::move(vendor)) { all_.server.hold(vendor_); }
    ~held() { release(); }
    held(held const&) = delete;
    void release() { all_.server.release(vendor_); }

private:
    vendors& all_;
    std::string vendor_;
};

} // namespace

TEST_CASE("turns, wolkvox: a second call with the token waits for the first, from another client and endpoint too") {
    vendors all;
    all.server.settings().set("wolkvox/simultaneous", 1);
    held vendor(all, "wolkvox");
    auto const one = all.manager(), other = all.manager();
    auto first = invoke_aside<wolkvox::remove_record>(one, a_customer());
    REQUIRE(all.server.wait_until_held("wolkvox", 1));
    auto second = invoke_aside<wolkvox::clear_campaign>(other, a_campaign());
    REQUIRE(wait_until_waiting(one, 1));
    CHECK(all.server.received().size() == 1);

    vendor.release();
    CHECK(first.get().outcome() == outcome::executed);
    CHECK(second.get().outcome() == outcome::executed);
    auto const received = all.server.received();
    REQUIRE(received.size() == 2);
    CHECK(received[0].target.find("api=remove_record") != std::string::npos);
    CHECK(received[1].target.find("api=clear_campaign") != std::string::npos);
    CHECK(received[1].status == 202);
}

TEST_CASE("turns, wolkvox: a call whose turn does not come before its deadline was not sent") {
    vendors all;
    held vendor(all, "wolkvox");
    auto const client = all.manager();
    auto first = invoke_aside<wolkvox::remove_record>(client, a_customer());
    REQUIRE(all.server.wait_until_held("wolkvox", 1));

    auto const late =
        invoke<wolkvox::remove_record>(all.manager(), a_customer("43"), {.deadline = std::chrono::milliseconds(50)});
    REQUIRE_FALSE(late.has_value());
    CHECK((late.error().kind == failure_kind::gate));
    CHECK((late.info().phase == apibind::phase::gate));
    CHECK(late.outcome() == outcome::not_sent);
    CHECK(late.info().attempts == 0);
    CHECK(all.server.received().size() == 1);

    vendor.release();
    CHECK(first.get().has_value());
    CHECK(invoke<wolkvox::remove_record>(client, a_customer("43")).has_value());
}

TEST_CASE("turns, wolkvox: calls with two tokens overlap") {
    vendors all;
    all.server.settings().set("wolkvox/simultaneous", 1);
    held vendor(all, "wolkvox");
    auto first = invoke_aside<wolkvox::remove_record>(all.manager(), a_customer("42"));
    auto second = invoke_aside<wolkvox::remove_record>(all.manager("wolkvox-second-token"), a_customer("43"));
    CHECK(all.server.wait_until_held("wolkvox", 2));
    vendor.release();
    CHECK(first.get().has_value());
    CHECK(second.get().has_value());
}

TEST_CASE("turns, wolkvox: many calls with a token from many clients are never two at once") {
    vendors all;
    all.server.settings().set("wolkvox/simultaneous", 1);
    all.server.change_state([](sandbox::world& w) {
        for (int i = 0; i != 24; ++i) w.wolkvox.campaigns.front().records.push_back({"many" + std::to_string(i), ""});
    });
    std::vector<std::future<bool>> calls;
    for (int caller = 0; caller != 4; ++caller)
        calls.push_back(std::async(std::launch::async, [&all, caller] {
            auto const client = all.manager();
            bool succeeded = true;
            for (int i = 0; i != 6; ++i)
                succeeded = invoke<wolkvox::remove_record>(client, a_customer("many" + std::to_string(caller * 6 + i)))
                                .has_value() &&
                            succeeded;
            return succeeded;
        }));
    for (auto& call : calls) CHECK(call.get());
    CHECK(all.server.received().size() == 24);
    CHECK(all.server.state().wolkvox.campaigns.front().records.size() == 5);
}

TEST_CASE("turns, wolkvox: a refused call gives its turn back") {
    vendors all;
    all.server.answer_next("wolkvox/token_limit_exceeded");
    auto const client = all.manager();
    CHECK(invoke<wolkvox::remove_record>(client, a_customer()).outcome() == outcome::rejected);
    CHECK(invoke<wolkvox::remove_record>(client, a_customer(""), {}).outcome() == outcome::not_sent);
    CHECK(invoke<wolkvox::remove_record>(client, a_customer(), {.deadline = std::chrono::seconds(10)}).has_value());
}

TEST_CASE("turns, wolkvox: the Manager's limit is none of the CRM's") {
    vendors all;
    held vendor(all, "wolkvox");
    auto first = invoke_aside<wolkvox::remove_record>(all.manager("wolkvox-demo-token"), a_customer());
    REQUIRE(all.server.wait_until_held("wolkvox", 1));
    CHECK(invoke<wolkvox::delete_records>(all.crm(), a_contact()).has_value());
    vendor.release();
    CHECK(first.get().has_value());
}

TEST_CASE("turns, wooxy: ten calls at once, and the eleventh waits") {
    vendors all;
    all.server.settings().set("wooxy/concurrency_limit", 10);
    all.server.change_state([](sandbox::world& w) {
        for (int i = 0; i != 11; ++i) w.wooxy.accounts.front().sources.push_back({"source" + std::to_string(i), ""});
    });
    held vendor(all, "wooxy");
    auto const client = all.wooxy(), other = all.wooxy();
    std::vector<std::future<apibind::result<wooxy::remove_source::response, wooxy::refusal>>> calls;
    for (int i = 0; i != 10; ++i)
        calls.push_back(invoke_aside<wooxy::remove_source>(
            i % 2 ? client : other, {.ids = std::vector<std::string>{"source" + std::to_string(i)}}));
    REQUIRE(all.server.wait_until_held("wooxy", 10));
    calls.push_back(invoke_aside<wooxy::remove_source>(client, {.ids = {{"source10"}}}));
    REQUIRE(wait_until_waiting(client, 1));
    CHECK(all.server.received().size() == 10);

    vendor.release();
    for (auto& call : calls) {
        auto const result = call.get();
        REQUIRE(result.has_value());
        CHECK(result->affectedRows == 1);
    }
    CHECK(all.server.received().size() == 11);
}
