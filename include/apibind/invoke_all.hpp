// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/bulk.hpp>
#include <apibind/invoke.hpp>

#include <concepts>
#include <cstddef>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <ranges>
#include <type_traits>
#include <utility>

namespace apibind {
namespace detail {

template <class Requests, class Request>
inline constexpr bool is_range_of = [] {
    if constexpr (std::ranges::input_range<Requests>)
        return std::is_convertible_v<std::ranges::range_reference_t<Requests>, Request>;
    else
        return false;
}();
template <class Use, class Request, class Result>
inline constexpr bool on_result_takes = std::is_invocable_v<Use&, Request const&, Result>;
template <class Use, class Request, class Result>
inline constexpr bool on_result_may_return = [] {
    using answer = std::invoke_result_t<Use&, Request const&, Result>;
    return std::is_void_v<answer> || std::is_same_v<answer, bool>;
}();

/// Not consteval, as check_endpoint.
template <class E, class Requests, class Use>
constexpr bool check_bulk() {
    using request = request_of<E>;
    using result = result_of<E>;
    if constexpr (!is_range_of<Requests, request>) {
        static_assert(is_range_of<Requests, request>,
                      "apibind: invoke_all takes a range of the endpoint's requests: std::views::transform makes them "
                      "of other values");
        return false;
    } else if constexpr (!on_result_takes<Use, request, result>) {
        static_assert(on_result_takes<Use, request, result>, "apibind: on_result takes a request and its result: write "
                                                             "[&](auto const& request, auto const& result) { ... }");
        return false;
    } else {
        static_assert(on_result_may_return<Use, request, result>,
                      "apibind: on_result returns nothing, or a bool: whether to go on");
        return on_result_may_return<Use, request, result>;
    }
}

/// What the workers of a bulk share, of the types of its endpoint and its range.
template <class E, class Service, class Requests, class Use>
class bulk_job {
public:
    bulk_job(client<Service> const& client, Requests requests, Use& use, call_options const& options)
        : client_(client), options_(options), use_(use), next_(std::ranges::begin(requests)),
          end_(std::ranges::end(requests)) {}

    static void work(void* job, bulk& all) {
        lane mine(*static_cast<bulk_job*>(job));
        all.work(mine);
    }

private:
    using request = request_of<E>;
    using reference = std::ranges::range_reference_t<Requests>;
    /// Whether elements stay where they are while the range goes on, so that nobody needs a copy.
    static constexpr bool stays = std::ranges::forward_range<Requests> && std::is_lvalue_reference_v<reference> &&
                                  std::is_same_v<std::remove_cvref_t<reference>, request>;

    class lane final : public bulk_lane {
    public:
        explicit lane(bulk_job& job) : job_(job) {}

        bool take() override {
            if (job_.is_begun_) ++job_.next_; // not before it is needed: it may have to wait
            job_.is_begun_ = true;
            if (job_.next_ == job_.end_) return false;
            if constexpr (stays)
                request_ = std::addressof(*job_.next_);
            else
                request_ = &own_.emplace(*job_.next_);
            return true;
        }
        outcome call() override {
            result_.emplace(invoke<E>(job_.client_, *request_, job_.options_));
            return result_->outcome();
        }
        bool deliver() override {
            struct clearing {
                std::optional<result_of<E>>& result;
                ~clearing() { result.reset(); }
            } const at_the_end{result_};
            if constexpr (std::is_void_v<std::invoke_result_t<Use&, request const&, result_of<E>>>) {
                std::invoke(job_.use_, *request_, *std::move(result_));
                return true;
            } else {
                return std::invoke(job_.use_, *request_, *std::move(result_));
            }
        }

    private:
        bulk_job& job_;
        request const* request_ = nullptr;
        std::optional<request> own_;
        std::optional<result_of<E>> result_;
    };

    client<Service> const& client_;
    call_options const& options_;
    Use& use_;
    std::ranges::iterator_t<Requests> next_;
    std::ranges::sentinel_t<Requests> end_;
    bool is_begun_ = false;
};

} // namespace detail

/// Calls an endpoint for each request of a range, as many at once as the service's limit lets through, and hands each
/// result to `on_result(request const&, result_of<E>)` as it comes.
///
///     auto const summary = apibind::invoke_all<shop::cancel_order>(
///         client, orders, [&](auto const& order, auto const& result) { note(order, result); }, {.stop = token});
///
/// - **Requests** are taken from the range one by one, each when its call is about to be made: the range may make them
///   as it is asked, and may be one that can be read only once. Each that was taken comes to `on_result` once, in the
///   order in which the calls end. Where the range's elements are requests that stay where they are, it is the element.
/// - **on_result** returns nothing, or a bool: false starts no further call. Calls that are in flight then, or when a
///   stop is asked for, come to their end and to `on_result` all the same.
/// - **No locks** are needed: the range and `on_result` run one at a time, in this thread and in others. Calls that are
///   in flight go on meanwhile, and those that end wait.
/// - **Calls** are those of `invoke`, each with its turn, its deadline and its retries. This thread makes calls, too;
///   where they are made one at a time, there is no other. Where the system has no more threads, there are fewer.
/// - **Exceptions** of the range, of `on_result`, or of a call (its `derive`, say) start no further call; the first is
///   thrown on when the results of all calls in flight were handed over. A call that throws has no result.
template <class E, class Service, class Requests = std::initializer_list<request_of<E>>, class OnResult>
bulk_summary invoke_all(client<Service> const& client, Requests&& requests, OnResult&& on_result,
                        bulk_options const& options = {}) {
    if constexpr (!detail::callable_whole<E, Service>()) {
        return {};
    } else if constexpr (!detail::check_bulk<E, Requests&, std::remove_reference_t<OnResult>>()) {
        return {};
    } else {
        std::optional<std::size_t> size;
        if constexpr (std::ranges::sized_range<Requests&>) size = static_cast<std::size_t>(std::ranges::size(requests));
        auto const state = client.state(); // an observer may put another client in its place
        using job_type = detail::bulk_job<E, Service, Requests&, std::remove_reference_t<OnResult>>;
        job_type job(client, requests, on_result, options.call);
        auto const width = detail::bulk_width(detail::calls_at_once<Service>(), options.in_flight, size);
        return detail::bulk(options, width, &job_type::work, &job).run(size, state->time());
    }
}

} // namespace apibind
