// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "json/cases.hpp"

#include <benchmark/benchmark.h>

#include <string>

int main(int argc, char** argv) {
    json_cases::add_hand();
    json_cases::add_apibind();
    json_cases::add_apibind_hot();
    json_cases::add_boost_json();
    json_cases::add_nlohmann();
    json_cases::add_rapidjson();
    json_cases::add_simdjson();
    if (!json_cases::all_agree()) return 1;

    for (auto const& one : json_cases::all())
        benchmark::RegisterBenchmark((one.row + "/" + one.contender).c_str(), [&](benchmark::State& state) {
            constexpr benchmark::IterationCount at_once = 16; // so that small ones do not time the loop
            auto const times = one.bytes < 1024 ? at_once : 1;
            while (state.KeepRunningBatch(times)) one.run(static_cast<std::size_t>(times));
        });
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
