// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string_view>

namespace apibind {

/// Where a service lives. Made by `base("https://{tenant}.example.com/api")`; checked by `valid<E>`.
///
/// `{member}` is filled from the service's `server` struct: inside a host with one DNS label, as the whole host with a
/// host name (RFC 1123 section 2.1), in the path with one segment.
struct base_url {
    std::string_view text;
};

consteval base_url base(std::string_view text) {
    return {text};
}

} // namespace apibind
