// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/failure.hpp>

#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>

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

} // namespace detail

/// The response of a call, or why there is none; and what is known about the call either way.
template <class Response, class Error>
class [[nodiscard]] result {
public:
    using value_type = Response;
    using error_type = failure<Error>;

    result(Response response, call_info info) : state_(success{std::move(response), std::move(info)}) {}
    result(failure<Error> why) : state_(std::move(why)) {}

    bool has_value() const noexcept { return std::holds_alternative<success>(state_); }
    explicit operator bool() const noexcept { return has_value(); }

    /// The response. Precondition: has_value(); without one the program ends with the failure's line.
    Response const& operator*() const& noexcept { return checked().response; }
    Response& operator*() & noexcept { return const_cast<success&>(checked()).response; }
    Response operator*() && { return std::move(const_cast<success&>(checked()).response); }
    Response const* operator->() const noexcept { return &**this; }
    Response* operator->() noexcept { return &**this; }

    /// The response; without one it throws bad_result_access, or ends the program where exceptions are off.
    Response const& value() const& { return require_value(), **this; }
    Response& value() & { return require_value(), **this; }
    Response value() && { return require_value(), *std::move(*this); }

    /// Why there is no response. Precondition: !has_value(); with a response the program ends.
    failure<Error> const& error() const& noexcept {
        auto const* why = std::get_if<failure<Error>>(&state_);
        if (!why) detail::end_program("apibind: error() of a result that has a response: ask whether it has one first");
        return *why;
    }
    failure<Error>& error() & noexcept { return const_cast<failure<Error>&>(std::as_const(*this).error()); }
    failure<Error>&& error() && noexcept { return std::move(error()); }

    call_info const& info() const noexcept { return has_value() ? std::get_if<success>(&state_)->info : error().info; }
    call_info& info() noexcept { return has_value() ? std::get_if<success>(&state_)->info : error().info; }
    /// What the call did at the vendor: `info().outcome`. A response may say `partial` or `rejected` too, where the
    /// vendor answers for each record.
    apibind::outcome outcome() const noexcept { return info().outcome; }

private:
    struct success {
        Response response;
        call_info info;
    };

    success const& checked() const noexcept {
        auto const* there = std::get_if<success>(&state_);
        if (!there) detail::end_program("apibind: * or -> of a result without a response: " + to_string(error()));
        return *there;
    }

    void require_value() const {
        if (has_value()) return;
#if defined(__cpp_exceptions)
        throw bad_result_access(error());
#else
        detail::end_program("apibind: value() of a result without a response: " + to_string(error()));
#endif
    }

    std::variant<success, failure<Error>> state_;
};

} // namespace apibind
