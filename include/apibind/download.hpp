// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/call.hpp>
#include <apibind/content_range.hpp>
#include <apibind/download_file.hpp>
#include <apibind/download_options.hpp>
#include <apibind/download_target.hpp>

#include <concepts>
#include <exception>
#include <filesystem>
#include <string_view>
#include <type_traits>
#include <utility>

namespace apibind {
namespace detail {

template <class E>
inline constexpr bool is_answered_by_content = std::is_same_v<response_of<E>, content>;
template <class E, class Service>
constexpr bool callable_for_download() {
    if constexpr (!callable<E, Service>()) {
        return false;
    } else {
        static_assert(is_answered_by_content<E>, "apibind: what is downloaded is content: declare using response = "
                                                 "apibind::content, or call apibind::invoke");
        return is_answered_by_content<E>;
    }
}

inline constexpr answer_form download_answer_form{answer_shape::nothing};
inline constexpr content_table download_content_table{
    &download_answer_form,
    [](void* place) -> void* {
        return &static_cast<room<downloaded>*>(place)->emplace_with([] { return downloaded{}; });
    },
    [](void* place) { static_cast<room<downloaded>*>(place)->reset(); }};
template <class E>
consteval answer_table make_download_table() {
    auto out = make_answer_table<E>();
    out.response = &download_content_table;
    out.accepted = nullptr;
    out.outcome_of_response = nullptr;
    return out;
}
template <class E>
inline constexpr answer_table download_table_of = make_download_table<E>();

/// Fills in `result` from a download to that target.
template <class E, class Service, class Error>
void download_to(client<Service> const& client, request_of<E> const& request, download_target& to,
                 result<downloaded, Error>& result) {
    auto slot = slot_of(result);
    with_whole<E>(client.engine(), request, [&](auto const& whole) {
        auto const state = client.state(); // an observer may put another client in its place
        client.engine().download(*state, endpoint_table_of<E>, download_table_of<E>, &whole, slot, to);
    });
}

template <class Take>
struct download_taker {
    Take& function;
    std::exception_ptr thrown{};

    static bool take(void* self, std::string_view data) noexcept {
        auto& taker = *static_cast<download_taker*>(self);
#if defined(__cpp_exceptions)
        try {
            return taker.give(data);
        } catch (...) {
            taker.thrown = std::current_exception();
            return false;
        }
#else
        return taker.give(data);
#endif
    }
    bool give(std::string_view data) {
        if constexpr (std::is_void_v<std::invoke_result_t<Take&, std::string_view>>) {
            function(data);
            return true;
        } else {
            return static_cast<bool>(function(data));
        }
    }
};

} // namespace detail

/// Calls an endpoint whose response is `content` and writes that to a file while it comes: beside it, as `<file>.part`,
/// and in its place once it is whole, so that nobody sees a half of it. No limit but `options.most` holds.
///
///     auto const got = apibind::download<store::report>(client, {.id = 7}, "report.pdf");
///
/// One that breaks is resumed where it broke, as the options say; a part that is not the one asked for, or an ETag that
/// has changed, begins it anew. A failure after the head of a success has the outcome `executed` and says how many
/// bytes came.
template <class E, class Service>
auto download(client<Service> const& client, request_of<E> const& request, std::filesystem::path const& file,
              download_options const& options = {}) -> result<downloaded, error_of<E>> {
    using result_type = result<downloaded, error_of<E>>;
    if constexpr (detail::callable_for_download<E, Service>()) {
        downloaded done;
        detail::download_target to;
        to.options = &options;
        to.done = &done;
        auto out = detail::result_access::empty<result_type>();
        detail::download_file part(file);
        auto const fail = [&](failure_kind kind, call_info info) {
            failure<error_of<E>> why;
            why.kind = kind;
            why.endpoint = detail::endpoint_table_of<E>.name;
            why.message = to.fault;
            why.info = std::move(info);
            return why;
        };
        if (!part.open(to)) return fail(failure_kind::invalid_request, {});
        detail::download_to<E>(client, request, to, out);
        if (!out) {
            if (options.keep_part && to.received != 0 && !to.etag.empty()) part.keep_part();
            return out;
        }
        if (!part.finish()) return fail(failure_kind::cancelled, out.info());
        *out = std::move(done);
        return out;
    } else {
        return failure<error_of<E>>{};
    }
}

/// The same with each piece given to `take(std::string_view)` as it comes, which returns nothing or a bool: false ends
/// it. What it throws ends it and is thrown on. It is resumed, and never begun anew.
template <class E, class Service, class Take>
    requires std::invocable<Take&, std::string_view>
auto download(client<Service> const& client, request_of<E> const& request, Take&& take,
              download_options const& options = {}) -> result<downloaded, error_of<E>> {
    using result_type = result<downloaded, error_of<E>>;
    if constexpr (detail::callable_for_download<E, Service>()) {
        downloaded done;
        detail::download_taker<std::remove_reference_t<Take>> taker{take};
        detail::download_target to;
        to.context = &taker;
        to.take = &detail::download_taker<std::remove_reference_t<Take>>::take;
        to.options = &options;
        to.done = &done;
        auto out = detail::result_access::empty<result_type>();
        detail::download_to<E>(client, request, to, out);
#if defined(__cpp_exceptions)
        if (taker.thrown) std::rethrow_exception(taker.thrown);
#endif
        if (out) *out = std::move(done);
        return out;
    } else {
        return failure<error_of<E>>{};
    }
}

} // namespace apibind
