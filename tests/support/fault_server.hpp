// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "fault_ledger.hpp"
#include "fault_tls.hpp"
#include "raw_server.hpp"

#include <fcntl.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

namespace faults {

/// What a vendor says when it has done what it was asked.
struct good_answer {
    int status = 200;
    std::string content;

    std::string head(std::string const& fields) const {
        return "HTTP/1.1 " + std::to_string(status) + " Done\r\nContent-Type: application/json\r\n" + fields + "\r\n";
    }
    /// Whole, with a Content-Length.
    std::string text() const { return head("Content-Length: " + std::to_string(content.size()) + "\r\n") + content; }
};

/// One connection as a script of faults has it. Every wait ends with the server or after some seconds.
class vendor {
public:
    /// What the connections of a server share.
    struct shared {
        ledger& kept;
        std::atomic<bool> is_ending{false};
        std::atomic<bool> is_settled{false};
    };

    vendor(support::raw_peer& over, shared& common, good_answer const& answer, int index)
        : peer(over), good(answer), connection(index), shared_(common) {}

    support::raw_peer& peer;
    good_answer const& good;
    int const connection; ///< how many connections came before this one
    std::chrono::milliseconds before_acting{0};

    /// Reads a request whole and counts it; false when the client has gone.
    bool read() {
        auto const text = peer.read_request();
        if (text.empty()) return false;
        id_ = id_in(text);
        request_ = text;
        shared_.kept.read(id_);
        return true;
    }
    std::string const& request() const noexcept { return request_; }
    /// Does what the last request asked for, after a while where one is set.
    void act() {
        wait(before_acting);
        shared_.kept.act(id_);
    }
    /// The same vendor, over another peer.
    vendor over(support::raw_peer& other) const { return vendor(other, shared_, good, connection); }

    bool send(std::string_view text) { return peer.send(text); }
    /// Sends until the client has gone.
    void send_forever(std::string const& block) {
        while (!shared_.is_ending && peer.send(block)) {
        }
    }
    /// Byte by byte, so slowly that no end comes in sight.
    void trickle(std::string_view text) {
        for (std::size_t i = 0; !shared_.is_ending && i != text.size() && peer.send(text.substr(i, 1)); ++i)
            wait(std::chrono::milliseconds(10));
    }
    void wait(std::chrono::milliseconds time) {
        auto const until = std::chrono::steady_clock::now() + time;
        while (!shared_.is_ending && std::chrono::steady_clock::now() < until)
            std::this_thread::sleep_for(std::min(time, std::chrono::milliseconds(5)));
    }
    /// Says that the client may go on: what was to be there before its next call is there.
    void settle() { shared_.is_settled = true; }
    /// Stays, and reads nothing, until the server goes.
    void stay_deaf() { wait(std::chrono::seconds(30)); }
    /// Stays, and throws away what comes, until the client has gone.
    void stay() { peer.drain(); }

private:
    shared& shared_;
    std::string id_;
    std::string request_;
};

/// What a server does to its clients.
struct behaviour {
    enum class port { open, refused, full };

    std::function<void(vendor&)> script{};
    port listening = port::open;
    bool before_handshake = false; ///< over TLS: the script has the connection as it was accepted
    credentials shown = credentials::good;
};

/// A vendor on 127.0.0.1 that plays a behaviour to every connection, and counts what it was asked and what it did.
class fault_server {
public:
    fault_server(behaviour played, carrier over, good_answer answer, ledger& kept)
        : played_(std::move(played)), over_(over), answer_(std::move(answer)), shared_{kept} {
        if (played_.listening == behaviour::port::open) {
            if (over_ != carrier::plain) context_ = identities::instance().context(played_.shown, over_);
            server_ = std::make_unique<support::raw_server>([this](support::raw_peer& peer) { play(peer); });
            port_ = server_->port();
        } else {
            take_port();
        }
    }
    fault_server(fault_server const&) = delete;
    fault_server& operator=(fault_server const&) = delete;
    ~fault_server() {
        finish();
        for (int const descriptor : {listener_, waiting_[0], waiting_[1], waiting_[2]})
            if (descriptor >= 0) ::close(descriptor);
    }

    std::uint16_t port() const noexcept { return port_; }
    /// Waits for a script to settle.
    void wait_until_settled() const {
        auto const until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
        while (!shared_.is_settled && std::chrono::steady_clock::now() < until)
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    int connections() const { return server_ ? server_->connections() : connections_; }
    /// Ends every script; what it was about to do late is done then.
    void finish() {
        shared_.is_ending = true;
        if (server_) connections_ = server_->connections();
        server_.reset();
    }

private:
    void play(support::raw_peer& bare) {
        int const index = index_++;
        if (over_ == carrier::plain || played_.before_handshake) {
            vendor one(bare, shared_, answer_, index);
            return played_.script(one);
        }
        support::raw_peer peer(::fcntl(bare.descriptor(), F_DUPFD_CLOEXEC, 0), context_);
        if (!peer.shake_hands()) return;
        vendor one(peer, shared_, answer_, index);
        played_.script(one);
    }

    /// A port that nobody listens on, or whose queue of connections is full; nobody else can take it meanwhile.
    void take_port() {
        listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* const where = reinterpret_cast<sockaddr*>(&address);
        if (::bind(listener_, where, size) != 0 || ::getsockname(listener_, where, &size) != 0)
            throw std::runtime_error("no port");
        port_ = ntohs(address.sin_port);
        if (played_.listening == behaviour::port::refused) return;
        ::listen(listener_, 0);
        for (int& descriptor : waiting_) {
            descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
            ::connect(descriptor, where, size);
        }
    }

    behaviour played_;
    carrier over_;
    good_answer answer_;
    vendor::shared shared_;
    SSL_CTX* context_ = nullptr;
    std::atomic<int> index_{0};
    int connections_ = 0;
    std::uint16_t port_ = 0;
    int listener_ = -1;
    int waiting_[3] = {-1, -1, -1};
    std::unique_ptr<support::raw_server> server_; // last: its threads use the others
};

} // namespace faults
