// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/endpoint.hpp>

#include <type_traits>

/// Checks of what a descriptor declares about being called again. See valid.hpp.
namespace apibind::detail {

template <class E>
inline constexpr bool effect_is_made_by_apibind = [] {
    if constexpr (requires { typename std::bool_constant<(E::effect, true)>; })
        return std::is_same_v<std::remove_cvref_t<decltype(E::effect)>, effect>;
    else
        return false;
}();
template <class E>
inline constexpr bool retry_is_made_by_apibind = [] {
    if constexpr (requires { typename std::bool_constant<(E::retry.attempts, true)>; })
        return std::is_same_v<std::remove_cvref_t<decltype(E::retry)>, retry_policy>;
    else
        return false;
}();
template <class E>
inline constexpr bool retry_is_sound = is_sound(E::retry);
template <class E>
inline constexpr bool retry_keeps_to_once = !may_execute_twice(E::retry, effect_of<E>());

/// Precondition: check_facts<E>; where no effect is declared the route's method decides.
template <class E>
consteval bool check_effect() {
    if constexpr (requires { E::effect; }) {
        static_assert(effect_is_made_by_apibind<E>,
                      "apibind: this is not an effect: declare static constexpr auto effect "
                      "= apibind::effect::safe, idempotent or once");
        return effect_is_made_by_apibind<E>;
    } else {
        return true;
    }
}
template <class E>
consteval bool check_retry() {
    if constexpr (!check_effect<E>()) {
        return false;
    } else if constexpr (requires { E::retry; }) {
        if constexpr (!retry_is_made_by_apibind<E>) {
            static_assert(retry_is_made_by_apibind<E>, "apibind: this retry is not a policy: declare static constexpr "
                                                       "apibind::retry_policy retry{.attempts = 3}");
            return false;
        } else {
            static_assert(retry_is_sound<E>,
                          "apibind: a retry_policy makes at least one attempt, and its backoffs grow "
                          "from first to most, of at most a day");
            static_assert(retry_keeps_to_once<E>,
                          "apibind: this retry would send again what may have been executed, and the endpoint's effect "
                          "is once: take .after_unknown = true off, or, where the vendor documents that twice is the "
                          "same as once, declare static constexpr auto effect = apibind::effect::idempotent");
            return retry_is_sound<E> && retry_keeps_to_once<E>;
        }
    } else {
        return true;
    }
}

} // namespace apibind::detail
