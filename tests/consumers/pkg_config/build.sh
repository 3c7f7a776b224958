#!/bin/sh
# Copyright the apibind authors
# SPDX-License-Identifier: BSL-1.0
#
# A program built by hand, with nothing but what pkg-config says. CXX and PKG_CONFIG_PATH come from the environment.
set -eu

# The flags are words of their own.
# shellcheck disable=SC2046
"${CXX:-g++}" -std=c++20 $(pkg-config --cflags apibind) -o consumer consumer.cpp $(pkg-config --libs apibind)
