// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <utility>

namespace apibind {

/// A member of a request whose value follows from the others. A call cannot give it: the endpoint's
/// `static void derive(request&)` assigns it, on a copy of the request, before anything else looks at it. A
/// `derived<std::optional<T>>` that it leaves without a value is left out.
template <class T>
class derived {
public:
    using value_type = T;

    constexpr derived() = default;
    constexpr derived& operator=(T value) {
        value_ = std::move(value);
        return *this;
    }

    constexpr T const& value() const noexcept { return value_; }
    constexpr operator T const&() const noexcept { return value_; }

    friend bool operator==(derived const&, derived const&) = default;

private:
    T value_{};
};

} // namespace apibind
