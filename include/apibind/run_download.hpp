// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/attempts.hpp>
#include <apibind/content_range.hpp>
#include <apibind/content_reader.hpp>
#include <apibind/download_target.hpp>
#include <apibind/interpret.hpp>
#include <apibind/stream_driver.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

/// One download, for any endpoint.
namespace apibind::detail {

/// Takes the content of one answer: all of it, or the rest of what broke.
class download_driver final : public stream_driver {
public:
    enum class part { whole, rest, chosen };

    download_driver(download_target& to, std::optional<std::uint64_t>& total, part asked_for)
        : to_(to), total_(total), asked_for_(asked_for) {
        how.sink = this;
        how.idle = to.options->idle;
    }

    /// Whoever asks for a part himself gets that one.
    void made(http_request const& request) override {
        auto const range = request.fields.find("Range");
        if (!range || asked_for_ == part::rest) return;
        asked_for_ = part::chosen;
        chosen_ = parse_range(*range);
    }
    bool begin(http_response const& head) noexcept override {
#if defined(__cpp_exceptions)
        try {
            return look(head);
        } catch (...) {
            return stop("there is not enough memory");
        }
#else
        return look(head);
#endif
    }
    bool take(std::string_view data) noexcept override {
        if (!fault_ && (to_.received > to_.options->most || data.size() > to_.options->most - to_.received))
            stop("it is larger than `most`");
        if (!fault_ && !to_.take(to_.context, data)) stop("who takes the content ended it");
        if (fault_) return false;
        to_.received += data.size();
        tell();
        return true;
    }

    void conclude(endpoint_table const& endpoint, answer_table const&, interpret_options const& as,
                  answer_slot& result) override {
        if (!is_begun_) { // no success, or no head
            may_go_on_ = result.facts->kind == failure_kind::transport;
            is_stale_ = asked_for_ == part::rest && result.info().status == 416;
            return;
        }
        auto const fail = [&](failure_kind kind, std::string const& why) {
            auto info = info_of(head_, endpoint, nullptr, as.now);
            result.fail(failed(endpoint, kind, "HTTP " + std::to_string(head_.status) + ", but " + why, std::move(info),
                               {}, as));
        };
        if (is_stale_) return fail(failure_kind::undecodable, "its Content-Range is not the part that was asked for");
        if (fault_) {
            std::string why = fault_;
            if (!to_.fault.empty()) why += ": " + to_.fault;
            return fail(has_changed_ ? failure_kind::undecodable : failure_kind::cancelled, why);
        }
        if (!result.has_response) {
            auto const error = result.facts->transport.value_or(transport_error::cancelled);
            may_go_on_ = error == transport_error::closed || error == transport_error::timeout;
            result.facts->message += " (" + came() + " came)";
            return;
        }
        if (total_ && *total_ != to_.received) {
            may_go_on_ = to_.received < *total_;
            fail(failure_kind::transport, "only " + came() + " came");
            result.facts->transport = transport_error::closed;
            return;
        }
        to_.done->size = to_.received;
        to_.done->etag = asked_for_ == part::chosen ? head_.fields.find("ETag").value_or("") : to_.etag;
        to_.done->media_type = media_type_of(head_.fields);
    }

    /// Whether the rest may be asked for after this one.
    bool may_go_on() const noexcept {
        return may_go_on_ || (is_stale_ && asked_for_ == part::rest);
    }
    /// Whether what is there is not the beginning of what the vendor has.
    bool is_stale() const noexcept {
        return is_stale_;
    }
    bool is_begun() const noexcept {
        return is_begun_;
    }
    bool is_chosen() const noexcept {
        return asked_for_ == part::chosen;
    }

private:
    bool look(http_response const& head) {
        if (!is_success(head.status)) return false;
        is_begun_ = true;
        head_ = {head.status, head.fields, {}};
        std::string const etag(head.fields.find("ETag").value_or(""));
        auto const range = parse_content_range(head.fields.find("Content-Range").value_or(""));
        if (head.status == 206 && chosen_ && !(range && chosen_->is_answered_by(*range))) {
            is_stale_ = true;
            return stop("it is another part");
        }
        if (head.status == 206 && !is_chosen()) {
            is_stale_ = asked_for_ != part::rest || !range || range->first != to_.received ||
                        (total_ && range->total && *total_ != *range->total) || (!etag.empty() && etag != to_.etag) ||
                        head.fields.find("Content-Encoding");
            if (is_stale_) return stop("it is another part");
            if (range->total) total_ = range->total;
            return true;
        }
        if (to_.received != 0) {
            has_changed_ = true;
            if (!to_.restart) return stop("the content has changed since its first part came");
            if (!to_.restart(to_.context)) return stop("what came before cannot be forgotten");
            has_changed_ = false;
            to_.received = 0;
        }
        total_.reset();
        bool const is_plain = !head.fields.find("Content-Encoding");
        if (auto const length = head.fields.find("Content-Length"); is_plain && length && length->size() <= 18) {
            std::uint64_t size = 0;
            for (char c : *length) size = size * 10 + static_cast<std::uint64_t>(c - '0');
            total_ = size;
        }
        if (head.status == 206 && is_plain && range) total_ = range->last - range->first + 1;
        // A range of an encoded content is none of what is taken here, and what is left of a chosen one another range.
        to_.etag = is_plain && asked_for_ != part::chosen && is_strong_etag(etag) ? etag : std::string();
        if (to_.remember) to_.remember(to_.context, to_.etag);
        return true;
    }
    /// What comes is not wanted; `take` says so.
    bool stop(char const* why) noexcept {
        fault_ = why;
        return true;
    }
    void tell() noexcept {
        if (to_.options->on_progress) to_.options->on_progress({to_.received, total_});
    }
    std::string came() const {
        return std::to_string(to_.received) + (total_ ? " of " + std::to_string(*total_) : "") + " bytes";
    }

    download_target& to_;
    std::optional<std::uint64_t>& total_;
    part asked_for_;
    std::optional<asked_range> chosen_{}; ///< of a part::chosen that is one range
    http_response head_{};
    char const* fault_ = nullptr;
    bool is_begun_ = false;
    bool is_stale_ = false;
    bool has_changed_ = false;
    bool may_go_on_ = false;
};

/// Whether its requests may say themselves which part they want.
inline bool may_choose_part(client_state const& client, endpoint_table const& endpoint, call_options const& call) {
    for (std::size_t i = 0; i != endpoint.field_count; ++i)
        if (http_fields::same_name(endpoint.fields[i].name, "Range")) return true;
    return call.fields.find("Range") || client.options.fields.find("Range");
}

inline void run_download(client_state const& client, endpoint_table const& endpoint, answer_table const& answer,
                         void const* request, answer_slot& result, download_target& to) {
    auto const& options = *to.options;
    auto& time = client.time();
    auto const begun = time.now();
    std::optional<std::uint64_t> total;
    unsigned sent = 0;
    bool was_begun = false;
    // A part that an earlier download left may be of another range.
    bool is_chosen = may_choose_part(client, endpoint, options.call);
    auto wait = options.wait;
    for (unsigned n = 0;; ++n) {
        call_options call = options.call;
        auto const passed = time.now() - begun;
        if (call.deadline) *call.deadline -= std::chrono::duration_cast<std::chrono::milliseconds>(passed);
        // What is decoded on the way has no ranges.
        if (!call.fields.find("Accept-Encoding")) call.fields.set("Accept-Encoding", "identity");
        using part = download_driver::part;
        auto const asked_for = !is_chosen && to.received != 0 && !to.etag.empty() ? part::rest : part::whole;
        if (asked_for == part::rest) {
            call.fields.set("Range", "bytes=" + std::to_string(to.received) + "-");
            call.fields.set("If-Range", to.etag);
        }
        download_driver driver(to, total, asked_for);
        attempts(client, endpoint, call, answer, result, &driver).run(request);
        is_chosen = driver.is_chosen();
        auto& info = result.info();
        sent += info.attempts;
        info.attempts = sent;
        info.elapsed += passed;
        // What an earlier answer said was done stays done.
        if (was_begun && !result.has_response && !driver.is_begun()) info.outcome = outcome::executed;
        was_begun = was_begun || driver.is_begun();
        // What an earlier download left may be all there is, of which there is no rest.
        bool const may_follow =
            driver.may_go_on() && (was_begun || driver.is_stale()) && endpoint.effect == effect::safe;
        if (driver.is_stale()) to.etag.clear(); // nothing to go on from, for a later download neither
        if (result.has_response || n >= options.resumptions || !may_follow || call.stop.stop_requested()) break;
        if (to.etag.empty()) {
            if (!to.restart || !to.restart(to.context)) break;
            to.received = 0;
        }
        wait_unless_stopped(time, call.stop, wait);
        wait = std::min<std::chrono::milliseconds>(wait * 2, std::chrono::minutes(1));
        to.done->resumptions = n + 1;
    }
    result.settle(answer);
}

} // namespace apibind::detail
