#!/bin/sh
# Copyright the apibind authors
# SPDX-License-Identifier: BSL-1.0
#
# tests/fuzz/run.sh PROGRAM TARGET FOLDER
#
# Runs a libFuzzer program for APIBIND_FUZZ_SECONDS (60), from the seeds kept of the target and the inputs that earlier
# runs left in FOLDER/inputs. An input that breaks a property is left in FOLDER, and printed.
set -u
program=$1 target=$2 folder=$3
here=$(cd "$(dirname "$0")" && pwd) || exit 1
mkdir -p "$folder/inputs" || exit 1

dictionary=
for candidate in "$here/$target.dict" "$here/${target%%_*}.dict"; do
    if [ -f "$candidate" ]; then
        dictionary=$candidate
        break
    fi
done

ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=1:detect_stack_use_after_return=1:strict_string_checks=1} \
UBSAN_OPTIONS=${UBSAN_OPTIONS:-print_stacktrace=1:halt_on_error=1} \
exec "$program" -max_total_time="${APIBIND_FUZZ_SECONDS:-60}" -max_len=4096 -timeout=20 -rss_limit_mb=2048 \
    -print_final_stats=1 ${dictionary:+"-dict=$dictionary"} -artifact_prefix="$folder/" \
    "$folder/inputs" "$here/seeds/$target"
