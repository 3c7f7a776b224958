// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// runner: the case has no line `// expect: text`

#ifndef APIBIND_FIXED
static_assert(sizeof(int) == 0, "apibind: text");
#endif
