// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/connection.hpp>
#include <apibind/interim_answers.hpp>
#include <apibind/transport_frame.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

/// Reads the head of an answer up to its end, before anybody parses it.
namespace apibind::detail::strict {

/// Finds the end of a head while it comes, and what other readers might take differently: bare LF, folded lines.
class head_scan {
public:
    enum class verdict : std::uint8_t { incomplete, complete, malformed };

    /// `head` is all that has come, beginning with the same bytes each time.
    verdict look(std::string_view head) {
        constexpr std::string_view version = "HTTP/1.";
        auto const compared = std::min(head.size(), version.size());
        if (head.substr(0, compared) != version.substr(0, compared)) return verdict::malformed;
        while (at_ != head.size()) {
            auto const* const found = std::memchr(head.data() + at_, '\n', head.size() - at_);
            if (!found) {
                at_ = head.size();
                break;
            }
            auto const end = static_cast<std::size_t>(static_cast<char const*>(found) - head.data());
            auto const line = head.substr(line_, end - line_);
            at_ = line_ = end + 1;
            if (!line.ends_with('\r') || line.starts_with(' ') || line.starts_with('\t')) return verdict::malformed;
            if (line.size() == 1) return verdict::complete;
        }
        return verdict::incomplete;
    }
    /// Where the content begins, once it is complete.
    std::size_t end() const noexcept { return line_; }

private:
    std::size_t at_ = 0;
    std::size_t line_ = 0;
};

/// Why an answer is not complete.
struct reading_fault {
    transport_error error;
    std::string what;
};

template <class Peer>
reading_fault fault_of(io how, Peer const& peer, std::string const& doing) {
    if (how == io::timed_out)
        return {why_late(peer.stop()), (peer.stop().stop_requested() ? "cancelled " : "no time was left ") + doing};
    return {transport_error::closed,
            "closed by the peer " + doing + (how == io::cut && !peer.reason().empty() ? ": " + peer.reason() : "")};
}

/// The same of a wait for content.
template <class Peer>
reading_fault content_fault_of(io how, Peer const& peer, content_waits const& waits) {
    if (how == io::timed_out && !peer.stop().stop_requested() && waits.is_silence())
        return {transport_error::timeout,
                "nothing came for " + std::to_string(waits.idle->count()) + " ms in the content of the answer"};
    return fault_of(how, peer, "in the content of the answer");
}

/// Waits until the peer's input begins with a whole head, `size` bytes of `left` at most. `now` goes from `await` to
/// `head` with the first byte. The peer is a connection, or what stands for one.
template <class Peer>
std::optional<reading_fault> await_head(Peer& peer, std::size_t left, answer_limits const& limits,
                                        wait_limit await_until, time_point deadline, phase& now, std::size_t& size) {
    using verdict = head_scan::verdict;
    head_scan scan;
    auto seen = verdict::incomplete;
    for (;;) {
        if (!peer.input().empty()) {
            now = phase::head;
            seen = scan.look(peer.input());
        }
        if (seen == verdict::malformed)
            return reading_fault{transport_error::malformed,
                                 "the answer is malformed: it is not HTTP/1, or a line of its head is folded or "
                                 "ends without CR"};
        if ((seen == verdict::complete ? scan.end() : peer.input().size()) > left)
            return reading_fault{transport_error::too_large, "the head of the answer is larger than limits.head, " +
                                                                 std::to_string(limits.head) + " bytes"};
        if (seen == verdict::complete) break;
        bool const is_begun = now == phase::head;
        if (auto const how = peer.fill(is_begun ? wait_limit(deadline) : await_until); how != io::done)
            return fault_of(how, peer, is_begun ? "in the head of the answer" : "while waiting for the answer");
    }
    size = scan.end();
    return std::nullopt;
}

/// The same up to the head of the final answer: interim ones are consumed, and their heads count for the limit.
/// `judge(head)` tells what is wrong with a head. `status` is that of the final one.
template <class Peer, class Judge>
std::optional<reading_fault> await_final_head(Peer& peer, answer_limits const& limits, wait_limit await_until,
                                              time_point deadline, phase& now, std::size_t& size, int& status,
                                              Judge judge) {
    for (auto left = limits.head;; left -= size) {
        if (auto fault = await_head(peer, left, limits, await_until, deadline, now, size)) return fault;
        auto const head = peer.input().substr(0, size);
        if (std::optional<reading_fault> fault = judge(head)) return fault;
        status = status_of(head);
        if (status < 0) return reading_fault{transport_error::malformed, "the answer is malformed: it has no status"};
        if (!is_interim(status)) return std::nullopt;
        peer.consume(size);
    }
}

} // namespace apibind::detail::strict
