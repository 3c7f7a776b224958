// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: error
// runner: 0 errors of apibind, and must be 1

#ifndef APIBIND_FIXED
int text = "apibind::text";
#endif
