# shellcheck shell=sh
# Copyright the apibind authors
# SPDX-License-Identifier: BSL-1.0
#
# Sourced by tests/run.sh and examples/run.sh: sees to it that a Debian 12 machine has the packages they need. It never
# removes a package; where apt would have to, or where there is no right to install, it says what to do instead.

# What it takes to build a program that uses apibind.
# shellcheck disable=SC2034
build_packages="g++ cmake ninja-build pkg-config libboost1.81-dev libboost-json1.81-dev libcpp-httplib-dev libssl-dev"

# absent PACKAGE...: those of them that are not installed, on one line.
absent() {
    for package in "$@"; do
        if [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" != installed ]; then
            printf ' %s' "$package"
        fi
    done
}

may_install() {
    [ "$(id -u)" = 0 ] || { command -v sudo && sudo -n true; } >/dev/null 2>&1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo -n "$@"
    fi
}

# need_packages 'required ones' 'useful ones': installs what is absent. Fails if a required one cannot be installed; of
# useful ones it only says so, and the tests that want them are skipped.
# The names are words of their own wherever they are not quoted here.
# shellcheck disable=SC2086
need_packages() {
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        echo "This is no Debian, so nothing is installed. Needed is what Debian 12 calls $1${2:+; useful are $2}" >&2
        return 0
    fi
    required=$(absent $1)
    useful=$(absent $2)
    if [ -z "$required$useful" ]; then
        return 0
    fi
    install="apt-get install -y --no-install-recommends --no-remove$required$useful"
    if ! may_install; then
        if [ -z "$required" ]; then
            echo "Going on without$useful, which this user may not install. As root: $install" >&2
            return 0
        fi
        echo "These packages are missing, and this user may not install them:$required$useful. As root:" >&2
        echo "    apt-get update && $install" >&2
        return 1
    fi

    echo "Installing$required$useful" >&2
    as_root apt-get update -qq </dev/null >&2 || echo "apt-get update failed; going on with the lists of before" >&2
    removed=$(LC_ALL=C apt-get -s -qq install --no-install-recommends $required$useful </dev/null 2>/dev/null |
        sed -n 's/^Remv \([^ ]*\).*/ \1/p' | tr -d '\n')
    if [ -n "$removed" ]; then
        echo "To install$required$useful, apt would remove$removed: nothing was installed or removed." >&2
        echo "(The development files of Boost 1.81 and of Debian's default Boost 1.74 exclude each other.)" >&2
        echo "Remove these packages yourself if you can do without, or run this in a container of its own." >&2
        return 1
    fi
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends --no-remove \
        -o Dpkg::Use-Pty=0 $required$useful </dev/null >&2 || {
        echo "apt-get could not install$required$useful" >&2
        return 1
    }
}

# configure PRESET BUILD_DIRECTORY: anew if the directory was configured for another place.
configure() {
    if [ -f "$2/CMakeCache.txt" ] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$(pwd -P)" "$2/CMakeCache.txt"; then
        cmake --fresh --preset "$1"
    else
        cmake --preset "$1"
    fi
}
