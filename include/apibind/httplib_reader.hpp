// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/content_reader.hpp>
#include <apibind/httplib_answer.hpp>

#include <httplib.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace apibind::detail {

/// What came of an answer, as cpp-httplib hands it over, and what is wrong with it.
class httplib_reader {
public:
    struct fault {
        phase where;
        transport_error error;
        std::string what;
    };

    httplib_reader(method asked, send_options const& options) : asked_(asked), options_(options) {}
    httplib_reader(httplib_reader const&) = delete;
    httplib_reader& operator=(httplib_reader const&) = delete;

    /// False: nothing is to follow, for something is wrong or that was all.
    bool take_head(httplib::Response const& head) {
        auto made = head_of(head);
        if (auto wrong = decoded_fault(made.fields))
            return refuse(phase::head, transport_error::malformed, "the answer is malformed: " + *wrong);
        answer_ = std::move(made);
        content_.emplace(answer_->body, options_.limits.body, options_.deadline, options_.stop);
        is_streamed_ = options_.stream.sink && options_.stream.sink->begin(*answer_);
        if (is_streamed_) content_->give_to(options_.stream);
        if (is_gzip(answer_->fields)) content_->decode_gzip();
        auto const length = length_of(answer_->fields);
        if (has_content() && length && !content_->expect(*length)) return refuse_content();
        return !has_no_content(answer_->status);
    }
    /// False: no more of it is wanted.
    bool take_content(std::string_view data) {
        if (!content_) return refuse(phase::head, transport_error::malformed, "content came before a head");
        return content_->take(data) || refuse_content();
    }

    bool refuse(phase where, transport_error error, std::string what) {
        wrong_ = {where, error, std::move(what)};
        return false;
    }

    /// Whether the content goes to the sink of the options.
    bool is_streamed() const noexcept { return is_streamed_; }
    bool has_head() const noexcept { return answer_.has_value(); }
    /// Whether the answer's head lets content follow.
    bool has_content() const {
        return answer_ && asked_ != method::head && answer_->status != 204 && !has_no_content(answer_->status);
    }
    /// Whether only the end of the connection ends that.
    bool is_until_end() const { return has_content() && is_closed_by_end(answer_->fields); }
    /// Whether the content's encoding may end here.
    bool is_whole() const { return !content_ || content_->is_whole(); }
    std::optional<http_response>& answer() noexcept { return answer_; }
    std::optional<fault> const& wrong() const noexcept { return wrong_; }

private:
    bool refuse_content() { return refuse(phase::body, content_->error(), content_->explain()); }

    method asked_;
    send_options const& options_;
    std::optional<http_response> answer_{};
    std::optional<content_reader> content_{}; ///< into the answer
    std::optional<fault> wrong_{};
    bool is_streamed_ = false;
};

} // namespace apibind::detail
