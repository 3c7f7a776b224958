// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "framing.hpp"
#include "fuzz.hpp"
#include "scripted_peer.hpp"

#include <apibind/beast_exchange.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Any bytes as the answer of a server, in pieces of any size: reading ends, takes no more memory than its limits allow,
// and is a success only where a plain reader of RFC 9112 finds the same status, the same content and the same end. The
// first byte of the input says whether HEAD was asked, how the connection ends, and how large the pieces are.

namespace fuzz_http_answer {

using namespace apibind;
namespace strict = apibind::detail::strict;

void check(std::string_view bytes, bool is_head, strict::io end, std::size_t piece) {
    constexpr answer_limits limits{.head = 4u << 10, .body = 16u << 10};
    auto const asked = is_head ? method::head : method::get;
    fuzz::scripted_peer peer(bytes, piece, end);
    auto const never = strict::time_point::max();
    auto now = phase::await;
    std::optional<strict::answer_parser> parser;
    auto fault = strict::read_head(peer, parser, asked, limits, never, never, now);
    if (fault) {
        fuzz::require(now == phase::head || peer.left() == bytes.size(), "a failure before a byte came");
        fuzz::require(!fault->what.empty(), "a failure is explained");
        return;
    }
    fault = strict::read_content(peer, *parser, never);
    auto const& answer = parser->answer();
    fuzz::require(answer.body.size() <= limits.body, "the content is within its limit");
    fuzz::require(answer.body.capacity() <= 2 * limits.body, "the memory of the content is within its limit");
    fuzz::require(answer.status >= 0 && answer.status <= 999, "a status has three digits");
    for (auto const& field : answer.fields) {
        fuzz::require(apibind::detail::is_field_token(field.name), "names of fields are tokens", field.name);
        fuzz::require(field.value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos,
                      "no value breaks its line", field.value);
    }
    if (fault) {
        fuzz::require(!fault->what.empty(), "a failure is explained");
        return;
    }
    auto const plain = fuzz::read_answer(bytes, is_head, end == strict::io::ended, limits.body);
    fuzz::require(plain.has_value(), "what is a success is an answer to a plain reader");
    fuzz::require(plain->status == answer.status, "the status is that of the final answer");
    fuzz::require(plain->content == answer.body, "the content is the content", answer.body);
    fuzz::require(plain->end + peer.left() == bytes.size(), "nothing is read beyond the answer");
    if (plain->until_close)
        fuzz::require(!parser->keeps_connection(), "what ends with the connection does not keep it");
}

} // namespace fuzz_http_answer

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    using apibind::detail::strict::io;
    if (size == 0) return 0;
    auto const how = data[0];
    constexpr io ends[] = {io::ended, io::cut, io::timed_out, io::ended};
    constexpr std::size_t pieces[] = {1u << 20, 1, 2, 3, 7, 19, 64, 500};
    fuzz_http_answer::check(fuzz::text_of(data + 1, size - 1), (how & 1) != 0, ends[how >> 1 & 3],
                            pieces[how >> 3 & 7]);
    return 0;
}
