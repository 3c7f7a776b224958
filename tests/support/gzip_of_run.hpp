// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace support {

/// The gzip form (RFC 1952) of a run of one byte. Written here bit by bit: one block with fixed codes (RFC 1951 section
/// 3.2.6), a literal and then copies of 258 at distance 1.
class gzip_of_run {
public:
    gzip_of_run(char byte, std::size_t copies) {
        out_ = std::string("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03", 10);
        bits(1, 1);
        bits(1, 2);
        code(static_cast<unsigned>(static_cast<unsigned char>(byte)) + 0x30, 8);
        for (std::size_t i = 0; i != copies; ++i) {
            code(0xc5, 8); // length 258
            code(0, 5);    // distance 1
        }
        code(0, 7); // end of block
        while (count_ != 0) bits(0, 1);
        std::uint32_t const size = static_cast<std::uint32_t>(1 + 258 * copies);
        std::uint32_t sum = 0xffffffffu;
        for (std::uint32_t i = 0; i != size; ++i) {
            sum ^= static_cast<unsigned char>(byte);
            for (int k = 0; k != 8; ++k) sum = (sum >> 1) ^ ((sum & 1) != 0 ? 0xedb88320u : 0);
        }
        word(~sum);
        word(size);
    }
    std::string const& bytes() const { return out_; }

private:
    void bits(unsigned value, int n) {
        for (int i = 0; i != n; ++i) {
            held_ |= ((value >> i) & 1u) << count_;
            if (++count_ == 8) {
                out_ += static_cast<char>(held_);
                held_ = 0;
                count_ = 0;
            }
        }
    }
    void code(unsigned value, int n) {
        while (n-- != 0) bits(value >> n, 1);
    }
    void word(std::uint32_t value) {
        for (int i = 0; i != 4; ++i) out_ += static_cast<char>((value >> (8 * i)) & 0xff);
    }

    std::string out_;
    unsigned held_ = 0;
    int count_ = 0;
};

} // namespace support
