# Copyright the apibind authors
# SPDX-License-Identifier: BSL-1.0
"""Rows: what is compared with what, the target, and how it is printed."""

import dataclasses
import os
import statistics
import sys


BEGIN, END = "<!-- rows -->\n", "<!-- /rows -->"


@dataclasses.dataclass
class Row:
    measured: str  # "json/time/dec_rich"
    ours: str
    floor: str  # "-": the figure itself counts, not its ratio
    target: float | None
    unit: str

    @property
    def name(self):
        return f"{self.measured}/{self.ours}" + ("" if self.floor == "-" else f":{self.floor}")


@dataclasses.dataclass
class Result:
    row: Row
    value: float  # ours, median
    floor: float | None
    ratio: float | None
    spread: tuple[float, float]  # quartiles of the ratio, or of the value

    @property
    def met(self):
        if self.row.target is None:
            return None
        return (self.value if self.ratio is None else self.ratio) <= self.row.target + 1e-9

    def as_json(self):
        rounded = lambda x: None if x is None else float(f"{x:.5g}")
        return {"name": self.row.name, "ratio": rounded(self.ratio), "floor": rounded(self.floor),
                "target": self.row.target, "met": self.met, "value": rounded(self.value), "unit": self.row.unit,
                "spread": [rounded(x) for x in self.spread]}


def read_rows(path):
    """Lines of: measured, ours, floor, target, unit. Several contenders, with commas, are several rows."""
    rows = []
    for line in path.read_text().splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        measured, ours, floor, target, unit = line.split()
        for one in ours.split(","):
            rows.append(Row(measured, one, floor, None if target == "-" else float(target), unit))
    return rows


def quartiles(values):
    if len(values) < 2:
        return values[0], values[0]
    low, _, high = statistics.quantiles(values, n=4, method="inclusive")
    return low, high


def result(row, samples):
    try:
        ours = samples[row.measured][row.ours]
        floor = None if row.floor == "-" else samples[row.measured][row.floor]
    except KeyError as missing:
        sys.exit(f"{row.name} was not measured: no {missing}")
    value = statistics.median(ours)
    if floor is None:
        return Result(row, value, None, None, quartiles(ours))
    # Samples of one round stand beside each other, so that what disturbed the machine disturbed both.
    ratios = [a / b for a, b in zip(ours, floor)]
    return Result(row, value, statistics.median(floor), statistics.median(ratios), quartiles(ratios))


def amount(value, unit):
    if unit == "ns":
        for size, name in ((1e9, "s"), (1e6, "ms"), (1e3, "us")):
            if value >= size:
                return f"{value / size:.3g} {name}"
    if value >= 1e6:
        return f"{value / 1e6:.3g}M {unit}"
    if value >= 1e4:
        return f"{value / 1e3:.3g}k {unit}"
    return f"{value:.4g} {unit}"


def write_into(path, results):
    """The rows of a report, as a table of Markdown for each group: each replaces the row of its name, or is added."""
    text = path.read_text()
    if BEGIN not in text or END not in text:
        sys.exit(f"{path} has no place for rows: {BEGIN} and {END}")
    before, rest = text.split(BEGIN)
    old, after = rest.split(END)
    lines = {line.split("|")[1].strip(): line for line in old.splitlines() if line.startswith("| ") and "`" in line}
    lines.update({f"`{one.row.name}`": markdown(one) for one in results})
    order = [f"`{row.name}`" for row in read_rows(path.parent / "targets.txt")]
    tables, last = [], None
    for name in order:
        if name not in lines:
            continue
        group = "/".join(name.strip("`").split("/")[:2])
        if group != last:
            tables += [f"\n### {group}\n", "| row | ratio | quartiles | target | | value | floor |",
                       "|---|---|---|---|---|---|---|"]
        last = group
        tables.append(lines[name])
    path.write_text(before + BEGIN + "\n".join(tables) + "\n" + END + after)


def markdown(one):
    ratio = "" if one.ratio is None else f"{one.ratio:.3f}"
    spread = "" if one.ratio is None else f"{one.spread[0]:.3f} to {one.spread[1]:.3f}"
    target = "" if one.row.target is None else f"{one.row.target:g}" if one.ratio else amount(one.row.target, one.row.unit)
    met = {None: "", True: "met", False: "**missed**"}[one.met]
    floor = "" if one.floor is None else amount(one.floor, one.row.unit)
    return f"| `{one.row.name}` | {ratio} | {spread} | {target} | {met} | {amount(one.value, one.row.unit)} | {floor} |"


def print_table(results):
    load = os.getloadavg()[0]
    print(f"load average at the end: {load:.1f} on {os.cpu_count()} CPUs")
    width = max(len(one.row.name) for one in results)
    print(f"{'ROW':{width}}  {'RATIO':>8}  {'QUARTILES':>15}  {'TARGET':>7}  {'MET':3}  {'VALUE':>12}  {'FLOOR':>12}")
    for one in results:
        ratio = "" if one.ratio is None else f"{one.ratio:.3f}"
        spread = f"{one.spread[0]:.4g}..{one.spread[1]:.4g}"
        target = "" if one.row.target is None else f"{one.row.target:g}"
        met = {None: "", True: "yes", False: "NO"}[one.met]
        floor = "" if one.floor is None else amount(one.floor, one.row.unit)
        print(f"{one.row.name:{width}}  {ratio:>8}  {spread:>15}  {target:>7}  {met:3}  "
              f"{amount(one.value, one.row.unit):>12}  {floor:>12}")
    missed = [one for one in results if one.met is False]
    judged = [one for one in results if one.met is not None]
    print(f"{len(judged) - len(missed)} of {len(judged)} targets met")
