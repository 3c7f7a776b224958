// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// bench_bulk PORT CA_FILE|- post CALLS THREADS ROUNDS: so many calls by so many threads at once. One line for each
// contender and round, with its name and nanoseconds a call by the clock; contenders take turns within a round. Before
// that, how many bytes more invoke_all holds at most in so many calls than in a tenth of them.

#include "calls/command.hpp"
#include "calls/vendor.hpp"

#include <apibind/beast_transport.hpp>
#include <apibind/httplib_transport.hpp>
#include <apibind/invoke_all.hpp>

#include <sys/resource.h>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <thread>
#include <vector>

namespace {

using records = std::span<payload::removal const>;

[[noreturn]] void stop(char const* name) {
    std::fprintf(stderr, "a call by %s failed\n", name);
    std::exit(1);
}
bool is_good(payload::removed const& removed) {
    return removed.result && removed.affectedRows == 1;
}

/// Threads as one writes them by hand: each has a connection, and takes the next record until there is none.
class by_hand {
public:
    by_hand(char const* name, std::unique_ptr<calls::caller> (*make)(calls::destination const&),
            calls::destination const& to, int threads)
        : name_(name) {
        for (int i = 0; i != threads; ++i) callers_.push_back(make(to));
    }
    void operator()(records all) {
        std::atomic<std::size_t> next{0};
        std::vector<std::thread> threads;
        for (auto& caller : callers_)
            threads.emplace_back([&] {
                for (auto i = next++; i < all.size(); i = next++) {
                    payload::removed out;
                    if (!caller->post(all[i], out) || !is_good(out)) stop(name_);
                }
            });
        for (auto& thread : threads) thread.join();
    }

private:
    char const* name_;
    std::vector<std::unique_ptr<calls::caller>> callers_;
};

class by_invoke_all {
public:
    by_invoke_all(char const* name, calls::destination const& to, std::shared_ptr<apibind::transport> over, int threads)
        : name_(name), clients_(to, std::move(over)), threads_(threads) {}

    void operator()(records all) const {
        auto const summary = apibind::invoke_all<wooxy::remove_source>(clients_.wooxy(), all,
                                                                       [&](auto const&, auto const& removed) {
                                                                           if (!removed || !is_good(*removed))
                                                                               stop(name_);
                                                                       },
                                                                       {.in_flight = threads_});
        if (summary.executed != all.size() || !summary.is_complete()) stop(name_);
    }

private:
    char const* name_;
    calls::apibind_clients clients_;
    int threads_;
};

/// The most that was resident until now, in bytes.
long peak() {
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    return used.ru_maxrss * 1024;
}

} // namespace

int main(int argc, char** argv) {
    calls::command const command(argc, argv);
    int const threads = argc > 5 ? std::atoi(argv[5]) : 8;
    int const rounds = argc > 6 ? std::atoi(argv[6]) : 5;
    std::vector<payload::removal> const kept(command.count, command.what);
    records const all(kept);

    struct contender {
        char const* name;
        std::function<void(records)> call;
    };
    std::vector<contender> contenders;
    auto const& to = command.to;
    contenders.push_back(
        {"apibind_beast", by_invoke_all("apibind_beast", to, std::make_shared<apibind::beast_transport>(), threads)});
    contenders.push_back({"apibind_httplib", by_invoke_all("apibind_httplib", to,
                                                           std::make_shared<apibind::httplib_transport>(), threads)});
    for (auto const& one : contenders) {
        one.call(all.first(all.size() / 10));
        auto const before = peak();
        one.call(all);
        std::printf("memory %s %ld\n", one.name, peak() - before);
    }
    by_hand beast("beast", calls::beast_caller, to, threads), httplib("httplib", calls::httplib_caller, to, threads);
    contenders.push_back({"beast", std::ref(beast)});
    contenders.push_back({"httplib", std::ref(httplib)});

    for (auto const& one : contenders) one.call(all.first(static_cast<std::size_t>(threads)));
    for (int round = 0; round != rounds; ++round)
        for (std::size_t turn = 0; turn != contenders.size(); ++turn) {
            auto const& now = contenders[(turn + static_cast<std::size_t>(round)) % contenders.size()];
            auto const begin = std::chrono::steady_clock::now();
            now.call(all);
            std::chrono::duration<double, std::nano> const clock = std::chrono::steady_clock::now() - begin;
            std::printf("time %s %.1f\n", now.name, clock.count() / static_cast<double>(all.size()));
        }
}
