// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/paging.hpp>
#include <apibind/valid_rules.hpp>

#include <concepts>
#include <cstddef>
#include <ranges>
#include <string_view>
#include <type_traits>

/// Checks of the fact `paging` against the request and the response. See valid.hpp.
namespace apibind::detail {

template <class Request, class Member>
inline constexpr bool paging_names_member_of = false;
template <class Response, class Path>
inline constexpr bool path_leads_into = false;
template <class E, class Found>
inline constexpr bool page_has_a_list_at_the_path = false;
template <class E>
inline constexpr bool page_has_items_to_count = false;
template <class E, class Found>
inline constexpr bool paging_has_a_bool_at_the_path = false;
template <class E, class Found>
inline constexpr bool paging_has_a_number_at_the_path = false;
template <class E, class Found>
inline constexpr bool paging_has_a_text_at_the_path = false;
template <class Member, class Cursor>
inline constexpr bool request_member_takes = false;
template <class E, class Member>
inline constexpr bool paging_member_is_a_number = false;

template <class Request, auto Member>
consteval bool check_page_member() {
    constexpr bool sound = [] {
        if constexpr (std::is_member_object_pointer_v<decltype(Member)>)
            return rule_position<Request, Member> >= 0;
        else
            return false;
    }();
    if constexpr (!sound)
        static_assert(paging_names_member_of<Request, path<Member>>,
                      "apibind: paging names something that is no described member of this request: write "
                      "<&request::member> first, and then the way into the response");
    return sound;
}
template <class E, auto Member>
consteval bool check_page_number() {
    if constexpr (!check_page_member<typename E::request, Member>()) {
        return false;
    } else if constexpr (!page_number<given_of<Member>>) {
        static_assert(paging_member_is_a_number<E, path<Member>>,
                      "apibind: the request's member that pages are counted by is no integer: by_offset, by_page and "
                      "limit take one; for a text write next_cursor");
        return false;
    } else {
        return true;
    }
}
template <class E, class Path, class Reached = page_reached_t<E, Path>>
consteval bool check_page_path() {
    constexpr bool sound = !std::same_as<Reached, not_declared>;
    if constexpr (!sound)
        static_assert(path_leads_into<response_of<E>, Path>,
                      "apibind: this way does not lead into the response: write its members one after the other, "
                      "each of the type of the one before it: <&page::metadata, &meta::next>; or let it begin in the "
                      "envelope and pass by the payload");
    return sound;
}

template <class E, auto Member, auto... Steps>
consteval bool check_way(cursor_way<Member, Steps...> const*) {
    using way_path = path_to<Steps...>;
    if constexpr (!check_page_member<typename E::request, Member>() || !check_page_path<E, way_path>()) {
        return false;
    } else {
        using cursor = page_reached_t<E, way_path>;
        constexpr bool fits = page_cursor<cursor> && std::is_constructible_v<given_of<Member>, cursor const&>;
        if constexpr (!fits)
            static_assert(request_member_takes<path<Member>, cursor>,
                          "apibind: the cursor in the response is no text or integer that fits the request's member: "
                          "give both the same type");
        return fits;
    }
}
template <class E, auto Member>
consteval bool check_way(offset_way<Member> const*) {
    return check_page_number<E, Member>();
}
template <class E, auto Member>
consteval bool check_way(number_way<Member> const*) {
    return check_page_number<E, Member>();
}
template <class E>
consteval bool check_way(link_way const*) {
    return true;
}
template <class E, auto... Steps>
consteval bool check_way(url_way<Steps...> const*) {
    using way_path = path_to<Steps...>;
    if constexpr (!check_page_path<E, way_path>()) {
        return false;
    } else {
        using url = page_reached_t<E, way_path>;
        constexpr bool is_text = std::convertible_to<url const&, std::string_view>;
        if constexpr (!is_text)
            static_assert(paging_has_a_text_at_the_path<E, url>,
                          "apibind: the next page's URL in the response is no string: let the way end at one");
        return is_text;
    }
}

template <class E, class Paging>
consteval bool check_page_items() {
    using items = typename Paging::items_path;
    if constexpr (std::same_as<items, nowhere>) {
        return true;
    } else if constexpr (!check_page_path<E, items, reached_t<response_of<E>, items>>()) {
        return false;
    } else {
        using list = reached_t<response_of<E>, items>;
        constexpr bool is_list =
            std::ranges::sized_range<list const> && !std::convertible_to<list const&, std::string_view>;
        if constexpr (!is_list)
            static_assert(page_has_a_list_at_the_path<E, list>,
                          "apibind: the items of a page are no list: give the way to it, as "
                          "by_offset<&request::offset, &page::items>()");
        return is_list;
    }
}
template <class E, class Paging>
consteval bool check_page_more() {
    using more = typename Paging::more_path;
    if constexpr (std::same_as<more, nowhere>) {
        return true;
    } else if constexpr (!check_page_path<E, more>()) {
        return false;
    } else {
        using told = page_reached_t<E, more>;
        if constexpr (!std::same_as<told, bool>)
            static_assert(paging_has_a_bool_at_the_path<E, told>,
                          "apibind: more<...>() leads to no bool, which says whether there is another page");
        return std::same_as<told, bool>;
    }
}
template <class E, class Paging>
consteval bool check_page_total() {
    using total = typename Paging::total_path;
    if constexpr (std::same_as<total, nowhere>) {
        return true;
    } else if constexpr (!check_page_path<E, total>()) {
        return false;
    } else {
        using number = page_reached_t<E, total>;
        if constexpr (!page_number<number>)
            static_assert(paging_has_a_number_at_the_path<E, number>,
                          "apibind: total<...>() leads to no integer: of by_offset it is how many items there are, of "
                          "by_page how many pages");
        return page_number<number>;
    }
}

template <class E, class Paging>
consteval bool check_paging_fact() {
    constexpr bool way = check_way<E>(static_cast<typename Paging::way_type const*>(nullptr));
    constexpr bool items = check_page_items<E, Paging>();
    constexpr bool more = check_page_more<E, Paging>();
    constexpr bool total = check_page_total<E, Paging>();
    constexpr bool limit = [] {
        if constexpr (std::same_as<std::remove_cv_t<decltype(Paging::limit_member)>, std::nullptr_t>) {
            return true;
        } else {
            constexpr bool counts = !std::same_as<items_way_t<E, typename Paging::items_path>, nowhere>;
            if constexpr (!counts)
                static_assert(page_has_items_to_count<E>,
                              "apibind: limit<...>() compares how many items a page has, and this paging does not say "
                              "where they are: add .items<&response::items>() to it");
            return check_page_number<E, Paging::limit_member>() && counts;
        }
    }();
    return way && items && more && total && limit;
}

} // namespace apibind::detail
