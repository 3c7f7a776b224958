// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/answer_form.hpp>
#include <apibind/endpoint.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <ranges>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

/// The ways through an answer to what says where the next page is.
namespace apibind {
namespace detail {

/// The last item of a list, or none.
template <class T>
struct item_or_none {
    T const* item;

    explicit operator bool() const noexcept { return item != nullptr; }
    T const& operator*() const noexcept { return *item; }
};

} // namespace detail

/// The step of a way that goes on in the last item of the list before it:
/// `next_cursor<&request::starting_after, &page::data, apibind::last_item, &charge::id>()`. An empty list has none, and
/// is the last page.
struct last_item_step {
    template <class List>
        requires(!std::convertible_to<List const&, std::string_view> && requires(List const& list) {
            list.empty();
            { list.back() } -> std::same_as<typename List::value_type const&>;
        })
    constexpr detail::item_or_none<typename List::value_type> operator()(List const& list) const {
        return {list.empty() ? nullptr : &list.back()};
    }
};
inline constexpr last_item_step last_item{};

} // namespace apibind

namespace apibind::detail {

/// A way into a response: pointers to members, member functions or functions, one after the other.
template <auto... Steps>
struct path_to {};
struct nowhere {};

/// The way to the items of a page: the declared one, or none at all into a response that is their list.
template <class E, class Declared>
struct items_way {
    using type = Declared;
};
template <class E>
    requires(std::ranges::sized_range<response_of<E> const> &&
             !std::convertible_to<response_of<E> const&, std::string_view>)
struct items_way<E, nowhere> {
    using type = path_to<>;
};
template <class E, class Declared>
using items_way_t = typename items_way<E, Declared>::type;

template <class T>
concept holds_or_not = requires(T const& value) {
    static_cast<bool>(value);
    *value;
}
&&!std::is_pointer_v<T> && !std::is_arithmetic_v<T>;

/// Hands the value at the end of a path to `use`, if it is there: behind optionals as well.
template <class T, class Use>
void reach(T const& value, path_to<> const& path, Use use);
template <class T, class Use, auto First, auto... Rest>
void reach(T const& value, path_to<First, Rest...> const&, Use use) {
    if constexpr (holds_or_not<T>) {
        if (value) reach(*value, path_to<First, Rest...>(), use);
    } else {
        auto&& next = std::invoke(First, value);
        reach(next, path_to<Rest...>(), use);
    }
}
template <class T, class Use>
void reach(T const& value, path_to<> const& path, Use use) {
    if constexpr (holds_or_not<T>) {
        if (value) reach(*value, path, use);
    } else if constexpr (is_in_string<T>::value) {
        use(*value);
    } else {
        use(value);
    }
}

/// What stands at the end of a path, or not_declared where the path leads nowhere.
template <class T, class Path>
struct reached;
template <class T>
struct reached<T, path_to<>> {
    using type = T;
};
template <holds_or_not T>
struct reached<T, path_to<>> : reached<std::remove_cvref_t<decltype(*std::declval<T const&>())>, path_to<>> {};
template <class T>
struct reached<in_string<T>, path_to<>> {
    using type = T;
};
template <class T, auto First, auto... Rest>
struct reached<T, path_to<First, Rest...>> {
    using type = not_declared;
};
template <holds_or_not T, auto First, auto... Rest>
struct reached<T, path_to<First, Rest...>>
    : reached<std::remove_cvref_t<decltype(*std::declval<T const&>())>, path_to<First, Rest...>> {};
template <class T, auto First, auto... Rest>
    requires(!holds_or_not<T> && std::is_invocable_v<decltype(First), T const&>)
struct reached<T, path_to<First, Rest...>>
    : reached<std::remove_cvref_t<std::invoke_result_t<decltype(First), T const&>>, path_to<Rest...>> {};
template <class T, class Path>
using reached_t = typename reached<T, Path>::type;

// Ways that begin in an envelope ------------------------------------------------------------------------------------

/// The envelope that all of a response comes in, or not_declared. One whose payload is made of it by a function is read
/// from a copy.
template <class E, class T = response_of<E>>
struct page_envelope {
    using type = not_declared;
};
template <has_envelope E, class T>
    requires(!std::is_void_v<T> && answer_form_of<E, T>.shape == answer_shape::wrapped &&
             (!payload_is_function<E, T> || std::copy_constructible<envelope_of<E, T>>))
struct page_envelope<E, T> {
    using type = envelope_of<E, T>;
};
template <class E>
using page_envelope_t = typename page_envelope<E>::type;

/// Whether a way through the envelope goes into its payload, which is moved out of it.
template <class E, class Path>
inline constexpr bool passes_payload = false;
template <class E, auto... Steps>
    requires(!payload_is_function<E, response_of<E>>)
inline constexpr bool passes_payload<E, path_to<Steps...>> = [] {
    constexpr auto same = [](auto step, auto member) {
        if constexpr (std::is_same_v<decltype(step), decltype(member)>)
            return step == member;
        else
            return false;
    };
    constexpr auto begins_with = [same](auto... members) {
        if constexpr (sizeof...(members) > sizeof...(Steps)) {
            return false;
        } else {
            std::tuple const steps(Steps...);
            std::tuple const payload(members...);
            return [&]<std::size_t... I>(std::index_sequence<I...>) {
                return (true && ... && same(std::get<I>(steps), std::get<I>(payload)));
            }
            (std::index_sequence_for<decltype(members)...>());
        }
    };
    if constexpr (payload_is_path<E, response_of<E>>)
        return std::apply(begins_with, E::template payload<response_of<E>>.members);
    else
        return begins_with(E::template payload<response_of<E>>);
}();

template <class E, class Path>
inline constexpr bool begins_in_envelope = [] {
    if constexpr (!std::same_as<reached_t<response_of<E>, Path>, not_declared> ||
                  std::same_as<reached_t<page_envelope_t<E>, Path>, not_declared>)
        return false;
    else
        return !passes_payload<E, Path>;
}();
template <class E>
inline constexpr bool begins_in_envelope<E, nowhere> = false;

/// What stands at the end of a path into the response or, where it leads nowhere there, into its envelope.
template <class E, class Path>
using page_reached_t = std::conditional_t<begins_in_envelope<E, Path>, reached_t<page_envelope_t<E>, Path>,
                                          reached_t<response_of<E>, Path>>;

/// What a way to the next page is read from. The payload of the envelope was moved out of it.
template <class E>
struct page_source {
    response_of<E> const& response;
    page_envelope_t<E> const* envelope;

    template <class Path, class Use>
    void reach(Path const& path, Use use) const {
        if constexpr (begins_in_envelope<E, Path>)
            detail::reach(*envelope, path, use);
        else
            detail::reach(response, path, use);
    }
};

} // namespace apibind::detail
