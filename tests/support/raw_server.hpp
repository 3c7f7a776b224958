// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "certificates.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace support {

struct tls_settings {
    identity own;
    int lowest = TLS1_2_VERSION;
    int highest = TLS1_3_VERSION;
    std::string client_ca_file{}; ///< not empty: clients must show a certificate of it
};

/// A connection as the server has it. Every wait ends after some seconds or with the server.
class raw_peer {
public:
    raw_peer(int descriptor, SSL_CTX* context) : descriptor_(descriptor), ssl_(context ? SSL_new(context) : nullptr) {
        timeval const patience{10, 0};
        ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        ::setsockopt(descriptor_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
        int const on = 1;
        ::setsockopt(descriptor_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        if (ssl_) SSL_set_fd(ssl_, descriptor_);
    }
    raw_peer(raw_peer const&) = delete;
    raw_peer& operator=(raw_peer const&) = delete;
    ~raw_peer() {
        SSL_free(ssl_);
        ::close(descriptor_);
    }

    bool shake_hands() { return !ssl_ || SSL_accept(ssl_) == 1; }
    /// What the client named by SNI.
    std::string server_name() const {
        char const* const name = ssl_ ? SSL_get_servername(ssl_, TLSEXT_NAMETYPE_host_name) : nullptr;
        return name ? name : "";
    }

    /// Some bytes, or none at the end.
    std::string read_some() {
        char buffer[4096];
        auto const n = ssl_ ? SSL_read(ssl_, buffer, sizeof buffer) : ::recv(descriptor_, buffer, sizeof buffer, 0);
        return n > 0 ? std::string(buffer, static_cast<std::size_t>(n)) : std::string();
    }
    /// A whole request, byte for byte, by its Content-Length; empty when the client has closed.
    std::string read_request() {
        std::string text = std::exchange(surplus_, {});
        for (;;) {
            if (auto const end = text.find("\r\n\r\n"); end != std::string::npos) {
                auto const field = text.find("\r\nContent-Length: ");
                auto const content = field < end ? std::stoul(text.substr(field + 18)) : 0;
                if (text.size() >= end + 4 + content) {
                    surplus_ = text.substr(end + 4 + content);
                    return text.substr(0, end + 4 + content);
                }
            }
            auto const more = read_some();
            if (more.empty()) return {};
            text += more;
        }
    }
    bool send(std::string_view text) {
        while (!text.empty()) {
            auto const n = ssl_ ? SSL_write(ssl_, text.data(), static_cast<int>(text.size()))
                                : ::send(descriptor_, text.data(), text.size(), MSG_NOSIGNAL);
            if (n <= 0) return false;
            text.remove_prefix(static_cast<std::size_t>(n));
        }
        return true;
    }
    /// Closes in TLS's orderly way; a cut does not.
    void close() {
        if (ssl_) SSL_shutdown(ssl_);
        cut();
    }
    void cut() { ::shutdown(descriptor_, SHUT_RDWR); }
    void reset() {
        linger const at_once{1, 0};
        ::setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    }
    /// Reads until the client has closed.
    void drain() {
        while (!read_some().empty()) {
        }
    }
    /// Reads nothing until the client has gone, or the server goes.
    void wait_for_end() {
        for (pollfd entry{descriptor_, 0, 0}; ::poll(&entry, 1, 10'000) < 0 && errno == EINTR;) {
        }
    }
    int descriptor() const noexcept { return descriptor_; }
    /// For a server that is going: ends every wait.
    void interrupt() { ::shutdown(descriptor_, SHUT_RDWR); }

private:
    int descriptor_;
    SSL* ssl_;
    std::string surplus_;
};

/// A server on 127.0.0.1, or on a Unix domain socket of that path, that plays a script to every connection, each on a
/// thread of its own.
class raw_server {
public:
    using script = std::function<void(raw_peer&)>;

    explicit raw_server(script played, std::optional<tls_settings> const& tls = std::nullopt,
                        std::string const& unix_socket = {})
        : script_(std::move(played)) {
        if (tls) context_ = make_context(*tls);
        if (!unix_socket.empty())
            listen_on(unix_socket);
        else
            listen_on_a_port();
        acceptor_ = std::thread([this] { accept_all(); });
    }
    raw_server(raw_server const&) = delete;
    raw_server& operator=(raw_server const&) = delete;
    ~raw_server() {
        is_stopping_ = true;
        acceptor_.join();
        {
            std::lock_guard const lock(mutex_);
            for (auto& peer : peers_) peer->interrupt();
        }
        for (auto& thread : threads_) thread.join();
        ::close(listener_);
        SSL_CTX_free(context_);
    }

    std::uint16_t port() const noexcept { return port_; }
    /// Connections accepted so far; over TLS also those whose handshake failed.
    int connections() const noexcept { return connections_; }
    /// Every request that `keep` was told, in order.
    std::vector<std::string> requests() const {
        std::lock_guard const lock(mutex_);
        return requests_;
    }
    void keep(std::string request) {
        std::lock_guard const lock(mutex_);
        requests_.push_back(std::move(request));
    }

private:
    void listen_on_a_port() {
        listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listener_, 64) != 0 ||
            ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
            throw std::runtime_error("no port to listen on");
        port_ = ntohs(address.sin_port);
    }
    void listen_on(std::string const& path) {
        listener_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path.copy(address.sun_path, sizeof address.sun_path - 1);
        if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
            ::listen(listener_, 64) != 0)
            throw std::runtime_error("no socket to listen on");
    }
    static SSL_CTX* make_context(tls_settings const& tls) {
        auto* const context = SSL_CTX_new(TLS_server_method());
        SSL_CTX_set_security_level(context, 0); // so that TLS 1.1 can be offered to a client that must refuse it
        SSL_CTX_set_min_proto_version(context, tls.lowest);
        SSL_CTX_set_max_proto_version(context, tls.highest);
        std::unique_ptr<BIO, decltype(&BIO_free)> const certificate(
            BIO_new_mem_buf(tls.own.certificate.data(), static_cast<int>(tls.own.certificate.size())), &BIO_free);
        std::unique_ptr<BIO, decltype(&BIO_free)> const key(
            BIO_new_mem_buf(tls.own.key.data(), static_cast<int>(tls.own.key.size())), &BIO_free);
        auto* const leaf = PEM_read_bio_X509(certificate.get(), nullptr, nullptr, nullptr);
        auto* const secret = PEM_read_bio_PrivateKey(key.get(), nullptr, nullptr, nullptr);
        SSL_CTX_use_certificate(context, leaf);
        SSL_CTX_use_PrivateKey(context, secret);
        X509_free(leaf);
        while (auto* const between = PEM_read_bio_X509(certificate.get(), nullptr, nullptr, nullptr))
            SSL_CTX_add_extra_chain_cert(context, between); // which owns it now
        ERR_clear_error();                                  // the end of the text is no error
        EVP_PKEY_free(secret);
        if (!tls.client_ca_file.empty()) {
            SSL_CTX_load_verify_locations(context, tls.client_ca_file.c_str(), nullptr);
            SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
        }
        return context;
    }

    void accept_all() {
        // A client that is gone must not end the tests: OpenSSL's writes raise SIGPIPE. Threads inherit the mask.
        sigset_t pipe;
        sigemptyset(&pipe);
        sigaddset(&pipe, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
        while (!is_stopping_) {
            pollfd entry{listener_, POLLIN, 0};
            if (::poll(&entry, 1, 20) != 1) continue;
            int const descriptor = ::accept(listener_, nullptr, nullptr);
            if (descriptor < 0) continue;
            ++connections_;
            auto peer = std::make_unique<raw_peer>(descriptor, context_);
            auto* const raw = peer.get();
            std::lock_guard const lock(mutex_);
            auto const place = peers_.insert(peers_.end(), std::move(peer));
            threads_.emplace_back([this, raw, place] {
                if (raw->shake_hands()) script_(*raw);
                std::lock_guard const lock_of_peers(mutex_);
                peers_.erase(place);
            });
        }
    }

    script script_;
    SSL_CTX* context_ = nullptr;
    int listener_ = -1;
    std::uint16_t port_ = 0;
    std::atomic<bool> is_stopping_{false};
    std::atomic<int> connections_{0};
    mutable std::mutex mutex_;
    std::vector<std::string> requests_;
    std::list<std::unique_ptr<raw_peer>> peers_;
    std::vector<std::thread> threads_;
    std::thread acceptor_;
};

} // namespace support
