// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#define APIBIND_VERSION_MAJOR 0
#define APIBIND_VERSION_MINOR 1
#define APIBIND_VERSION_PATCH 0

/// The version as text, "major.minor.patch" (semver.org).
#define APIBIND_VERSION "0.1.0"
