// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "fuzz.hpp"

#include <apibind/connection.hpp>

#include <algorithm>
#include <cstddef>
#include <stop_token>
#include <string>
#include <string_view>

namespace fuzz {

/// Stands for a connection on which these bytes come.
class scripted_peer {
public:
    scripted_peer(std::string_view bytes, std::size_t piece, apibind::detail::strict::io end)
        : coming_(bytes), piece_(piece), end_(end) {}

    std::string_view input() const { return input_; }
    void consume(std::size_t size) {
        fuzz::require(size <= input_.size(), "no more is consumed than came");
        input_.erase(0, size);
    }
    std::string& output() { return output_; }
    std::string reason() const { return "reset"; }
    std::stop_token stop() const { return {}; }
    apibind::detail::strict::io fill(apibind::detail::wait_limit, std::size_t room = 16u << 10) {
        fuzz::require(++fills_ < 1'000'000, "reading ends");
        if (coming_.empty()) return end_;
        auto const part = coming_.substr(0, std::min(piece_, room));
        input_ += part;
        coming_.remove_prefix(part.size());
        return apibind::detail::strict::io::done;
    }
    apibind::detail::strict::io write(std::string_view, std::string_view, bool& is_answered,
                                      apibind::detail::wait_limit) {
        is_answered = false;
        return apibind::detail::strict::io::done;
    }
    std::size_t left() const { return input_.size() + coming_.size(); }

private:
    std::string input_;
    std::string output_;
    std::string_view coming_;
    std::size_t piece_;
    apibind::detail::strict::io end_;
    int fills_ = 0;
};

} // namespace fuzz
