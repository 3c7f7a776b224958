// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "answer_input.hpp"
#include "fuzz.hpp"
#include "scripted_peer.hpp"

#include <apibind/beast_exchange.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>

// Any bytes as the answer of a server, in pieces of any size: reading ends, takes no more memory than its limits allow,
// and is a success only where a plain reader of RFC 9112 finds the same status, the same content and the same end. The
// first byte of the input says whether HEAD was asked, how the connection ends, and how large the pieces are.

namespace fuzz_http_answer {

using namespace apibind;
namespace strict = apibind::detail::strict;

void check(fuzz::answer_input const& in) {
    fuzz::scripted_peer peer(in.bytes, in.piece, in.end);
    auto const never = strict::time_point::max();
    auto now = phase::await;
    std::optional<strict::answer_parser> parser;
    auto fault = strict::read_head(peer, parser, in.asked(), in.limits, never, never, now);
    if (fault) {
        fuzz::require(now == phase::head || peer.left() == in.bytes.size(), "a failure before a byte came");
        fuzz::require(!fault->what.empty(), "a failure is explained");
        return;
    }
    fault = strict::read_content(peer, *parser, never);
    auto const& answer = parser->answer();
    fuzz::require(answer.body.capacity() <= 2 * in.limits.body, "the memory of the content is within its limit");
    in.check_part(answer);
    if (fault) {
        fuzz::require(!fault->what.empty(), "a failure is explained");
        return;
    }
    if (in.check_whole(answer, peer.left()).until_close)
        fuzz::require(!parser->keeps_connection(), "what ends with the connection does not keep it");
}

} // namespace fuzz_http_answer

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    if (size != 0) fuzz_http_answer::check(fuzz::answer_input::of(data, size));
    return 0;
}
