// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/content_source.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace apibind::detail {

/// Texts and sources, one behind the other.
class joined_content final : public content_source, public std::enable_shared_from_this<joined_content> {
public:
    void add(std::string_view text) {
        if (pieces_.empty() || pieces_.back().source) pieces_.emplace_back();
        pieces_.back().text += text;
    }
    void add(std::shared_ptr<content_source> source) { pieces_.push_back({{}, std::move(source)}); }

    bool has_sources() const {
        return std::any_of(pieces_.begin(), pieces_.end(), [](piece const& one) { return one.source != nullptr; });
    }
    /// All of it, where it has no sources.
    std::string take_text() { return pieces_.empty() ? std::string() : std::move(pieces_.front().text); }

    std::unique_ptr<content_stream> open(std::string& why) override {
        auto out = std::make_unique<reading>(shared_from_this());
        for (auto const& one : pieces_) {
            if (one.source)
                if (!out->add(one.source->open(why))) return nullptr;
            if (!one.source) out->add(one.text.size());
        }
        return out;
    }
    bool may_be_opened() const noexcept override {
        return std::all_of(pieces_.begin(), pieces_.end(),
                           [](piece const& one) { return !one.source || one.source->may_be_opened(); });
    }
    std::string shown() const override {
        std::string out;
        for (auto const& one : pieces_) out += one.source ? one.source->shown() : one.text;
        return out;
    }

private:
    struct piece {
        std::string text{};
        std::shared_ptr<content_source> source{};
    };

    class reading final : public content_stream {
    public:
        explicit reading(std::shared_ptr<joined_content const> of) : of_(std::move(of)) {}

        bool add(std::unique_ptr<content_stream> stream) {
            if (!stream) return false;
            auto const size = stream->size();
            streams_.push_back(std::move(stream));
            if (!size)
                size_.reset();
            else
                add(*size);
            return true;
        }
        void add(std::uint64_t size) {
            if (size_ && size > std::numeric_limits<std::uint64_t>::max() - *size_) size_.reset();
            if (size_) *size_ += size;
        }

        std::optional<std::uint64_t> size() const noexcept override { return size_; }
        std::optional<std::size_t> read(std::span<char> into, std::string& why) override {
            for (; at_ != of_->pieces_.size(); ++at_, done_ = 0) {
                auto const& one = of_->pieces_[at_];
                if (!one.source) {
                    auto const rest = std::string_view(one.text).substr(static_cast<std::size_t>(done_), into.size());
                    if (rest.empty()) continue;
                    std::memcpy(into.data(), rest.data(), rest.size());
                    done_ += rest.size();
                    return rest.size();
                }
                auto& stream = *streams_[stream_];
                auto const size = stream.size();
                auto const n = stream.read(into, why);
                if (!n) return n;
                done_ += *n;
                // Else what one has too little the next one could make up for, and nobody would see it.
                if (size && (done_ > *size || (*n == 0 && done_ < *size))) {
                    why = "content that it sends has changed its size meanwhile";
                    return std::nullopt;
                }
                if (*n != 0) return n;
                ++stream_;
            }
            return 0;
        }

    private:
        std::shared_ptr<joined_content const> of_;
        std::vector<std::unique_ptr<content_stream>> streams_;
        std::optional<std::uint64_t> size_ = 0;
        std::size_t at_ = 0, stream_ = 0;
        std::uint64_t done_ = 0; ///< of the piece
    };

    std::vector<piece> pieces_;
};

} // namespace apibind::detail
