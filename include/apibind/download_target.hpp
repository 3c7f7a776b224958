// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/download_options.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace apibind::detail {

/// Where the content of one download goes. None of the functions throws.
struct download_target {
    void* context = nullptr;
    bool (*take)(void* context, std::string_view data) noexcept = nullptr;
    bool (*restart)(void* context) noexcept = nullptr; ///< forgets what was taken; null: that cannot be
    /// What it is to be resumed by, should it break.
    void (*remember)(void* context, std::string_view etag) noexcept = nullptr;
    download_options const* options = nullptr;
    downloaded* done = nullptr;
    std::uint64_t received = 0; ///< so much is there
    std::string etag{};         ///< of what is there
    std::string fault{};        ///< why `take` or `restart` said no
};

} // namespace apibind::detail
