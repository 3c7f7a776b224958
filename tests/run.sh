#!/bin/sh
# Copyright the apibind authors
# SPDX-License-Identifier: BSL-1.0
#
# tests/run.sh [LABEL...]
#
# Installs what is missing (Debian 12), configures, builds, and runs the tests of the labels given: unit, compile_fail,
# examples, consumers, faults, npm, soak, compile_fail_2. Without one, all but the last three, of which compile_fail_2 is
# what compile_fail is by the other family of compilers. The last line is
# `N passed, N failed, N skipped`; the status is 0 only if something passed and nothing failed.
# In soak every fuzz target runs for APIBIND_FUZZ_SECONDS, 60 by default.
set -u
cd "$(dirname "$0")/.." || exit 1
# shellcheck source-path=SCRIPTDIR/.. source=cmake/debian_packages.sh
. cmake/debian_packages.sh

# What cannot even be built or started is one failure.
give_up() {
    echo "$1" >&2
    echo "0 passed, 1 failed, 0 skipped"
    exit 1
}

for label in "$@"; do
    case $label in
    -h | --help)
        sed -n '5,11s/^# \{0,1\}//p' tests/run.sh
        exit 0
        ;;
    unit | compile_fail | compile_fail_2 | examples | consumers | faults | npm | soak) ;;
    *) give_up "There is no label $label; there are: unit compile_fail compile_fail_2 examples consumers faults npm soak" ;;
    esac
done

useful='clang meson make'
case " $* " in *' soak '*) useful="$useful libclang-rt-dev" ;; esac # what libFuzzer is in
need_packages "$build_packages doctest-dev" "$useful" ||
    give_up "The packages that the tests need are not here."
jobs=$(nproc 2>/dev/null || echo 2)
results=$PWD/build/tests.xml
rm -f "$results"
configure dev build || give_up "The configuration failed."
cmake --build build --parallel "$jobs" || give_up "The build failed."

if [ $# -eq 0 ]; then
    set -- -LE '^(npm|soak|compile_fail_2)$'
else
    set -- -L "^($(echo "$*" | tr ' ' '|'))\$"
fi
ctest --test-dir build --parallel "$jobs" --output-on-failure --output-junit "$results" "$@" </dev/null
[ -f "$results" ] || give_up "ctest left no results."

# ctest counts among the skipped those that could not start; here they have failed.
awk '
    function take(name) { match($0, name "=\"[^\"]*\""); return substr($0, RSTART + length(name) + 2, RLENGTH - length(name) - 3) }
    /^\t<testcase / { test = take("name"); status = take("status") }
    /^\t<testcase / && status == "run" { passed++ }
    /^\t<testcase / && status == "fail" { failed++ }
    /^\t<testcase / && status == "disabled" { skipped++; print "SKIPPED " test ": disabled" }
    /^\t\t<skipped message="SKIP_/ { skipped++; said = 1 }
    /^\t\t<skipped message=/ && !/"SKIP_/ { failed++ }
    said && /SKIPPED: / { sub(/.*SKIPPED: /, ""); print "SKIPPED " test ": " $0; said = 0 }
    END {
        printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
        exit failed > 0 || passed == 0
    }' "$results"
