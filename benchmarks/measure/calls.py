# Copyright the apibind authors
# SPDX-License-Identifier: BSL-1.0
"""Calls against bench_server: time, instructions, system calls, allocations."""

import contextlib
import os
import pathlib
import re
import subprocess
import tempfile

from measure.programs import callgrind, run

CONTENDERS = ("raw", "apibind_beast", "beast", "curl", "apibind_httplib", "httplib")


def on_one_core():
    """Keeps a process that begins, and what it starts, on the last core: what a call costs, and not how the kernel wakes
    a client on one core and a server on another."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


@contextlib.contextmanager
def server(build, begin=None):
    """Arguments that name the server: one pair over plain TCP, one over TLS."""
    process = subprocess.Popen([build / "benchmarks/bench_server"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               text=True, preexec_fn=begin)
    try:
        plain, tls, ca_file = process.stdout.readline().split()
        yield {"plain": [plain, "-"], "tls": [tls, ca_file]}
    finally:
        process.stdin.close()
        process.wait()


def times(build, wanted, quick):
    """calls/time/METHOD/CARRIER/THREADS, and calls/processor/...: the time of the client's threads alone."""
    samples = {}
    runs = sorted({tuple(row.split("/")[2:]) for row in wanted})
    with server(build, on_one_core) as at:
        for method, carrier, threads in runs:
            calls, rounds = (300, 5) if quick else (1000, 21)
            if method == "get":
                calls, rounds = (5, 5) if quick else (20, 15)
            calls = max(calls // int(threads), 2)
            done = run([build / "benchmarks/bench_calls", *at[carrier], method, calls, threads, rounds],
                       stdout=subprocess.PIPE, text=True, preexec_fn=on_one_core)
            for line in done.stdout.splitlines():
                contender, clock, processor = line.split()
                for kind, figure in (("time", clock), ("processor", processor)):
                    row = f"calls/{kind}/{method}/{carrier}/{threads}"
                    samples.setdefault(row, {}).setdefault(contender, []).append(float(figure))
    return samples


def bulk(build, wanted, quick):
    """bulk/time/CARRIER/THREADS and bulk/memory/CARRIER/THREADS: invoke_all beside threads that are run by hand."""
    samples = {}
    with server(build) as at:
        for carrier, threads in sorted({tuple(row.split("/")[2:]) for row in wanted}):
            done = run([build / "benchmarks/bench_bulk", *at[carrier], "post", 10_000 if quick else 100_000, threads,
                        3 if quick else 7], stdout=subprocess.PIPE, text=True)
            for line in done.stdout.splitlines():
                kind, contender, figure = line.split()
                samples.setdefault(f"bulk/{kind}/{carrier}/{threads}", {}).setdefault(contender, []).append(
                    float(figure))
    return samples


def instructions(build, wanted, quick):
    """In user code of the calling thread."""
    samples = {}
    with server(build) as at:
        for method, carrier in sorted({tuple(row.split("/")[2:]) for row in wanted}):
            counted = callgrind([build / "benchmarks/bench_one_caller", *at[carrier], method,
                                 200 if method == "post" else 2], "calls/instructions")
            samples.update({f"{row}/{carrier}": figures for row, figures in counted.items()})
    return samples


def system_calls(build, wanted, quick):
    """What 200 calls make more than 100."""
    samples = {}

    def total(arguments, contender):
        with tempfile.TemporaryDirectory() as scratch:
            out = pathlib.Path(scratch) / "counts"
            run(["strace", "-f", "-qq", "-c", "-o", out, build / "benchmarks/bench_one_caller", *arguments, contender])
            return int(re.search(r"(\d+)(?:\s+\d+)?\s+total$", out.read_text(), re.M)[1])

    with server(build) as at:
        for method, carrier in sorted({tuple(row.split("/")[2:]) for row in wanted}):
            for contender in CONTENDERS:
                few, many = (total([*at[carrier], method, count], contender) for count in (100, 200))
                row = f"calls/system_calls/{method}/{carrier}"
                samples.setdefault(row, {})[contender] = [(many - few) / 100]
    return samples


def memory(build, wanted, quick):
    samples = {}
    with server(build) as at:
        done = run([build / "benchmarks/bench_memory", *at["plain"], "post", "100"], stdout=subprocess.PIPE, text=True)
    for line in done.stdout.splitlines():
        row, contender, figure = line.split()
        samples.setdefault(f"memory/{row}", {})[contender] = [float(figure)]
    return samples
