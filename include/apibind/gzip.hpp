// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <boost/beast/zlib/error.hpp>
#include <boost/beast/zlib/inflate_stream.hpp>
#include <boost/crc.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace apibind::detail::strict {

/// Reads gzip (RFC 1952) piece by piece, with its checksums; several members are read as one content.
class gzip_decoder {
public:
    /// Gives what was decoded to `take`, which says false to end it. False where the input is damaged or was ended.
    template <class Take>
    bool decode(std::string_view input, Take take) {
        while (!input.empty()) {
            if (step_ == step::content) {
                if (!inflate(input, take)) return false;
                continue;
            }
            auto const byte = static_cast<unsigned char>(input.front());
            input.remove_prefix(1);
            if (step_ == step::trailer ? !read_trailer(byte) : !read_header(byte)) return false;
        }
        return true;
    }

    /// Whether it may end here: behind a member, or before the first.
    bool is_whole() const noexcept { return step_ == step::header && at_ == 0; }

private:
    enum class step : std::uint8_t { header, extra_size, extra, name, comment, header_sum, content, trailer };
    enum flags : unsigned {
        header_sum_flag = 2,
        extra_flag = 4,
        name_flag = 8,
        comment_flag = 16,
        reserved_flags = 0xe0
    };

    bool read_header(unsigned char byte) {
        if (step_ != step::header_sum) header_sum_.process_byte(byte);
        switch (step_) {
        case step::header: {
            static constexpr std::array<unsigned char, 3> magic{0x1f, 0x8b, 8};
            if (at_ < magic.size() && byte != magic[at_]) return false;
            if (at_ == magic.size()) flags_ = byte;
            if (++at_ == 10) go_on(step::extra_size);
            return (flags_ & reserved_flags) == 0;
        }
        case step::extra_size:
            number_ |= static_cast<std::uint64_t>(byte) << (8 * at_);
            if (++at_ == 2) {
                at_ = 0;
                step_ = step::extra;
                if (number_ == 0) go_on(step::name);
            }
            return true;
        case step::extra:
            if (--number_ == 0) go_on(step::name);
            return true;
        case step::name:
            if (byte == 0) go_on(step::comment);
            return true;
        case step::comment:
            if (byte == 0) go_on(step::header_sum);
            return true;
        case step::header_sum:
            number_ |= static_cast<std::uint64_t>(byte) << (8 * at_);
            if (++at_ != 2) return true;
            if (number_ != (header_sum_.checksum() & 0xffff)) return false;
            go_on(step::content);
            return true;
        case step::content:
        case step::trailer: break;
        }
        return false;
    }
    /// To that part of the header, or to the one after it where the flags say that there is none.
    void go_on(step next) {
        at_ = 0;
        number_ = 0;
        if (next == step::extra_size && !(flags_ & extra_flag)) next = step::name;
        if (next == step::name && !(flags_ & name_flag)) next = step::comment;
        if (next == step::comment && !(flags_ & comment_flag)) next = step::header_sum;
        if (next == step::header_sum && !(flags_ & header_sum_flag)) next = step::content;
        step_ = next;
    }

    template <class Take>
    bool inflate(std::string_view& input, Take& take) {
        namespace zlib = boost::beast::zlib;
        std::array<char, 8'192> output;
        zlib::z_params state{};
        state.next_in = input.data();
        state.avail_in = input.size();
        bool is_full = true;
        while (step_ == step::content && is_full) {
            state.next_out = output.data();
            state.avail_out = output.size();
            boost::beast::error_code code;
            inflater_.write(state, zlib::Flush::none, code);
            std::string_view const decoded(output.data(), output.size() - state.avail_out);
            sum_.process_bytes(decoded.data(), decoded.size());
            size_ += static_cast<std::uint32_t>(decoded.size());
            if (!decoded.empty() && !take(decoded)) return false;
            is_full = state.avail_out == 0;
            if (code == zlib::error::end_of_stream) {
                step_ = step::trailer;
                // It may have taken a byte behind the stream for its bits, and says only how many of them are left.
                state.avail_in += static_cast<std::size_t>(state.data_type & 63) / 8;
            } else if (code && code != zlib::error::need_buffers)
                return false;
        }
        input.remove_prefix(input.size() - state.avail_in);
        return step_ == step::trailer || input.empty();
    }

    bool read_trailer(unsigned char byte) {
        number_ |= static_cast<std::uint64_t>(byte) << (8 * at_);
        if (++at_ != 8) return true;
        bool const is_right = number_ == (static_cast<std::uint64_t>(size_) << 32 | sum_.checksum());
        step_ = step::header;
        at_ = 0;
        number_ = 0;
        flags_ = 0;
        size_ = 0;
        sum_.reset();
        header_sum_.reset();
        inflater_.reset();
        return is_right;
    }

    step step_ = step::header;
    std::size_t at_ = 0;
    unsigned flags_ = 0;
    std::uint64_t number_ = 0;
    std::uint32_t size_ = 0;
    boost::crc_32_type sum_;
    boost::crc_32_type header_sum_;
    boost::beast::zlib::inflate_stream inflater_;
};

} // namespace apibind::detail::strict
