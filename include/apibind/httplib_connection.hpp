// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/content_reader.hpp>
#include <apibind/httplib_answer.hpp>
#include <apibind/httplib_error.hpp>
#include <apibind/httplib_request.hpp>
#include <apibind/httplib_sigpipe.hpp>
#include <apibind/httplib_tls.hpp>
#include <apibind/httplib_verdict.hpp>
#include <apibind/httplib_watchdog.hpp>
#include <apibind/transport_frame.hpp>

#include <httplib.h>

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>

namespace apibind::detail {

using time_point = std::chrono::steady_clock::time_point;

/// The path and the query go as they are. The name of the switch has changed.
template <class Client>
void send_target_as_given(Client& client) {
    if constexpr (requires { client.set_path_encode(false); })
        client.set_path_encode(false);
    else
        client.set_url_encode(false);
}
/// The limit of an answer is ours to watch; newer versions have one of their own.
template <class Client>
void lift_payload_limit(Client& client) {
    if constexpr (requires { client.set_payload_max_length(std::size_t{}); })
        client.set_payload_max_length((std::numeric_limits<std::size_t>::max)());
}

/// A client of cpp-httplib with one connection to an origin, through TLS and a proxy as asked for. It connects with its
/// first request and never again. One call at a time uses it.
class connection final : tls_observer {
public:
    connection(http_origin origin, connection_options options)
        : origin_(std::move(origin)), options_(std::move(options)) {
        where_ = origin_.host + ":" + std::to_string(origin_.port);
        auto const& to = options_.connect_to;
        dialled_host_ = options_.proxy ? options_.proxy->host : to && !to->host.empty() ? to->host : origin_.host;
        dialled_port_ = options_.proxy ? options_.proxy->port : to && to->port != 0 ? to->port : origin_.port;
        auto const dialled = dialled_host_ + ":" + std::to_string(dialled_port_);
        if (options_.proxy)
            where_ += " (by the proxy " + dialled + ")";
        else if (dialled != where_)
            where_ += " (at " + dialled + ")";
    }
    connection(connection const&) = delete;
    connection& operator=(connection const&) = delete;
    ~connection() {
        sigpipe_block const quiet; // TLS says goodbye
        client_.reset();
        drop_descriptor();
    }

    http_origin const& origin() const noexcept { return origin_; }
    connection_options const& options() const noexcept { return options_; }
    /// The host whose address `dial` wants.
    std::string const& dialled_host() const noexcept { return dialled_host_; }
    std::uint16_t dialled_port() const noexcept { return dialled_port_; }
    /// Names the peer in messages.
    std::string const& where() const noexcept { return where_; }

    /// Makes the client; nothing is connected yet.
    std::optional<transport_failure> set_up() {
        int const port = options_.proxy ? origin_.port : dialled_port_;
        if (origin_.is_secure()) {
            auto made = std::make_unique<httplib::SSLClient>(origin_.host, port);
            if (auto failure = set_up_tls(*made, origin_.host, options_)) return failure;
            observe(context_of(*made));
            client_ = std::move(made);
        } else {
            client_ = std::make_unique<httplib::ClientImpl>(origin_.host, port);
        }
        client_->set_keep_alive(true);
        client_->set_follow_location(false);
        client_->set_tcp_nodelay(true);
        client_->set_decompress(false); // the content is decoded here, within its limits
        send_target_as_given(*client_);
        write_head_as_given(*client_, [this] { return writing(); });
        lift_payload_limit(*client_);
        client_->set_socket_options([this](socket_t socket) { connecting(socket); });
        if (options_.proxy) {
            if (!options_.proxy->user.empty())
                client_->set_proxy_basic_auth(options_.proxy->user, options_.proxy->password.reveal());
            client_->set_logger([this](httplib::Request const& asked, httplib::Response const& answer) {
                if (asked.method == "CONNECT") tunnel_status_ = answer.status;
            });
        }
        return std::nullopt;
    }
    /// Where to connect to: one of the addresses of `dialled_host`.
    void dial(std::string const& address) {
        if (options_.proxy)
            client_->set_proxy(address, dialled_port_);
        else
            client_->set_hostname_addr_map({{origin_.host, address}});
    }

    /// Whether the next request may go this way: open, and nothing there that no request asked for.
    bool is_idle() const {
        if (!client_ || !client_->is_socket_open() || !is_reusable_) return false;
        pollfd entry{client_->socket(), POLLIN, 0};
        return ::poll(&entry, 1, 0) == 0 && !(origin_.is_secure() && holds_bytes());
    }
    /// Whether the last call left it fit for another one.
    bool is_reusable() const noexcept { return is_reusable_; }

    /// One request and its answer. `connect_until`: by when a connection that is not there yet must be made.
    exchange send(http_request const& request, send_options const& options, watchdog& dog, time_point connect_until) {
        sigpipe_block const quiet;
        bool const is_kept = client_->is_socket_open() != 0;
        request_ = &request;
        limits_ = &options;
        now_ = is_kept ? phase::write : phase::connect;
        connections_left_ = is_kept ? 0 : 1;
        is_reusable_ = false;
        may_be_written_ = !can_see_writing(*client_);
        is_reconnect_prevented_ = false;
        tunnel_status_.reset();
        verdict_.reset();
        content_.reset();
        answer_.reset();

        last_event_ = std::chrono::steady_clock::now();
        // Where the end of a phase can be seen the watch is told; over plain HTTP a connection is made unseen.
        auto const first = is_kept || !origin_.is_secure() ? options.deadline : connect_until;
        watchdog::watch watch(dog, first);
        watch_ = &watch;
        if (is_kept) watch.guard(descriptor_);
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
        bool const is_cut = watch.is_cut() || std::chrono::steady_clock::now() >= options.deadline;
        return outcome(is_done, got, kind_of(error), is_cut);
    }

private:
    // What cpp-httplib and OpenSSL tell while a request is sent.

    void connecting(socket_t socket) {
        if (connections_left_ == 0) {
            // A second connection inside one call would carry the request a second time: newer versions do that where
            // a TLS connection looks closed after the write.
            is_reconnect_prevented_ = true;
            return make_unconnectable(socket);
        }
        --connections_left_;
        drop_descriptor();
        descriptor_ = ::fcntl(socket, F_DUPFD_CLOEXEC, 0);
        if (descriptor_ < 0) return make_unconnectable(socket); // it could not be watched
        ::fcntl(socket, F_SETFD, FD_CLOEXEC);
#ifdef SO_NOSIGPIPE
        int const on = 1;
        ::setsockopt(socket, SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
#endif
        if (watch_ && !watch_->guard(descriptor_)) make_unconnectable(socket);
    }
    void make_unconnectable(int socket) const {
        int const null_device = ::open("/dev/null", O_RDWR | O_CLOEXEC);
        ::dup2(null_device >= 0 ? null_device : descriptor_, socket); // or a socket that is connected already
        if (null_device >= 0) ::close(null_device);
    }
    void handshake_began() noexcept override {
        if (now_ >= phase::tls) return;
        enter(phase::tls, within(limits_->timeouts.tls, limits_->deadline));
    }
    void handshake_ended() noexcept override {
        if (now_ >= phase::write) return;
        enter(phase::write, limits_->deadline);
        // cpp-httplib would say the proxy's password to the origin as well, inside the tunnel.
        if (options_.proxy) client_->set_proxy_basic_auth({}, {});
    }
    void enter(phase next, time_point until) {
        now_ = next;
        last_event_ = std::chrono::steady_clock::now();
        if (watch_) watch_->until(until);
    }

    /// The head of the request is about to be written: its first line, or nothing where it is the proxy's.
    std::string writing() {
        bool const is_for_proxy = options_.proxy && !origin_.is_secure();
        if (options_.proxy && origin_.is_secure() && now_ < phase::write) return {};
        may_be_written_ = true;
        enter(phase::write, is_writing_told_ ? within(limits_->timeouts.write, limits_->deadline) : limits_->deadline);
        std::string out{to_string(request_->method)};
        out += " " + (is_for_proxy ? "http://" + origin_.authority() : std::string()) + request_->target;
        return out + " HTTP/1.1\r\n";
    }

    bool take_head(httplib::Response const& head) {
        if (head_size(head) > limits_->limits.head) {
            now_ = phase::head;
            return refuse(transport_error::too_large, "the head of the answer is larger than limits.head, " +
                                                          std::to_string(limits_->limits.head) + " bytes");
        }
        auto made = head_of(head);
        if (auto wrong = framing_fault(made.fields)) {
            now_ = phase::head;
            return refuse(transport_error::malformed, "the answer is malformed: " + *wrong);
        }
        answer_ = std::move(made);
        content_.emplace(answer_->body, limits_->limits.body, limits_->deadline, limits_->stop);
        if (is_gzip(answer_->fields)) content_->decode_gzip();
        enter(phase::body, limits_->deadline);
        if (!has_content(answer_->status)) return !has_no_content(answer_->status);
        auto const length = length_of(answer_->fields);
        return !length || content_->expect(*length) || refuse(content_->error(), content_->explain());
    }
    bool take_content(char const* data, std::size_t size) {
        if (!content_) return refuse(transport_error::malformed, "content came before a head");
        last_event_ = std::chrono::steady_clock::now();
        return content_->take({data, size}) || refuse(content_->error(), content_->explain());
    }
    bool has_content(int status) const {
        return request_->method != method::head && status != 204 && !has_no_content(status);
    }
    bool refuse(transport_error error, std::string what) {
        verdict_ = transport_failure{now_, error, where_ + ": " + std::move(what), {}};
        return false;
    }

    // What becomes of it.

    exchange outcome(bool is_done, httplib::Response const& got, error_kind kind, bool is_cut) {
        if (verdict_) return failed();
        if (is_done) return complete(got, is_cut);
        if (answer_ && has_no_content(answer_->status)) return std::move(*answer_); // `take_head` has stopped there
        // Newer versions take the end of TLS for a failure where only it ends the content.
        bool const is_at_its_end = answer_ && has_content(answer_->status) && is_closed_by_end(answer_->fields) &&
                                   is_closed_in_order() && kind == error_kind::other && !is_cut;
        if (is_at_its_end) return whole();
        return judge(kind, is_cut);
    }
    /// cpp-httplib is content: an answer without content, or one that its hooks have seen.
    exchange complete(httplib::Response const& got, bool is_cut) {
        if (origin_.is_secure() && now_ < phase::write) return judge(error_kind::no_connection, false);
        if (!answer_ && !take_head(got) && verdict_) return failed();
        bool const is_until_end = has_content(answer_->status) && is_closed_by_end(answer_->fields);
        if (is_until_end && is_cut) return judge(error_kind::other, is_cut); // it was us who ended it
        if (is_until_end && origin_.is_secure() && !is_closed_in_order()) {
            refuse(transport_error::closed, "the connection ended without TLS's close_notify: the content may be cut");
            return failed();
        }
        is_reusable_ = !is_cut && !is_until_end && got.version != "HTTP/1.0" && keeps_alive(answer_->fields);
        return whole();
    }
    /// All of the content has come; its encoding may not have.
    exchange whole() {
        if (!content_ || content_->is_whole()) return std::move(*answer_);
        is_reusable_ = false;
        refuse(transport_error::malformed, "the answer is malformed: its gzip content is cut short");
        return failed();
    }
    transport_failure failed() {
        ERR_clear_error();
        verdict_->partial = std::move(answer_);
        return std::move(*verdict_);
    }
    transport_failure judge(error_kind kind, bool is_cut) {
        auto const waited = std::chrono::steady_clock::now() - last_event_;
        // Newer versions look for an answer where they could not write, and tell of that.
        if (now_ == phase::write && is_writing_told_ && kind == error_kind::other) kind = error_kind::write;
        auto const patience = kind == error_kind::write ? write_timeout_ : read_timeout_;
        bool const is_late = is_cut || kind == error_kind::timeout || kind == error_kind::connect_timeout ||
                             ((now_ >= phase::write || !origin_.is_secure()) && waited >= patience);
        std::string reason = take_openssl_reason();
        if (reason.empty()) reason = alert();
        httplib_verdict found({*limits_, options_, origin_.host, origin_.is_secure(), now_, kind, is_late,
                               is_reconnect_prevented_, may_be_written_, tunnel_status_, verified(), std::move(reason),
                               read_timeout_, write_timeout_});
        now_ = found.where;
        refuse(found.error, std::move(found.what));
        return failed();
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
            origin_.is_secure() ? left : std::clamp(std::chrono::ceil<ms>(connect_until - now), ms(1), left));
        client_->set_read_timeout(read_timeout_);
        client_->set_write_timeout(write_timeout_);
        if (descriptor_ >= 0) { // a kept connection has those of its first call
            set_socket_timeout(SO_RCVTIMEO, read_timeout_);
            set_socket_timeout(SO_SNDTIMEO, write_timeout_);
        }
    }
    void set_socket_timeout(int which, std::chrono::milliseconds time) const {
        timeval value{};
        value.tv_sec = static_cast<decltype(value.tv_sec)>(time.count() / 1'000);
        value.tv_usec = static_cast<decltype(value.tv_usec)>(time.count() % 1'000 * 1'000);
        ::setsockopt(descriptor_, SOL_SOCKET, which, &value, sizeof value);
    }
    void drop_descriptor() noexcept {
        if (descriptor_ >= 0) ::close(descriptor_);
        descriptor_ = -1;
    }

    http_origin origin_;
    connection_options options_;
    std::string where_;
    std::string dialled_host_;
    std::uint16_t dialled_port_ = 0;
    std::unique_ptr<httplib::ClientImpl> client_;
    int descriptor_ = -1; ///< of the same socket: valid whatever cpp-httplib closes meanwhile
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
    std::optional<http_response> answer_{};
    std::optional<content_reader> content_{}; ///< into the answer
    std::optional<transport_failure> verdict_{};
};

} // namespace apibind::detail
