// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/failure.hpp>

#include <optional>
#include <string_view>
#include <type_traits>

namespace apibind {

/// The response of a GET or HEAD whose request may say what the caller has already: `If-None-Match` or
/// `If-Modified-Since` (RFC 9110 section 13.1). An answer 304 is then no failure but a response without a value: what
/// the caller has is what there is.
///
///     using response = apibind::not_modified_or<contact>;
///
///     auto const got = apibind::invoke<crm::show>(client, {.id = 7}, {.fields = {{"If-None-Match", kept.etag}}});
///     if (!got) return report(got.error());
///     if (*got) kept = {**got, std::string(apibind::etag_of(got.info()).value_or(""))};
template <class T>
struct not_modified_or {
    using value_type = T;

    std::optional<T> value{};

    bool is_modified() const noexcept { return value.has_value(); }
    explicit operator bool() const noexcept { return is_modified(); }
    /// Precondition: is_modified().
    T const& operator*() const noexcept { return *value; }
    T& operator*() noexcept { return *value; }
    T const* operator->() const noexcept { return &*value; }
    T* operator->() noexcept { return &*value; }

    friend bool operator==(not_modified_or const&, not_modified_or const&) = default;
};

/// The ETag of an answer, quotes and a `W/` included, as `If-Match` and `If-None-Match` take it (RFC 9110 section
/// 8.8.3).
inline std::optional<std::string_view> etag_of(call_info const& info) noexcept {
    return info.fields.find("ETag");
}

namespace detail {

template <class T>
struct is_not_modified_or : std::false_type {};
template <class T>
struct is_not_modified_or<not_modified_or<T>> : std::true_type {};

} // namespace detail
} // namespace apibind
