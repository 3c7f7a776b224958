// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// bench_memory PORT - post 100: lines of row, contender and figure. Allocations of a small call, by the server at that
// port, and of what the library does of it by itself; the peak of what is held while a large body is read or written.

#include "calls/command.hpp"
#include "calls/vendor.hpp"
#include "memory/counter.hpp"
#include "json/cases.hpp"

#include <cstddef>
#include <cstdio>
#include <memory>
#include <string>

namespace {

/// Answers at once, and takes what it allocates itself out of the count.
class no_network final : public apibind::transport {
public:
    apibind::exchange send(apibind::http_request const&, apibind::send_options const&) override {
        auto& count = memory::of_this_thread();
        auto const before = count.allocations;
        apibind::http_response answer{
            200, {{"Content-Type", "application/json"}, {"Content-Length", "32"}}, payload::text_of_removed};
        own_ += count.allocations - before;
        return answer;
    }
    apibind::transport_promises promises() const noexcept override { return {.at_most_once = true}; }

    std::size_t own() const { return own_; }

private:
    std::size_t own_ = 0;
};

constexpr std::size_t times = 100;

void print(char const* row, char const* contender, double figure) {
    std::printf("%s %s %.3f\n", row, contender, figure);
}

void allocations_of_calls(calls::command const& command) {
    for (auto const& one : calls::contenders) {
        auto const caller = one.make(command.to);
        command.call(*caller, one.name, 2);
        auto const count = memory::during([&] { command.call(*caller, one.name, times); });
        print("allocations/post", one.name, static_cast<double>(count.allocations) / times);
    }
    auto const nowhere = std::make_shared<no_network>();
    calls::apibind_clients const clients(command.to, nowhere);
    payload::removed out;
    clients.post(command.what, out);
    auto const before = nowhere->own();
    auto const count = memory::during([&] {
        for (std::size_t i = 0; i != times; ++i) clients.post(command.what, out);
    });
    print("allocations/own_code", "apibind",
          static_cast<double>(count.allocations - (nowhere->own() - before)) / times);
}

void peaks() {
    json_cases::add_hand();
    json_cases::add_apibind();
    for (auto const& one : json_cases::all()) {
        if (one.bytes < 1024) continue;
        one.run(1);
        auto const count = memory::during([&] { one.run(1); });
        auto const row = "peak/" + one.row;
        print(row.c_str(), one.contender.c_str(), static_cast<double>(count.peak));
        if (one.contender == "hand") print(row.c_str(), "text", static_cast<double>(one.bytes));
    }
}

} // namespace

int main(int argc, char** argv) {
    allocations_of_calls({argc, argv});
    peaks();
}
