#!/bin/sh
# Copyright the apibind authors
# SPDX-License-Identifier: BSL-1.0
#
# hazards.sh [TEST_PROGRAM]
#
# Writes the table of hazards into README.md, as the faults of the test program (build/tests/apibind_unit) fill it.
set -eu
cd "$(dirname "$0")/../.."
program=${1:-build/tests/apibind_unit}
table=$(mktemp)
filled=$(mktemp)
trap 'rm -f "$table" "$filled"' EXIT
# The comparison with the README is expected to fail: that is why this is run.
APIBIND_HAZARDS_FILE=$table "$program" --test-case="faults: README's table*" >/dev/null || true
[ -s "$table" ] || {
    echo "the test program wrote no table" >&2
    exit 1
}
awk -v table="$table" '
    /^<!-- hazards -->$/ { print; while ((getline line < table) > 0) print line; inside = 1; next }
    /^<!-- \/hazards -->$/ { inside = 0; found = 1 }
    !inside
    END { exit !found }' README.md >"$filled"
cat "$filled" >README.md
