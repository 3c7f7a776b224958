// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "echoes.hpp"
#include "fuzz.hpp"

#include <apibind/redaction.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

// Any secrets in any text, and an echo of one of them in any spelling within it: nothing that is left shows a secret,
// neither whole nor, where the text is cut there, its beginning; a text without secrets stays as it is. The first byte
// of the input says how the echo is spelt; then follow the secrets, what stands before the echo, and what behind it.

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    if (size == 0 || size > 500) return 0;
    auto const how = static_cast<fuzz::echo>(data[0] & 3);
    bool const as_base64 = data[0] & 4, is_url_safe = data[0] & 8, is_padded = data[0] & 16;
    std::uint32_t const choice = data[0] * 0x9e3779b1u;
    fuzz::values in(fuzz::text_of(data + 1, size - 1));
    // Line ends are none of a secret: texts are broken into lines anywhere.
    auto const without_line_ends = [](std::string_view part) {
        std::string out(part);
        std::erase_if(out, [](char c) { return c == '\r' || c == '\n'; });
        return out;
    };
    auto const secret = without_line_ends(in.next()), other = without_line_ends(in.next());
    auto const before = std::string(in.next()), behind = std::string(in.rest());
    apibind::redaction hidden;
    hidden.add(secret);
    hidden.add(other);

    auto const text = before + behind;
    auto const masked = hidden.apply(text);
    fuzz::require(!fuzz::shows(masked, secret) && !fuzz::shows(masked, other), "no secret is left", masked);
    fuzz::require(masked.size() <= text.size() * 8, "masking adds little");
    fuzz::require(hidden.apply(text) == masked, "masking is the same each time");
    if (hidden.empty()) fuzz::require(masked == text, "without a secret a text stays as it is");
    fuzz::require(!fuzz::shows(hidden.apply(text, true), secret), "no secret is left in a text that is cut");
    if (secret.empty()) return 0;
    // What begins an escape before the echo would take its beginning for its own.
    auto const near = std::string_view(before).substr(before.size() - std::min<std::size_t>(before.size(), 12));
    if (near.find_first_of("\\%&") != std::string_view::npos) return 0;

    auto const form = as_base64 ? fuzz::base64_of(secret, is_url_safe, is_padded) : secret;
    auto const echo = fuzz::echoed(form, how, choice);
    auto const said = before + echo + behind;
    auto const answer = hidden.apply(said);
    fuzz::require(answer.find("[secret]") != std::string::npos, "an echo is masked", said);
    fuzz::require(!fuzz::shows(answer, secret), "no secret is left of an echo", answer);
    // A cut behind the echo's first characters: what is left of it is masked to the end.
    auto const first = fuzz::echoed(std::string_view(form).substr(0, as_base64 ? 4 : 1), how, choice).size();
    for (std::size_t const part : {first, first + choice % (echo.size() - first + 1), echo.size()})
        fuzz::require(hidden.apply(before + echo.substr(0, part), true).ends_with("[secret]"),
                      "the beginning of an echo is masked", before + echo.substr(0, part));
    return 0;
}
