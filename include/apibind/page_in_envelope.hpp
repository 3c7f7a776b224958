// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/call.hpp>
#include <apibind/paging.hpp>

#include <optional>
#include <string>
#include <type_traits>
#include <utility>

/// Calls whose way to the next page lies beside the payload, in the envelope that the response came in.
namespace apibind::detail {

template <class E>
inline constexpr bool pages_read_envelope = false;
template <class E>
    requires(std::remove_cvref_t<decltype(E::paging)>::template reads_envelope<E>)
inline constexpr bool pages_read_envelope<E> = true;

/// A response and what its envelope has besides.
template <class E>
struct page_in_envelope {
    response_of<E> response;
    std::optional<page_envelope_t<E>> envelope{};
};

/// The tables of E, for an answer that is read into a page_in_envelope<E>.
template <class E>
struct page_in_envelope_parts {
    using page = page_in_envelope<E>;
    using envelope = page_envelope_t<E>;
    using usual = envelope_parts<E, response_of<E>>;

    static std::string take(void* self, void* into) {
        auto& out = *static_cast<page*>(into);
        auto& whole = *static_cast<envelope*>(self);
        constexpr bool is_consumed = payload_is_function<E, response_of<E>>;
        if constexpr (is_consumed) out.envelope.emplace(whole);
        auto missing = usual::take(self, &out.response);
        if constexpr (!is_consumed) out.envelope.emplace(std::move(whole));
        return missing;
    }
    static constexpr envelope_table table{usual::table.make, usual::table.destroy, usual::table.accepted, &take,
                                          usual::table.may_be_absent};
    static constexpr answer_form form{answer_shape::wrapped, &node_of<envelope>, &table};
    static constexpr content_table content{&form,
                                           [](void* place) -> void* {
                                               return &static_cast<room<page>*>(place)->emplace_with(
                                                   [] { return page{make_answer<response_of<E>>()}; });
                                           },
                                           [](void* place) { static_cast<room<page>*>(place)->reset(); }};

    static consteval answer_table make_answers() {
        auto out = make_answer_table<E>();
        out.response = &content;
        if constexpr (names_accepted<E>)
            out.accepted = [](void const* of) { return answer_table_of<E>.accepted(response_in(of)); };
        if constexpr (names_outcome_of<E>)
            out.outcome_of_response = [](void const* of) {
                return answer_table_of<E>.outcome_of_response(response_in(of));
            };
        return out;
    }

private:
    static void const* response_in(void const* of) { return &static_cast<page const*>(of)->response; }
};
template <class E>
inline constexpr answer_table page_answers_of = page_in_envelope_parts<E>::make_answers();

/// A call as `invoke` makes it. Precondition: callable<E, Service>. The envelope is there where the page is a success.
template <class E, class Service>
result_of<E> call_page(client<Service> const& client, request_of<E> const& request, call_options const& options,
                       std::optional<page_envelope_t<E>>& envelope) {
    auto page = result_access::empty<result<page_in_envelope<E>, error_of<E>>>();
    auto slot = slot_of(page);
    with_whole<E>(client.engine(), request, [&](auto const& whole) {
        run(client.engine(), client.state(), endpoint_table_of<E>, page_answers_of<E>, &options, &whole, slot);
    });
    auto out = result_access::empty<result_of<E>>();
    result_access::facts(out) = std::move(result_access::facts(page));
    if (page) {
        result_access::response(out).emplace_with([&] { return std::move(page->response); });
        envelope = std::move(page->envelope);
    }
    return out;
}

} // namespace apibind::detail
