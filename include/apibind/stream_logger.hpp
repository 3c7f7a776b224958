// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/observer.hpp>

#include <chrono>
#include <mutex>
#include <optional>
#include <ostream>
#include <string>

namespace apibind {

/// Writes a line to a stream for each thing that happens to a call: endpoint, method and route, never a value of the
/// request. The lines of a call begin with its number, and carry no time. The stream must outlive it; its lines are not
/// mixed by threads.
///
///     client_options options;
///     options.observer = std::make_shared<apibind::stream_logger>(std::clog);
class stream_logger final : public observer {
public:
    explicit stream_logger(std::ostream& out) : out_(out) {}

    void waiting(call_label const& call) override { say(call, "waiting for its turn"); }
    void attempt_started(call_label const& call) override {
        say(call, "attempt " + std::to_string(call.attempt) + " started");
    }
    void answered(call_label const& call, attempt_result const& result) override {
        std::string text = "attempt " + std::to_string(call.attempt) + ": ";
        if (result.status != 0) text += "HTTP " + std::to_string(result.status) + ", ";
        if (result.error)
            text.append(to_string(*result.error)).append(" (").append(to_string(result.phase)).append("), ");
        text.append(to_string(result.outcome)).append(" after ").append(milliseconds(result.elapsed));
        say(call, text);
    }
    void retried(call_label const& call, std::chrono::milliseconds wait) override {
        say(call, "trying again in " + milliseconds(wait));
    }
    void finished(call_label const& call, call_info const& info, std::optional<failure_kind> why) override {
        std::string text = "finished: ";
        text.append(to_string(info.outcome));
        if (why) text.append(" (").append(to_string(*why)).append(")");
        text.append(" after ").append(std::to_string(info.attempts));
        text.append(info.attempts == 1 ? " attempt, " : " attempts, ").append(milliseconds(info.elapsed));
        say(call, text);
    }

private:
    static std::string milliseconds(std::chrono::nanoseconds time) {
        return std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(time).count()) + " ms";
    }
    void say(call_label const& call, std::string const& what) {
        std::string line = "#" + std::to_string(call.call) + " ";
        line.append(call.endpoint);
        line.append(" ").append(to_string(call.method)).append(" ").append(call.route).append(": ").append(what);
        line += '\n';
        std::lock_guard const lock(mutex_);
        out_ << line;
    }

    std::mutex mutex_;
    std::ostream& out_;
};

} // namespace apibind
