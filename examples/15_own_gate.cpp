// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
//
// Whose turn it is, decided elsewhere: by files for all processes of this host, or by a gate of your own.

#include <apibind/apibind.hpp>
#include <apibind/host_gate.hpp>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

using namespace std::chrono_literals;

namespace press {

struct service {
    static constexpr auto base = apibind::base("https://press.example");
    static constexpr auto limit = apibind::in_flight(1);
};
struct print_page : service {
    static constexpr auto route = apibind::post("/pages");
    static constexpr auto time_limit = 20s;
    struct request {
        apibind::required<int> page;
    };
    using response = apibind::as_received<int>;
};
BOOST_DESCRIBE_STRUCT(print_page::request, (), (page))
static_assert(apibind::valid<print_page>);

class scripted_vendor : public apibind::transport {
public:
    apibind::exchange answer = apibind::http_response{200, {}, "1"};

    apibind::exchange send(apibind::http_request const&, apibind::send_options const&) override { return answer; }
    apibind::transport_promises promises() const noexcept override { return {.at_most_once = true}; }
};

} // namespace press

// [gate]
// Leases in a store that several hosts share; here the store is a number.
class leases final : public apibind::gate {
public:
    explicit leases(int calls) : left_(calls) {}

    std::optional<std::size_t> enter(apibind::gate_wait const& wait) override {
        std::unique_lock lock(mutex_);
        while (left_ == 0 && wait.time->now() < wait.deadline && !wait.stop.stop_requested())
            wait.time->wait(changed_, lock, std::min(wait.deadline, wait.time->now() + 10ms));
        if (left_ == 0) return std::nullopt;
        return static_cast<std::size_t>(--left_);
    }
    void leave(std::size_t, apibind::call_clock::time_point free_from) noexcept override {
        std::lock_guard const lock(mutex_);
        // A lease would be kept until `free_from`, where the vendor may still be at work; this one just counts.
        is_kept_ = is_kept_ || free_from != apibind::call_clock::time_point::min();
        ++left_;
        changed_.notify_all();
    }
    bool is_kept() const { return is_kept_; }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int left_;
    bool is_kept_ = false;
};
// [/gate]

int main() {
    auto const vendor = std::make_shared<press::scripted_vendor>();
    auto const folder = std::filesystem::temp_directory_path() / ("apibind-example-" + std::to_string(std::rand()));

    // [host_gates]
    apibind::client<press::service> const shared({.gate = apibind::host_gates{folder}}, vendor);
    // [/host_gates]
    auto const printed = apibind::invoke<press::print_page>(shared, {.page = 1});
    if (!printed) std::cout << printed.error() << '\n';

    // The vendor may still be at work on a call that was lost: nobody on this host gets its turn meanwhile.
    vendor->answer = apibind::transport_failure{apibind::phase::await, apibind::transport_error::closed, "lost", {}};
    auto const lost = apibind::invoke<press::print_page>(shared, {.page = 2});
    apibind::client<press::service> const another({.gate = apibind::host_gates{folder}}, vendor);
    auto const waiting = apibind::invoke<press::print_page>(another, {.page = 3}, {.deadline = 30ms});
    std::cout << lost.error() << '\n' << waiting.error() << '\n';
    std::filesystem::remove_all(folder);

    std::shared_ptr<leases> store;
    apibind::client<press::service> const own(
        {.gate = [&](apibind::gate_scope const& scope) { return store = std::make_shared<leases>(scope.calls()); }},
        vendor);
    auto const again = apibind::invoke<press::print_page>(own, {.page = 4});
    std::cout << again.error() << '\n';
    return printed && lost.outcome() == apibind::outcome::unknown && waiting.outcome() == apibind::outcome::not_sent &&
                   store->is_kept()
               ? 0
               : 1;
}
