#!/bin/sh
# Copyright the apibind authors
# SPDX-License-Identifier: BSL-1.0
#
# readme.sh README [TOUR]
#
# Checks the fenced blocks of a README; what they show stands in files below its folder. A comment before a block says where:
#     <!-- FILE [REGION] -->   the lines of that file between `// [REGION]` and `// [/REGION]`; every ```cpp block has one
#     <!-- message CASE -->    contains what the compile_fail case of that name expects
#     <!-- tour -->            every line is printed by the program TOUR
set -eu
readme=$1
root=$(dirname "$readme")
printed=$(mktemp)
trap 'rm -f "$printed"' EXIT
if [ $# -gt 1 ]; then
    "$2" >"$printed"
fi

awk -v root="$root" -v tour="${2:+$printed}" '
function fault(text) { printf "%s:%d: %s\n", FILENAME, begun, text; faults++ }

function load(file, into,   line, n) {
    n = 0
    while ((getline line < file) > 0) into[++n] = line
    close(file)
    if (n == 0) fault("there is no " file)
    return n
}

# The lines of the region, less the indentation of its mark.
function region_of(file, name,   lines, n, i, inside, out, indent, text) {
    n = load(file, lines)
    out = ""
    for (i = 1; i <= n; i++) {
        text = lines[i]
        sub(/^ +/, "", text)
        if (text == "// [" name "]") { inside = 1; found = 1; indent = index(lines[i], "/") - 1; continue }
        if (text == "// [/" name "]") { inside = 0; continue }
        if (inside) out = out (lines[i] == "" ? "" : substr(lines[i], indent + 1)) "\n"
    }
    return out
}

function normalised(text) { gsub(/[ \t\n]+/, " ", text); return text }

function check_message(name,   lines, n, i, text) {
    n = load(root "/tests/compile_fail/" name ".cpp", lines)
    text = normalised(block)
    for (i = 1; i <= n; i++)
        if (lines[i] ~ /^\/\/ expect: apibind: / && index(text, normalised(substr(lines[i], 12))) == 0)
            fault("the message is not \"" substr(lines[i], 12) "\"")
}

function check_tour(   lines, n, i, shown, m, j, hit) {
    if (tour == "") return
    n = load(tour, lines)
    m = split(block, shown, "\n")
    for (i = 1; i < m; i++) {
        hit = 0
        for (j = 1; j <= n && !hit; j++) hit = lines[j] == shown[i]
        if (!hit) fault("the tour does not print: " shown[i])
    }
}

function check(   name, file) {
    if (mark ~ /^message /) { sub(/^message /, "", mark); check_message(mark); return }
    if (mark == "tour") { check_tour(); return }
    if (mark == "") {
        if (language == "cpp") fault("a block of C++ without a comment that says where it is compiled")
        return
    }
    file = mark; sub(/ .*/, "", file)
    name = mark; sub(/^[^\[]*\[/, "", name); sub(/\].*/, "", name)
    found = 0
    text = region_of(root "/" file, name)
    if (!found) fault(file " has no region " name)
    else if (text != block) fault("differs from " file " [" name "]:\n" text)
    compared++
}

/^<!-- .* -->$/ && !in_block { mark = substr($0, 6, length($0) - 9); next }
/^```/ && !in_block { in_block = 1; language = substr($0, 4); block = ""; begun = FNR; next }
/^```$/ && in_block { in_block = 0; check(); mark = ""; next }
in_block { block = block $0 "\n"; next }
/[^ ]/ { mark = "" }
END {
    if (in_block) { begun = FNR; fault("a block has no end") }
    if (!compared) { begun = 1; fault("there was nothing to compare") }
    if (!faults) printf "%d blocks are what is compiled\n", compared
    exit faults > 0
}' "$readme"
