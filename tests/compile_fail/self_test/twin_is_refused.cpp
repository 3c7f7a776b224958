// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: text
// runner: its twin with APIBIND_FIXED does not compile

static_assert(sizeof(int) == 0, "apibind: text");
