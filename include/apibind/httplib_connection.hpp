// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/base64.hpp>
#include <apibind/httplib_tls.hpp>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace apibind::detail {

/// How a read or write went.
enum class io {
    done,
    ended, ///< the peer closed in the way that its protocol ends
    cut,   ///< reset, or ended without TLS's close_notify
    timed_out,
};

/// The time by which a phase must be over: its cap, within the call's deadline.
inline time_point within(std::chrono::milliseconds cap, time_point deadline) {
    auto const now = std::chrono::steady_clock::now();
    return deadline - now < cap ? deadline : now + cap;
}

/// A connection to an origin, through TLS and a proxy as asked for: bytes in, bytes out, every wait bounded.
/// One call at a time uses it.
class connection {
public:
    connection(http_origin origin, connection_options options)
        : origin_(std::move(origin)), options_(std::move(options)) {
        where_ = origin_.host + ":" + std::to_string(origin_.port);
        auto const dialled = dialled_host() + ":" + std::to_string(dialled_port());
        if (options_.proxy)
            where_ += " (by the proxy " + dialled + ")";
        else if (dialled != where_)
            where_ += " (at " + dialled + ")";
    }
    connection(connection const&) = delete;
    connection& operator=(connection const&) = delete;
    ~connection() {
        if (ssl_ && is_whole_) SSL_shutdown(ssl_.get()); // says close_notify and waits for nothing
        ERR_clear_error();
    }

    http_origin const& origin() const noexcept { return origin_; }
    connection_options const& options() const noexcept { return options_; }
    /// Names the peer in messages.
    std::string const& where() const noexcept { return where_; }
    /// What the system or OpenSSL said about the last `io::cut`; may be empty.
    std::string const& reason() const noexcept { return reason_; }
    /// All that the kernel ever took for this connection.
    std::size_t bytes_sent() const noexcept { return state_.bytes_sent; }

    /// The field line that the proxy wants, or nothing.
    std::string proxy_authorization() const {
        if (!options_.proxy || (options_.proxy->user.empty() && options_.proxy->password.empty())) return {};
        return "Proxy-Authorization: Basic " + base64(options_.proxy->user + ":" + options_.proxy->password.reveal()) +
               "\r\n";
    }

    /// Nothing where it is open; every failure is before a byte of the request.
    std::optional<transport_failure> open(tls_contexts& contexts, send_options const& limits) {
        tls_contexts::context context;
        if (origin_.is_secure()) { // first: what cannot be read is found out before anybody is connected to
            auto found = contexts.find(options_);
            if (auto* failure = std::get_if<transport_failure>(&found)) return std::move(*failure);
            context = std::get<tls_contexts::context>(std::move(found));
        }
        auto const until = within(limits.timeouts.connect, limits.deadline);
        auto addresses = resolve(dialled_host(), dialled_port(), until);
        if (auto* failure = std::get_if<transport_failure>(&addresses)) return std::move(*failure);
        auto socket = connect(std::get<0>(addresses), where_, until);
        if (auto* failure = std::get_if<transport_failure>(&socket)) return std::move(*failure);
        socket_ = std::get<socket_handle>(std::move(socket));
        state_.descriptor = socket_.get();
        if (!context) return std::nullopt;
        if (options_.proxy)
            if (auto failure = open_tunnel(until)) return failure;
        return shake_hands(contexts, context.get(), within(limits.timeouts.tls, limits.deadline));
    }

    /// Gives the bytes that come to `take`, one by one, until it says false; waits for one at least.
    template <class Take>
    io consume(time_point until, Take take) {
        if (begin_ == end_)
            if (auto const how = fill(until); how != io::done) return how;
        while (begin_ != end_ && take(input_[begin_++])) {
        }
        return io::done;
    }

    /// Writes all, unless the peer answers before that: its answer counts, even where it has closed after it.
    io write(std::string_view data, bool& is_answered, time_point until) {
        is_answered = false;
        while (!data.empty()) {
            short events = 0;
            auto const n = write_some(data, events);
            data.remove_prefix(n);
            if (n != 0) continue;
            auto const why = reason_;
            auto const seen = fill(at_once);
            is_answered = seen == io::done;
            if (is_answered) return io::done;
            if (events == 0 || seen != io::timed_out) {
                if (reason_.empty()) reason_ = why;
                return io::cut;
            }
            if (std::chrono::steady_clock::now() >= until ||
                !wait_for(socket_.get(), static_cast<short>(events | POLLIN), until))
                return io::timed_out;
        }
        return io::done;
    }

    /// Whether the next request may go this way: still open, and nothing there that no request asked for.
    bool is_idle() {
        if (begin_ != end_ || !is_whole_) return false;
        return !is_readable(socket_.get()) || fill(at_once) == io::timed_out; // a TLS session ticket may have come
    }

private:
    std::string const& dialled_host() const {
        if (options_.proxy) return options_.proxy->host;
        return options_.connect_to && !options_.connect_to->host.empty() ? options_.connect_to->host : origin_.host;
    }
    std::uint16_t dialled_port() const {
        if (options_.proxy) return options_.proxy->port;
        return options_.connect_to && options_.connect_to->port != 0 ? options_.connect_to->port : origin_.port;
    }

    io fill(time_point until) {
        begin_ = end_ = 0;
        for (;;) {
            if (until != at_once && std::chrono::steady_clock::now() >= until) return io::timed_out;
            short events = POLLIN;
            errno = 0;
            if (ssl_) {
                ERR_clear_error();
                int const n = SSL_read(ssl_.get(), input_.data(), static_cast<int>(input_.size()));
                if (n > 0) end_ = static_cast<std::size_t>(n);
                int const code = SSL_get_error(ssl_.get(), n);
                if (code == SSL_ERROR_NONE) return io::done;
                if (code == SSL_ERROR_ZERO_RETURN) return io::ended;
                if (code == SSL_ERROR_WANT_WRITE)
                    events = POLLOUT;
                else if (code != SSL_ERROR_WANT_READ)
                    return lost();
            } else {
                auto const n = ::recv(socket_.get(), input_.data(), input_.size(), 0);
                if (n > 0) end_ = static_cast<std::size_t>(n);
                if (n >= 0) return n == 0 ? io::ended : io::done;
                if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) return lost();
            }
            if (!wait_for(socket_.get(), events, until)) return io::timed_out;
        }
    }

    /// Bytes taken; where it is 0, `events` is what to wait for, and 0 where nothing will be taken any more.
    std::size_t write_some(std::string_view data, short& events) {
        auto const size = std::min<std::size_t>(data.size(), 1u << 30);
        errno = 0;
        if (ssl_) {
            ERR_clear_error();
            int const n = SSL_write(ssl_.get(), data.data(), static_cast<int>(size));
            if (n > 0) return static_cast<std::size_t>(n);
            int const code = SSL_get_error(ssl_.get(), n);
            if (code == SSL_ERROR_WANT_WRITE)
                events = POLLOUT;
            else if (code == SSL_ERROR_WANT_READ)
                events = POLLIN;
            else
                lost();
            return 0;
        }
        auto const n = send_quietly(socket_.get(), data.data(), size);
        if (n > 0) {
            state_.bytes_sent += static_cast<std::size_t>(n);
            return static_cast<std::size_t>(n);
        }
        if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)
            events = POLLOUT;
        else
            lost();
        return 0;
    }

    io lost() {
        int const code = errno;
        reason_ = take_openssl_reason();
        if (reason_.empty() && code != 0) reason_ = text_of_errno(code);
        is_whole_ = false;
        return io::cut;
    }

    /// RFC 9110 section 9.3.6.
    std::optional<transport_failure> open_tunnel(time_point until) {
        auto const failed = [&](transport_error error, std::string const& what) {
            return transport_failure{phase::connect, error, where_ + ": " + what, {}};
        };
        auto host = origin_.host.find(':') == std::string::npos ? origin_.host : "[" + origin_.host + "]";
        host += ":" + std::to_string(origin_.port);
        bool is_answered = false;
        std::string head;
        auto how = write("CONNECT " + host + " HTTP/1.1\r\nHost: " + host + "\r\n" + proxy_authorization() + "\r\n",
                         is_answered, until);
        while (how == io::done && !head.ends_with("\r\n\r\n") && head.size() < 16'384) {
            how = consume(until, [&](char c) {
                head += c;
                return !head.ends_with("\r\n\r\n");
            });
        }
        if (how == io::timed_out) return failed(transport_error::timeout, "the proxy did not open the tunnel in time");
        if (how != io::done) return failed(transport_error::connect, "the proxy closed the connection");
        if (head.starts_with("HTTP/1.1 407") || head.starts_with("HTTP/1.0 407"))
            return failed(transport_error::connect,
                          "the proxy wants other credentials (407): see proxy.user and proxy.password");
        if (!head.starts_with("HTTP/1.") || head.size() < 13 || head[8] != ' ' || head[9] != '2' ||
            !head.ends_with("\r\n\r\n") || begin_ != end_)
            return failed(transport_error::connect, "the proxy did not open the tunnel: it answered \"" +
                                                        printable(head.substr(0, head.find('\r'))) + "\"");
        return std::nullopt;
    }

    static std::string printable(std::string text) {
        text.resize(std::min<std::size_t>(text.size(), 80));
        for (auto& c : text)
            if (c < ' ' || c > '~') c = '?';
        return text;
    }

    std::optional<transport_failure> shake_hands(tls_contexts const& contexts, SSL_CTX* context, time_point until) {
        auto const failed = [&](transport_error error, std::string const& what) {
            is_whole_ = false;
            return transport_failure{phase::tls, error, where_ + ": " + what, {}};
        };
        ssl_.reset(SSL_new(context));
        if (!ssl_) return failed(transport_error::tls, take_openssl_reason());
        auto* const bio = contexts.make_bio(state_);
        SSL_set_bio(ssl_.get(), bio, bio);
        if (!expect_peer(ssl_.get(), origin_.host))
            return failed(transport_error::tls, "\"" + origin_.host + "\" is no name that a certificate could bear");
        for (;;) {
            errno = 0;
            ERR_clear_error();
            int const n = SSL_connect(ssl_.get());
            if (n == 1) return std::nullopt;
            int const code = SSL_get_error(ssl_.get(), n);
            if (code == SSL_ERROR_WANT_READ || code == SSL_ERROR_WANT_WRITE) {
                if (wait_for(socket_.get(), code == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT, until) &&
                    std::chrono::steady_clock::now() < until)
                    continue;
                return failed(transport_error::timeout, "the TLS handshake took too long");
            }
            if (auto const verified = SSL_get_verify_result(ssl_.get()); verified != X509_V_OK)
                return failed(transport_error::certificate,
                              "the certificate is not accepted for \"" + origin_.host +
                                  "\": " + X509_verify_cert_error_string(verified) + " (verified with " +
                                  (options_.ca_file.empty() ? "the system's CAs; a private CA is given as ca_file"
                                                            : "the CAs in \"" + options_.ca_file + "\"") +
                                  ")");
            bool const is_closed = code == SSL_ERROR_SYSCALL ||
                                   ERR_GET_REASON(ERR_peek_last_error()) == SSL_R_UNEXPECTED_EOF_WHILE_READING;
            lost();
            return failed(is_closed ? transport_error::closed : transport_error::tls,
                          "the TLS handshake failed: " + (is_closed ? "closed by the peer" : reason_));
        }
    }

    struct ssl_free {
        void operator()(SSL* ssl) const noexcept { SSL_free(ssl); }
    };

    http_origin origin_;
    connection_options options_;
    std::string where_;
    std::string reason_;
    std::array<char, 16'384> input_{};
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    bool is_whole_ = true; ///< neither cut nor left in the middle of a handshake
    socket_handle socket_;
    tls_contexts::socket_state state_;
    std::unique_ptr<SSL, ssl_free> ssl_; ///< after what its BIO refers to
};

} // namespace apibind::detail
