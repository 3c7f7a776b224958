# Copyright the apibind authors
# SPDX-License-Identifier: BSL-1.0
"""JSON between text and types: time and instructions."""

import json
import pathlib
import re
import subprocess
import tempfile

from measure.programs import callgrind, run


def times(build, wanted, quick):
    """Time of the processor, which others that use the machine disturb less; repetitions come in random order."""
    samples = {}
    names = "|".join(sorted({re.escape(row.rsplit("/", 1)[1]) for row in wanted}))
    with tempfile.TemporaryDirectory() as scratch:
        out = pathlib.Path(scratch) / "out.json"
        run([build / "benchmarks/bench_json", f"--benchmark_filter=^({names})/",
             f"--benchmark_repetitions={5 if quick else 25}", "--benchmark_enable_random_interleaving=true",
             f"--benchmark_min_time={0.01 if quick else 0.05}", f"--benchmark_out={out}",
             "--benchmark_out_format=json"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for one in json.loads(out.read_text())["benchmarks"]:
            if one["run_type"] != "iteration":
                continue
            row, contender = one["run_name"].split("/")[:2]
            scale = {"ns": 1, "us": 1e3, "ms": 1e6, "s": 1e9}[one["time_unit"]]
            samples.setdefault(f"json/time/{row}", {}).setdefault(contender, []).append(one["cpu_time"] * scale)
    return samples


def instructions(build, wanted, quick):
    return callgrind([build / "benchmarks/bench_json_instructions"], "json/instructions")
