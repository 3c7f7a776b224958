// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
//
// One client for all threads. A declared limit is kept: who finds no room waits for his turn, until his deadline.

#include <apibind/apibind.hpp>

#include <atomic>
#include <chrono>
#include <future>
#include <iostream>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

using namespace std::chrono_literals;

namespace press {

struct service {
    static constexpr auto base = apibind::base("https://press.example");
    static constexpr auto limit = apibind::in_flight(1); // one call at a time with one credential
};
struct print_page : service {
    static constexpr auto route = apibind::post("/pages");
    struct request {
        apibind::required<int> page;
    };
    using response = apibind::as_received<int>;
};
BOOST_DESCRIBE_STRUCT(print_page::request, (), (page))
static_assert(apibind::valid<print_page>);

// Counts how many calls are with the vendor at once, and can be made to wait.
class slow_vendor : public apibind::transport {
public:
    std::mutex busy;
    std::atomic<int> most = 0;

    apibind::exchange send(apibind::http_request const&, apibind::send_options const&) override {
        int const now = ++running_;
        if (now > most) most = now;
        { std::lock_guard const wait(busy); }
        --running_;
        return apibind::http_response{200, {}, "1"};
    }
    apibind::transport_promises promises() const noexcept override { return {.at_most_once = true}; }
    bool is_called() const { return running_ != 0; }

private:
    std::atomic<int> running_ = 0;
};

} // namespace press

int main() {
    auto const vendor = std::make_shared<press::slow_vendor>();
    apibind::client<press::service> const client({}, vendor);

    std::vector<std::future<bool>> calls;
    for (int page = 1; page <= 8; ++page)
        calls.push_back(std::async(std::launch::async, [&client, page] {
            return apibind::invoke<press::print_page>(client, {.page = page}).has_value();
        }));
    bool good = true;
    for (auto& call : calls) good &= call.get();
    std::cout << calls.size() << " calls, at most " << vendor->most << " at once\n";

    std::unique_lock hold(vendor->busy);
    auto held = std::async(std::launch::async,
                           [&] { return apibind::invoke<press::print_page>(client, {.page = 9}).has_value(); });
    for (int i = 0; i != 1000 && !vendor->is_called(); ++i) std::this_thread::sleep_for(5ms);

    auto const late =
        apibind::invoke<press::print_page>(client, {.page = 10}, {.deadline = 50ms}); // options of this call only
    if (!late) std::cout << late.error() << '\n';
    hold.unlock();
    return good && held.get() && vendor->most == 1 && late.outcome() == apibind::outcome::not_sent ? 0 : 1;
}
