// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// What a hostile answer may cost: the limit of what is read and 16 MB, whatever is sent.

#include "support/fault_case.hpp"
#include "support/fault_gzip.hpp"
#include "support/fault_memory.hpp"
#include "support/fault_process.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

using namespace faults;

namespace {

constexpr long allowed = 16'384; // kB beyond the limit

/// An answer that begins so, and goes on with that block until the client leaves or so many megabytes are sent.
struct flood {
    char const* name;
    std::function<std::string(good_answer const&)> begin;
    std::string block;
    std::size_t megabytes;
    bool is_content; ///< held to limits.body, not to limits.head
    apibind::outcome outcome;
};

std::vector<flood> floods() {
    auto const head = [](std::string fields, std::size_t less = 0, std::string more = "") {
        return [=](good_answer const& good) {
            auto const text = good.head(fields);
            return text.substr(0, text.size() - less) + more;
        };
    };
    auto const nothing = [](good_answer const&) { return std::string(); };
    std::string const bytes(65'536, ' '), fields = repeated("X-Field: y\r\n", 5'000);
    std::string const chunked = "Transfer-Encoding: chunked\r\n";
    auto const unknown = apibind::outcome::unknown, executed = apibind::outcome::executed;
    return {
        {"a content", head(""), bytes, 256, true, executed},
        {"chunks", head(chunked), "10000\r\n" + bytes + "\r\n", 256, true, executed},
        {"a gzip bomb", head("Content-Encoding: gzip\r\n", 0, gzip_bomb(8 * 258)), gzip_bomb_block(), 4, true,
         executed},
        {"header fields", head("", 2), fields, 16, false, unknown},
        {"a header line", head("X-Field: ", 4), bytes, 64, false, unknown},
        {"interim answers", nothing, repeated("HTTP/1.1 100 Continue\r\n\r\n", 2'000), 16, false, unknown},
        {"the line of a chunk", head(chunked, 0, "5;"), bytes, 64, false, executed},
        {"trailer fields", head(chunked, 0, "0\r\n"), fields, 16, false, executed},
    };
}

struct measurement {
    long kilobytes = -1; ///< at the peak, beyond what was taken before
    int outcome = -1;
};

measurement measure(transport_kind by, carrier over, flood const& what) {
    auto const& call = vendor_calls().front();
    ledger kept;
    fault_server server({.script =
                             [&](vendor& it) {
                                 if (!it.read()) return;
                                 it.act();
                                 if (it.connection == 0) {
                                     auto const length = std::to_string(it.good.content.size());
                                     it.send(it.good.head("Connection: close\r\nContent-Length: " + length + "\r\n") +
                                             it.good.content);
                                     return it.stay();
                                 }
                                 it.send(what.begin(it.good));
                                 auto left = what.megabytes << 20;
                                 for (; left > what.block.size() && it.send(what.block); left -= what.block.size()) {
                                 }
                             }},
                        over, call.answer, kept);
    call_target target{make_transport(by), {}, id_of_call(0)};
    if (over == carrier::plain)
        target.options.base = "http://127.0.0.1:" + std::to_string(server.port()) + call.path;
    else
        target.options.connect_to = {"127.0.0.1", server.port()};
    target.options.ca_file = identities::instance().ca_file();
    call.invoke(target); // what is made once is made
    forget_memory_peak();
    auto const before = memory_figure("VmRSS");
    target.id = id_of_call(1);
    auto const report = call.invoke(target);
    return {memory_figure("VmHWM") - before, static_cast<int>(report.info.outcome)};
}

measurement measure_in_child(transport_kind by, carrier over, std::size_t index) {
    support::temporary_folder const folder;
    auto const file = folder.write("report", "");
    std::ostringstream asked;
    asked << "APIBIND_FAULT_MEMORY=" << static_cast<int>(by) << ' ' << static_cast<int>(over) << ' ' << index;
    run_self("the memory of a call in a process of its own", {asked.str(), "APIBIND_FAULT_REPORT=" + file});
    measurement out;
    std::ifstream(file) >> out.kilobytes >> out.outcome;
    return out;
}

void check_floods(transport_kind by) {
    auto const all = floods();
    apibind::answer_limits const limits;
    for (std::size_t i = 0; i != all.size(); ++i) {
        for (auto const over : {carrier::plain, carrier::tls_1_3}) {
            auto const came_to = measure_in_child(by, over, i);
            auto const most = static_cast<long>((all[i].is_content ? limits.body : limits.head) >> 10) + allowed;
            std::string const name = all[i].name, how = to_string(over);
            CAPTURE(name);
            CAPTURE(how);
            MESSAGE(name << ", " << how << ": " << came_to.kilobytes << " kB");
            CHECK(came_to.outcome == static_cast<int>(all[i].outcome));
            if (is_memory_telling) CHECK(came_to.kilobytes <= most);
        }
    }
}

} // namespace

TEST_CASE("faults: what a hostile answer costs by beast_transport") {
    check_floods(transport_kind::beast);
}

TEST_CASE("faults: what a hostile answer costs by httplib_transport") {
    check_floods(transport_kind::httplib);
}

TEST_CASE("the memory of a call in a process of its own" * doctest::skip()) {
    std::istringstream asked(std::getenv("APIBIND_FAULT_MEMORY"));
    int by = 0, over = 0;
    std::size_t index = 0;
    asked >> by >> over >> index;
    auto const found = measure(static_cast<transport_kind>(by), static_cast<carrier>(over), floods().at(index));
    std::ofstream(std::getenv("APIBIND_FAULT_REPORT")) << found.kilobytes << ' ' << found.outcome << '\n';
    CHECK(found.outcome >= 0);
}
