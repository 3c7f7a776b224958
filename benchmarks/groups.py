# Copyright the apibind authors
# SPDX-License-Identifier: BSL-1.0
"""How each group of rows is measured: build directory, rows, quick -> {row: {contender: [samples]}}."""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

from compile.measure import compile_cost

HERE = pathlib.Path(__file__).resolve().parent


def run(command, **how):
    done = subprocess.run([str(part) for part in command], **how)
    if done.returncode != 0:
        sys.exit(f"failed: {' '.join(map(str, command))}")
    return done


def last(rows):
    return sorted({row.rsplit("/", 1)[1] for row in rows})


def json_time(build, rows, quick):
    """CPU time, for others share the machine; the order of the repetitions is random."""
    with tempfile.TemporaryDirectory() as scratch:
        out = pathlib.Path(scratch) / "out.json"
        names = "|".join(map(re.escape, last(rows)))
        run([build / "benchmarks/bench_json", f"--benchmark_filter=^({names})/",
             f"--benchmark_repetitions={5 if quick else 25}", "--benchmark_enable_random_interleaving=true",
             f"--benchmark_min_time={0.01 if quick else 0.05}", f"--benchmark_out={out}",
             "--benchmark_out_format=json"], stdout=subprocess.DEVNULL)
        samples = {}
        for one in json.loads(out.read_text())["benchmarks"]:
            if one["run_type"] != "iteration":
                continue
            row, contender = one["run_name"].split("/")[:2]
            scale = {"ns": 1, "us": 1e3, "ms": 1e6, "s": 1e9}[one["time_unit"]]
            samples.setdefault(f"json/time/{row}", {}).setdefault(contender, []).append(one["cpu_time"] * scale)
        return samples


def callgrind(command, group):
    """Instructions between the marks of a program, which names its dumps ROW/CONTENDER/TIMES."""
    samples = {}
    with tempfile.TemporaryDirectory() as scratch:
        run(["valgrind", "-q", "--tool=callgrind", "--collect-atstart=no", f"--callgrind-out-file={scratch}/out",
             *command], stderr=subprocess.DEVNULL)
        for dump in pathlib.Path(scratch).iterdir():
            text = dump.read_text()
            name = re.search(r"^desc: Trigger: Client Request: (\S+)/(\S+)/(\d+)$", text, re.M)
            if name:
                total = int(re.search(r"^totals: (\d+)", text, re.M)[1])
                row, contender, times = name.groups()
                samples.setdefault(f"{group}/{row}", {})[contender] = [total / int(times)]
    return samples


def json_instructions(build, rows, quick):
    return callgrind([build / "benchmarks/bench_json_instructions"], "json/instructions")


ALL = {
    "json/time": json_time,
    "json/instructions": json_instructions,
    "compile": compile_cost,
}
