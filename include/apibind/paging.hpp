// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/answer_form.hpp>
#include <apibind/endpoint.hpp>
#include <apibind/link_field.hpp>
#include <apibind/page_path.hpp>
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
#include <tuple>
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
struct offset_way {
    using value_path = nowhere;
};
template <auto Member>
struct number_way {
    using value_path = nowhere;
    std::int64_t first = 1;
};
struct link_way {
    using value_path = nowhere;
};
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

    /// Where the items of a page are: for `for_each_item`, and for `limit`. Not needed where the response is their
    /// list.
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

    /// Whether the envelope of the response is needed to say what follows.
    template <class E>
    static constexpr bool reads_envelope = detail::begins_in_envelope<E, typename Way::value_path> ||
                                           detail::begins_in_envelope<E, More> || detail::begins_in_envelope<E, Total>;

    /// What follows that answer. `request` is the one that was answered, and becomes the next one.
    template <class E>
        requires(!reads_envelope<E>)
    page_step next(request_of<E>& request, response_of<E> const& response, call_info const& info)
    const { return next_after<E>(request, {response, nullptr}, info); }
    /// The same with the envelope that the response came in.
    template <class E>
    page_step next(request_of<E>& request, response_of<E> const& response, detail::page_envelope_t<E> const& envelope,
                   call_info const& info) const {
        return next_after<E>(request, {response, &envelope}, info);
    }

private:
    template <class E>
    page_step next_after(request_of<E>& request, detail::page_source<E> const& from, call_info const& info) const {
        if constexpr (!std::same_as<More, detail::nowhere>) {
            bool more = false;
            from.reach(More(), [&](bool told) { more = told; });
            if (!more) return {};
        }
        std::int64_t count = 0;
        using items = detail::items_way_t<E, Items>;
        if constexpr (!std::same_as<items, detail::nowhere>)
            from.reach(items(), [&](auto const& list) { count = static_cast<std::int64_t>(std::ranges::size(list)); });
        if constexpr (!std::same_as<std::remove_cv_t<decltype(Limit)>, std::nullptr_t>) {
            auto const limit = detail::number_in(request.*Limit, 0);
            if (count < limit) return {};
        }
        if constexpr (std::same_as<items, detail::nowhere>)
            return follow(way, request, from, info, -1);
        else
            return follow(way, request, from, info, count);
    }

    template <class R, class M>
    static page_step numbered(R& request, M member, std::int64_t next) {
        using number = typename detail::given_type<std::remove_cvref_t<decltype(request.*member)>>::type;
        if (!std::in_range<number>(next))
            return {page_step::kind::fault, "the number of the next page does not fit its member of the request", {}};
        request.*member = static_cast<number>(next);
        return {page_step::kind::again, {}, std::to_string(next)};
    }
    template <class T>
    static std::int64_t total_of(T const& from) {
        std::int64_t out = std::numeric_limits<std::int64_t>::max();
        if constexpr (!std::same_as<Total, detail::nowhere>)
            from.reach(Total(), [&](auto total) { out = static_cast<std::int64_t>(total); });
        return out;
    }

    template <auto Member, auto... Steps, class R, class T>
    static page_step follow(detail::cursor_way<Member, Steps...> const&, R& request, T const& from, call_info const&,
                            std::int64_t) {
        page_step out;
        from.reach(detail::path_to<Steps...>(), [&](auto const& cursor) {
            out.mark = detail::text_of_cursor(cursor);
            if (out.mark.empty()) return;
            request.*Member = static_cast<detail::given_of<Member>>(cursor);
            out.what = page_step::kind::again;
        });
        return out;
    }
    template <auto Member, class R, class T>
    static page_step follow(detail::offset_way<Member> const&, R& request, T const& from, call_info const&,
                            std::int64_t count) {
        auto const now = detail::number_in(request.*Member, 0);
        if (count == 0 || now > std::numeric_limits<std::int64_t>::max() - count || now + count >= total_of(from))
            return {};
        return numbered(request, Member, now + count);
    }
    template <auto Member, class R, class T>
    static page_step follow(detail::number_way<Member> const& way, R& request, T const& from, call_info const&,
                            std::int64_t count) {
        auto const now = detail::number_in(request.*Member, way.first);
        bool const is_last = now == std::numeric_limits<std::int64_t>::max() || now - way.first + 1 >= total_of(from);
        if (is_last) return {};
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
    static page_step follow(detail::url_way<Steps...> const&, R&, T const& from, call_info const&, std::int64_t) {
        page_step out;
        from.reach(detail::path_to<Steps...>(), [&](auto const& url) {
            out.text = std::string(std::string_view(url));
            if (!out.text.empty()) out.what = page_step::kind::link;
        });
        return out;
    }
};

/// The response names what the request of the next page gives: a cursor, a page token, a continue token. Absent, null
/// or empty, it was the last page. The way into the response may have several steps, functions and `last_item` among
/// them. As the ways of `more`, `total` and next_url, it may also begin in the envelope that the response comes in, to
/// what stands there beside the payload.
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
