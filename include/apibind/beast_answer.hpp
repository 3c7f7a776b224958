// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/answer_head.hpp>
#include <apibind/content_reader.hpp>
#include <apibind/http_message.hpp>
#include <apibind/transport.hpp>

#include <boost/asio/buffer.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/field.hpp>
#include <boost/optional.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>

namespace apibind::detail::strict {

/// An answer as Boost.Beast parses it, stricter where Beast is not: a length that is not one number, a transfer coding
/// that is not chunked alone. The body is decoded and held to its limit while it comes.
class answer_parser final : public boost::beast::http::basic_parser<false> {
public:
    using error_code = boost::beast::error_code;

    /// `head_size`: of the answer, where that is known.
    answer_parser(method asked, std::size_t most, std::chrono::steady_clock::time_point deadline,
                  std::stop_token stop = {}, std::size_t head_size = 0)
        : content_(answer_.body, most, deadline, std::move(stop)) {
        answer_.fields.reserve(head_size);
        skip(asked == method::head);
        header_limit(std::numeric_limits<std::uint32_t>::max());
        body_limit(boost::none);
    }

    http_response& answer() noexcept { return answer_; }
    /// To be called behind the head, where the content goes to a sink.
    void give_to(sink_options const& stream) { content_.give_to(stream); }
    /// Whether the connection may be used again once the answer is complete.
    bool keeps_connection() const { return is_1_1_ && answer_.status != 101 && keep_alive(); }
    /// Why it does not go on.
    transport_error error() const noexcept { return problem_ ? transport_error::malformed : content_.error(); }
    /// Whether the encoding of a complete content is complete as well.
    bool is_decoded() const noexcept { return content_.is_whole(); }

    /// The same, for a person.
    std::string explain(error_code const& code) const {
        if (is_refused_) return content_.explain();
        return "the answer is malformed: " + (problem_ ? std::string(problem_) : code.message());
    }

    // Beast's interface, without `override`: later versions have one more of these.

    void on_request_impl(boost::beast::http::verb, boost::beast::string_view, boost::beast::string_view, int,
                         error_code&) {}
    void on_response_impl(int code, boost::beast::string_view, int version, error_code&) {
        answer_.status = code;
        is_1_1_ = version == 11;
    }
    void on_field_impl(boost::beast::http::field name, boost::beast::string_view text, boost::beast::string_view value,
                       error_code& code) {
        using boost::beast::http::field;
        if (is_head_done_) return; // a trailer field
        if (name == field::content_length) {
            if (has_length_) return fail(code, "it has several Content-Lengths");
            if (!std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; }))
                return fail(code, "its Content-Length is no number");
            has_length_ = true;
        } else if (name == field::transfer_encoding) {
            if (!is_1_1_ || !boost::beast::iequals(value, "chunked"))
                return fail(code, "its Transfer-Encoding is not chunked alone");
        }
        answer_.fields.add({text.data(), text.size()}, {value.data(), value.size()});
    }
    void on_trailer_field_impl(boost::beast::http::field, boost::beast::string_view, boost::beast::string_view,
                               error_code&) {}
    void on_header_impl(error_code&) { is_head_done_ = true; }
    void on_body_init_impl(boost::optional<std::uint64_t> const& length, error_code& code) {
        if (is_gzip(answer_.fields)) content_.decode_gzip();
        if (length && !content_.expect(*length)) refuse(code);
    }
    std::size_t on_body_impl(boost::beast::string_view data, error_code& code) { return take(data, code); }
    void on_chunk_header_impl(std::uint64_t, boost::beast::string_view extension, error_code& code) {
        // Beast takes a line feed in quotes, which other readers take for the end of the line.
        if (std::any_of(extension.begin(), extension.end(),
                        [](char c) { return (static_cast<unsigned char>(c) < ' ' && c != '\t') || c == 0x7f; }))
            fail(code, "a chunk extension holds a control character");
    }
    std::size_t on_chunk_body_impl(std::uint64_t, boost::beast::string_view data, error_code& code) {
        return take(data, code);
    }
    void on_finish_impl(error_code&) {}

private:
    void fail(error_code& code, char const* problem) {
        problem_ = problem;
        code = boost::beast::http::error::bad_value;
    }
    void refuse(error_code& code) {
        is_refused_ = true;
        code = boost::beast::http::error::body_limit;
    }
    std::size_t take(boost::beast::string_view data, error_code& code) {
        if (!content_.take({data.data(), data.size()})) refuse(code);
        return data.size();
    }

    http_response answer_;
    content_reader content_;
    char const* problem_ = nullptr;
    bool is_refused_ = false;
    bool is_1_1_ = false;
    bool is_head_done_ = false;
    bool has_length_ = false;
};

/// Whether what is left of chunk sizes and trailer fields has a line that ends without CR; Beast would wait for one.
inline bool has_bare_lf(std::string_view framing) {
    for (auto at = framing.find('\n'); at != std::string_view::npos; at = framing.find('\n', at + 1))
        if (at == 0 || framing[at - 1] != '\r') return true;
    return false;
}

} // namespace apibind::detail::strict
