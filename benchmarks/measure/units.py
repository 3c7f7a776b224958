# Copyright the apibind authors
# SPDX-License-Identifier: BSL-1.0
"""What it costs to compile units of endpoints: compile/unit.cmake writes them."""

import os
import pathlib
import subprocess
import sys
import tempfile

BENCHMARKS = pathlib.Path(__file__).resolve().parent.parent
FORMS = ("apibind", "types")


def compiler_of(build):
    """The compiler and the include directory of the build."""
    for line in (build / "CMakeCache.txt").read_text().splitlines():
        if line.startswith("CMAKE_CXX_COMPILER:"):
            return [line.split("=", 1)[1], "-std=c++20", "-O2", f"-I{BENCHMARKS.parent / 'include'}"]
    sys.exit("the build names no compiler")


def timed(command):
    """Seconds of the processor and peak memory of a command and what it starts."""
    process = subprocess.Popen([str(part) for part in command])
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"failed: {' '.join(map(str, command))}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss * 1024


def precompiled(compiler, scratch):
    """The compiler, where it finds <apibind/call.hpp> compiled before."""
    place = pathlib.Path(scratch) / "precompiled"
    (place / "apibind").mkdir(parents=True)
    header = pathlib.Path(scratch) / "header.hpp"
    header.write_text("#include <apibind/call.hpp>\n")
    subprocess.run([*compiler, "-x", "c++-header", str(header), "-o", str(place / "apibind/call.hpp.gch")], check=True)
    return [compiler[0], f"-I{place}", *compiler[1:]]


def text_size(built):
    return int(subprocess.check_output(["size", str(built)], text=True).splitlines()[1].split()[0])


def cost(build, wanted, quick):
    compiler = compiler_of(build)
    counts = [1, 10, 100]
    if any("500" in row for row in wanted):
        counts.append(500)
    seconds, memory, text, lines, with_header = {}, {}, {}, {}, []
    with tempfile.TemporaryDirectory() as scratch:
        after_header = precompiled(compiler, scratch)
        for count in counts:
            repetitions = 1 if count == 500 else {1: 7, 10: 5, 100: 3}[count] // (2 if quick else 1)
            units = {form: pathlib.Path(scratch) / f"{form}_{count}.cpp" for form in FORMS}
            for form, unit in units.items():
                subprocess.run(["cmake", f"-DCOUNT={count}", f"-DFORM={form}", f"-DOUT={unit}", "-P",
                                BENCHMARKS / "compile/unit.cmake"], check=True)
                plain = subprocess.check_output([*compiler, "-E", "-P", str(unit)])
                lines[form, count] = plain.count(b"\n")
            for _ in range(max(repetitions, 1)):
                for form, unit in units.items():
                    built = unit.with_suffix(".o")
                    cpu, peak = timed([*compiler, "-c", unit, "-o", built])
                    seconds.setdefault((form, count), []).append(cpu)
                    memory.setdefault((form, count), []).append(peak)
                    text[form, count] = text_size(built)
                if count == 1:
                    with_header.append(timed([*after_header, "-c", units["apibind"], "-o", scratch + "/out.o"])[0])

    samples = {}
    for form in FORMS:
        def add(row, values):
            samples.setdefault(f"compile/{row}", {})[form] = values

        def slope(of, low, high):
            return (of[form, high] - of[form, low]) / (high - low)

        add("time/1_endpoint", [1e9 * s for s in seconds[form, 1]])
        ten, hundred = sorted(seconds[form, 10]), sorted(seconds[form, 100])
        add("time/each_further", [1e9 * (b - a) / 90 for a, b in zip(ten, hundred)])
        add("text/1_endpoint", [text[form, 1]])
        add("text/each_further", [slope(text, 10, 100)])
        add("lines/1_endpoint", [lines[form, 1]])
        add("lines/each_further", [slope(lines, 10, 100)])
        add("memory/1_endpoint", memory[form, 1])
        if 500 in counts:
            add("memory/500_endpoints", memory[form, 500])
            add("time/500_endpoints", [1e9 * s for s in seconds[form, 500]])
    samples["compile/time/1_endpoint"]["apibind_precompiled"] = [1e9 * s for s in with_header]
    return samples
