// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: another text
// runner: the output does not contain: apibind: another text

#ifndef APIBIND_FIXED
static_assert(sizeof(int) == 0, "apibind: text");
#endif
