// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <version> // tells whose library this is

/// std::chrono's durations and clocks. Of libstdc++ that is the header which its own <mutex> takes them from: its
/// <chrono> has calendars and streams besides, and costs the compiler as much as an eighth of <apibind/call.hpp>.
#if defined(__GLIBCXX__) && __has_include(<bits/chrono.h>)
#include <bits/chrono.h>
#else
#include <chrono>
#endif
