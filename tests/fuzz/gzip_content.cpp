// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "fuzz.hpp"
#include "inflate.hpp"

#include <apibind/gzip.hpp>

#include <algorithm>
#include <string>
#include <string_view>

// Any bytes as gzip content, in pieces of any size: what is decoded is what a plain reader decodes, never more than the
// taker takes, and whole only where it is. The first byte of the input says how large the pieces are, and whether the
// rest is gzip or a bare DEFLATE stream, to which a fitting head and trailer are put: checksums are hard to guess.

namespace {

constexpr std::size_t most = 1u << 16;

struct decoding {
    bool is_sound = true;
    bool is_whole = false;
    std::string text{};
};

decoding decoded(std::string_view input, std::size_t piece) {
    apibind::detail::strict::gzip_decoder decoder;
    decoding out;
    while (!input.empty() && out.is_sound) {
        auto const part = input.substr(0, piece);
        out.is_sound = decoder.decode(part, [&](std::string_view text) {
            fuzz::require(text.size() <= 8192, "it gives little at a time");
            out.text += text;
            return out.text.size() <= most;
        });
        input.remove_prefix(part.size());
    }
    out.is_whole = out.is_sound && decoder.is_whole();
    return out;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    auto input = std::string(fuzz::text_of(data, size));
    if (input.empty()) return 0;
    auto const how = static_cast<unsigned char>(input[0]);
    input.erase(0, 1);
    if (how & 1) {
        fuzz::inflater plain(input, most);
        auto const text = plain.read();
        if (text)
            input = std::string("\x1f\x8b\x08\0\0\0\0\0\0\xff", 10) + input.substr(0, plain.taken()) +
                    fuzz::little_endian(fuzz::crc32(*text), 4) +
                    fuzz::little_endian(static_cast<std::uint32_t>(text->size()), 4);
        else
            input.insert(0, std::string("\x1f\x8b\x08\0\0\0\0\0\0\xff", 10));
    }
    auto const theirs = fuzz::gunzip(input, most);
    auto const ours = decoded(input, std::max<std::size_t>(how >> 1, 1));
    if (ours.is_whole) {
        fuzz::require(theirs.has_value(), "what is whole is gzip");
        fuzz::require(*theirs == ours.text, "what is decoded is the content");
    }
    auto const at_once = decoded(input, std::string::npos);
    fuzz::require(at_once.is_sound == ours.is_sound && at_once.is_whole == ours.is_whole &&
                      (!ours.is_sound || at_once.text == ours.text),
                  "pieces make no difference");
    return 0;
}
