// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "fault_case.hpp"
#include "fault_process.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace faults {

std::string play_as_child() {
    // Where it crashes, that is expected and leaves nothing behind.
    rlimit const none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    std::istringstream asked(std::getenv("APIBIND_FAULT_CASE"));
    int by = 0;
    std::size_t index = 0;
    asked >> by >> index;
    auto const came_to = play(cases_of(static_cast<transport_kind>(by)).at(index));
    std::ofstream report(std::getenv("APIBIND_FAULT_REPORT"), std::ios::binary);
    report << came_to.label << '\n' << came_to.overshoot.count() << '\n';
    for (auto const& problem : came_to.problems) report << problem << '\n';
    report << "end\n";
    return came_to.label;
}

verdict play_safely(fault_case const& one) {
    if (!one.what->may_crash || one.by != transport_kind::httplib) return play(one);
    auto const& all = cases_of(one.by);
    auto const index =
        std::find_if(all.begin(), all.end(),
                     [&](fault_case const& other) {
                         return other.what == one.what && other.over == one.over && other.call == one.call;
                     }) -
        all.begin();
    support::temporary_folder const folder;
    auto const file = folder.write("report", "");
    bool const is_ended =
        run_self("a fault in a process of its own",
                 {"APIBIND_FAULT_CASE=" + std::to_string(static_cast<int>(one.by)) + " " + std::to_string(index),
                  "APIBIND_FAULT_REPORT=" + file});
    verdict out;
    std::ifstream report(file, std::ios::binary);
    std::string line;
    long long overshoot = 0;
    if (std::getline(report, out.label) && report >> overshoot >> std::ws)
        while (std::getline(report, line)) out.problems.push_back(line);
    bool const is_whole = is_ended && !out.problems.empty() && out.problems.back() == "end";
    if (is_whole) out.problems.pop_back();
    out.overshoot = std::chrono::nanoseconds(overshoot);

    auto const* const exception = exception_of(one);
    bool const may_end = exception && exception->is_crash;
    if (!is_whole) {
        out = {"crash", {}, {}};
        if (!may_end) out.problems.push_back(one.name() + ": it ended the program");
    } else if (may_end && is_list_exact()) {
        out.problems.push_back(one.name() + ": it did not end the program");
    }
    return out;
}

} // namespace faults
