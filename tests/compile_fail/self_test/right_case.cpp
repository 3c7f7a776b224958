// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: [one] "cause";   one message
// gcc: static assertion failed
// clang: due to requirement
// runner: accepted

template <class T>
struct check {
#ifndef APIBIND_FIXED
    static_assert(sizeof(T) == 0, "apibind: [one] \"cause\"; one message");
#endif
};
check<int> checked;
