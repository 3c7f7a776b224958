// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "both_transports.hpp"
#include "carriers.hpp"

#include <chrono>
#include <functional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace support {

/// A way for a server to keep a call waiting in one phase, for as long as the client stays.
struct stall {
    std::string name;
    apibind::phase phase;
    /// Calls `reached` once the client is in that phase.
    std::function<void(raw_peer&, std::function<void()> const& reached)> play;
    bool is_large = false;        ///< the request must be one that is too large for the buffers
    bool is_in_handshake = false; ///< over TLS only, with a server that does not speak it
};

/// Sends that one after another, until the client has gone.
inline void trickle(raw_peer& peer, std::string const& piece) {
    while (peer.send(piece)) std::this_thread::sleep_for(std::chrono::milliseconds(2));
}

inline std::vector<stall> const& stalls() {
    using apibind::phase;
    using signal = std::function<void()>;
    auto const answering = [](std::string begin, std::string more) {
        return [=](raw_peer& peer, signal const& reached) {
            peer.read_request();
            peer.send(begin);
            std::this_thread::sleep_for(std::chrono::milliseconds(20)); // for the client to read it
            reached();
            if (!more.empty()) trickle(peer, more);
            peer.drain();
        };
    };
    auto const shaking_hands = [](std::string begin, std::string more) {
        return [=](raw_peer& peer, signal const& reached) {
            peer.read_some();
            peer.send(begin);
            reached();
            if (!more.empty()) trickle(peer, more);
            peer.drain();
        };
    };
    static std::string const record = std::string("\x16\x03\x03\x3f\xff", 5); // of the handshake, and long
    static std::string const ok = "HTTP/1.1 200 OK\r\n";
    static std::vector<stall> const all{
        {"silent in the handshake", phase::tls, shaking_hands("", ""), false, true},
        {"stalled in the handshake", phase::tls, shaking_hands(record + "\x02", ""), false, true},
        {"trickling through the handshake", phase::tls, shaking_hands(record, "\x02"), false, true},
        {"not reading on", phase::write,
         [](raw_peer& peer, signal const& reached) {
             peer.read_some();
             reached();
             peer.wait_for_end();
         },
         true},
        {"silent after the request", phase::await, answering("", "")},
        {"stalled in the head", phase::head, answering(ok + "X: ", "")},
        {"trickling through the head", phase::head, answering(ok + "X: ", "x")},
        {"sending interim answers", phase::head, answering("HTTP/1.1 100 Continue\r\n\r\n", "")},
        {"stalled in a content with a length", phase::body, answering(ok + "Content-Length: 9\r\n\r\nhalf", "")},
        {"stalled in chunks", phase::body, answering(ok + "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n", "")},
        {"stalled in a content until the end", phase::body, answering(ok + "\r\nhalf", "")},
        {"trickling through a content until the end", phase::body, answering(ok + "\r\n", "x")},
        {"trickling through chunks", phase::body, answering(ok + "Transfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n")},
    };
    return all;
}

} // namespace support
