// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "framing.hpp"
#include "fuzz.hpp"

#include <apibind/connection.hpp>
#include <apibind/sendable.hpp>
#include <apibind/transport.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace fuzz {

/// What the first byte of an input says of a server's answer, and the answer itself.
struct answer_input {
    std::string_view bytes;
    bool is_head;                    ///< whether HEAD was asked
    apibind::detail::strict::io end; ///< how the connection ends
    std::size_t piece;               ///< how much comes at once
    apibind::answer_limits limits{.head = 4u << 10, .body = 16u << 10};

    /// `size` is not zero.
    static answer_input of(std::uint8_t const* data, std::size_t size) {
        using apibind::detail::strict::io;
        constexpr io ends[] = {io::ended, io::cut, io::timed_out, io::ended};
        constexpr std::size_t pieces[] = {1u << 20, 1, 2, 3, 7, 19, 64, 500};
        auto const how = data[0];
        return {text_of(data + 1, size - 1), (how & 1) != 0, ends[how >> 1 & 3], pieces[how >> 3 & 7]};
    }
    apibind::method asked() const { return is_head ? apibind::method::head : apibind::method::get; }

    /// What holds for an answer that came in part as well.
    void check_part(apibind::http_response const& answer) const {
        require(answer.body.size() <= limits.body, "the content is within its limit");
        require(answer.status >= 0 && answer.status <= 999, "a status has three digits");
        for (auto const& field : answer.fields) {
            require(apibind::detail::is_field_token(field.name), "names of fields are tokens", field.name);
            require(field.value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos,
                    "no value breaks its line", field.value);
        }
    }
    /// A success, behind which `left` bytes were not read: what a plain reader finds.
    framed_answer check_whole(apibind::http_response const& answer, std::size_t left) const {
        auto const plain = read_answer(bytes, is_head, end == apibind::detail::strict::io::ended, limits.body);
        require(plain.has_value(), "what is a success is an answer to a plain reader");
        require(plain->status == answer.status, "the status is that of the final answer");
        require(plain->content == answer.body, "the content is the content", answer.body);
        require(plain->end + left == bytes.size(), "nothing is read beyond the answer");
        return *plain;
    }
};

} // namespace fuzz
