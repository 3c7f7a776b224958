#!/bin/sh
# Copyright the apibind authors
# SPDX-License-Identifier: BSL-1.0
#
# tests/httplib_versions.sh FOLDER...
#
# Builds the tests of httplib_transport, header-only and with TLS, against the httplib.h in each folder, and runs them:
# one line for each, `passed` or `FAILED`; the status is 0 only if all passed. Run on demand, with the releases of
# cpp-httplib that shall be supported, as their sources come; CXX names another compiler than g++. Needs doctest,
# Boost, OpenSSL and zlib.
set -u
[ $# -gt 0 ] || {
    sed -n '5,10s/^# \{0,1\}//p' "$0"
    exit 2
}
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM

failures=0
for folder in "$@"; do
    header=$(cd "$folder" && pwd)/httplib.h
    version=$(sed -n 's/^#define CPPHTTPLIB_VERSION "\(.*\)"$/\1/p' "$header")
    [ -n "$version" ] || {
        echo "FAILED: no httplib.h in $folder"
        failures=$((failures + 1))
        continue
    }
    if (
        cd "$(dirname "$0")" || exit 1
        set --
        for source in main.cpp httplib_*.cpp transports/*.cpp; do
            object=$scratch/$(echo "$source" | tr / _).o
            ${CXX:-g++} -std=c++20 -O0 -g1 -I../include -I. -isystem "$(dirname "$header")" \
                -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror \
                -DCPPHTTPLIB_OPENSSL_SUPPORT -DCPPHTTPLIB_ZLIB_SUPPORT -c "$source" -o "$object" || exit 1
            set -- "$@" "$object"
        done
        ${CXX:-g++} "$@" -o "$scratch/tests" -lssl -lcrypto -lz -pthread || exit 1
        "$scratch/tests" --test-case-exclude='*<apibind::beast_transport>*'
    ) >"$scratch/log" 2>&1; then
        echo "passed: cpp-httplib $version"
    else
        cat "$scratch/log"
        echo "FAILED: cpp-httplib $version"
        failures=$((failures + 1))
    fi
done
[ "$failures" -eq 0 ]
