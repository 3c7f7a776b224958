// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/destination.hpp>
#include <apibind/httplib_reader.hpp>
#include <apibind/httplib_request.hpp>
#include <apibind/httplib_sigpipe.hpp>
#include <apibind/httplib_socket.hpp>
#include <apibind/httplib_stack.hpp>
#include <apibind/httplib_tls.hpp>
#include <apibind/httplib_verdict.hpp>
#include <apibind/httplib_watchdog.hpp>
#include <apibind/transport_frame.hpp>

#include <httplib.h>

#include <poll.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>

namespace apibind::detail {

using time_point = std::chrono::steady_clock::time_point;

/// What may come before the head is complete: the limit for it, what TLS adds, and content that comes with it.
constexpr std::size_t most_of_head(answer_limits const& limits) noexcept {
    return std::min(limits.head, std::size_t(1) << 30) + (32u << 10);
}
/// What may come between two pieces of content.
constexpr std::size_t most_of_framing = 128u << 10;
/// A stack on which the longest status line that may come is read. Where bytes are counted as they are read (TLS), with
/// the default limit it is of a size that the C library keeps for the next call; elsewhere more may come unnoticed.
constexpr std::size_t stack_for(answer_limits const& limits, bool is_counted) noexcept {
    constexpr std::size_t most = 256u << 20;
    return (1u << 20) + (is_counted ? std::min<std::size_t>(stack_of_a_character * most_of_head(limits), most) : most);
}

/// A client of cpp-httplib with one connection to an origin, through TLS and a proxy as asked for. It connects with its
/// first request and never again. One call at a time uses it.
class connection final : tls_observer {
public:
    connection(http_origin origin, connection_options options) : to_(std::move(origin), std::move(options)) {}
    connection(connection const&) = delete;
    connection& operator=(connection const&) = delete;
    ~connection() {
        sigpipe_block const quiet; // TLS says goodbye
        client_.reset();
    }

    http_origin const& origin() const noexcept { return to_.origin; }
    connection_options const& options() const noexcept { return to_.options; }
    /// The host whose address `dial` wants.
    std::string const& dialled_host() const noexcept { return to_.host; }
    std::uint16_t dialled_port() const noexcept { return to_.port; }

    /// Makes the client; nothing is connected yet.
    std::optional<transport_failure> set_up() {
        int const port = to_.options.proxy ? to_.origin.port : to_.port;
        if (to_.origin.is_secure()) {
            auto made = std::make_unique<httplib::SSLClient>(to_.origin.host, port);
            if (auto failure = set_up_tls(*made, to_.origin.host, to_.options)) return failure;
            observe(context_of(*made));
            client_ = std::move(made);
        } else {
            client_ = std::make_unique<httplib::ClientImpl>(to_.origin.host, port);
        }
        client_->set_keep_alive(true);
        client_->set_follow_location(false);
        client_->set_tcp_nodelay(true);
        client_->set_decompress(false); // the content is decoded here, within its limits
        send_target_as_given(*client_);
        write_head_as_given(*client_, [this] { return writing(); });
        lift_payload_limit(*client_);
        client_->set_socket_options([this](socket_t socket) { connecting(socket); });
        if (to_.options.proxy) {
            if (!to_.options.proxy->user.empty())
                client_->set_proxy_basic_auth(to_.options.proxy->user, to_.options.proxy->password.reveal());
            client_->set_logger([this](httplib::Request const& asked, httplib::Response const& answer) {
                if (asked.method == "CONNECT") tunnel_status_ = answer.status;
            });
        }
        return std::nullopt;
    }
    /// Where to connect to: one of the addresses of `dialled_host`.
    void dial(std::string const& address) {
        if (to_.options.proxy)
            client_->set_proxy(address, to_.port);
        else
            client_->set_hostname_addr_map({{to_.origin.host, address}});
    }

    /// Whether the next request may go this way: open, and nothing there that no request asked for.
    bool is_idle() const {
        if (!client_ || !client_->is_socket_open() || !is_reusable_) return false;
        pollfd entry{client_->socket(), POLLIN, 0};
        return ::poll(&entry, 1, 0) == 0 && !(to_.origin.is_secure() && holds_bytes());
    }
    /// Whether the last call left it fit for another one.
    bool is_reusable() const noexcept { return is_reusable_; }

    /// One request and its answer. `connect_until`: by when a connection that is not there yet must be made.
    exchange send(http_request const& request, send_options const& options, watchdog& dog, time_point connect_until) {
        std::optional<exchange> out;
        auto work = [&] { out.emplace(send_here(request, options, dog, connect_until)); };
        // What OpenSSL remembers of a failure is the thread's, so that all of it happens there.
        if (run_on_stack(stack_for(options.limits, to_.origin.is_secure() && !to_.options.proxy), work))
            return std::move(*out);
        return transport_failure{phase::connect,
                                 transport_error::connect,
                                 to_.where + ": given up for want of threads or of room for a stack",
                                 {}};
    }

private:
    exchange send_here(http_request const& request, send_options const& options, watchdog& dog,
                       time_point connect_until) {
        bool const is_kept = client_->is_socket_open() != 0;
        request_ = &request;
        limits_ = &options;
        now_ = is_kept ? phase::write : phase::connect;
        connections_left_ = is_kept ? 0 : 1;
        is_reusable_ = false;
        may_be_written_ = !can_see_writing(*client_);
        is_reconnect_prevented_ = false;
        tunnel_status_.reset();
        reader_.emplace(request.method, options);

        last_event_ = std::chrono::steady_clock::now();
        // Where the end of a phase can be seen the watch is told; over plain HTTP a connection is made unseen.
        auto const first = is_kept || !to_.origin.is_secure() ? options.deadline : connect_until;
        watchdog::watch watch(dog, first);
        watch_ = &watch;
        if (is_kept) watch.guard(twin_.get());
        if (is_kept && to_.origin.is_secure()) allow(most_of_head(options.limits));
        if (!to_.origin.is_secure() || (to_.options.proxy && !is_kept)) watch.limit(most_of_head(options.limits));
        std::stop_callback const stopping(options.stop, [&watch] { watch.stop(); });
        set_timeouts(options, last_event_, connect_until);

        auto wire = wire_request(request);
        wire.response_handler = [this](httplib::Response const& head) { return take_head(head); };
        wire.content_receiver = [this](char const* data, std::size_t size, auto...) {
            return take_content(data, size);
        };
        is_writing_told_ = !wire.body.empty() && tell_of_writing(wire, [this](auto done, auto all) {
            if (done < all)
                enter(phase::write, within(limits_->timeouts.write, limits_->deadline));
            else
                enter(phase::await, limits_->deadline);
            return true;
        });
        httplib::Response got;
        auto error = httplib::Error::Success;
        ERR_clear_error();
        bool const is_done = client_->send(wire, got, error);
        watch_ = nullptr;
        if (is_flooded() || watch.is_flooded()) return flooded(kind_of(error));
        bool const is_cut = watch.is_cut() || std::chrono::steady_clock::now() >= options.deadline;
        return outcome(is_done, got, kind_of(error), is_cut);
    }

    // What cpp-httplib and OpenSSL tell while a request is sent.

    void connecting(socket_t socket) {
        if (connections_left_ == 0) {
            // A second connection inside one call would carry the request a second time: newer versions do that where
            // a TLS connection looks closed after the write.
            is_reconnect_prevented_ = true;
            return twin_.make_unconnectable(socket);
        }
        --connections_left_;
        // Where it cannot be watched, or its time has come, it is not to be connected.
        if (!twin_.take(socket) || (watch_ && !watch_->guard(twin_.get()))) twin_.make_unconnectable(socket);
    }
    void handshake_began() noexcept override {
        if (now_ >= phase::tls) return;
        if (watch_) watch_->limit(0);
        enter(phase::tls, within(limits_->timeouts.tls, limits_->deadline));
    }
    void handshake_ended() noexcept override {
        if (now_ >= phase::write) return;
        allow(most_of_head(limits_->limits));
        enter(phase::write, limits_->deadline);
        // cpp-httplib would say the proxy's password to the origin as well, inside the tunnel.
        if (to_.options.proxy) client_->set_proxy_basic_auth({}, {});
    }
    void enter(phase next, time_point until) {
        now_ = next;
        last_event_ = std::chrono::steady_clock::now();
        if (watch_) watch_->until(until);
    }

    /// The head of the request is about to be written: its first line, or nothing where it is the proxy's.
    std::string writing() {
        bool const is_for_proxy = to_.options.proxy && !to_.origin.is_secure();
        if (to_.options.proxy && to_.origin.is_secure() && now_ < phase::write) return {};
        may_be_written_ = true;
        enter(phase::write, is_writing_told_ ? within(limits_->timeouts.write, limits_->deadline) : limits_->deadline);
        std::string out{to_string(request_->method)};
        out += " " + (is_for_proxy ? "http://" + to_.origin.authority() : std::string()) + request_->target;
        return out + " HTTP/1.1\r\n";
    }

    bool take_head(httplib::Response const& head) {
        bool const goes_on = reader_->take_head(head);
        if (reader_->has_head()) {
            enter(phase::body, limits_->deadline);
            advance();
        }
        return goes_on;
    }
    bool take_content(char const* data, std::size_t size) {
        last_event_ = std::chrono::steady_clock::now();
        advance();
        return reader_->take_content({data, size});
    }
    /// What came was of use, and more may come.
    void advance() {
        allow(most_of_framing);
        if (watch_) watch_->advance();
    }

    // What becomes of it.

    exchange outcome(bool is_done, httplib::Response const& got, error_kind kind, bool is_cut) {
        if (reader_->wrong()) return failed();
        if (is_done) return complete(got, is_cut);
        auto& answer = reader_->answer();
        if (answer && has_no_content(answer->status)) return std::move(*answer); // `take_head` has stopped there
        // Newer versions take the end of TLS for a failure where only it ends the content.
        if (reader_->is_until_end() && is_closed_in_order() && kind == error_kind::other && !is_cut) return whole();
        return judge(kind, is_cut);
    }
    /// cpp-httplib is content: an answer without content, or one that its hooks have seen.
    exchange complete(httplib::Response const& got, bool is_cut) {
        if (to_.origin.is_secure() && now_ < phase::write) return judge(error_kind::no_connection, false);
        if (!reader_->has_head()) take_head(got);
        if (reader_->wrong()) return failed();
        bool const is_until_end = reader_->is_until_end();
        if (is_until_end && is_cut) return judge(error_kind::other, is_cut); // it was us who ended it
        if (is_until_end && to_.origin.is_secure() && !is_closed_in_order())
            return failed(phase::body, transport_error::closed,
                          "the connection ended without TLS's close_notify: the content may be cut");
        is_reusable_ = !is_cut && !is_until_end && got.version != "HTTP/1.0" &&
                       keeps_alive(reader_->answer()->fields) && reader_->is_whole();
        return whole();
    }
    /// All of the content has come; its encoding may not have.
    exchange whole() {
        if (reader_->is_whole()) return std::move(*reader_->answer());
        return failed(phase::body, transport_error::malformed,
                      "the answer is malformed: its gzip content is cut short");
    }
    /// More came than a head, or what stands between two pieces of content, may have.
    exchange flooded(error_kind kind) {
        if (now_ < phase::write && to_.options.proxy) return judge(kind, false);
        if (reader_->has_head())
            return failed(phase::body, transport_error::malformed, "the answer is malformed: its chunks are none");
        if (!reader_->wrong()) reader_->refuse_long_head();
        return failed();
    }
    transport_failure judge(error_kind kind, bool is_cut) {
        // Newer versions look for an answer where they could not write, and tell of that.
        if (now_ == phase::write && is_writing_told_ && kind == error_kind::other) kind = error_kind::write;
        auto const waited = std::chrono::steady_clock::now() - last_event_;
        auto const patience = kind == error_kind::write ? write_timeout_ : read_timeout_;
        bool const is_late = is_cut || kind == error_kind::timeout || kind == error_kind::connect_timeout ||
                             ((now_ >= phase::write || !to_.origin.is_secure()) && waited >= patience);
        std::string reason = take_openssl_reason();
        if (reason.empty()) reason = alert();
        httplib_ending const known{
            *limits_,   to_.options,       to_.origin.host,         to_.origin.is_secure(), now_,
            kind,       is_late,           is_reconnect_prevented_, may_be_written_,        tunnel_status_,
            verified(), std::move(reason), read_timeout_,           write_timeout_};
        httplib_verdict verdict(known);
        return failed(verdict.where, verdict.error, std::move(verdict.what));
    }
    transport_failure failed(phase where, transport_error error, std::string what) {
        reader_->refuse(where, error, std::move(what));
        return failed();
    }
    transport_failure failed() {
        ERR_clear_error();
        auto const& wrong = *reader_->wrong();
        return {wrong.where, wrong.error, to_.where + ": " + wrong.what, std::move(reader_->answer())};
    }

    /// cpp-httplib's own timeouts, for single reads and writes; a call's deadline is the watch's to keep, before them.
    void set_timeouts(send_options const& options, time_point now, time_point connect_until) {
        using ms = std::chrono::milliseconds;
        ms const most = std::chrono::hours(24);
        ms const left = std::min(most, std::chrono::ceil<ms>(options.deadline - now)) + std::chrono::seconds(1);
        read_timeout_ = std::clamp(options.timeouts.await, ms(1), left);
        write_timeout_ = std::clamp(options.timeouts.write, ms(1), left);
        // The time to connect is also that of each step of the handshake, where the watch sees to it.
        client_->set_connection_timeout(
            to_.origin.is_secure() ? left : std::clamp(std::chrono::ceil<ms>(connect_until - now), ms(1), left));
        client_->set_read_timeout(read_timeout_);
        client_->set_write_timeout(write_timeout_);
        twin_.set_timeouts(read_timeout_, write_timeout_); // a kept connection has those of its first call
    }

    destination to_;
    socket_twin twin_;
    std::unique_ptr<httplib::ClientImpl> client_;
    bool is_reusable_ = false;

    // Of the call that is under way.
    http_request const* request_ = nullptr;
    send_options const* limits_ = nullptr;
    watchdog::watch* watch_ = nullptr;
    phase now_ = phase::connect;
    int connections_left_ = 0;
    bool is_reconnect_prevented_ = false;
    bool may_be_written_ = false;
    bool is_writing_told_ = false;
    std::optional<int> tunnel_status_{};
    time_point last_event_{};
    std::chrono::milliseconds read_timeout_{};
    std::chrono::milliseconds write_timeout_{};
    std::optional<httplib_reader> reader_{};
};

} // namespace apibind::detail
