// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/interpret.hpp>

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <utility>
#include <vector>

namespace apibind {

namespace detail {

template <class E>
concept answers_by_key = is_endpoint<E> && names_outcome_of<E> && map_like<response_of<E>>;

template <class E>
using key_of = typename response_of<E>::key_type;

} // namespace detail

/// What the vendor did for each key of a response that answers by key, in the response's order: the outcome of its
/// records, as the descriptor's `outcome_of` tells it, combined. A key without a record is executed, as it is in the
/// outcome of the whole: there was nothing to do.
template <class E>
auto record_outcomes(response_of<E> const& response) {
    static_assert(detail::answers_by_key<E>,
                  "apibind: this endpoint does not answer by key: its response is a map, and it declares static "
                  "apibind::outcome outcome_of(record const&)");
    if constexpr (detail::answers_by_key<E>) {
        std::vector<std::pair<detail::key_of<E>, outcome>> out;
        for (auto const& [key, records] : response) {
            std::optional<outcome> whole;
            detail::fold_outcome<E>(records, whole);
            out.emplace_back(key, whole.value_or(outcome::executed));
        }
        return out;
    }
}

/// The keys that came to one of these outcomes: what is to be called again is
///
///     apibind::keys_with<thulium::remove_records>(*removed, {apibind::outcome::rejected, apibind::outcome::partial})
///
/// and what is to be looked at first came to `unknown`.
template <class E>
auto keys_with(response_of<E> const& response, std::initializer_list<outcome> which) {
    static_assert(detail::answers_by_key<E>,
                  "apibind: this endpoint does not answer by key: its response is a map, and it declares static "
                  "apibind::outcome outcome_of(record const&)");
    if constexpr (detail::answers_by_key<E>) {
        std::vector<detail::key_of<E>> out;
        for (auto& [key, came_to] : record_outcomes<E>(response))
            if (std::find(which.begin(), which.end(), came_to) != which.end()) out.push_back(std::move(key));
        return out;
    }
}

/// The keys of `sent` that the response does not name: of these nothing is known.
template <class E, class Keys>
auto missing_keys(response_of<E> const& response, Keys const& sent) {
    static_assert(detail::answers_by_key<E>,
                  "apibind: this endpoint does not answer by key: its response is a map, and it declares static "
                  "apibind::outcome outcome_of(record const&)");
    if constexpr (detail::answers_by_key<E>) {
        std::vector<detail::key_of<E>> out;
        for (auto const& key : sent)
            if (response.find(key) == response.end()) out.push_back(key);
        return out;
    }
}

} // namespace apibind
