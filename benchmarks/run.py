#!/usr/bin/env python3
# Copyright the apibind authors
# SPDX-License-Identifier: BSL-1.0
"""Runs the benchmarks that benchmarks/run.sh has built and prints their rows. See there."""

import argparse
import json
import pathlib
import re
import sys

from measure import groups, report

HERE = pathlib.Path(__file__).resolve().parent


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--build", type=pathlib.Path, required=True)
    options.add_argument("--quick", action="store_true")
    options.add_argument("--filter", default="")
    options.add_argument("--json", type=pathlib.Path)
    options.add_argument("--report", type=pathlib.Path)
    chosen = options.parse_args()

    rows = report.read_rows(HERE / "targets.txt")
    rows = [row for row in rows if re.search(chosen.filter, row.name)]
    if not rows:
        sys.exit(f"no row matches {chosen.filter}; benchmarks/targets.txt lists them")

    samples = {}
    for prefixes, measure in groups.ALL:
        wanted = sorted({row.measured for row in rows if row.measured.startswith(prefixes)})
        if wanted:
            print(f"{', '.join(prefixes)}: {len(wanted)} rows ...", file=sys.stderr, flush=True)
            samples.update(measure(chosen.build, wanted, chosen.quick))

    results = [report.result(row, samples) for row in rows]
    report.print_table(results)
    if chosen.json:
        lines = ",\n ".join(json.dumps(one.as_json()) for one in results)
        chosen.json.write_text(f"[{lines}]\n")
    if chosen.report:
        report.write_into(chosen.report, results)


if __name__ == "__main__":
    main()
