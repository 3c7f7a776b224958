// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// A plain reader of DEFLATE (RFC 1951) and gzip (RFC 1952) as a second opinion: bit by bit, the text in one piece.
namespace fuzz {

class inflater {
public:
    inflater(std::string_view input, std::size_t most) : input_(input), most_(most) {}

    /// The text of one stream at the start of the input; nothing where it is damaged, cut or too long.
    std::optional<std::string> read() {
        bool is_last = false;
        while (sound_ && !is_last) {
            is_last = bits(1) == 1;
            switch (bits(2)) {
            case 0: stored(); break;
            case 1: fixed(); break;
            case 2: dynamic(); break;
            default: sound_ = false;
            }
        }
        if (!sound_) return std::nullopt;
        return out_;
    }
    /// Whole bytes of the input that the stream took.
    std::size_t taken() const { return at_; }

private:
    struct code {
        std::array<unsigned, 16> count{};
        std::array<unsigned, 320> symbol{};
    };

    unsigned bits(int n) {
        unsigned value = 0;
        for (int i = 0; i != n; ++i) {
            if (left_ == 0) {
                if (at_ == input_.size()) return sound_ = false, 0u;
                byte_ = static_cast<unsigned char>(input_[at_++]);
                left_ = 8;
            }
            value |= (byte_ & 1u) << i;
            byte_ >>= 1;
            --left_;
        }
        return value;
    }
    void put(char c) {
        if (out_.size() == most_)
            sound_ = false;
        else
            out_ += c;
    }

    void stored() {
        left_ = 0;
        unsigned const size = bits(16), check = bits(16);
        if (size != (~check & 0xffffu)) sound_ = false;
        for (unsigned i = 0; i != size && sound_; ++i) put(static_cast<char>(bits(8)));
    }

    static code canonical(unsigned const* lengths, unsigned n) {
        code out;
        for (unsigned i = 0; i != n; ++i) ++out.count[lengths[i]];
        std::array<unsigned, 17> first{};
        for (std::size_t i = 1; i != 16; ++i) first[i + 1] = first[i] + out.count[i];
        for (unsigned i = 0; i != n; ++i)
            if (lengths[i] != 0) out.symbol[first[lengths[i]]++] = i;
        return out;
    }
    unsigned symbol(code const& from) {
        unsigned value = 0, first = 0, index = 0;
        for (std::size_t length = 1; length != 16 && sound_; ++length) {
            value |= bits(1);
            unsigned const count = from.count[length];
            if (value < first + count) return value < first ? (sound_ = false, 0u) : from.symbol[index + value - first];
            index += count;
            first = (first + count) << 1;
            value <<= 1;
        }
        sound_ = false;
        return 0;
    }

    void fixed() {
        std::array<unsigned, 320> lengths{};
        for (std::size_t i = 0; i != 288; ++i) lengths[i] = i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8;
        auto const literals = canonical(lengths.data(), 288);
        lengths.fill(5);
        content(literals, canonical(lengths.data(), 30));
    }
    void dynamic() {
        constexpr std::array<std::size_t, 19> order{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
        unsigned const literals = bits(5) + 257, distances = bits(5) + 1, codes = bits(4) + 4;
        std::array<unsigned, 320> lengths{};
        for (std::size_t i = 0; i != codes; ++i) lengths[order[i]] = bits(3);
        auto const meta = canonical(lengths.data(), 19);
        lengths.fill(0);
        for (std::size_t i = 0; i < literals + distances && sound_;) {
            unsigned const one = symbol(meta);
            if (one < 16) {
                lengths[i++] = one;
                continue;
            }
            if (one == 16 && i == 0) sound_ = false;
            unsigned const value = one == 16 && i != 0 ? lengths[i - 1] : 0;
            unsigned repeat = one == 16 ? 3 + bits(2) : one == 17 ? 3 + bits(3) : 11 + bits(7);
            if (i + repeat > literals + distances) sound_ = false;
            for (; sound_ && repeat != 0; --repeat) lengths[i++] = value;
        }
        if (sound_) content(canonical(lengths.data(), literals), canonical(lengths.data() + literals, distances));
    }

    void content(code const& literals, code const& distances) {
        constexpr std::array<unsigned, 29> length_base{3,  4,  5,  6,  7,  8,  9,  10, 11,  13,  15,  17,  19,  23, 27,
                                                       31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258};
        constexpr std::array<int, 29> length_bits{0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2,
                                                  2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};
        constexpr std::array<unsigned, 30> distance_base{1,    2,    3,    4,    5,    7,    9,    13,    17,    25,
                                                         33,   49,   65,   97,   129,  193,  257,  385,   513,   769,
                                                         1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577};
        while (sound_) {
            unsigned const one = symbol(literals);
            if (!sound_ || one == 256) return;
            if (one < 256) {
                put(static_cast<char>(one));
                continue;
            }
            if (one > 285) return void(sound_ = false);
            unsigned const size = length_base[one - 257] + bits(length_bits[one - 257]);
            unsigned const far = symbol(distances);
            if (!sound_ || far > 29) return void(sound_ = false);
            std::size_t const back = distance_base[far] + bits(far < 4 ? 0 : static_cast<int>(far / 2) - 1);
            if (back > out_.size()) return void(sound_ = false);
            for (unsigned i = 0; i != size && sound_; ++i) put(out_[out_.size() - back]);
        }
    }

    std::string_view input_;
    std::size_t most_;
    std::string out_;
    std::size_t at_ = 0;
    unsigned byte_ = 0;
    int left_ = 0;
    bool sound_ = true;
};

inline std::uint32_t crc32(std::string_view text) {
    std::uint32_t sum = 0xffffffffu;
    for (char c : text) {
        sum ^= static_cast<unsigned char>(c);
        for (int k = 0; k != 8; ++k) sum = (sum >> 1) ^ ((sum & 1) != 0 ? 0xedb88320u : 0);
    }
    return ~sum;
}

inline std::uint32_t little_endian(std::string_view bytes) {
    std::uint32_t out = 0;
    for (std::size_t i = bytes.size(); i-- != 0;) out = out << 8 | static_cast<unsigned char>(bytes[i]);
    return out;
}
inline std::string little_endian(std::uint32_t value, int size) {
    std::string out;
    for (; size != 0; --size, value >>= 8) out += static_cast<char>(value & 0xff);
    return out;
}

/// The text of one gzip member or of several in a row; nothing where it is damaged, cut or too long.
inline std::optional<std::string> gunzip(std::string_view input, std::size_t most) {
    std::string out;
    while (!input.empty()) {
        if (input.size() < 18 || input.substr(0, 3) != "\x1f\x8b\x08") return std::nullopt;
        auto const flags = static_cast<unsigned char>(input[3]);
        std::size_t at = 10;
        if (flags & 4) at += 2 + little_endian(input.substr(at, 2));
        for (unsigned const text : {8u, 16u})
            if (flags & text) {
                auto const end = at < input.size() ? input.find('\0', at) : std::string_view::npos;
                if (end == std::string_view::npos) return std::nullopt;
                at = end + 1;
            }
        if (flags & 2) {
            if (at + 2 > input.size() || (crc32(input.substr(0, at)) & 0xffff) != little_endian(input.substr(at, 2)))
                return std::nullopt;
            at += 2;
        }
        if (at > input.size()) return std::nullopt;
        inflater one(input.substr(at), most - out.size());
        auto const text = one.read();
        at += one.taken();
        if (!text || at + 8 > input.size() || little_endian(input.substr(at, 4)) != crc32(*text) ||
            little_endian(input.substr(at + 4, 4)) != text->size())
            return std::nullopt;
        out += *text;
        input.remove_prefix(at + 8);
    }
    return out;
}

} // namespace fuzz
