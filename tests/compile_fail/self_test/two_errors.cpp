// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: text
// runner: 2 errors of apibind, and must be 1

#ifndef APIBIND_FIXED
static_assert(sizeof(int) == 0, "apibind: text");
static_assert(sizeof(char) == 0, "apibind: [text]; again");
#endif
