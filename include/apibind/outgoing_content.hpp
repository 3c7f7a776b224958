// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/answer_head.hpp>
#include <apibind/content_source.hpp>
#include <apibind/transport_frame.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

/// Content that is read while it is written, as the library's transports do it.
namespace apibind::detail::strict {

/// Opened before anybody is connected to, then written once.
class outgoing_content {
public:
    /// Why it cannot be read, or nothing.
    std::optional<std::string> open(content_source& source) {
        std::string why;
        guarded(why, [&] {
            stream_ = source.open(why);
            if (stream_) left_ = stream_->size();
            return true;
        });
        if (stream_) return std::nullopt;
        return why.empty() ? std::string("its content cannot be opened") : why;
    }
    /// Nothing: it goes in chunks.
    std::optional<std::uint64_t> size() const noexcept { return left_; }

    /// Writes the head together with the first piece, then the others: exactly as many bytes as the head announces, or
    /// the fault. Each piece has `timeouts.write`. The head is cleared. An answer that comes earlier counts, as in
    /// `connection::write`.
    template <class Peer>
    std::optional<reading_fault> write(Peer& peer, std::string& head, bool& is_answered, send_options const& options) {
        bool const is_chunked = !left_;
        auto const buffer = std::make_unique<std::array<char, piece_size>>();
        for (;;) {
            std::size_t held = 0;
            bool is_last = false;
            if (auto fault = fill(*buffer, held, is_last)) return failed(head, std::move(*fault));
            if (is_chunked) begin_chunk(head, held);
            if (auto fault = send(peer, head, {buffer->data(), held}, is_answered, options)) return fault;
            if (is_answered || is_last) return std::nullopt;
            if (is_chunked) head += "\r\n"; // goes with what follows
        }
    }

private:
    static constexpr std::size_t piece_size = 64u << 10;

    /// Runs code that may be the program's.
    template <class Run>
    static bool guarded([[maybe_unused]] std::string& why, Run run) {
#if defined(__cpp_exceptions)
        try {
            return run();
        } catch (std::exception const& e) {
            why = std::string("the program's code that gives its content threw: ") + e.what();
        } catch (...) {
            why = "the program's code that gives its content threw what is no std::exception";
        }
        return false;
#else
        return run();
#endif
    }
    /// False: it cannot be read.
    bool read(std::span<char> into, std::size_t& n, std::string& why) {
        return guarded(why, [&] {
            auto const got = stream_->read(into, why);
            n = std::min(got.value_or(0), into.size());
            if (!got && why.empty()) why = "its content cannot be read";
            return got.has_value();
        });
    }
    /// One piece. The last one of a known size is there only when nothing is behind it: too many bytes are found out
    /// before the content is whole at the server.
    std::optional<std::string> fill(std::array<char, piece_size>& buffer, std::size_t& held, bool& is_last) {
        std::string why;
        auto room = std::span<char>(buffer);
        if (left_ && *left_ < room.size()) room = room.first(static_cast<std::size_t>(*left_));
        while (held != room.size()) {
            std::size_t n = 0;
            if (!read(room.subspan(held), n, why)) return why;
            held += n;
            if (n == 0) break;
            if (!left_) break; // of a stream: what is there goes at once
        }
        if (!left_) {
            is_last = held == 0;
            return std::nullopt;
        }
        if (held != room.size()) return "its content ended before its size, which was announced";
        *left_ -= held;
        is_last = *left_ == 0;
        char more = 0;
        std::size_t n = 0;
        if (!is_last) return std::nullopt;
        if (!read({&more, 1}, n, why)) return why;
        if (n != 0) return "its content goes on behind its size, which was announced";
        return std::nullopt;
    }
    template <class Peer>
    std::optional<reading_fault> send(Peer& peer, std::string& head, std::string_view piece, bool& is_answered,
                                      send_options const& options) {
        // What gives the content may have taken the time, and a small piece needs none.
        auto const how = std::chrono::steady_clock::now() >= options.deadline
                             ? io::timed_out
                             : peer.write(head, piece, is_answered, {options.deadline, options.timeouts.write});
        clear(head);
        if (how != io::done) return fault_of(how, peer, "while the request was written");
        return std::nullopt;
    }
    static reading_fault failed(std::string& head, std::string what) {
        clear(head);
        return {transport_error::invalid_request, std::move(what)};
    }
    /// It has credentials, and its memory outlives the call.
    static void clear(std::string& head) {
        std::fill(head.begin(), head.end(), '\0');
        head.clear();
    }
    /// RFC 9112 section 7.1; one without bytes is the end.
    static void begin_chunk(std::string& out, std::size_t size) {
        char text[2 * sizeof size];
        out.append(text, std::to_chars(text, text + sizeof text, size, 16).ptr);
        out += size == 0 ? "\r\n\r\n" : "\r\n";
    }

    std::unique_ptr<content_stream> stream_;
    std::optional<std::uint64_t> left_{};
};

} // namespace apibind::detail::strict
