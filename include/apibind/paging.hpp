// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/endpoint.hpp>
#include <apibind/link_field.hpp>
#include <apibind/required.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <ranges>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

/// How an endpoint's answers come in pages, and how the next one is asked for: the fact `paging`. See pages.hpp.
namespace apibind {

/// What follows a page.
struct page_step {
    enum class kind : std::uint8_t {
        last,  ///< nothing
        again, ///< a call with the request as it is now
        link,  ///< a call of the URL `text`
        fault, ///< it cannot be said: `text` says why
    };
    kind what = kind::last;
    std::string text{};
    std::string mark{}; ///< of `again`: what tells this page from the others, or empty
};

namespace detail {

/// A way into a response: pointers to members, member functions or functions, one after the other.
template <auto... Steps>
struct path_to {};
struct nowhere {};

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

/// The value type of a request's member.
template <class M>
struct given_type {
    using type = M;
};
template <holds_or_not M>
struct given_type<M> : given_type<std::remove_cvref_t<decltype(*std::declval<M const&>())>> {};
template <class T>
struct given_type<required<T>> {
    using type = T;
};
template <class R, class M>
M member_of_pointer(M R::*);
template <auto Pointer>
using given_of = typename given_type<decltype(member_of_pointer(Pointer))>::type;

template <class T>
concept page_number = std::integral<T> && !std::same_as<T, bool>;
template <class T>
concept page_cursor = page_number<T> || std::convertible_to<T const&, std::string_view>;

template <class T>
std::string text_of_cursor(T const& value) {
    if constexpr (page_number<T>)
        return std::to_string(value);
    else
        return std::string(std::string_view(value));
}

/// The number in a request's member, or `otherwise` where none is given.
template <class M>
std::int64_t number_in(M const& member, std::int64_t otherwise) {
    if constexpr (page_number<M>)
        return static_cast<std::int64_t>(member);
    else if constexpr (holds_or_not<M>)
        return member ? number_in(*member, otherwise) : otherwise;
    else
        return number_in(member.value(), otherwise);
}

// The ways to the next page -----------------------------------------------------------------------------------------

template <auto Member, auto... Steps>
struct cursor_way {
    using value_path = path_to<Steps...>;
};
template <auto Member>
struct offset_way {};
template <auto Member>
struct number_way {
    std::int64_t first = 1;
};
struct link_way {};
template <auto... Steps>
struct url_way {
    using value_path = path_to<Steps...>;
};

template <class E, class Paging>
consteval bool check_paging_fact(); // <apibind/valid_paging.hpp>

} // namespace detail

/// A way to the next page, and what else is known about it. Made by the functions below.
template <class Way, class Items = detail::nowhere, class More = detail::nowhere, class Total = detail::nowhere,
          auto Limit = nullptr>
struct paging_fact {
    Way way{};

    using way_type = Way;
    using items_path = Items;
    using more_path = More;
    using total_path = Total;
    static constexpr auto limit_member = Limit;

    /// Where the items of a page are: for `for_each_item`, and for `limit`.
    template <auto... Steps>
    consteval auto items() const {
        return paging_fact<Way, detail::path_to<Steps...>, More, Total, Limit>{way};
    }
    /// The bool that says whether there is another page: where it is false, null or absent there is none.
    template <auto... Steps>
    consteval auto more() const {
        return paging_fact<Way, Items, detail::path_to<Steps...>, Total, Limit>{way};
    }
    /// Of offsets: how many items there are in all. Of page numbers: how many pages.
    template <auto... Steps>
    consteval auto total() const {
        return paging_fact<Way, Items, More, detail::path_to<Steps...>, Limit>{way};
    }
    /// The request's member that says how many items a page has: one with fewer is the last. Not for a vendor who
    /// gives fewer than he is asked for.
    template <auto Member>
    consteval auto limit() const {
        return paging_fact<Way, Items, More, Total, Member>{way};
    }

    template <class E>
    static consteval bool check() {
        return detail::check_paging_fact<E, paging_fact>();
    }

    /// What follows that answer. `request` is the one that was answered, and becomes the next one.
    template <class E>
    page_step next(request_of<E>& request, response_of<E> const& response, call_info const& info) const {
        if constexpr (!std::same_as<More, detail::nowhere>) {
            bool more = false;
            detail::reach(response, More(), [&](bool told) { more = told; });
            if (!more) return {};
        }
        std::int64_t count = 0;
        if constexpr (!std::same_as<Items, detail::nowhere>)
            detail::reach(response, Items(),
                          [&](auto const& list) { count = static_cast<std::int64_t>(std::ranges::size(list)); });
        if constexpr (!std::same_as<std::remove_cv_t<decltype(Limit)>, std::nullptr_t>) {
            auto const limit = detail::number_in(request.*Limit, 0);
            if (count < limit) return {};
        }
        return follow(way, request, response, info, count);
    }

private:
    template <class R, class M>
    static page_step numbered(R& request, M member, std::int64_t next) {
        using number = typename detail::given_type<std::remove_cvref_t<decltype(request.*member)>>::type;
        if (!std::in_range<number>(next))
            return {page_step::kind::fault, "the number of the next page does not fit its member of the request", {}};
        request.*member = static_cast<number>(next);
        return {page_step::kind::again, {}, std::to_string(next)};
    }
    template <class T>
    static std::int64_t total_of(T const& response) {
        std::int64_t out = std::numeric_limits<std::int64_t>::max();
        if constexpr (!std::same_as<Total, detail::nowhere>)
            detail::reach(response, Total(), [&](auto total) { out = static_cast<std::int64_t>(total); });
        return out;
    }

    template <auto Member, auto... Steps, class R, class T>
    static page_step follow(detail::cursor_way<Member, Steps...> const&, R& request, T const& response,
                            call_info const&, std::int64_t) {
        page_step out;
        detail::reach(response, detail::path_to<Steps...>(), [&](auto const& cursor) {
            out.mark = detail::text_of_cursor(cursor);
            if (out.mark.empty()) return;
            request.*Member = static_cast<detail::given_of<Member>>(cursor);
            out.what = page_step::kind::again;
        });
        return out;
    }
    template <auto Member, class R, class T>
    static page_step follow(detail::offset_way<Member> const&, R& request, T const& response, call_info const&,
                            std::int64_t count) {
        auto const now = detail::number_in(request.*Member, 0);
        if (count == 0 || now > std::numeric_limits<std::int64_t>::max() - count || now + count >= total_of(response))
            return {};
        return numbered(request, Member, now + count);
    }
    template <auto Member, class R, class T>
    static page_step follow(detail::number_way<Member> const& way, R& request, T const& response, call_info const&,
                            std::int64_t count) {
        auto const now = detail::number_in(request.*Member, way.first);
        bool const is_last =
            now == std::numeric_limits<std::int64_t>::max() || now - way.first + 1 >= total_of(response);
        if (is_last) return {};
        if constexpr (!std::same_as<Items, detail::nowhere>)
            if (count == 0) return {};
        return numbered(request, Member, now + 1);
    }
    template <class R, class T>
    static page_step follow(detail::link_way const&, R&, T const&, call_info const& info, std::int64_t) {
        auto next = link_of(info.fields, "next");
        if (!next) return {};
        return {page_step::kind::link, *std::move(next), {}};
    }
    template <auto... Steps, class R, class T>
    static page_step follow(detail::url_way<Steps...> const&, R&, T const& response, call_info const&, std::int64_t) {
        page_step out;
        detail::reach(response, detail::path_to<Steps...>(), [&](auto const& url) {
            out.text = std::string(std::string_view(url));
            if (!out.text.empty()) out.what = page_step::kind::link;
        });
        return out;
    }
};

/// The response names what the request of the next page gives: a cursor, a page token, a continue token. Absent, null
/// or empty, it was the last page. The way into the response may have several steps, functions among them.
///
///     static constexpr auto paging = apibind::next_cursor<&request::cursor, &page::metadata, &meta::next_cursor>();
template <auto Member, auto... Steps>
consteval auto next_cursor() {
    return paging_fact<detail::cursor_way<Member, Steps...>>{};
}

/// The request's member counts the items before the page. The steps lead to the list of items in the response; without
/// any it is the response. An empty page was the last one, and so is what `total` or `limit` says.
///
///     static constexpr auto paging = apibind::by_offset<&request::offset, &page::items>().total<&page::total>();
template <auto Member, auto... Steps>
consteval auto by_offset() {
    return paging_fact<detail::offset_way<Member>, detail::path_to<Steps...>>{};
}

/// The request's member is the number of the page, where `first` is the first one and the one that is meant where none
/// is given. The end is found as with by_offset, whose `total` is here the number of pages.
template <auto Member, auto... Steps>
consteval auto by_page(std::int64_t first = 1) {
    return paging_fact<detail::number_way<Member>, detail::path_to<Steps...>>{{first}};
}

/// The Link field with `rel="next"` (RFC 8288).
consteval auto next_link() {
    return paging_fact<detail::link_way>{};
}

/// The response names the URL of the next page: `@odata.nextLink`, `next_page_uri`. Absent, null or empty, it was the
/// last one.
template <auto... Steps>
consteval auto next_url() {
    return paging_fact<detail::url_way<Steps...>>{};
}

} // namespace apibind

#include <apibind/valid_paging.hpp> // what is wrong with one
