// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace faults {

inline std::string const gzip_header("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03", 10);

/// Small contents in the gzip form (RFC 1952), stored and not compressed.
inline std::string gzip(std::string_view content) {
    std::uint32_t sum = 0xffffffffu;
    for (char const c : content) {
        sum ^= static_cast<unsigned char>(c);
        for (int k = 0; k != 8; ++k) sum = (sum >> 1) ^ ((sum & 1) != 0 ? 0xedb88320u : 0);
    }
    std::string out = gzip_header + '\x01';
    auto const number = [&](std::size_t value, int bytes) {
        for (int i = 0; i != bytes; ++i) out += static_cast<char>(value >> (8 * i));
    };
    number(content.size(), 2);
    number(~content.size(), 2);
    out += content;
    number(~sum, 4);
    number(content.size(), 4);
    return out;
}

/// The beginning of a gzip content of one byte many times, up to where `gzip_bomb_block` can follow without end.
///
/// A block with fixed codes (RFC 1951 section 3.2.6): a literal, then copies of 258 bytes at distance 1, in 13 bits
/// each. Eight of them fill 13 bytes, so that the next eight are the same bytes again.
class bomb_writer {
public:
    explicit bomb_writer(std::string& out) : out_(out) {}

    void begin() {
        out_ += gzip_header;
        bit(1); // the last block
        bit(1); // of fixed codes
        bit(0);
        code(0x30 + ' ', 8);
    }
    void eight_copies() {
        for (int i = 0; i != 8; ++i) {
            code(0xc5, 8); // length 258
            code(0, 5);    // distance 1
        }
    }

private:
    void bit(unsigned value) {
        held_ |= value << count_;
        if (++count_ == 8) {
            out_ += static_cast<char>(held_);
            held_ = 0;
            count_ = 0;
        }
    }
    void code(unsigned value, int bits) {
        while (bits-- != 0) bit((value >> bits) & 1u);
    }

    std::string& out_;
    unsigned held_ = 0;
    int count_ = 0;
};

/// A gzip content that unfolds to so many bytes at least, and has no end.
inline std::string gzip_bomb(std::size_t unfolded) {
    std::string out;
    bomb_writer writer(out);
    writer.begin();
    for (std::size_t size = 0; size < unfolded; size += 8 * 258) writer.eight_copies();
    return out;
}
/// What can be sent behind it, as often as wanted.
inline std::string gzip_bomb_block() {
    constexpr std::size_t blocks = 2'000;
    auto const two = gzip_bomb(2 * blocks * 8 * 258);
    return two.substr(two.size() - blocks * 13);
}

} // namespace faults
