// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string_view>

namespace apibind {

/// Where a service lives. Made by `base("https://{tenant}.example.com/api")`; checked by `valid<E>`.
///
/// `{member}` is filled from the service's `server` struct: inside a host with one DNS label, as the whole host with a
/// host name (RFC 1123 section 2.1), in the path with one segment. `{.member}` in a host is a label with the dot before
/// it (RFC 6570 section 3.2.5), which an absent optional leaves out: with `base("https://api{.region}.example.com")`
/// api.example.com and api.eu.example.com.
///
/// Regions are an enum, whose wire names are labels or, for `base("https://{region}")`, whole hosts. A member of
/// `server` with a default, `region where = region::us`, need not be given.
struct base_url {
    std::string_view text;
};

consteval base_url base(std::string_view text) {
    return {text};
}

} // namespace apibind
