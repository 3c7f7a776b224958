// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <version> // tells whose library this is

/// std::unique_ptr and std::shared_ptr, without the algorithms and allocators that libstdc++ has in <memory> besides.
#if defined(__GLIBCXX__) && __has_include(<bits/shared_ptr.h>)
#include <bits/shared_ptr.h>
#else
#include <memory>
#endif
