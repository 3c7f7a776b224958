// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/failure.hpp>

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

    /// The response. Precondition: has_value().
    Response const& operator*() const& noexcept { return std::get_if<success>(&state_)->response; }
    Response& operator*() & noexcept { return std::get_if<success>(&state_)->response; }
    Response&& operator*() && noexcept { return std::move(std::get_if<success>(&state_)->response); }
    Response const* operator->() const noexcept { return &**this; }
    Response* operator->() noexcept { return &**this; }

    /// The response; without one it throws bad_result_access, or ends the program where exceptions are off.
    Response const& value() const& { return require_value(), **this; }
    Response& value() & { return require_value(), **this; }
    Response&& value() && { return require_value(), *std::move(*this); }

    /// Why there is no response. Precondition: !has_value().
    failure<Error> const& error() const& noexcept { return *std::get_if<failure<Error>>(&state_); }
    failure<Error>& error() & noexcept { return *std::get_if<failure<Error>>(&state_); }
    failure<Error>&& error() && noexcept { return std::move(*std::get_if<failure<Error>>(&state_)); }

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

    void require_value() const {
        if (has_value()) return;
#if defined(__cpp_exceptions)
        throw bad_result_access(error());
#else
        std::abort();
#endif
    }

    std::variant<success, failure<Error>> state_;
};

} // namespace apibind
