// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>

namespace apibind {

/// Content as it came, whatever its media type: `using response = apibind::content;`. It is decoded from gzip and
/// nothing else. The request says `Accept: */*`.
struct content {
    std::string data;       ///< the bytes
    std::string media_type; ///< of Content-Type, without parameters; empty where there was none

    friend bool operator==(content const&, content const&) = default;
};

} // namespace apibind
