// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// Eight processes of sixteen threads at one gate, of which some are killed at any moment. What each call came to is
// written to memory that they share, and read when all is over.

#include <apibind/host_gate.hpp>

#include "support/certificates.hpp"
#include "support/child_process.hpp"

#include <doctest/doctest.h>

#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <new>
#include <optional>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

using apibind::call_clock;
using apibind::gate_scope;
using apibind::host_gate;
using support::child_process;
using namespace std::chrono_literals;

namespace gate_processes_test {
namespace {

constexpr int limit = 3, processes = 8, threads_each = 16, turns_each = 20, kills = 16;

using nanoseconds = std::int64_t;

nanoseconds now() {
    return std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// One call. A time that is 0 did not come.
struct visit {
    std::int32_t process;
    std::int32_t thread;
    std::atomic<nanoseconds> arrived;
    std::atomic<nanoseconds> entered;
    std::atomic<nanoseconds> leaving;    ///< before it left, so that its place is surely its own until then
    std::atomic<nanoseconds> kept_until; ///< of its place, once it has left
};

struct shared_memory {
    static constexpr std::size_t most_visits = 100'000;
    std::atomic<bool> is_over;
    std::atomic<std::uint32_t> without_turn;
    std::atomic<std::uint32_t> size;
    visit visits[most_visits];
};
static_assert(std::atomic<nanoseconds>::is_always_lock_free);

/// Shared by all who open the file.
class mapping {
public:
    explicit mapping(std::string const& file) {
        int const number = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (number == -1 || ::ftruncate(number, sizeof(shared_memory)) != 0) throw std::runtime_error("no file");
        void* const memory = ::mmap(nullptr, sizeof(shared_memory), PROT_READ | PROT_WRITE, MAP_SHARED, number, 0);
        ::close(number);
        if (memory == MAP_FAILED) throw std::runtime_error("no memory");
        memory_ = static_cast<shared_memory*>(memory); // zeros are what it begins with
    }
    mapping(mapping const&) = delete;
    mapping& operator=(mapping const&) = delete;
    ~mapping() { ::munmap(memory_, sizeof(shared_memory)); }
    shared_memory* operator->() const { return memory_; }
    shared_memory& operator*() const { return *memory_; }

private:
    shared_memory* memory_;
};

void visit_again_and_again(host_gate& gate, shared_memory& all, int process, int thread) {
    std::minstd_rand random(static_cast<unsigned>(process * 100 + thread + 1));
    for (int turn = 0; !all.is_over || turn < turns_each; ++turn) {
        auto const index = all.size++;
        if (index >= shared_memory::most_visits) return;
        auto& mine = all.visits[index];
        mine.process = process;
        mine.thread = thread;
        mine.arrived = now();
        auto const place = gate.enter({std::chrono::steady_clock::now() + 20s});
        if (!place) {
            ++all.without_turn;
            return;
        }
        mine.entered = now();
        std::this_thread::sleep_for(std::chrono::microseconds(100 + random() % 900));
        bool const is_kept = random() % 10 == 0;
        auto const free_from = std::chrono::steady_clock::now() + 3ms;
        mine.leaving = now();
        gate.leave(*place, is_kept ? free_from : call_clock::time_point::min());
        if (is_kept) mine.kept_until = std::chrono::nanoseconds(free_from.time_since_epoch()).count();
    }
}

/// The file that they share lies beside the folder of their gate.
constexpr char const* variable = "APIBIND_TEST_GATE_PROCESS"; // "<number> <folder>"

child_process start(int number, std::string const& folder) {
    ::setenv(variable, (std::to_string(number) + " " + folder).c_str(), 1);
    std::string words[] = {"gate", "--source-file=*/gate_processes.cpp", "--test-case=one of the processes",
                           "--no-skip", "--no-intro"};
    char* arguments[] = {words[0].data(), words[1].data(), words[2].data(), words[3].data(), words[4].data(), nullptr};
    ::pid_t id = -1;
    if (::posix_spawn(&id, "/proc/self/exe", nullptr, nullptr, arguments, environ) != 0)
        throw std::runtime_error("no process");
    ::unsetenv(variable);
    return child_process(id);
}

/// Suspends a process that has a place, and says which.
std::optional<int> suspend_holder(shared_memory const& all, std::map<int, child_process> const& among) {
    for (int tries = 0; tries != 200; ++tries) {
        for (std::size_t i = std::min<std::size_t>(all.size, shared_memory::most_visits), n = 0; i-- != 0 && n != 500;
             ++n) {
            auto const& one = all.visits[i];
            auto const has_place = [&] { return one.entered != 0 && one.leaving == 0; };
            auto const found = among.find(one.process);
            if (found == among.end() || !has_place()) continue;
            found->second.suspend();
            if (has_place()) return found->first;
            found->second.signal(SIGCONT);
        }
        std::this_thread::sleep_for(1ms);
    }
    return std::nullopt;
}

/// While its place was surely that of a call.
struct stay {
    nanoseconds from;
    nanoseconds until;
};

/// How many there were at most at any moment.
int most_at_once(std::vector<stay> const& stays) {
    std::vector<std::pair<nanoseconds, int>> changes; // at one moment those who go come before those who come
    for (auto const& one : stays) {
        if (one.until <= one.from) continue;
        changes.emplace_back(one.from, 1);
        changes.emplace_back(one.until, -1);
    }
    std::sort(changes.begin(), changes.end());
    int inside = 0, most = 0;
    for (auto const& change : changes) most = std::max(most, inside += change.second);
    return most;
}

TEST_CASE("one of the processes" * doctest::skip()) {
    char const* const given = std::getenv(variable);
    if (!given) {
        WARN_MESSAGE(given, "started by the case below only");
        return;
    }
    std::string const text = given;
    auto const space = text.find(' ');
    int const number = std::stoi(text.substr(0, space));
    std::string const folder = text.substr(space + 1);
    mapping const all(folder + ".shared");
    {
        host_gate gate(folder, gate_scope("shop", "token", limit));
        std::vector<std::thread> threads;
        for (int i = 0; i != threads_each; ++i)
            threads.emplace_back([&, i] { visit_again_and_again(gate, *all, number, i); });
        for (auto& thread : threads) thread.join();
    }
    std::_Exit(0);
}

TEST_CASE("the count of those who are at once somewhere") {
    CHECK(most_at_once({}) == 0);
    CHECK(most_at_once({{1, 3}, {3, 5}}) == 1);
    CHECK(most_at_once({{1, 3}, {2, 5}, {2, 2}}) == 2);
    CHECK(most_at_once({{1, 9}, {2, 4}, {3, 5}, {4, 6}}) == 3);
}

TEST_CASE("eight processes of sixteen threads are never more than the limit, and nobody starves, whoever is killed") {
    support::temporary_folder const around;
    auto const folder = (std::filesystem::path(around.write("beside", "")).parent_path() / "gates").string();
    mapping const all(folder + ".shared");
    std::minstd_rand random(20240229);
    std::map<int, child_process> living;
    std::map<int, nanoseconds> killed;
    int next = 0;
    while (next != processes) living.emplace(next, start(next, folder)), ++next;

    int holders = 0;
    for (int i = 0; i != kills; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(80 + random() % 80));
        auto victim = std::next(living.begin(), static_cast<std::ptrdiff_t>(random() % living.size()));
        if (i % 2 == 0) { // else whoever it is, most likely one that waits
            if (auto const holder = suspend_holder(*all, living)) victim = living.find(*holder);
        }
        killed[victim->first] = now(); // before it is: until then its places are surely its own
        victim->second.kill();
        living.erase(victim);
        living.emplace(next, start(next, folder)), ++next;
    }
    all->is_over = true;
    for (auto& one : living) {
        CAPTURE(one.first);
        CHECK(one.second.wait(60s) == 0);
    }

    std::vector<stay> stays;
    std::map<std::pair<int, int>, int> turns;
    std::size_t const size = all->size;
    REQUIRE(size <= shared_memory::most_visits);
    nanoseconds longest_wait = 0;
    for (std::size_t i = 0; i != size; ++i) {
        auto const& one = all->visits[i];
        if (one.entered == 0) continue;
        auto const end = killed.find(one.process);
        nanoseconds until = std::max(one.leaving.load(), one.kept_until.load());
        if (until == 0 && end != killed.end()) {
            until = end->second;
            if (until > one.entered) ++holders;
        }
        stays.push_back({one.entered, until});
        ++turns[{one.process, one.thread}];
        longest_wait = std::max(longest_wait, one.entered - one.arrived);
    }
    CHECK(most_at_once(stays) == limit); // and all places were in use
    CHECK(holders >= kills / 4);         // were killed while they had a place
    CHECK(all->without_turn == 0);       // each who waited had his turn, and so the row went on
    for (auto const& one : living)
        for (int thread = 0; thread != threads_each; ++thread) CHECK(turns[{one.first, thread}] >= turns_each);
    MESSAGE("turns: ", stays.size(), ", killed with a place: ", holders, ", longest wait: ", longest_wait / 1'000'000,
            " ms");
}

} // namespace
} // namespace gate_processes_test
