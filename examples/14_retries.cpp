// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
//
// What is sent again by itself, what never is, and how a call is ended early.

#include <apibind/apibind.hpp>
#include <apibind/stream_logger.hpp>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <iostream>
#include <memory>
#include <mutex>
#include <stop_token>
#include <utility>

using namespace std::chrono_literals;

// [declaration]
namespace warehouse {

struct service {
    static constexpr auto base = apibind::base("https://warehouse.example");
};
struct nothing {};
BOOST_DESCRIBE_STRUCT(nothing, (), ())

struct ship : service { // a POST: twice may not happen, so it is never sent again after an unknown outcome
    static constexpr auto route = apibind::post("/orders/{order}/shipment");
    struct request {
        apibind::required<int> order;
    };
    using response = nothing;
};
BOOST_DESCRIBE_STRUCT(ship::request, (), (order))
static_assert(apibind::valid<ship>);

struct set_stock : service { // the vendor documents that twice is the same as once
    static constexpr auto route = apibind::put("/stock/{article}");
    static constexpr auto effect = apibind::effect::idempotent;
    static constexpr apibind::retry_policy retry{.attempts = 4, .throttled = {500ms, 10s}};
    struct request {
        apibind::required<int> article;
        apibind::required<int> pieces;
    };
    using response = nothing;
};
BOOST_DESCRIBE_STRUCT(set_stock::request, (), (article, pieces))
static_assert(apibind::valid<set_stock>);

} // namespace warehouse
// [/declaration]

namespace {

// Answers in this order, and then with success.
class scripted_vendor : public apibind::transport {
public:
    std::deque<apibind::exchange> answers;

    apibind::exchange send(apibind::http_request const&, apibind::send_options const&) override {
        if (answers.empty()) return apibind::http_response{200, {}, "{}"};
        auto out = std::move(answers.front());
        answers.pop_front();
        return out;
    }
    apibind::transport_promises promises() const noexcept override { return {.at_most_once = true}; }
};

// Time that passes at once, and chance that is none: this example, like a test, waits for nothing.
class quick_clock : public apibind::call_clock {
public:
    time_point now() noexcept override { return now_; }
    void wait(std::condition_variable&, std::unique_lock<std::mutex>&, time_point until) override { now_ = until; }

private:
    time_point now_{};
};

} // namespace

int main() {
    auto const vendor = std::make_shared<scripted_vendor>();
    apibind::client_options options;
    options.observer = std::make_shared<apibind::stream_logger>(std::cout);
    options.clock = std::make_shared<quick_clock>();
    options.random = [] { return 0.5; };
    apibind::client<warehouse::service> const client(options, vendor);

    apibind::transport_failure const refused{apibind::phase::connect, apibind::transport_error::connect, "refused", {}};
    apibind::transport_failure const lost{apibind::phase::await, apibind::transport_error::closed, "lost", {}};
    apibind::http_response const throttled{429, {{"Retry-After", "2"}}, ""};

    std::cout << "not sent, then refused for now: sent again, although it may happen only once\n";
    vendor->answers = {refused, throttled};
    auto const shipped = apibind::invoke<warehouse::ship>(client, {.order = 7});

    std::cout << "\nlost after it was sent: never sent again\n";
    vendor->answers = {lost};
    auto const doubtful = apibind::invoke<warehouse::ship>(client, {.order = 8});
    std::cout << doubtful.error() << '\n';

    std::cout << "\nlost, but harmless to send again\n";
    vendor->answers = {lost, lost};
    auto const set = apibind::invoke<warehouse::set_stock>(client, {.article = 1, .pieces = 20});

    std::cout << "\na wait beyond the deadline is not made\n";
    vendor->answers = {throttled};
    // [options]
    auto const in_a_hurry = apibind::invoke<warehouse::ship>(
        client, {.order = 9}, {.deadline = 1s, .retry = apibind::retry_policy{.attempts = 2}});
    // [/options]
    std::cout << in_a_hurry.error() << '\n';

    std::cout << "\na stop that was asked for\n";
    // [stop]
    std::stop_source shutting_down; // request_stop() of any thread ends the call, wherever it is
    shutting_down.request_stop();
    auto const stopped = apibind::invoke<warehouse::ship>(client, {.order = 10}, {.stop = shutting_down.get_token()});
    // [/stop]
    std::cout << stopped.error() << '\n';

    return shipped && shipped.info().attempts == 3 && doubtful.outcome() == apibind::outcome::unknown && set &&
                   set.info().attempts == 3 && in_a_hurry.info().retry_end == apibind::retry_end::deadline &&
                   in_a_hurry.outcome() == apibind::outcome::rejected &&
                   stopped.error().kind == apibind::failure_kind::cancelled
               ? 0
               : 1;
}
