// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/content_sink.hpp>
#include <apibind/http_message.hpp>

#include <string_view>

namespace apibind::detail {

/// Sees whether a transport knows of sinks: one that does not answers whole.
class tried_sink final : public content_sink {
public:
    explicit tried_sink(content_sink* inner) : inner_(inner) {}
    bool begin(http_response const& head) noexcept override {
        is_known_ = true;
        return inner_->begin(head);
    }
    bool take(std::string_view data) noexcept override { return inner_->take(data); }
    void take_whole(http_response& answer) {
        if (!inner_ || is_known_ || !inner_->begin(answer)) return;
        if (!answer.body.empty()) inner_->take(answer.body);
        answer.body.clear();
    }

private:
    content_sink* inner_;
    bool is_known_ = false;
};

} // namespace apibind::detail
