// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// bench_one_caller PORT CA_FILE|- post|get CALLS [CONTENDER]: calls by one contender, for a tracer to watch. Without
// one, all of them under callgrind: one dump for each, named METHOD/CONTENDER/CALLS.

#include "calls/command.hpp"

#include <valgrind/callgrind.h>

#include <string>
#include <string_view>

int main(int argc, char** argv) {
    calls::command const command(argc, argv);
    std::string_view const wanted = argc > 5 ? argv[5] : "";
    for (auto const& one : calls::contenders) {
        if (!wanted.empty() && wanted != one.name) continue;
        auto const caller = one.make(command.to);
        command.call(*caller, one.name, 2); // what happens only once
        auto const name =
            std::string(command.is_get ? "get/" : "post/") + one.name + "/" + std::to_string(command.count);
        CALLGRIND_ZERO_STATS;
        CALLGRIND_TOGGLE_COLLECT;
        command.call(*caller, one.name, command.count);
        CALLGRIND_TOGGLE_COLLECT;
        CALLGRIND_DUMP_STATS_AT(name.c_str());
    }
}
