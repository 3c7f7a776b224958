// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/answer_head.hpp>
#include <apibind/chunk_scan.hpp>
#include <apibind/httplib_answer.hpp>
#include <apibind/outgoing_content.hpp>
#include <apibind/transport_frame.hpp>

#include <httplib.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace apibind::detail {

/// What cpp-httplib writes a request to and reads its answer from: a connection, or what stands for one. It holds every
/// wait to the call's time, the head to its limit, and hands over none that two readers could take differently.
///
/// cpp-httplib matches the status line with std::regex, which takes stack for each character: it sees no more than the
/// begin of a reason phrase. Answers before the final one are passed over here.
template <class Peer>
class httplib_stream final : public httplib::Stream {
public:
    /// `line` is the request's first line, which stands in place of the one that cpp-httplib writes. `now` goes from
    /// `write` to `head`.
    /// `content` is written behind the head, in place of what cpp-httplib has there.
    httplib_stream(Peer& peer, std::string_view line, send_options const& options, phase& now,
                   strict::outgoing_content* content = nullptr)
        : peer_(peer), line_(line), options_(options), waits_(options.deadline), now_(now), content_(content) {
        peer_.output().clear();
    }
    httplib_stream(httplib_stream const&) = delete;
    httplib_stream& operator=(httplib_stream const&) = delete;

    /// What went wrong on the way, first of all.
    std::optional<strict::reading_fault> const& fault() const noexcept { return fault_; }
    /// Whether the answer came before all of the request was written.
    bool is_answered_early() const noexcept { return is_answered_early_; }

    /// The content goes to a sink, and is waited for as that says.
    void follow(sink_options const& stream) { waits_.follow(stream); }

    // cpp-httplib's interface, without `override`: versions differ in what there is.

    bool is_readable() const { return true; }
    bool is_writable() const { return true; }
    bool wait_readable() const { return true; }
    bool wait_writable() const { return true; }
    void get_remote_ip_and_port(std::string&, int&) const {}
    void get_local_ip_and_port(std::string&, int&) const {}
    socket_t socket() const { return INVALID_SOCKET; }
    time_t duration() const { return 0; }

    ssize_t write(char const* data, std::size_t size) {
        auto& head = peer_.output();
        std::string_view piece(data, size);
        if (is_in_line_) {
            auto const end = piece.find('\n');
            if (end == std::string_view::npos) return static_cast<ssize_t>(size);
            is_in_line_ = false;
            head.append(line_);
            piece.remove_prefix(end + 1);
        }
        if (content_) {
            if (!head.ends_with("\r\n\r\n")) head.append(piece);
            return static_cast<ssize_t>(size);
        }
        if (piece.size() <= strict::copied_content && head.size() + piece.size() <= strict::copied_content + head_room)
            head.append(piece);
        else if (!send_with(piece))
            return -1;
        return static_cast<ssize_t>(size);
    }

    ssize_t read(char* data, std::size_t size) {
        if (is_in_line_) return -1; // some versions look for an answer to a request that they refused to write
        if (!has_head_ && !(send_with({}) && take_head())) return -1;
        if (size == 0 || fault_) return is_ended_ ? 0 : -1;
        if (given_.empty() && chunks_ && chunks_->is_last()) {
            if (chunks_->is_complete() || !finish()) return -1;
            given_ = end_of_chunks; // versions differ in what trailer fields they take
        }
        if (!given_.empty()) return static_cast<ssize_t>(give(data, size));
        while (peer_.input().empty())
            if (!fill()) return is_ended_ ? 0 : -1;
        auto taken = std::min(size, peer_.input().size());
        std::memcpy(data, peer_.input().data(), taken);
        return follow(taken) ? static_cast<ssize_t>(taken) : -1;
    }
    /// To be called once cpp-httplib has the content: whether that has its end.
    bool finish() {
        if (!chunks_) return true;
        while (!chunks_->is_complete() && !fault_)
            if (auto size = peer_.input().size(); size == 0)
                fill();
            else
                follow(size);
        return !fault_;
    }

private:
    static constexpr std::size_t head_room = 16u << 10;
    static constexpr std::size_t longest_reason = 64;
    static constexpr std::string_view end_of_chunks = "\r\n";

    /// What is written and was not sent yet, and that behind it.
    bool send_with(std::string_view piece) {
        auto& head = peer_.output();
        if (fault_) return false;
        if (is_answered_early_ || (head.empty() && piece.empty())) return true;
        if (content_) {
            fault_ = content_->write(peer_, head, is_answered_early_, options_);
            return !fault_;
        }
        auto const how = peer_.write(head, piece, is_answered_early_, write_until());
        std::fill(head.begin(), head.end(), '\0'); // it has credentials, and outlives the call
        head.clear();
        if (how != strict::io::done) fault_ = strict::fault_of(how, peer_, "while the request was written");
        return !fault_;
    }
    strict::time_point write_until() {
        if (!write_until_) write_until_ = within(options_.timeouts.write, options_.deadline);
        return *write_until_;
    }

    bool take_head() {
        now_ = phase::await;
        std::size_t size = 0;
        int status = 0;
        bool is_chunked = false;
        fault_ = strict::await_final_head(peer_, options_.limits, {options_.deadline, options_.timeouts.await},
                                          options_.deadline, now_, size, status, [&](std::string_view one) {
                                              auto fault = head_fault(one, is_chunked);
                                              return fault ? std::optional(malformed(*fault)) : std::nullopt;
                                          });
        if (fault_) return false;
        auto const head = peer_.input().substr(0, size);
        auto const line_end = head.find('\r');
        head_.assign(head.substr(0, std::min(line_end, std::string_view("HTTP/1.1 200 ").size() + longest_reason)));
        head_.append(head.substr(line_end));
        given_ = head_;
        peer_.consume(size);
        has_head_ = true;
        if (is_chunked) chunks_.emplace();
        return true;
    }
    std::size_t give(char* data, std::size_t size) {
        auto const taken = std::min(size, given_.size());
        std::memcpy(data, given_.data(), taken);
        given_.remove_prefix(taken);
        return taken;
    }
    /// So much of the content's bytes are used; less where the content ends. False: they are malformed.
    bool follow(std::size_t& size) {
        if (chunks_ && !chunks_->take(peer_.input().substr(0, size), size)) {
            fault_ = malformed("its chunks are none");
            return false;
        }
        peer_.consume(size);
        return true;
    }
    static strict::reading_fault malformed(std::string const& what) {
        return {transport_error::malformed, "the answer is malformed: " + what};
    }
    bool fill() {
        constexpr std::size_t room = 64u << 10;
        auto const how = peer_.fill(waits_.until(), room);
        is_ended_ = how == strict::io::ended;
        if (how != strict::io::done) fault_ = strict::content_fault_of(how, peer_, waits_);
        return how == strict::io::done;
    }

    Peer& peer_;
    std::string_view line_;
    send_options const& options_;
    content_waits waits_;
    phase& now_;
    strict::outgoing_content* content_;
    bool is_in_line_ = true; ///< of cpp-httplib's own, which is dropped
    bool is_answered_early_ = false;
    bool has_head_ = false;
    bool is_ended_ = false;
    std::string head_;
    std::string_view given_; ///< what cpp-httplib is to read first, in place of the peer's own bytes
    std::optional<chunk_scan> chunks_{};
    std::optional<strict::time_point> write_until_{};
    std::optional<strict::reading_fault> fault_{};
};

} // namespace apibind::detail
