// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: text
// gcc: only in g++'s dreams
// clang: only in clang++'s dreams
// runner: the output does not contain: only in

#ifndef APIBIND_FIXED
static_assert(sizeof(int) == 0, "apibind: text");
#endif
