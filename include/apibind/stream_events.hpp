// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/event_form.hpp>
#include <apibind/event_scan.hpp>
#include <apibind/interpret.hpp>
#include <apibind/stream_driver.hpp>

#include <cstddef>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The events of one answer, for any endpoint.
namespace apibind::detail {

/// Reads events while they come and hands them on; ends the exchange with the first that it cannot.
class event_driver final : public stream_driver {
public:
    /// `is_resumed`: it goes on behind `last_event_id` of the summary.
    event_driver(event_target const& to, interpret_options const& reading, bool is_resumed)
        : to_(to), reading_(reading), events_(to.options->max_event, to.summary->last_event_id),
          lines_(to.options->max_event, false), is_resumed_(is_resumed) {
        how.sink = this;
        how.idle = to.options->idle;
    }

    /// A stream that goes on from where the caller says is there until an event has another id.
    void made(http_request const& request) override {
        if (auto const id = request.fields.find("Last-Event-ID"); id && !is_resumed_)
            events_.go_on_from(std::string(*id));
    }
    bool begin(http_response const& head) noexcept override {
        return guarded([&] {
            if (!is_success(head.status)) return false;
            auto const type = media_type_of(head.fields);
            if (!(to_.is_lines ? may_be_lines(type)
                               : type.empty() || http_fields::same_name(type, "text/event-stream")))
                return false;
            head_.status = head.status;
            head_.fields = head.fields;
            is_begun_ = true;
            return true;
        });
    }
    bool take(std::string_view data) noexcept override {
        return guarded([&] {
            if (ended_) return false;
            bool const goes_on = to_.is_lines
                                     ? lines_.take(data, [&](std::string_view line) { return take_line(line); })
                                     : events_.take(data, [&](event_text const& one) { return use(one); });
            if (!goes_on && !ended_ && (lines_.is_too_long() || events_.is_too_large())) end(ending::too_large);
            return goes_on;
        });
    }

    void conclude(endpoint_table const& endpoint, answer_table const& answer, interpret_options const& as,
                  answer_slot& result) override {
        if (!is_begun_) return;
        // A last line may end with the content.
        if (result.has_response && !ended_ && to_.is_lines)
            guarded([&] { return lines_.end([&](std::string_view line) { return take_line(line); }); });
        auto& summary = *to_.summary;
        summary.last_event_id = events_.last_id();
        if (auto const retry = events_.retry()) summary.retry = std::chrono::milliseconds(*retry);
        if (!ended_) {
            if (!result.has_response) {
                if (!result.has_error)
                    result.facts->message += " (after " + std::to_string(summary.events) + " events)";
                return;
            }
            // 204 says that there is no more (WHATWG HTML section 9.2.3).
            if (to_.end.empty() || (is_resumed_ && head_.status == 204)) return;
            auto why = failed(endpoint, failure_kind::transport,
                              "HTTP " + std::to_string(head_.status) + ", but the stream ended after " +
                                  std::to_string(summary.events) + (summary.events == 1 ? " event" : " events") +
                                  ", without the one that ends it",
                              info(endpoint, as), {}, as);
            why.transport = transport_error::closed;
            return result.fail(std::move(why));
        }
        switch (*ended_) {
        case ending::stopped: summary.end = stream_end::stopped; break;
        case ending::marked: summary.end = stream_end::marked; break;
        case ending::refused:
            head_.body = std::move(last_);
            return refuse(endpoint, answer, failure_kind::refusal, head_, info(endpoint, as), as, result);
        case ending::unread: {
            if (answer.error) { // an error in the place of an event
                head_.body = last_;
                refuse(endpoint, answer, failure_kind::refusal, head_, info(endpoint, as), as, result);
                if (result.has_error) return;
            }
            auto error = std::move(*error_);
            for (auto* text : {&error.path, &error.expected, &error.found}) *text = masked(*text, as.secrets);
            error.path = "event " + std::to_string(summary.events + 1) + ": " + error.path;
            auto why = failed(endpoint, failure_kind::undecodable,
                              "HTTP " + std::to_string(head_.status) +
                                  ", but an event is not the declared one: " + to_string(error),
                              info(endpoint, as), last_, as);
            why.decode = std::move(error);
            return result.fail(std::move(why));
        }
        case ending::too_large:
        case ending::out_of_memory:
        case ending::threw: {
            auto why =
                failed(endpoint, failure_kind::undecodable,
                       "HTTP " + std::to_string(head_.status) + ", but event " + std::to_string(summary.events + 1) +
                           (*ended_ == ending::too_large
                                ? " is larger than max_event, " + std::to_string(to_.options->max_event) + " bytes"
                            : *ended_ == ending::threw ? ": the program's code that reads it threw"
                                                       : " finds no memory"),
                       info(endpoint, as), {}, as);
            return result.fail(std::move(why));
        }
        }
        result.succeed(info(endpoint, as));
        result.response = answer.response->renew(result.response_place);
    }

    /// Whether the head of a success came.
    bool is_begun() const noexcept { return is_begun_; }

private:
    enum class ending : std::uint8_t { stopped, marked, refused, unread, too_large, out_of_memory, threw };

    template <class Run>
    bool guarded(Run run) noexcept {
#if defined(__cpp_exceptions)
        try {
            return run();
        } catch (std::bad_alloc const&) {
            return end(ending::out_of_memory);
        } catch (...) {
            return end(ending::threw);
        }
#else
        return run();
#endif
    }
    bool end(ending why) noexcept {
        is_begun_ = true;
        ended_ = why;
        return false;
    }
    static bool may_be_lines(std::string_view type) {
        for (std::string_view known : {"application/x-ndjson", "application/ndjson", "application/jsonl",
                                       "application/x-jsonlines", "application/jsonlines", "application/stream+json"})
            if (http_fields::same_name(type, known)) return true;
        return may_be_json(type);
    }
    call_info info(endpoint_table const& endpoint, interpret_options const& as) const {
        return info_of(head_, endpoint, nullptr, as.now);
    }

    bool take_line(std::string_view line) {
        if (line.find_first_not_of(" \t") == std::string_view::npos) return true;
        line_.data.assign(line);
        return use(line_);
    }
    bool use(event_text const& one) {
        if (!to_.end.empty() && one.data == to_.end) return end(ending::marked);
        to_.renew(to_.event);
        bool is_known = true;
        if (auto error = read(*to_.form, to_.event, one, is_known)) {
            error_ = std::move(error);
            last_ = one.data;
            return end(ending::unread);
        }
        // The name that vendors give to the last event of a stream that fails.
        bool const is_error = !is_named_by_form(one.name) && one.name == "error";
        if (is_error || (is_known && to_.accepted && !to_.accepted(to_.event))) {
            last_ = one.data;
            return end(ending::refused);
        }
        if (!is_known) return true;
        ++to_.summary->events;
        return to_.hand_on(to_.context, to_.event) || end(ending::stopped);
    }
    bool is_named_by_form(std::string_view name) const {
        auto const* form = to_.form->shape == event_shape::enclosed ? to_.form->data : to_.form;
        for (std::size_t i = 0; i != form->name_count; ++i)
            if (!name.empty() && form->names[i].name == name) return true;
        return to_.form->shape == event_shape::enclosed && form->shape == event_shape::text;
    }
    /// `is_known`: it is no event of a name that the type does not have.
    std::optional<decode_error> read(event_form const& form, void* into, event_text const& one, bool& is_known) const {
        switch (form.shape) {
        case event_shape::text: static_cast<std::string*>(into)->assign(one.data); return {};
        case event_shape::enclosed: return read(*form.data, form.enclose(into, one), one, is_known);
        case event_shape::named: {
            named_event const* found = nullptr;
            for (std::size_t i = 0; i != form.name_count; ++i)
                if (form.names[i].name == (one.name.empty() ? std::string_view("message") : one.name) ||
                    (form.names[i].name.empty() && !found))
                    if (!found || !form.names[i].name.empty()) found = form.names + i;
            if (found) return read(*found->form, found->emplace(into), one, is_known);
            is_known = false;
            return {};
        }
        case event_shape::json: break;
        }
        if (one.name == "error" && !is_named_by_form("error")) return {}; // read as an error, and not as an event
        json_read_options options;
        options.strict = reading_.strict;
        options.max_size = to_.options->max_event;
        return read_json(*form.type, into, one.data, options, nullptr);
    }

    event_target const& to_;
    interpret_options const& reading_;
    event_scan events_;
    line_scan lines_;
    bool is_resumed_;
    event_text line_;
    http_response head_;
    bool is_begun_ = false;
    std::optional<ending> ended_;
    std::optional<decode_error> error_;
    std::string last_; ///< the data of the event that ended it
};

} // namespace apibind::detail
