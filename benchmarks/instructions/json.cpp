// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// Run under callgrind with --collect-atstart=no: writes one dump for each case, named ROW/CONTENDER/TIMES.

#include "json/cases.hpp"

#include <valgrind/callgrind.h>

#include <cstddef>
#include <string>

int main() {
    json_cases::add_hand();
    json_cases::add_apibind();
    json_cases::add_apibind_hot();
    if (!json_cases::all_agree()) return 1;

    for (auto const& one : json_cases::all()) {
        std::size_t const times = one.bytes < 1024 ? 1000 : 3;
        one.run(1); // what happens only once
        auto const name = one.row + "/" + one.contender + "/" + std::to_string(times);
        CALLGRIND_ZERO_STATS;
        CALLGRIND_TOGGLE_COLLECT;
        one.run(times);
        CALLGRIND_TOGGLE_COLLECT;
        CALLGRIND_DUMP_STATS_AT(name.c_str());
    }
}
