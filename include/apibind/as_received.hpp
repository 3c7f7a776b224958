// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <optional>
#include <string>
#include <type_traits>

namespace apibind {

/// The response of an endpoint whose answer is not documented: it takes what comes and keeps it. `value` is there where
/// the content is JSON that reads as `T`; nothing about the content makes the call fail.
template <class T>
struct as_received {
    using value_type = T;

    std::string content;    ///< as it arrived
    std::string media_type; ///< of Content-Type, without parameters; empty where there was none
    std::optional<T> value{};
};

namespace detail {
template <class T>
struct is_as_received : std::false_type {};
template <class T>
struct is_as_received<as_received<T>> : std::true_type {};
} // namespace detail

} // namespace apibind
