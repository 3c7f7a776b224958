#!/bin/sh
# Copyright the apibind authors
# SPDX-License-Identifier: BSL-1.0
#
# real_vendors_test.sh TOUR SANDBOX: the tour called for real, at a sandbox that stands where the vendors are.
set -eu
tour=$1
folder=$(mktemp -d)
mkfifo "$folder/until"
"$2" --until-eof --ca-file "$folder/ca.pem" --print-requests <"$folder/until" >"$folder/log" &
sandbox=$!
exec 3>"$folder/until"
finish() {
    status=$?
    exec 3>&-
    wait "$sandbox" || true
    rm -rf "$folder"
    exit "$status"
}
trap finish EXIT

tries=0
until grep -q '^CA file' "$folder/log"; do
    tries=$((tries + 1))
    [ "$tries" -lt 200 ] || { echo "the sandbox does not start"; exit 1; }
    sleep 0.05
done
APIBIND_CONNECT_TO=$(awk '/^HTTPS / { print $2 }' "$folder/log")
export APIBIND_CONNECT_TO APIBIND_CA_FILE="$folder/ca.pem"
export APIBIND_THULIUM_SYSTEM=demo APIBIND_THULIUM_USER=api_user APIBIND_THULIUM_PASSWORD=api_pass
export APIBIND_THULIUM_CAMPAIGN=00001 APIBIND_THULIUM_PHONE_NUMBERS=441

# expect STATUS TEXT ARGUMENT...: how the tour ends, and what it says.
expect() {
    status=0
    said=$("$tour" ${3:+"$3"} </dev/null 2>&1) || status=$?
    case "$status $said" in
    "$1 "*"$2"*) ;;
    *)
        echo "expected status $1 and \"$2\", but it ended with $status and said: $said"
        exit 1
        ;;
    esac
    case $said in
    *api_pass*)
        echo "the password was shown: $said"
        exit 1
        ;;
    esac
}

expect 1 'there is nobody to ask and no --yes'
if grep -q DELETE "$folder/log"; then
    echo 'it was sent though nobody agreed'
    exit 1
fi
expect 0 'REMOVED 5235' --yes
APIBIND_THULIUM_CAMPAIN=00001 expect 2 'no variable is named APIBIND_THULIUM_CAMPAIN' --yes
APIBIND_THULIUM_PHONE_NUMBERS='' expect 2 'APIBIND_THULIUM_PHONE_NUMBERS must be set as well' --yes
APIBIND_THULIUM_CAMPAIGN=1 expect 1 'must be exactly 5 characters long' --yes
[ "$(grep -c '^DELETE' "$folder/log")" = 1 ] || { cat "$folder/log"; exit 1; }
