// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/failure.hpp>
#include <apibind/no_content.hpp>
#include <apibind/room.hpp>

#include <concepts>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>

namespace apibind {

/// Thrown by result::value() where there is none; `what()` is the failure's line.
class bad_result_access : public std::runtime_error {
public:
    explicit bad_result_access(failure_facts const& failure) : std::runtime_error(to_string(failure)) {}
};

namespace detail {

/// Ends the program after one line to the standard error: what only a mistake in the program leads to.
[[noreturn]] inline void end_program(std::string const& line) noexcept {
    std::fputs((line + "\n").c_str(), stderr);
    std::abort();
}

/// What every result has besides its response. Its special members are functions of their own: expanded, they would be
/// the greater part of the code of a call.
template <class Error>
struct result_facts {
    failure<Error> of{};

    [[gnu::noinline]] result_facts() {}
    [[gnu::noinline]] result_facts(result_facts&& other) noexcept(std::is_nothrow_move_constructible_v<Error>)
        : of(std::move(other.of)) {}
    [[gnu::noinline]] result_facts(result_facts const& other) requires std::copy_constructible<Error> : of(other.of) {}
    result_facts& operator=(result_facts&&) = default;
    result_facts& operator=(result_facts const&) = default;
    [[gnu::noinline]] ~result_facts() {}
};

struct result_access;
struct to_be_filled {};

} // namespace detail

/// The response of a call, or why there is none; and what is known about the call either way.
template <class Response, class Error>
class [[nodiscard]] result {
public:
    using value_type = Response;
    using error_type = failure<Error>;

    result(Response response, call_info info) : response_(std::move(response)) { facts_.of.info = std::move(info); }
    result(failure<Error> why) { facts_.of = std::move(why); }

    bool has_value() const noexcept { return response_.has_value(); }
    explicit operator bool() const noexcept { return has_value(); }

    /// The response. Precondition: has_value(); without one the program ends with the failure's line.
    Response const& operator*() const& noexcept { return check(), *response_; }
    Response& operator*() & noexcept { return check(), *response_; }
    Response operator*() && { return check(), std::move(*response_); }
    Response const* operator->() const noexcept { return &**this; }
    Response* operator->() noexcept { return &**this; }

    /// The response; without one it throws bad_result_access, or ends the program where exceptions are off.
    Response const& value() const& { return require_value(), **this; }
    Response& value() & { return require_value(), **this; }
    Response value() && { return require_value(), *std::move(*this); }

    /// Why there is no response. Precondition: !has_value(); with a response the program ends.
    failure<Error> const& error() const& noexcept {
        if (has_value())
            detail::end_program("apibind: error() of a result that has a response: ask whether it has one first");
        return facts_.of;
    }
    failure<Error>& error() & noexcept { return const_cast<failure<Error>&>(std::as_const(*this).error()); }
    failure<Error>&& error() && noexcept { return std::move(error()); }

    call_info const& info() const noexcept { return facts_.of.info; }
    call_info& info() noexcept { return facts_.of.info; }
    /// What the call did at the vendor: `info().outcome`. A response may say `partial` or `rejected` too, where the
    /// vendor answers for each record.
    apibind::outcome outcome() const noexcept { return info().outcome; }

private:
    friend detail::result_access;
    friend class result<void, Error>;
    result() = default;
    template <class Fill>
    result(detail::to_be_filled, Fill const& fill) {
        fill(&response_, &facts_.of.vendor_error, facts_.of);
    }

    void check() const noexcept {
        if (!has_value())
            detail::end_program("apibind: * or -> of a result without a response: " + to_string(facts_.of));
    }
    void require_value() const {
        if (has_value()) return;
#if defined(__cpp_exceptions)
        throw bad_result_access(facts_.of);
#else
        detail::end_program("apibind: value() of a result without a response: " + to_string(facts_.of));
#endif
    }

    detail::room<Response> response_;
    detail::result_facts<Error> facts_; // its `info` is that of a success too
};

/// Of an endpoint whose successes have no content: whether it did, and why not.
template <class Error>
class [[nodiscard]] result<void, Error> {
public:
    using value_type = void;
    using error_type = failure<Error>;

    explicit result(call_info info) : whole_({}, std::move(info)) {}
    result(failure<Error> why) : whole_(std::move(why)) {}

    bool has_value() const noexcept { return whole_.has_value(); }
    explicit operator bool() const noexcept { return has_value(); }
    /// Without success it throws bad_result_access, or ends the program where exceptions are off.
    void value() const { static_cast<void>(whole_.value()); }

    /// Why it did not succeed. Precondition: !has_value().
    failure<Error> const& error() const& noexcept { return whole_.error(); }
    failure<Error>& error() & noexcept { return whole_.error(); }
    failure<Error>&& error() && noexcept { return std::move(whole_).error(); }

    call_info const& info() const noexcept { return whole_.info(); }
    call_info& info() noexcept { return whole_.info(); }
    apibind::outcome outcome() const noexcept { return whole_.outcome(); }

private:
    friend detail::result_access;
    explicit result(result<no_content, Error> whole) : whole_(std::move(whole)) {}
    template <class Fill>
    result(detail::to_be_filled made, Fill const& fill) : whole_(made, fill) {}

    result<no_content, Error> whole_;
};

namespace detail {

/// Results that are filled in where they stand.
struct result_access {
    template <class Result>
    static Result empty() {
        if constexpr (std::is_void_v<typename Result::value_type>)
            return Result(empty<decltype(Result::whole_)>());
        else
            return Result();
    }
    /// One that `fill` is given the places of: it never moves, so that nothing is compiled for that.
    template <class Result, class Fill>
    static Result filled(Fill const& fill) {
        return Result(to_be_filled{}, fill);
    }
    template <class Result>
    static auto& response(Result& of) {
        return whole(of).response_;
    }
    template <class Result>
    static auto& facts(Result& of) {
        return whole(of).facts_.of;
    }

private:
    template <class Result>
    static auto& whole(Result& of) {
        if constexpr (std::is_void_v<typename Result::value_type>)
            return of.whole_;
        else
            return of;
    }
};

} // namespace detail
} // namespace apibind
