// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#if (defined(_MSVC_LANG) ? _MSVC_LANG : __cplusplus) < 202002L
#error "apibind: this is a C++20 library: compile with -std=c++20 or newer"
#endif

#define APIBIND_VERSION_MAJOR 0
#define APIBIND_VERSION_MINOR 1
#define APIBIND_VERSION_PATCH 0

/// The version as text, "major.minor.patch" (semver.org).
#define APIBIND_VERSION "0.1.0"
