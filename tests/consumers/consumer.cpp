// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#include <apibind/version.hpp>

#include <cstdio>

int main() { std::puts("apibind " APIBIND_VERSION); }
