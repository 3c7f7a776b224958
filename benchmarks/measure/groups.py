# Copyright the apibind authors
# SPDX-License-Identifier: BSL-1.0
"""Which rows are measured by what: (build directory, rows, quick) -> {row: {contender: [samples]}}."""

from measure import calls, json_text, units

ALL = [
    (("json/time/",), json_text.times),
    (("json/instructions/",), json_text.instructions),
    (("calls/time/", "calls/processor/"), calls.times),
    (("bulk/",), calls.bulk),
    (("calls/instructions/",), calls.instructions),
    (("calls/system_calls/",), calls.system_calls),
    (("memory/",), calls.memory),
    (("compile/",), units.cost),
]
