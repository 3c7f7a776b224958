// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/attempts.hpp>
#include <apibind/run_download.hpp>
#include <apibind/stream_events.hpp>

namespace apibind::detail {

/// All that a client does for any endpoint.
inline constexpr engine whole_engine{&run_attempts, &build_only, &make_key, &run_events, &run_download};

} // namespace apibind::detail
