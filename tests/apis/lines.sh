#!/bin/sh
# Copyright the apibind authors
# SPDX-License-Identifier: BSL-1.0
#
# tests/apis/lines.sh LEAST MOST
#
# Counts the endpoints that are declared here, each from its line `// [endpoint] name` to the next such line or to
# `// [end]`, with the types that only it uses and their Describe lines; blank lines and static_asserts do not count.
# Fails where there are fewer than LEAST, or where the median has more than MOST lines.
set -eu
cd "$(dirname "$0")"
for file in *.cpp; do
    awk '
        function done() { if (open) print lines; open = 0 }
        /^\/\/ \[endpoint\] / { done(); open = 1; lines = 0; next }
        /^\/\/ \[end\]/ { done() }
        open && /[^ \t]/ && !/^static_assert/ { lines++ }
        END { done() }' "$file"
done | sort -n | awk -v least="$1" -v most="$2" '
    { lines[NR] = $1 }
    END {
        median = NR % 2 ? lines[(NR + 1) / 2] : (lines[NR / 2] + lines[NR / 2 + 1]) / 2
        printf "%d endpoints; median %g lines, from %d to %d\n", NR, median, lines[1], lines[NR]
        exit NR < least || median > most
    }'
