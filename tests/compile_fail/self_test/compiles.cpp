// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: text
// runner: it compiles, and must not

int fine;
