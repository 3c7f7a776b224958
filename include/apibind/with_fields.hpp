// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <type_traits>

namespace apibind {

/// An answer together with header fields of it, as typed members:
///
///     struct page_fields { std::string etag; std::optional<int> x_rate_limit_remaining{}; };
///     BOOST_DESCRIBE_STRUCT(page_fields, (), (etag, x_rate_limit_remaining))
///     consteval auto wire_names(std::type_identity<page_fields>) { return apibind::names(apibind::upper_kebab_case); }
///     using response = apibind::with_fields<page, page_fields>;
///
/// The wire names of `Fields` are field names, in any case (RFC 9110 section 5.1). A member is the field's value: text,
/// a number, a boolean, an enum; a list takes the elements of `Allow: GET, HEAD`, of all lines of that name (section
/// 5.6.1), and of Set-Cookie each line; a map whose wire name is
/// "x-amz-meta-*" the fields that begin so, by the rest of their names in lower case. An optional member may be absent;
/// one that is not must be there and read, or the answer is undecodable. `T` may be void, content or a by_status.
template <class T, class Fields>
struct with_fields {
    T value{};
    Fields fields{};
};
template <class Fields>
struct with_fields<void, Fields> {
    Fields fields{};
};

namespace detail {

template <class T>
struct is_with_fields : std::false_type {};
template <class T, class Fields>
struct is_with_fields<with_fields<T, Fields>> : std::true_type {
    using value_type = T;
    using fields_type = Fields;
};

} // namespace detail
} // namespace apibind
