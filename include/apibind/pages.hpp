// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/call.hpp>
#include <apibind/client_options.hpp>
#include <apibind/page_in_envelope.hpp>
#include <apibind/paging.hpp>
#include <apibind/uri_reference.hpp>

#include <concepts>
#include <cstddef>
#include <functional>
#include <iterator>
#include <limits>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

/// The pages of an answer as one range.
namespace apibind {

struct page_options {
    call_options call{}; ///< of each page's call; a `link` in it is the first page
    std::size_t most = std::numeric_limits<std::size_t>::max(); ///< so many pages, and no more are asked for
};

namespace detail {

template <class E>
concept has_paging = requires {
    E::paging;
};
template <class E>
concept has_next_request = requires(request_of<E> const& request, response_of<E> const& response) {
    { E::next_request(request, response) } -> std::convertible_to<std::optional<request_of<E>>>;
};
template <class E>
inline constexpr bool declares_paging = has_paging<E> || has_next_request<E>;
template <class E>
using items_of_page = items_way_t<E, typename std::remove_cvref_t<decltype(E::paging)>::items_path>;
template <class E>
inline constexpr bool names_items_of_a_page = requires {
    requires !std::same_as<items_of_page<E>, nowhere>;
};

/// Not consteval, as check_endpoint.
template <class E, class Service>
constexpr bool has_pages() {
    if constexpr (!callable<E, Service>()) {
        return false;
    } else {
        static_assert(declares_paging<E>,
                      "apibind: this endpoint does not say how to get to the next page: declare static constexpr auto "
                      "paging = apibind::next_cursor<&request::cursor, &response::next>() or its like, or static "
                      "std::optional<request> next_request(request const&, response const&)");
        return declares_paging<E>;
    }
}

/// Finds that pages go round in a circle, of whatever length, by remembering two of them (Brent 1980).
class page_circle {
public:
    /// Whether this page was there before.
    bool closes_with(std::string const& mark) {
        if (mark.empty()) return false;
        if (is_begun_ && (mark == last_ || mark == kept_)) return true;
        if (++steps_ == span_ || !is_begun_) {
            kept_ = mark;
            span_ *= 2;
            steps_ = 0;
        }
        last_ = mark;
        is_begun_ = true;
        return false;
    }

private:
    std::string last_, kept_;
    std::size_t steps_ = 0, span_ = 1;
    bool is_begun_ = false;
};

} // namespace detail

/// The pages of one request, each a `result_of<E>`. An input range: it can be gone through once, each page is asked for
/// when it is come to, and what a page holds may be moved out of it.
template <class E, class Service>
class page_range {
public:
    page_range(client<Service> const& client, request_of<E> request, page_options options)
        : client_(client), request_(std::move(request)), options_(std::move(options)) {}
    page_range(page_range&&) = default;
    page_range& operator=(page_range&&) = default;

    class iterator {
    public:
        using value_type = result_of<E>;
        using difference_type = std::ptrdiff_t;
        using iterator_concept = std::input_iterator_tag;

        explicit iterator(page_range& of) : of_(&of) {}
        iterator(iterator&&) = default;
        iterator& operator=(iterator&&) = default;

        result_of<E>& operator*() const { return *of_->page_; }
        result_of<E>* operator->() const { return &*of_->page_; }
        iterator& operator++() {
            of_->advance();
            return *this;
        }
        void operator++(int) { ++*this; }
        friend bool operator==(iterator const& at, std::default_sentinel_t) { return at.is_over(); }

    private:
        bool is_over() const { return !of_->page_; }
        page_range* of_;
    };

    /// Asks for the first page.
    iterator begin() {
        if (!is_begun_) {
            is_begun_ = true;
            if (options_.most != 0) call();
        }
        return iterator(*this);
    }
    static std::default_sentinel_t end() noexcept { return {}; }

    /// Whether the last page that was come to names another one.
    bool has_more() const noexcept { return next_.what != page_step::kind::last; }

private:
    void advance() {
        page_.reset();
        switch (next_.what) {
        case page_step::kind::last: return;
        case page_step::kind::fault: return fail(std::exchange(next_, {}).text);
        case page_step::kind::link:
            if (count_ == options_.most) return;
            options_.call.link = detail::resolved(options_.call.link, next_.text);
            next_.mark = options_.call.link;
            break;
        case page_step::kind::again:
            if (count_ == options_.most) return;
            break;
        }
        if (circle_.closes_with(next_.mark))
            return fail("the page names as the next one a page that was there before: the pages would never end");
        call();
    }
    void call() {
        ++count_;
        if constexpr (detail::pages_read_envelope<E>) {
            std::optional<detail::page_envelope_t<E>> envelope;
            page_.emplace(detail::call_page<E>(client_, request_, options_.call, envelope));
            next_ = {};
            if (*page_) next_ = E::paging.template next<E>(request_, **page_, *envelope, page_->info());
        } else {
            page_.emplace(invoke<E>(client_, request_, options_.call));
            // Now, while the page is whole.
            next_ = {};
            if (*page_) find_next();
        }
    }
    void find_next() {
        if constexpr (detail::has_paging<E>) {
            next_ = E::paging.template next<E>(request_, **page_, page_->info());
        } else if (auto next = std::optional<request_of<E>>(E::next_request(request_, **page_))) {
            request_ = *std::move(next);
            next_.what = page_step::kind::again;
        }
    }
    void fail(std::string message) {
        next_ = {};
        failure<error_of<E>> out;
        out.endpoint = detail::endpoint_table_of<E>.name;
        out.message = std::move(message);
        page_.emplace(std::move(out));
    }

    client<Service> client_;
    request_of<E> request_;
    page_options options_;
    std::optional<result_of<E>> page_;
    page_step next_{};
    detail::page_circle circle_;
    std::size_t count_ = 0;
    bool is_begun_ = false;
};

/// All pages that answer a request, by the way to the next one that the endpoint's `paging` declares:
///
///     for (auto& page : apibind::pages<crm::list_contacts>(client, {.limit = 100})) {
///         if (!page) return report(page.error()); // the range ends with it
///         for (auto& contact : page->contacts) use(contact);
///     }
///
/// Each page is a call of `invoke`, with its turn, its deadline and its retries. A failure is the last element. URLs of
/// next pages are called on the service's own scheme, host and port and nowhere else: one that leads elsewhere is a
/// failure (not_sent), and so is a page that was there before. A `most` that is reached ends the range quietly;
/// `has_more()` then tells.
template <class E, class Service>
auto pages(client<Service> const& client, request_of<E> const& request = {}, page_options options = {}) {
    if constexpr (detail::has_pages<E, Service>()) return page_range<E, Service>(client, request, std::move(options));
}

namespace detail {

template <class E>
constexpr bool check_items() {
    static_assert(names_items_of_a_page<E>, "apibind: this endpoint's paging does not say where the items of a page "
                                            "are: add .items<&response::items>() to it");
    return names_items_of_a_page<E>;
}

} // namespace detail

/// Calls `use` with each item of all pages. What stopped it is returned: a failure, or nothing where all were there, or
/// where `use` returned false.
///
///     if (auto failed = apibind::for_each_item<crm::list_contacts>(client, {}, [&](auto const& contact) { ... }))
///         return report(*failed);
template <class E, class Service, class Use>
[[nodiscard]] std::optional<failure<error_of<E>>>
for_each_item(client<Service> const& client, request_of<E> const& request, Use use, page_options options = {}) {
    if constexpr (!detail::has_pages<E, Service>()) {
        return {};
    } else if constexpr (!detail::check_items<E>()) {
        return {};
    } else {
        using items = detail::items_of_page<E>;
        for (auto& page : pages<E>(client, request, std::move(options))) {
            if (!page) return std::move(page).error();
            bool goes_on = true;
            detail::reach(*page, items(), [&](auto const& list) {
                for (auto const& item : list) {
                    if constexpr (std::is_void_v<decltype(std::invoke(use, item))>)
                        std::invoke(use, item);
                    else
                        goes_on = std::invoke(use, item);
                    if (!goes_on) return;
                }
            });
            if (!goes_on) break;
        }
        return {};
    }
}

} // namespace apibind
