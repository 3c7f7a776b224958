// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace apibind {

/// Content that is being read, from its begin to its end.
class content_stream {
public:
    content_stream() = default;
    content_stream(content_stream const&) = delete;
    content_stream& operator=(content_stream const&) = delete;
    virtual ~content_stream() = default;

    /// How many bytes there will be. Exactly so many are sent, or the exchange fails. Nothing: nobody knows, and the
    /// request goes with `Transfer-Encoding: chunked` (RFC 9112 section 7.1).
    virtual std::optional<std::uint64_t> size() const noexcept = 0;

    /// The next bytes, as many as are there; 0 at the end. Nothing: they cannot be read, see `why`.
    virtual std::optional<std::size_t> read(std::span<char> into, std::string& why) = 0;
};

/// The content of a request that is read while it is sent, and never held in memory as a whole. Each attempt opens it
/// once, before anybody is connected to.
class content_source {
public:
    content_source() = default;
    content_source(content_source const&) = delete;
    content_source& operator=(content_source const&) = delete;
    virtual ~content_source() = default;

    /// The content from its begin. Null: it cannot be read, see `why`.
    virtual std::unique_ptr<content_stream> open(std::string& why) = 0;

    /// Whether `open` would give it from its begin, again or for the first time. Where not, a call is not tried again.
    virtual bool may_be_opened() const noexcept { return true; }

    /// What a text that shows a request has in its place: "[content of 12 bytes from a file]".
    virtual std::string shown() const = 0;
};

} // namespace apibind
