# Copyright the apibind authors
# SPDX-License-Identifier: BSL-1.0
"""How programs are run."""

import pathlib
import re
import subprocess
import sys
import tempfile


def run(command, **how):
    done = subprocess.run([str(part) for part in command], **how)
    if done.returncode != 0:
        sys.exit(f"failed: {' '.join(map(str, command))}")
    return done


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
