// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// bench_calls PORT CA_FILE|- post|get CALLS THREADS ROUNDS: one line for each contender and round, with its name, and
// nanoseconds a call by the clock and by the processor. Contenders take turns within a round.

#include "calls/command.hpp"

#include <sys/resource.h>

#include <chrono>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <memory>
#include <thread>
#include <vector>

namespace {

double processor_seconds() {
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    auto const seconds = [](timeval const& t) {
        return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
    };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

} // namespace

int main(int argc, char** argv) {
    calls::command const command(argc, argv);
    int const thread_count = argc > 5 ? std::atoi(argv[5]) : 1;
    int const rounds = argc > 6 ? std::atoi(argv[6]) : 5;

    struct lane {
        char const* name;
        std::vector<std::unique_ptr<calls::caller>> callers{};
    };
    std::vector<lane> lanes;
    for (auto const& one : calls::contenders) {
        lanes.push_back({one.name});
        for (int i = 0; i != thread_count; ++i) lanes.back().callers.push_back(one.make(command.to));
        for (auto& caller : lanes.back().callers) command.check(*caller, one.name);
    }

    for (int round = 0; round != rounds; ++round)
        for (std::size_t turn = 0; turn != lanes.size(); ++turn) {
            auto& now = lanes[(turn + static_cast<std::size_t>(round)) % lanes.size()];
            auto const work = [&](calls::caller& caller) { command.call(caller, now.name, command.count); };
            auto const before = processor_seconds();
            auto const begin = std::chrono::steady_clock::now();
            if (thread_count == 1) {
                work(*now.callers.front());
            } else {
                std::vector<std::thread> threads;
                for (auto& caller : now.callers) threads.emplace_back(work, std::ref(*caller));
                for (auto& thread : threads) thread.join();
            }
            std::chrono::duration<double, std::nano> const clock = std::chrono::steady_clock::now() - begin;
            auto const all = static_cast<double>(command.count) * thread_count;
            std::printf("%s %.1f %.1f\n", now.name, clock.count() / all, (processor_seconds() - before) * 1e9 / all);
        }
}
