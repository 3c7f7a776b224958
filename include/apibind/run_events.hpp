// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/attempts.hpp>
#include <apibind/sendable.hpp>
#include <apibind/stream_events.hpp>

#include <algorithm>
#include <chrono>
#include <string>

/// The events of one call and of those that take it up again, for any endpoint.
namespace apibind::detail {

/// Whether a Last-Event-ID can be sent.
inline bool is_sendable_event_id(std::string const& id) {
    return id.size() <= 8'192 && is_sendable_value(id);
}
/// Why the streams of an endpoint cannot be taken up again, or null.
inline char const* resumption_fault(endpoint_table const& endpoint, event_target const& to) {
    if (to.options->resumptions == 0) return nullptr;
    if (to.is_lines) return "the option resumptions is for server-sent events: lines of JSON have no ids to go on from";
    if (endpoint.effect != effect::safe)
        return "the option resumptions would call again an endpoint whose effect is not safe: leave it out, and call "
               "again with info().last_event_id where the vendor documents how";
    return nullptr;
}
/// Waits until a stream may be taken up again. False: a stop or the deadline comes before that.
inline bool wait_to_resume(call_clock& time, call_options const& call, std::chrono::milliseconds wait,
                           call_clock::time_point started) {
    std::chrono::milliseconds const longest = std::chrono::hours(24 * 365);
    if (call.deadline && time.now() - started + wait >= std::min(*call.deadline, longest)) return false;
    return wait_unless_stopped(time, call.stop, wait);
}

/// The call, and where that is wanted further ones with the id of the last event (WHATWG HTML section 9.2.3).
inline void run_events(client_state const& client, endpoint_table const& endpoint, answer_table const& answer,
                       void const* request, answer_slot& result, event_target const& to) {
    auto const& options = *to.options;
    auto& summary = *to.summary;
    auto& time = client.time();
    auto const started = time.now();
    interpret_options reading;
    reading.strict = options.call.strict.value_or(client.options.strict);
    if (char const* const fault = resumption_fault(endpoint, to)) {
        result.fail(invalid_request(endpoint.name, fault, *client.hidden()));
        return result.settle(answer);
    }
    call_options again;
    call_options const* call = &options.call;
    unsigned sent = 0, in_vain = 0;
    bool was_begun = false;
    for (;;) {
        auto const events = summary.events;
        auto const passed = time.now() - started;
        event_driver driver(to, reading, summary.resumptions != 0);
        attempts(client, endpoint, *call, answer, result, &driver).run(request);
        auto& info = result.info();
        info.attempts = sent += info.attempts;
        info.elapsed += passed;
        // What an earlier answer said was done stays done.
        if (was_begun && !result.has_response && !driver.is_begun()) info.outcome = outcome::executed;
        was_begun = was_begun || driver.is_begun();
        bool const is_broken = !result.has_response && result.facts->kind == failure_kind::transport &&
                               result.facts->transport != transport_error::certificate;
        if (!is_broken || !was_begun || summary.resumptions >= options.resumptions ||
            !is_sendable_event_id(summary.last_event_id))
            break;
        in_vain = summary.events == events ? in_vain + 1 : 0;
        auto const least =
            std::clamp<std::chrono::milliseconds>(summary.retry.value_or(options.wait), {}, std::chrono::hours(1));
        // A server that asks for no wait gets one where it has nothing to say.
        auto const longer =
            std::max<std::chrono::milliseconds>(least, std::chrono::milliseconds(100)) * (1 << std::min(in_vain, 10u));
        auto const wait = in_vain == 0
                              ? least
                              : std::max<std::chrono::milliseconds>(
                                    least, std::min<std::chrono::milliseconds>(longer, std::chrono::minutes(1)));
        if (!wait_to_resume(time, options.call, wait, started)) {
            if (options.call.stop.stop_requested())
                result.facts->message += ", and a stop was asked for while it waited to be taken up again";
            break;
        }
        again = options.call;
        if (again.deadline)
            *again.deadline -= std::chrono::duration_cast<std::chrono::milliseconds>(time.now() - started);
        if (!summary.last_event_id.empty()) again.fields.set("Last-Event-ID", summary.last_event_id);
        call = &again;
        ++summary.resumptions;
    }
    auto const secrets = client.hidden();
    result.info().last_event_id =
        result.has_response ? summary.last_event_id : masked(summary.last_event_id, secrets.get());
    result.settle(answer);
}

} // namespace apibind::detail
