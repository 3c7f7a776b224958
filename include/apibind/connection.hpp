// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/base64.hpp>
#include <apibind/destination.hpp>
#include <apibind/interim_answers.hpp>
#include <apibind/tls.hpp>

#include <boost/beast/core/flat_buffer.hpp>

#include <algorithm>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace apibind::detail::strict {

/// How a read or write went.
enum class io {
    done,
    ended,     ///< the peer closed in the way that its protocol ends
    cut,       ///< reset, or ended without TLS's close_notify
    timed_out, ///< or cancelled
};

/// A content up to this size goes out together with the head; a larger one is not copied.
constexpr std::size_t copied_content = 16u << 10;

/// A connection to an origin: bytes in, bytes out, through TLS where the origin wants it, every wait bounded. One call
/// at a time uses it.
class connection {
public:
    connection(http_origin origin, connection_options options)
        : to_(std::move(origin), std::move(options)), authority_(to_.origin.authority()) {}
    connection(connection const&) = delete;
    connection& operator=(connection const&) = delete;
    ~connection() {
        if (ssl_ && is_whole_) SSL_shutdown(ssl_.get()); // says close_notify and waits for nothing
        ERR_clear_error();
    }

    http_origin const& origin() const noexcept { return to_.origin; }
    connection_options const& options() const noexcept { return to_.options; }
    std::string const& authority() const noexcept { return authority_; }
    /// Names the peer in messages.
    std::string const& where() const noexcept { return to_.where; }
    /// What the system or OpenSSL said about the last `io::cut`; may be empty.
    std::string const& reason() const noexcept { return reason_; }
    /// All that the kernel ever took for this connection.
    std::size_t bytes_sent() const noexcept { return wire_.bytes_sent; }

    /// Whether the proxy reads the request: it is told the whole URL, unless it only passes on what TLS hides (RFC 9112
    /// section 3.2.2).
    bool is_for_proxy() const noexcept { return to_.options.proxy && !to_.origin.is_secure(); }
    /// The value of Proxy-Authorization, or nothing.
    std::string proxy_credentials() const {
        if (!to_.options.proxy || (to_.options.proxy->user.empty() && to_.options.proxy->password.empty())) return {};
        return "Basic " + base64(to_.options.proxy->user + ":" + to_.options.proxy->password.reveal());
    }
    /// The first line of the request.
    void write_line(std::string& out, http_request const& request) const {
        out.append(to_string(request.method)) += ' ';
        if (is_for_proxy()) out.append("http://").append(authority_);
        out.append(request.target).append(std::string_view(" HTTP/1.1\r\n"));
    }

    /// What follows ends once that is asked to.
    void obey(std::stop_token stop) { wire_.stop = std::move(stop); }
    std::stop_token const& stop() const noexcept { return wire_.stop; }

    /// Nothing where the socket is connected.
    std::optional<transport_failure> dial(time_point until) {
        auto addresses = to_.unix_socket.empty() ? resolve(to_.host, to_.port, until, stop()) : local_address();
        if (auto* failure = std::get_if<transport_failure>(&addresses)) return std::move(*failure);
        auto socket = connect(std::get<0>(addresses), to_.where, until, stop());
        if (auto* failure = std::get_if<transport_failure>(&socket)) return std::move(*failure);
        socket_ = std::get<socket_handle>(std::move(socket));
        wire_.descriptor = socket_.get();
        return std::nullopt;
    }

    /// Nothing where TLS stands and the peer is who it should be.
    std::optional<transport_failure> shake_hands(tls_contexts const& contexts, std::shared_ptr<tls_context> context,
                                                 time_point until) {
        auto const failed = [&](transport_error error, std::string const& what) {
            is_whole_ = false;
            if (owner_.context) owner_.context->sessions.forget(owner_.peer);
            return transport_failure{phase::tls, error, to_.where + ": " + what, {}};
        };
        ERR_clear_error();
        ssl_.reset(SSL_new(context->handle.get()));
        if (!ssl_) return failed(transport_error::tls, take_openssl_reason());
        owner_ = {std::move(context), to_.origin.host + ":" + std::to_string(to_.origin.port)};
        SSL_set_app_data(ssl_.get(), &owner_);
        auto* const bio = contexts.make_bio(wire_);
        SSL_set_bio(ssl_.get(), bio, bio);
        if (!expect_peer(ssl_.get(), to_.origin.host))
            return failed(transport_error::tls, "\"" + to_.origin.host + "\" is no name that a certificate could bear");
        if (auto const known = owner_.context->sessions.take(owner_.peer)) SSL_set_session(ssl_.get(), known.get());
        for (;;) {
            wire_.until = until;
            wire_.may_nap = true;
            errno = 0;
            ERR_clear_error();
            int const n = SSL_connect(ssl_.get());
            if (n == 1) return std::nullopt;
            int const code = SSL_get_error(ssl_.get(), n);
            if (code == SSL_ERROR_WANT_READ || code == SSL_ERROR_WANT_WRITE) {
                if (std::chrono::steady_clock::now() < until &&
                    wait_for(socket_.get(), code == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT, until, stop()))
                    continue;
                return failed(why_late(stop()), stop().stop_requested() ? "cancelled in the TLS handshake"
                                                                        : "the TLS handshake took too long");
            }
            if (auto const verified = SSL_get_verify_result(ssl_.get()); verified != X509_V_OK)
                return failed(transport_error::certificate,
                              "the certificate is not accepted for \"" + to_.origin.host +
                                  "\": " + X509_verify_cert_error_string(verified) + " (verified with " +
                                  (to_.options.ca_file.empty() ? "the system's CAs; a private CA is given as ca_file"
                                                               : "the CAs in \"" + to_.options.ca_file + "\"") +
                                  ")");
            bool const is_closed = code == SSL_ERROR_SYSCALL
#ifdef SSL_R_UNEXPECTED_EOF_WHILE_READING
                                   || ERR_GET_REASON(ERR_peek_last_error()) == SSL_R_UNEXPECTED_EOF_WHILE_READING
#endif
                ;
            lost();
            return failed(is_closed ? transport_error::closed : transport_error::tls,
                          "the TLS handshake failed: " + (is_closed ? "closed by the peer" : reason_));
        }
    }

    /// What came and is not consumed yet.
    std::string_view input() const {
        auto const bytes = input_.data();
        return {static_cast<char const*>(bytes.data()), bytes.size()};
    }
    void consume(std::size_t size) {
        input_.consume(size);
    }
    /// For the text of requests: its memory stays with the connection.
    std::string& output() noexcept {
        return output_;
    }
    /// Whether the handshake resumed an earlier session.
    bool is_resumed() const noexcept {
        return ssl_ && SSL_session_reused(ssl_.get()) == 1;
    }
    /// Gives back what only one call needed.
    void trim() {
        wire_.stop = {};
        if (output_.capacity() > (64u << 10)) output_ = {};
        if (input_.capacity() > (64u << 10)) input_.shrink_to_fit();
    }

    /// Adds what comes to the input, up to that many bytes; waits for one at least.
    io fill(wait_limit until, std::size_t room = 16u << 10) {
        auto const space = input_.prepare(room);
        bool const waits = until.deadline != at_once;
        auto const now = waits ? std::chrono::steady_clock::now() : at_once;
        wire_.until = until.from(now);
        wire_.may_nap = waits;
        wire_.is_begun = wire_.begin_read(now);
        if (!wire_.is_begun) return io::timed_out;
        for (int empty_records = 0;;) {
            short events = POLLIN;
            std::size_t size = 0;
            if (auto const how = read_some(static_cast<char*>(space.data()), space.size(), size, events);
                how != io::timed_out) {
                input_.commit(size);
                return how;
            }
            if (ssl_ && events == POLLIN && !wire_.is_drained) { // records came, none of them with content
                if (!waits && ++empty_records == 16) return io::cut;
            } else if (!waits || !wait_for(socket_.get(), events, wire_.until, stop())) {
                return io::timed_out;
            }
            if (waits && is_over(wire_.until)) return io::timed_out;
        }
    }

    /// Writes both, unless the peer answers before that: its answer counts, even where it has closed after it. Interim
    /// answers are left in the input.
    io write(std::string_view first, std::string_view second, bool& is_answered, wait_limit limit) {
        is_answered = false;
        if (stop().stop_requested()) return io::timed_out;
        std::optional<time_point> until; // asked for where not all is taken at once
        for (auto data : {first, second})
            while (!data.empty()) {
                short events = 0;
                auto const n = write_some(data, events);
                data.remove_prefix(n);
                if (data.empty()) break;
                if (!until) until = limit.from(std::chrono::steady_clock::now());
                if (n == 0) {
                    auto const why = reason_;
                    auto const seen = fill(at_once);
                    is_answered = seen == io::done && !may_be_interim(input());
                    if (is_answered) return io::done;
                    if (seen != io::done && (events == 0 || seen != io::timed_out)) {
                        if (reason_.empty()) reason_ = why;
                        return io::cut;
                    }
                    if (seen != io::done &&
                        !wait_for(socket_.get(), static_cast<short>(events | POLLIN), *until, stop()))
                        return io::timed_out;
                }
                if (is_over(*until)) return io::timed_out;
            }
        return io::done;
    }

    /// `timed_out` where the next request may go this way: open, and nothing there that no request asked for.
    io look() {
        if (!input().empty()) return io::done;
        if (!is_whole_) return io::cut;
        if (!ssl_ || !SSL_has_pending(ssl_.get())) {
            pollfd entry{socket_.get(), POLLIN, 0};
            if (::poll(&entry, 1, 0) == 0) return io::timed_out; // cheaper than a read of nothing
            char byte = 0;
            auto const n = ::recv(socket_.get(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
            if (n < 0) return is_for_later(errno) ? io::timed_out : lost();
            if (!ssl_) return n == 0 ? io::ended : io::done;
        }
        auto const how = fill(at_once); // a TLS session ticket may have come
        return how == io::timed_out && SSL_has_pending(ssl_.get()) ? io::done : how;
    }
    /// Whether the next request may go this way.
    bool is_idle() {
        return look() == io::timed_out;
    }

private:
    std::variant<std::vector<socket_address>, transport_failure> local_address() const {
        if (auto const found = unix_address(to_.unix_socket)) return std::vector{*found};
        return transport_failure{phase::build,
                                 transport_error::invalid_request,
                                 to_.where + ": the path of the socket is longer than the system takes",
                                 {}};
    }
    bool is_over(time_point until) const {
        return std::chrono::steady_clock::now() >= until || stop().stop_requested();
    }
    /// `timed_out` where nothing is there now; `events` is what to wait for.
    io read_some(char* data, std::size_t room, std::size_t& size, short& events) {
        errno = 0;
        if (ssl_) {
            ERR_clear_error();
            int const n = SSL_read(ssl_.get(), data, static_cast<int>(room));
            if (n > 0) {
                size = static_cast<std::size_t>(n);
                return io::done;
            }
            int const code = SSL_get_error(ssl_.get(), n);
            if (code == SSL_ERROR_ZERO_RETURN) return io::ended;
            if (code == SSL_ERROR_WANT_WRITE)
                events = POLLOUT;
            else if (code != SSL_ERROR_WANT_READ)
                return lost();
            return io::timed_out;
        }
        auto const n = receive(wire_, data, room);
        if (n < 0) return is_for_later(errno) ? io::timed_out : lost();
        size = static_cast<std::size_t>(n);
        return n == 0 ? io::ended : io::done;
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
        auto const n = send_quietly(wire_, data.data(), size);
        if (n > 0) return static_cast<std::size_t>(n);
        if (is_for_later(errno))
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

    destination to_;
    std::string authority_;
    std::string reason_;
    boost::beast::flat_buffer input_;
    std::string output_;
    bool is_whole_ = true; ///< neither cut nor left in the middle of a handshake
    socket_handle socket_;
    wire wire_;
    session_owner owner_;
    std::unique_ptr<SSL, openssl_free> ssl_; ///< after what it refers to
};

} // namespace apibind::detail::strict
