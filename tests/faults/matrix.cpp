// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// Every fault over everything that carries it, for the five endpoints, by both transports.

#include "support/fault_case.hpp"

#include <doctest/doctest.h>

#include <signal.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

using namespace faults;

namespace {

std::atomic<int> broken_pipes{0};
extern "C" void count_broken_pipe(int) {
    ++broken_pipes;
}

/// The verdict of every case of a transport; many are played at once, as most of their time is waiting.
std::vector<verdict> const& verdicts_of(transport_kind by) {
    auto const play_all = [](transport_kind kind) {
        auto const& cases = cases_of(kind);
        std::vector<verdict> out(cases.size());
        std::atomic<std::size_t> next{0};
        std::vector<std::thread> players;
        for (int i = 0; i != 16; ++i)
            players.emplace_back([&] {
                for (std::size_t at = next++; at < cases.size(); at = next++) out[at] = play(cases[at]);
            });
        for (auto& player : players) player.join();
        return out;
    };
    if (by == transport_kind::httplib) {
        static std::vector<verdict> const all = play_all(transport_kind::httplib);
        return all;
    }
    static std::vector<verdict> const all = play_all(transport_kind::beast);
    return all;
}

void check_all(transport_kind by) {
    struct sigaction counting {
    }, before{};
    counting.sa_handler = count_broken_pipe;
    ::sigaction(SIGPIPE, &counting, &before);
    broken_pipes = 0;
    std::size_t latest = 0;
    auto const& all = verdicts_of(by);
    for (auto const& one : all) {
        if (one.overshoot > all[latest].overshoot) latest = static_cast<std::size_t>(&one - all.data());
        CHECK_FALSE(one.label.empty());
        for (auto const& problem : one.problems) FAIL_CHECK(problem);
    }
    ::sigaction(SIGPIPE, &before, nullptr);
    CHECK(broken_pipes == 0);
    CHECK(other_host().connections() == 0);
    MESSAGE(cases_of(by).size() << " cases; beyond a deadline by "
                                << std::chrono::duration_cast<std::chrono::milliseconds>(all[latest].overshoot).count()
                                << " ms at most: " << cases_of(by)[latest].name());
}

std::string text_of(std::string const& file) {
    std::ifstream in(file, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
}

} // namespace

TEST_CASE("faults: beast_transport is right in all") {
    check_all(transport_kind::beast);
}

TEST_CASE("faults: httplib_transport is right in all") {
    check_all(transport_kind::httplib);
}

TEST_CASE("faults: README's table of hazards is what happens") {
    auto const table = hazard_table(verdicts_of(transport_kind::httplib), verdicts_of(transport_kind::beast));
    if (char const* const file = std::getenv("APIBIND_HAZARDS_FILE")) std::ofstream(file, std::ios::binary) << table;
    std::string const begin = "<!-- hazards -->\n", end = "<!-- /hazards -->";
    auto const readme = text_of(APIBIND_SOURCE_DIR "/README.md");
    auto const from = readme.find(begin);
    REQUIRE(from != std::string::npos);
    auto const to = readme.find(end, from);
    REQUIRE(to != std::string::npos);
    CHECK(readme.substr(from + begin.size(), to - from - begin.size()) == table); // tests/faults/hazards.sh writes it
}
