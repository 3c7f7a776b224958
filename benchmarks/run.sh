#!/bin/sh
# Copyright the apibind authors
# SPDX-License-Identifier: BSL-1.0
#
# benchmarks/run.sh [--quick] [--filter REGEX] [--json FILE] [--report FILE]
#
# Installs what is missing (Debian 12), builds optimised, runs the benchmarks, and prints each row as a ratio to its floor
# with its target. --filter picks rows (benchmarks/targets.txt lists them), --json writes one object a row, --report puts
# the rows into a report such as benchmarks/REPORT.md in place of its own, --quick measures shortly. A missed target is
# reported and is no failure; what does not build or comes to a wrong result is.
set -eu
case " $* " in *' --help '* | *' -h '*)
    sed -n '5,10s/^# \{0,1\}//p' "$0"
    exit 0
    ;;
esac
started_in=$PWD
cd "$(dirname "$0")/.."
# shellcheck source-path=SCRIPTDIR/.. source=cmake/debian_packages.sh
. cmake/debian_packages.sh

need_packages "$build_packages python3 libbenchmark-dev nlohmann-json3-dev rapidjson-dev libsimdjson-dev
    libcurl4-openssl-dev valgrind strace" ''

log=$(mktemp)
trap 'rm -f "$log"' EXIT
quietly() {
    "$@" >"$log" 2>&1 || {
        cat "$log" >&2
        exit 1
    }
}
echo "Building the benchmarks (some minutes the first time) ..." >&2
quietly configure benchmarks build-benchmarks
quietly cmake --build build-benchmarks --parallel "${APIBIND_JOBS:-$(nproc)}" --target apibind_benchmarks

benchmarks=$PWD/benchmarks
build=$PWD/build-benchmarks
rm -f "$log"
cd "$started_in" # where --json and --report name files
exec python3 "$benchmarks/run.py" --build "$build" "$@"
