// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: text
// runner: lines, and must be at most 15

#ifndef APIBIND_FIXED
static_assert(sizeof(int) == 0, "apibind: text");
int a1 = undeclared_1;
int a2 = undeclared_2;
int a3 = undeclared_3;
int a4 = undeclared_4;
int a5 = undeclared_5;
int a6 = undeclared_6;
int a7 = undeclared_7;
int a8 = undeclared_8;
int a9 = undeclared_9;
int a10 = undeclared_10;
int a11 = undeclared_11;
int a12 = undeclared_12;
int a13 = undeclared_13;
int a14 = undeclared_14;
int a15 = undeclared_15;
int a16 = undeclared_16;
#endif
