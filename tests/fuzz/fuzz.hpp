// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

/// What libFuzzer calls for every input, and replay.cpp for every kept one.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

namespace fuzz {

inline std::string_view text_of(std::uint8_t const* data, std::size_t size) {
    return {reinterpret_cast<char const*>(data), size};
}

/// A property that holds for every input. Where it does not, the input is a finding.
inline void require(bool holds, std::string_view property, std::string_view detail = {}) {
    if (holds) return;
    std::string const line = "broken property: " + std::string(property) + "\n" + std::string(detail) + "\n";
    std::fwrite(line.data(), 1, line.size(), stderr);
    std::abort();
}

/// An input as several values: each ends with a byte 0x1f, which no value holds then, or with the input.
class values {
public:
    explicit values(std::string_view input) : left_(input) {}

    bool empty() const noexcept { return left_.empty(); }
    /// The next one; empty where there is none.
    std::string_view next() {
        auto const end = left_.find('\x1f');
        auto const one = left_.substr(0, end);
        left_ = end == std::string_view::npos ? std::string_view{} : left_.substr(end + 1);
        return one;
    }
    /// All that is left, as it is.
    std::string_view rest() { return std::exchange(left_, {}); }

private:
    std::string_view left_;
};

} // namespace fuzz
