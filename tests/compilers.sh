#!/bin/sh
# Copyright the apibind authors
# SPDX-License-Identifier: BSL-1.0
#
# tests/compilers.sh COMPILER...
#
# Builds the tests and examples by each compiler, such as g++-12 clang++-14 clang++-16 clang++-19, where a warning is an
# error, and runs the labels unit and examples, in build-COMPILER: one line for each, `passed` or `FAILED`; the status
# is 0 only if all passed. Run on demand.
set -u
[ $# -gt 0 ] || {
    sed -n '5,9s/^# \{0,1\}//p' "$0"
    exit 2
}
cd "$(dirname "$0")/.." || exit 1
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
trap 'exit 1' HUP INT TERM

failures=0
for compiler in "$@"; do
    build=build-$(basename "$compiler")
    if {
        cmake --preset dev -B "$build" "-DCMAKE_CXX_COMPILER=$compiler" -DAPIBIND_BUILD_BENCHMARKS=OFF &&
            cmake --build "$build" --parallel "${APIBIND_JOBS:-$(nproc)}" &&
            ctest --test-dir "$build" --parallel "${APIBIND_JOBS:-$(nproc)}" --output-on-failure \
                --no-tests=error -L '^(unit|examples)$'
    } >"$log" 2>&1 </dev/null; then
        echo "passed: $compiler"
    else
        cat "$log"
        echo "FAILED: $compiler"
        failures=$((failures + 1))
    fi
done
[ "$failures" -eq 0 ]
