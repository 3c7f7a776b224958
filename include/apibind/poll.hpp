// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/call_secrets.hpp>
#include <apibind/chance.hpp>
#include <apibind/invoke.hpp>

#include <algorithm>
#include <chrono>
#include <concepts>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

/// Jobs that take longer than a call: asked about until they are done.
namespace apibind {

struct poll_options {
    /// How long is waited between two polls, where the answer has no Retry-After: a random time from `first` up to a
    /// bound, which doubles with each poll up to `most`.
    backoff wait{std::chrono::milliseconds(500), std::chrono::seconds(30)};
    std::chrono::milliseconds deadline{std::chrono::minutes(10)}; ///< of all polls and the waits between them
    call_options call{};                                          ///< of each poll; its stop ends the waits as well
};

namespace detail {

/// The waits between the polls of one job.
class poll_pace {
public:
    poll_pace(std::shared_ptr<client_state const> client, endpoint_table const& endpoint, poll_options const& options)
        : client_(std::move(client)), endpoint_(endpoint), options_(options) {
        std::chrono::milliseconds const longest = std::chrono::hours(24 * 365);
        deadline_ = time().now() + std::clamp(options.deadline, -longest, longest);
    }

    std::optional<std::string> fault() const {
        if (is_sound(options_.wait)) return {};
        return "the option wait of these polls does not grow from first to most, of at most a day";
    }

    /// What the next poll's call is given: no more time than there is.
    call_options call() const {
        auto out = options_.call;
        auto const left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline_ - time().now());
        out.deadline = std::min(client_->deadline_of(out, client_->caps_of(out, endpoint_.await).await), left);
        return out;
    }

    /// Waits for the next poll. Why there is none, where there is none.
    std::optional<failure_facts> wait(call_info const& last, std::string_view endpoint) {
        ++polls_;
        auto const wait = last.retry_after ? std::chrono::milliseconds(*last.retry_after) : own_wait();
        if (options_.call.stop.stop_requested()) return ended(failure_kind::cancelled, last, endpoint);
        if (wait >= deadline_ - time().now()) return ended(failure_kind::unfinished, last, endpoint);
        if (!wait_unless_stopped(time(), options_.call.stop, wait))
            return ended(failure_kind::cancelled, last, endpoint);
        return {};
    }

private:
    call_clock& time() const { return client_->time(); }

    std::chrono::milliseconds own_wait() const {
        auto const first = options_.wait.first, most = options_.wait.most;
        auto bound = first;
        for (std::size_t i = 0; i != polls_ && bound < most; ++i) bound *= 2;
        bound = std::min(bound, most);
        double const part = client_->options.random ? std::clamp(client_->options.random(), 0.0, 1.0) : chance();
        return first + std::chrono::milliseconds(static_cast<std::chrono::milliseconds::rep>(
                           static_cast<double>((bound - first).count()) * part));
    }
    failure_facts ended(failure_kind kind, call_info const& last, std::string_view endpoint) const {
        failure_facts out;
        out.kind = kind;
        out.endpoint = endpoint;
        out.message = std::string(kind == failure_kind::cancelled
                                      ? "a stop was asked for while the job was not done"
                                      : "the job was not done, and the next poll would come after the deadline") +
                      ": " + std::to_string(polls_) + (polls_ == 1 ? " poll" : " polls");
        out.info = last;
        out.info.fields = masked_fields(last.fields, client_->hidden().get());
        return out;
    }

    std::shared_ptr<client_state const> client_;
    endpoint_table const& endpoint_;
    poll_options const& options_;
    call_clock::time_point deadline_{};
    std::size_t polls_ = 0;
};

template <class Until, class Response>
concept asks_info = requires(Until& until, Response const& response, call_info const& info) {
    { std::invoke(until, response, info) } -> std::convertible_to<bool>;
};
template <class Until, class Response>
inline constexpr bool until_takes_response = asks_info<Until, Response> ||
                                             requires(Until& until, Response const& response) {
    { std::invoke(until, response) } -> std::convertible_to<bool>;
};
template <class Until, class Response>
bool is_done(Until& until, Response const& response, [[maybe_unused]] call_info const& info) {
    if constexpr (asks_info<Until, Response>)
        return std::invoke(until, response, info);
    else
        return std::invoke(until, response);
}
template <class Until, class Response>
constexpr bool check_until() {
    static_assert(until_takes_response<Until, Response>,
                  "apibind: the third argument of poll says whether a response is that of a job that is done: write "
                  "[](auto const& response) { return response.status == ...; }");
    return until_takes_response<Until, Response>;
}

} // namespace detail

/// Asks about a job until it is done: calls the endpoint until `until(response)`, or `until(response, call_info)` for a
/// vendor who says it by a status or a field, is true, and returns that result. A call that fails is returned as it is;
/// each has its own retries. Where the job is not done before the deadline, the result is a failure `unfinished`, where
/// a stop ends a wait `cancelled`; what they know is that of the last poll.
///
///     auto const done = apibind::poll<crm::show_export>(client, {.id = id},
///                                                       [](auto const& job) { return job.state == state::done; });
template <class E, class Service, class Until>
result_of<E> poll(client<Service> const& client, request_of<E> const& request, Until until,
                  poll_options const& options = {}) {
    if constexpr (!detail::callable<E, Service>()) {
        return failure<error_of<E>>{};
    } else if constexpr (!detail::check_until<Until, response_of<E>>()) {
        return failure<error_of<E>>{};
    } else {
        constexpr auto name = detail::endpoint_table_of<E>.name;
        detail::poll_pace pace(client.state(), detail::endpoint_table_of<E>, options);
        if (auto fault = pace.fault())
            return failure<error_of<E>>{detail::invalid_request(name, *fault, *client.state()->hidden()), {}};
        for (;;) {
            auto result = invoke<E>(client, request, pace.call());
            if (!result || detail::is_done(until, std::as_const(*result), std::as_const(result).info())) return result;
            if (auto why = pace.wait(result.info(), name)) {
                if constexpr (detail::endpoint_table_of<E>.has_secrets)
                    detail::with_derived<E>(request, [&](auto const& whole) {
                        detail::call_secrets own(detail::secrets_of(*detail::endpoint_table_of<E>.request, &whole));
                        auto& fields = why->info.fields;
                        fields = detail::masked_fields(fields, own.with(std::make_shared<redaction>()).get());
                    });
                return failure<error_of<E>>{std::move(*why), {}};
            }
        }
    }
}

} // namespace apibind
