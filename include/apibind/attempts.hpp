// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/attempt_failures.hpp>
#include <apibind/build_request.hpp>
#include <apibind/chance.hpp>
#include <apibind/interpret.hpp>
#include <apibind/stream_driver.hpp>
#include <apibind/tried_sink.hpp>
#include <apibind/turn.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <new>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

/// The attempts of one call, for any endpoint.
namespace apibind::detail {

class attempts {
public:
    attempts(client_state const& client, endpoint_table const& endpoint, call_options const& call,
             answer_table const& answer, answer_slot& result, stream_driver* stream = nullptr)
        : client_(client), endpoint_(endpoint), call_(call), answer_(answer), result_(result), time_(client.time()),
          observer_(call.observer ? call.observer.get() : client.options.observer.get()),
          policy_(call.retry             ? *call.retry
                  : client.options.retry ? *client.options.retry
                                         : endpoint.retry),
          started_(time_.now()), stream_(stream) {
        caps_ = client.caps_of(call, endpoint.await);
        deadline_ = started_ + client.deadline_of(call, caps_.await);
        label_ = {endpoint.name, endpoint.method, endpoint.route, 0, observer_ ? next_number() : 0};
    }

    /// Makes the request and sends it, again where that is allowed, until there is a result.
    void run(void const* request) {
        if (prepare(request)) {
            client_.budget->add_call();
            while (attempt() && (is_refused_ ? repeat_authorized() : wait_for_next())) {
            }
        }
        auto& info = result_.info();
        info.attempts = sent_;
        if (auto const* const key = idempotency_key_of(endpoint_, request)) info.idempotency_key = *key;
        info.elapsed = time_.now() - started_;
        notify([&](observer& one) {
            one.finished(label_, info, result_.has_response ? std::nullopt : std::optional(result_.facts->kind));
        });
    }

private:
    /// Runs code that is not the library's: what it throws must not lose what is known of the effect.
    template <class Run, class Caught>
    static auto guarded(Run run, [[maybe_unused]] Caught caught) {
#if defined(__cpp_exceptions)
        try {
            return run();
        } catch (std::exception const& e) {
            return caught(e.what());
        } catch (...) {
            return caught("what is no std::exception");
        }
#else
        return run();
#endif
    }
    /// An observer does not decide over a call.
    template <class Event>
    void notify(Event event) const {
        if (observer_) [[unlikely]] // most calls have none
            guarded([&] { event(*observer_); }, [](char const*) {});
    }

    static std::uint64_t next_number() noexcept {
        static std::atomic<std::uint64_t> last{0};
        return ++last;
    }

    /// What no text of this call may show, as of now.
    std::shared_ptr<redaction const> hidden() {
        return secrets_.with(client_.hidden());
    }

    /// Everything that can be found wrong before anybody is connected to.
    bool prepare(void const* request) {
        auto fault = build_request(client_, endpoint_, request, call_, request_, secrets_);
        if (!fault && !is_sound(policy_))
            fault =
                "the option retry makes no attempt, or its backoffs do not grow from first to most, of at most a day";
        if (!fault && may_execute_twice(policy_, endpoint_.effect))
            fault = "the option retry would send again what may have been executed, and the endpoint's effect is once: "
                    "take .after_unknown = true off";
        if (!fault && endpoint_.effect == effect::once && !client_.carrier->promises().at_most_once)
            fault = "the transport does not promise to send a request at most once, and the endpoint's effect is once: "
                    "take httplib_transport or beast_transport, or say so in promises() of a transport that does";
        if (!fault && request_.source && !client_.carrier->promises().sends_sources)
            fault = "the transport does not promise to send content from a file or stream: take httplib_transport or "
                    "beast_transport, or say so in promises() of a transport that does";
        if (fault) {
            result_.fail(invalid_request(endpoint_.name, *fault, *hidden()));
            return false;
        }
        if (client_.authorize_attempt) plain_.emplace(request_);
        if (stream_) stream_->made(request_);
        if (call_.stop.stop_requested()) {
            result_.fail(failed_before(endpoint_, failure_kind::cancelled, phase::build,
                                       "a stop was asked for before it was sent"));
            return false;
        }
        return true;
    }

    /// One attempt. True: another may follow.
    bool attempt() {
        std::optional<turn> mine;
        if (client_.gate) {
            std::string fault;
            auto const place = enter(fault);
            if (!place) return find_no_turn(std::move(fault)), false;
            mine.emplace(*client_.gate, *place, time_, endpoint_.time_limit);
        }
        if (client_.authorize_attempt)
            if (auto fault = authorize()) {
                if (mine) mine->is_over();
                return find_no_credential(*fault), false;
            }
        if (deadline_ <= time_.now()) {
            if (mine) mine->is_over();
            return find_no_time(), false;
        }
        ++sent_;
        label_.attempt = sent_;
        notify([&](observer& one) { one.attempt_started(label_); });
        auto const begin = observer_ ? time_.now() : call_clock::time_point();
        tried_sink sink(stream_);
        auto event =
            take(guarded([&] { return client_.carrier->send(request_, sending(sink)); },
                         [](char const* what) -> exchange {
                             return transport_failure{phase::await,
                                                      transport_error::closed,
                                                      std::string("the transport threw, which it may not: ") + what,
                                                      {}};
                         }),
                 sink);
        auto& info = result_.info();
        if (mine && info.outcome != outcome::unknown) mine->is_over();
        mine.reset(); // before an observer, who may take his time or call again
        notify([&](observer& one) {
            one.answered(label_, {info.outcome, info.phase, info.status, event.error, time_.now() - begin});
        });
        repetition_ = verdict_of(event).repetition;
        bool const again = is_repeated(repetition_, info.outcome, endpoint_.effect, policy_);
        is_refused_ = client_.renews && !was_renewed_ && info.status == 401 && info.outcome == outcome::rejected;
        remember();
        return again || is_refused_;
    }

    /// Puts the credential into a fresh copy of the request. Code that is not the library's may be in it.
    build_fault authorize() {
        auth_moment const now{
            time_,       deadline_, call_.stop,          sent_ + 1,
            is_refused_, false,     auth_memory_.data(), client_.options.random ? &client_.options.random : nullptr,
            auth_memory_};
        request_ = *plain_;
        return guarded([&] { return authorize_attempt(client_, now, request_, secrets_); },
                       [](char const* what) -> build_fault { return std::string("the auth threw: ") + what; });
    }
    /// What a 401 refused did nothing, and is sent once more with what the credential is now.
    bool repeat_authorized() {
        was_renewed_ = true;
        if (call_.stop.stop_requested()) return end(retry_end::cancelled), false;
        if (request_.source && !request_.source->may_be_opened()) return end(retry_end::content), false;
        notify([&](observer& one) { one.retried(label_, std::chrono::milliseconds(0)); });
        return true;
    }
    void find_no_credential(std::string const& fault) {
        auto const why = printable(masked(fault, hidden().get()));
        if (sent_ != 0) {
            result_.info().retry_end = retry_end::credential;
            if (!result_.has_response) result_.facts->message.append(" (not repeated: ").append(why).append(")");
            return;
        }
        result_.fail(failed_before(endpoint_,
                                   call_.stop.stop_requested() ? failure_kind::cancelled : failure_kind::credential,
                                   phase::build, why));
    }

    std::optional<std::size_t> enter(std::string& fault) {
        auto const ask = [&](call_clock::time_point deadline) {
            return guarded(
                [&] {
                    return client_.gate->enter({deadline, call_.stop, &time_});
                },
                [&](char const* what) {
                    fault = std::string("the gate threw: ") + what;
                    return std::optional<std::size_t>();
                });
        };
        if (observer_) {
            auto const place = ask(call_clock::time_point::min()); // whether there is room now
            if (place || !fault.empty()) return place;
            notify([&](observer& one) { one.waiting(label_); });
        }
        return ask(deadline_);
    }

    attempt_event take(exchange&& answer, tried_sink& sink) {
        attempt_event event;
        auto const newest = client_.later.may_come() ? hidden_in_answer() : nullptr;
        interpret_options const how{call_.strict.value_or(client_.options.strict), client_.options.limits.body,
                                    newest ? newest.get() : request_.secrets.get(), when_it_came(answer)};
        if (auto* why = std::get_if<transport_failure>(&answer)) {
            event.error = why->error;
            if (why->error == transport_error::timeout) why->message += limit_of(why->phase);
            result_.fail(unanswered(endpoint_, std::move(*why), how));
        } else {
            sink.take_whole(std::get<http_response>(answer));
            read(std::get<http_response>(answer), how);
        }
        if (stream_) stream_->conclude(endpoint_, answer_, how, result_);
        if (result_.has_response) event.error.reset();
        auto const& info = result_.info();
        event.phase = info.phase;
        event.status = info.status;
        event.has_retry_after = info.retry_after.has_value();
        event.rejects_when_busy = endpoint_.rejects_when_busy;
        return event;
    }

    /// For what an answer says as a date; the clock is not asked where it has none.
    std::chrono::system_clock::time_point when_it_came(exchange const& answer) const {
        auto const* const whole = std::get_if<http_response>(&answer);
        if (whole && !whole->fields.find("Retry-After")) return {};
        return time_.utc_now();
    }
    /// What is secret now and, where it was renewed meanwhile, what was sent.
    std::shared_ptr<redaction const> hidden_in_answer() {
        auto now = hidden();
        if (!client_.renews || !request_.secrets || request_.secrets == now) return now;
        auto both = std::make_shared<redaction>(*now);
        both->add(*request_.secrets);
        return both;
    }

    void read(http_response& answer, interpret_options const& how) {
#if defined(__cpp_exceptions)
        try {
            interpret(endpoint_, answer_, answer, how, result_, &answer);
        } catch (std::bad_alloc const&) { // what is known of the effect must not be lost with the answer
            result_.fail(unread(endpoint_, answer, how, "there is not enough memory to read its content"));
        } catch (std::exception const& e) {
            give_up_reading(answer, how, e.what());
        } catch (...) {
            give_up_reading(answer, how, "what is no std::exception");
        }
#else
        interpret(endpoint_, answer_, answer, how, result_, &answer);
#endif
    }
    /// A codec threw, or the descriptor, who would have had the last word about the effect.
    void give_up_reading(http_response const& answer, interpret_options const& how, char const* what) {
        result_.fail(unread(endpoint_, answer, how, std::string("the program's code that reads it threw: ") + what));
        if (answer_.accepted || answer_.status_of || answer_.outcome_of_error || answer_.outcome_of_response)
            result_.facts->info.outcome = outcome::unknown;
    }

    /// The result is that of the last attempt, its outcome that of all: what an earlier one may have done, a later
    /// refusal does not undo, and a refusal stays one where the next attempt is not sent.
    void remember() {
        auto& info = result_.info();
        if (may_have_run_ && (info.outcome == outcome::not_sent || info.outcome == outcome::rejected))
            set_outcome(outcome::unknown, "an earlier attempt may have been executed");
        else if (was_rejected_ && info.outcome == outcome::not_sent)
            set_outcome(outcome::rejected, "an earlier attempt was rejected");
        may_have_run_ = may_have_run_ || info.outcome == outcome::unknown;
        was_rejected_ = was_rejected_ || info.outcome == outcome::rejected;
    }
    void set_outcome(outcome known, std::string_view why) {
        result_.info().outcome = known;
        if (!result_.has_response)
            result_.facts->message = std::string(why) + "; the last one: " + result_.facts->message;
    }

    /// A turn that a further attempt does not get leaves the result of the one before.
    void find_no_turn(std::string fault) {
        bool const is_stopped = call_.stop.stop_requested();
        if (sent_ != 0)
            return end(is_stopped                 ? retry_end::cancelled
                       : time_.now() >= deadline_ ? retry_end::deadline
                                                  : retry_end::gate);
        if (fault.empty()) fault = client_.gate->fault();
        if (is_stopped)
            fault = "a stop was asked for while it waited for its turn";
        else if (fault.empty())
            fault =
                "its turn did not come before the deadline: other calls of the service with this credential hold all "
                "that its limit allows, or one may still be at work at the vendor";
        result_.fail(failed_before(endpoint_, is_stopped ? failure_kind::cancelled : failure_kind::gate, phase::gate,
                                   printable(masked(fault, hidden().get()))));
    }

    /// A deadline that was over before the call, or in the moment in which its turn came.
    void find_no_time() {
        if (sent_ != 0) return end(retry_end::deadline);
        auto why = failed_before(endpoint_, failure_kind::transport, client_.gate ? phase::gate : phase::build,
                                 "the deadline had passed before it was sent");
        why.transport = transport_error::timeout;
        result_.fail(std::move(why));
    }

    void end(retry_end why) {
        result_.info().retry_end = why;
        if (!result_.has_response && policy_.attempts > 1)
            result_.facts->message.append(" (").append(to_string(why)).append(")");
    }

    /// False: there is no further attempt.
    bool wait_for_next() {
        if (call_.stop.stop_requested()) return end(retry_end::cancelled), false;
        if (sent_ >= policy_.attempts) return end(retry_end::attempts), false;
        if (request_.source && !request_.source->may_be_opened()) return end(retry_end::content), false;
        auto const wait = wait_before_next(repetition_, sent_, policy_, result_.info().retry_after,
                                           client_.options.random ? guarded([&] { return client_.options.random(); },
                                                                            [](char const*) { return chance(); })
                                                                  : chance());
        if (wait >= deadline_ - time_.now()) return end(retry_end::deadline), false;
        if (!client_.budget->take()) return end(retry_end::budget), false;
        notify([&](observer& one) { one.retried(label_, wait); });
        if (!wait_unless_stopped(time_, call_.stop, wait)) return end(retry_end::cancelled), false;
        return true;
    }

    /// The option whose time was over in a phase, for messages.
    std::string limit_of(phase where) const {
        return time_.now() >= deadline_
                   ? option_text("deadline",
                                 std::chrono::duration_cast<std::chrono::milliseconds>(deadline_ - started_))
                   : option_of(where, caps_);
    }

    /// The call's deadline and caps, as this attempt's transport takes them: in the machine's time.
    send_options sending(content_sink& sink) const {
        send_options out;
        out.connection = &client_.connection;
        out.deadline = deadline_;
        if (client_.options.clock) out.deadline = std::chrono::steady_clock::now() + (deadline_ - time_.now());
        out.timeouts = caps_;
        out.limits = client_.options.limits;
        out.stop = call_.stop;
        if (stream_) {
            out.stream = stream_->how;
            out.stream.sink = &sink;
            if (call_.deadline) out.stream.deadline = std::min(out.stream.deadline, out.deadline);
        }
        return out;
    }

    client_state const& client_;
    endpoint_table const& endpoint_;
    call_options const& call_;
    answer_table const& answer_;
    answer_slot& result_;
    call_clock& time_;
    observer* observer_;
    retry_policy const& policy_;
    call_clock::time_point started_;
    stream_driver* stream_;
    phase_timeouts caps_{};
    call_clock::time_point deadline_{};
    call_label label_{};
    call_secrets secrets_{};
    http_request request_{};
    std::optional<http_request> plain_{}; ///< without its credential, where that is put into each attempt
    std::array<std::uint64_t, max_auths> auth_memory_{};
    bool is_refused_ = false;  ///< the last attempt: with 401, which a renewed credential may overcome
    bool was_renewed_ = false; ///< so once already
    unsigned sent_ = 0;
    repetition repetition_ = repetition::never;
    bool may_have_run_ = false;
    bool was_rejected_ = false;
};

} // namespace apibind::detail
