// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/gzip.hpp>
#include <apibind/transport_frame.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>

namespace apibind::detail {

/// Whether the content is encoded in gzip, and in nothing else.
inline bool is_gzip(http_fields const& fields) {
    bool out = false, is_first = true;
    for (auto const& [name, value] : fields)
        if (http_fields::same_name(name, "Content-Encoding")) {
            out = is_first && (http_fields::same_name(value, "gzip") || http_fields::same_name(value, "x-gzip"));
            is_first = false;
        }
    return out;
}

/// Takes an answer's content while it comes: decodes it, holds it to its limit, and ends with the call's time.
class content_reader {
public:
    /// `into` is where it goes, and is there for as long as this.
    content_reader(std::string& into, std::size_t most, std::chrono::steady_clock::time_point deadline,
                   std::stop_token stop)
        : text_(into), most_(most), deadline_(deadline), stop_(std::move(stop)) {}

    /// To be called first of all, where it goes to a sink instead.
    void give_to(sink_options const& stream) {
        sink_ = stream.sink;
        most_ = static_cast<std::size_t>(std::min<std::uint64_t>(stream.most, std::numeric_limits<std::size_t>::max()));
        deadline_ = stream.deadline;
    }
    /// To be called first, where the content is in gzip.
    void decode_gzip() { decoder_ = std::make_unique<strict::gzip_decoder>(); }
    /// How much will come, where that is known. False: too much.
    bool expect(std::uint64_t size) {
        if (decoder_) return true;
        if (size > most_) return fail(transport_error::too_large);
        expected_ = static_cast<std::size_t>(size);
        return true;
    }
    /// False: no more of it is wanted, see `error`.
    bool take(std::string_view data) {
        // What has come whole, at once, is not lost for a clock.
        bool const is_all = !sink_ && text_.empty() && data.size() == expected_;
        if (!is_all && !is_in_time()) return false;
        if (!decoder_) return append(data);
        // Encoded forms that decode to little are bounded as well; none that is honest grows by more than this.
        encoded_ += data.size();
        if (encoded_ > most_ && encoded_ - most_ > most_ / 512 + (64u << 10)) return fail(transport_error::too_large);
        // A small content can be long to decode.
        if (decoder_->decode(data, [&](std::string_view decoded) { return is_in_time() && append(decoded); }))
            return true;
        return is_failed_ ? false : fail(transport_error::malformed);
    }
    /// Whether the encoding may end here.
    bool is_whole() const noexcept { return !decoder_ || decoder_->is_whole(); }

    /// Why `take` said no.
    transport_error error() const noexcept { return error_; }
    /// The same, for a person.
    std::string explain() const {
        switch (error_) {
        case transport_error::timeout: return "the content did not come before the call's deadline";
        case transport_error::cancelled:
            return is_unwanted_ ? "ended by who takes the content" : "cancelled while the content came";
        case transport_error::too_large:
            return std::string("the content is larger than ") + (sink_ ? "its limit" : "limits.body") + ", " +
                   std::to_string(most_) + " bytes";
        default: return "the answer is malformed: its content cannot be decoded from gzip";
        }
    }

private:
    bool fail(transport_error error) {
        error_ = error;
        is_failed_ = true;
        return false;
    }
    bool is_in_time() {
        return (std::chrono::steady_clock::now() < deadline_ && !stop_.stop_requested()) || fail(why_late(stop_));
    }
    bool append(std::string_view data) {
        if (sink_) return give(data);
        auto const part = data.substr(0, most_ - text_.size());
        if (part.size() > text_.capacity() - text_.size()) {
            auto const needed = text_.size() + part.size();
            auto const most = std::min(expected_, most_);
            // Room for all of it, where that is little, or much has come already: a large one that grows by doubling
            // would be beyond the limit together with the old one.
            constexpr std::size_t little = 4u << 20;
            bool const at_once = expected_ <= little || (text_.size() >= little && most <= (1u << 30));
            text_.reserve(std::max(needed, at_once ? most : std::min(needed * 2, most)));
        }
        text_.append(part);
        return part.size() == data.size() || fail(transport_error::too_large);
    }

    bool give(std::string_view data) {
        auto const part = data.substr(0, most_ - given_);
        given_ += part.size();
        if (!part.empty() && !sink_->take(part)) {
            is_unwanted_ = true;
            return fail(transport_error::cancelled);
        }
        return part.size() == data.size() || fail(transport_error::too_large);
    }

    std::string& text_;
    content_sink* sink_ = nullptr;
    std::size_t given_ = 0;
    bool is_unwanted_ = false;
    std::size_t most_;
    std::chrono::steady_clock::time_point deadline_;
    std::stop_token stop_;
    std::size_t expected_ = std::numeric_limits<std::size_t>::max();
    std::size_t encoded_ = 0;
    std::unique_ptr<strict::gzip_decoder> decoder_;
    bool is_failed_ = false;
    transport_error error_ = transport_error::malformed;
};

} // namespace apibind::detail
