// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/content_source.hpp>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>

namespace apibind {

/// Fills a part of the room with the next bytes and says how many they are; 0 at the end, nothing where it failed.
using read_function = std::function<std::optional<std::size_t>(std::span<char>)>;

struct source_options {
    std::optional<std::uint64_t> size{}; ///< in bytes, where it is known
    /// Goes back to the begin; false where it cannot. Without it, what was begun to be read is not sent again.
    std::function<bool()> rewind{};
};

namespace detail {

/// One call at a time reads it.
class function_source final : public content_source, public std::enable_shared_from_this<function_source> {
public:
    function_source(read_function read, source_options options)
        : read_(std::move(read)), options_(std::move(options)) {}

    std::unique_ptr<content_stream> open(std::string& why) override {
        if (is_open_.exchange(true)) {
            why = "the stream is read by another call";
            return nullptr;
        }
        auto out = std::make_unique<reading>(shared_from_this());
        if (!is_begun_) return out;
        if (!options_.rewind) {
            why = "the stream was read before and cannot be rewound";
            return nullptr;
        }
        if (!options_.rewind()) {
            why = "the stream could not be rewound";
            return nullptr;
        }
        is_begun_ = false;
        return out;
    }
    bool may_be_opened() const noexcept override { return !is_begun_ || options_.rewind; }
    std::string shown() const override {
        return options_.size ? "[content of " + std::to_string(*options_.size) + " bytes from a stream]"
                             : "[content from a stream]";
    }

private:
    class reading final : public content_stream {
    public:
        explicit reading(std::shared_ptr<function_source> of) : of_(std::move(of)) {}
        ~reading() override { of_->is_open_ = false; }
        std::optional<std::uint64_t> size() const noexcept override { return of_->options_.size; }
        std::optional<std::size_t> read(std::span<char> into, std::string& why) override {
            of_->is_begun_ = true;
            auto const n = of_->read_(into);
            if (!n) why = "the stream could not be read";
            if (!n || *n <= into.size()) return n;
            why = "the stream's function says that it read more than there was room for";
            return std::nullopt;
        }

    private:
        std::shared_ptr<function_source> of_;
    };

    read_function read_;
    source_options options_;
    std::atomic<bool> is_open_{false};
    std::atomic<bool> is_begun_{false};
};

} // namespace detail

/// Content that a function of yours gives, piece by piece, on the thread of the call: it should not wait for longer
/// than the call may take, as no deadline ends its wait. It is for one call at a time.
inline std::shared_ptr<content_source> stream_of(read_function read, source_options options = {}) {
    return std::make_shared<detail::function_source>(std::move(read), std::move(options));
}

} // namespace apibind
