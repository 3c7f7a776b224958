// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// Run by `tests/run.sh soak`, which takes some minutes: what 200,000 calls at 1 % faults leave behind. The vendors are
// in a process of their own, so that this one has nothing but clients.

#include "support/fault_case.hpp"
#include "support/fault_memory.hpp"
#include "support/fault_moody.hpp"
#include "support/fault_process.hpp"

#include <apibind/bindings/wolkvox.hpp>

#include <doctest/doctest.h>

#include <malloc.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <memory>
#include <string>
#include <thread>
#include <vector>

using namespace faults;

namespace {

/// How long a vendor may be at work on a call whose outcome is unknown; its turn is kept for that time.
constexpr auto longest_turn = wolkvox::manager::time_limit + std::chrono::seconds(2);

constexpr unsigned warm_up = 10'000, all_calls = 200'000, threads = 16;

/// One endpoint over one carrier; both transports call it.
struct place {
    carrier over;
    vendor_call const* call;
    std::uint16_t port = 0;
};
std::vector<place> all_places() {
    std::vector<place> out;
    for (auto const over : all_carriers)
        for (auto const& call : vendor_calls()) out.push_back({over, &call});
    return out;
}

long count_of(char const* folder) {
    std::filesystem::directory_iterator const all(folder);
    return static_cast<long>(std::distance(begin(all), end(all)));
}
long descriptors() {
    return count_of("/proc/self/fd");
}
long running_threads() {
    return count_of("/proc/self/task");
}
/// In kB: what the system gives, without what the allocator keeps for later and without the pages of programs and
/// libraries; and what the program has not freed.
struct memory {
    long resident, in_use;
};
memory memory_now() {
    ::malloc_trim(0);
    return {memory_figure("RssAnon"), static_cast<long>(::mallinfo2().uordblks >> 10)};
}

/// The vendors' process, and what it says: the CA's file, then the ports; in the end how often it has acted.
class vendors_process {
public:
    vendors_process()
        : file_(folder_.write("report", "")), running_(folder_.write("running", "")),
          process_("the vendors of the soak in a process of their own",
                   {"APIBIND_FAULT_REPORT=" + file_, "APIBIND_FAULT_RUNNING=" + running_}) {}

    std::string ca_file;
    std::vector<place> places = all_places();

    bool is_up() {
        for (int i = 0; i != 3'000; ++i) {
            std::ifstream in(file_);
            in >> ca_file;
            for (auto& one : places) in >> one.port;
            if (std::string end; in >> end && end == "up") return true;
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        return false;
    }
    struct count {
        long executions = -1;
        long twice = -1;
    };
    count end() {
        std::filesystem::remove(running_);
        process_.wait();
        count out;
        std::ifstream(file_) >> out.executions >> out.twice;
        return out;
    }

private:
    support::temporary_folder folder_;
    std::string file_;
    std::string running_;
    own_process process_;
};

class callers {
public:
    callers(std::vector<place> const& places, std::string const& ca_file) : places_(places), ca_file_(ca_file) {}

    /// Makes the calls below that number that are not made yet.
    void call_until(unsigned end) {
        std::vector<std::thread> running;
        for (unsigned i = 0; i != threads; ++i)
            running.emplace_back([this, end] {
                // One for each thread, and another one after an unknown outcome, which holds its turn for a while.
                auto token = next_token_++;
                for (auto number = next_++; number < end; number = next_++)
                    if (call(number, token) == apibind::outcome::unknown) token = next_token_++;
            });
        for (auto& one : running) one.join();
        next_ = std::min(next_.load(), end);
    }
    /// Lets kept connections grow too old to be kept: how many there are is a matter of chance.
    void rest() {
        std::this_thread::sleep_for(std::chrono::milliseconds(4'500));
        for (auto const& over : transports_) call(next_++, next_token_++, places_.front(), over);
    }
    long outcomes(apibind::outcome which) const { return outcomes_[static_cast<std::size_t>(which)]; }

private:
    apibind::outcome call(unsigned number, unsigned token) {
        auto random = source_of(1, number, 0);
        auto const& at = one_of(places_, random);
        return call(number, token, at, one_of(transports_, random));
    }
    apibind::outcome call(unsigned number, unsigned token, place const& at,
                          std::shared_ptr<apibind::transport> const& over) {
        using std::chrono::milliseconds;
        call_target target{over, {}, id_of_call(number)};
        if (at.over == carrier::plain)
            target.options.base = "http://127.0.0.1:" + std::to_string(at.port) + at.call->path;
        else
            target.options.connect_to = {"127.0.0.1", at.port};
        target.options.ca_file = ca_file_;
        target.options.timeouts = {milliseconds(2'000), milliseconds(1'500), milliseconds(1'500), milliseconds(1'000)};
        target.options.deadline = milliseconds(4'000);
        target.options.limits.body = 64u << 10;
        target.token = "soak-token-" + std::to_string(token);
        auto const came_to = at.call->invoke(target).info.outcome;
        ++outcomes_[static_cast<std::size_t>(came_to)];
        return came_to;
    }

    std::vector<place> const& places_;
    std::string const& ca_file_;
    std::shared_ptr<apibind::transport> const transports_[2] = {make_transport(transport_kind::httplib),
                                                                make_transport(transport_kind::beast)};
    std::atomic<unsigned> next_{0};
    std::atomic<unsigned> next_token_{0};
    std::atomic<long> outcomes_[5] = {};
};

} // namespace

TEST_CASE("soak: 200,000 calls at 1 % faults leave nothing behind") {
    ::mallopt(M_ARENA_MAX, 1); // of several, each would keep pages at its end
    vendors_process vendors;
    REQUIRE(vendors.is_up());
    auto const descriptors_before = descriptors(), threads_before = running_threads();
    auto many = std::make_unique<callers>(vendors.places, vendors.ca_file);
    many->call_until(warm_up);
    many->rest();
    auto const before = memory_now();
    many->call_until(all_calls - 4'000);
    std::this_thread::sleep_for(longest_turn);
    // Pages that the allocator has cut up come and go by hundreds of kB: the least of some is what stays.
    auto drift = std::numeric_limits<long>::max();
    for (unsigned const end : {all_calls - 3'000, all_calls - 2'000, all_calls - 1'000, all_calls}) {
        many->call_until(end);
        many->rest();
        drift = std::min(drift, memory_now().resident - before.resident);
    }
    auto const growth = memory_now().in_use - before.in_use;

    using apibind::outcome;
    auto const executed = many->outcomes(outcome::executed), unknown = many->outcomes(outcome::unknown),
               not_sent = many->outcomes(outcome::not_sent), rejected = many->outcomes(outcome::rejected);
    many.reset();
    // Threads that have been joined, and descriptors, may take a moment to leave the lists of the system.
    for (int i = 0; i != 200 && (descriptors() > descriptors_before || running_threads() > threads_before); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    CHECK(descriptors() == descriptors_before);
    CHECK(running_threads() == threads_before);
    if (is_memory_telling) {
        CHECK(drift < 1'024);
        CHECK(growth < 512);
    }
    MESSAGE("resident " << before.resident << " kB after " << warm_up << " calls, then " << drift << " kB more ("
                        << memory_figure("VmRSS") << " with all libraries); not freed " << before.in_use << " kB, then "
                        << growth << " kB more");
    MESSAGE("executed " << executed << ", unknown " << unknown << ", rejected " << rejected << ", not sent "
                        << not_sent);

    auto const acted = vendors.end();
    CHECK(acted.twice == 0);
    CHECK(acted.executions >= executed);
    CHECK(acted.executions <= executed + unknown);
    CHECK(executed + unknown + not_sent + rejected >= static_cast<long>(all_calls));
    CHECK(executed > static_cast<long>(all_calls) * 97 / 100);
    CHECK(unknown > 0);
}

TEST_CASE("the vendors of the soak in a process of their own" * doctest::skip()) {
    std::string const file = std::getenv("APIBIND_FAULT_REPORT"), running = std::getenv("APIBIND_FAULT_RUNNING");
    auto const parent = ::getppid();
    ledger kept;
    std::vector<std::unique_ptr<fault_server>> servers;
    std::ofstream ports(file);
    ports << identities::instance().ca_file();
    for (auto const& one : all_places()) {
        moody_vendor script({.seed = 1, .requests_per_fault = 100, .is_frugal = true}, one.over, servers.size());
        behaviour how{.script = std::move(script), .before_handshake = true};
        servers.push_back(std::make_unique<fault_server>(std::move(how), one.over, one.call->answer, kept));
        ports << ' ' << servers.back()->port();
    }
    ports << " up\n" << std::flush;
    while (::getppid() == parent && std::filesystem::exists(running))
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    for (auto& server : servers) server->finish();
    long executions = 0, twice = 0;
    for (unsigned number = 0; number != all_calls + 100; ++number) {
        auto const done = kept.of(id_of_call(number)).executions;
        executions += done;
        if (done > 1) ++twice;
    }
    std::ofstream(file) << executions << ' ' << twice << '\n';
    CHECK(executions > 0);
}
