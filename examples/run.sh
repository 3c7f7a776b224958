#!/bin/sh
# Copyright the apibind authors
# SPDX-License-Identifier: BSL-1.0
#
# examples/run.sh [ARGUMENT...]
#
# Installs what is missing (Debian 12), configures, builds and runs the main example, the tour, with the arguments given.
# `examples/run.sh --help` shows what they are.
set -eu
started_in=$PWD
cd "$(dirname "$0")/.."
# shellcheck source-path=SCRIPTDIR/.. source=cmake/debian_packages.sh
. cmake/debian_packages.sh

# A vendor's own host is verified against the system's certificates.
need_packages "$build_packages ca-certificates" ''

# What is built is of interest only when it fails.
log=$(mktemp)
trap 'rm -f "$log"' EXIT
quietly() {
    "$@" >"$log" 2>&1 || {
        cat "$log" >&2
        exit 1
    }
}
echo "Building the example (about a minute the first time) ..." >&2
quietly configure examples build-examples
quietly cmake --build build-examples --parallel "$(nproc)" --target tour

program=$PWD/$(find build-examples/examples -type f -name tour -perm -u+x | head -n 1)
rm -f "$log"
cd "$started_in" # where its arguments may name files
exec "$program" "$@"
