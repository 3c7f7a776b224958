// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/accept.hpp>
#include <apibind/as_received.hpp>
#include <apibind/auth_fact.hpp>
#include <apibind/base.hpp>
#include <apibind/body.hpp>
#include <apibind/declared.hpp>
#include <apibind/effect.hpp>
#include <apibind/failure.hpp>
#include <apibind/field_table.hpp>
#include <apibind/holds_secret.hpp>
#include <apibind/limit.hpp>
#include <apibind/list_names.hpp>
#include <apibind/phase_timeouts.hpp>
#include <apibind/result.hpp>
#include <apibind/retry.hpp>
#include <apibind/route.hpp>
#include <apibind/rules.hpp>
#include <apibind/type_table.hpp>
#include <apibind/url_template.hpp>

#include <array>
#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

/// The constant table of an endpoint, which the plain code works on.
namespace apibind::detail {

// Members and rules by position -------------------------------------------------------------------------------------

/// The position of a described member by its C++ name, or -1.
template <class List>
struct positions;
template <template <class...> class L, class... D>
struct positions<L<D...>> {
    static constexpr int of([[maybe_unused]] std::string_view name) {
        int at = 0, found = -1;
        ((found = found < 0 && name == D::name ? at : found, ++at), ...);
        return found;
    }
    template <auto X>
    static constexpr int of() {
        int at = 0, found = -1;
        auto same = [](auto pointer) {
            if constexpr (std::is_same_v<decltype(pointer), std::remove_const_t<decltype(X)>>)
                return pointer == X;
            else
                return false;
        };
        ((found = found < 0 && same(D::pointer) ? at : found, ++at), ...);
        return found;
    }
};

/// The position of the member that is an idempotency_key, or -1.
template <class List>
inline constexpr std::int16_t first_key = -1;
template <template <class...> class L, class... D>
inline constexpr std::int16_t first_key<L<D...>> = [] {
    std::int16_t at = 0, found = -1;
    ((found = found < 0 && std::is_same_v<member_type_of<D>, idempotency_key> ? at : found, ++at), ...);
    return found;
}();
template <class Request>
inline constexpr std::int16_t key_position = first_key<members_of<Request>>;

struct rule_entry {
    value_rule rule{};
    std::uint16_t member = 0;
    bool each = false;
    bool at_least_one = false; ///< the first of a row of members of which one must be given
    bool continues = false;    ///< a further one of the row
};

template <auto M>
constexpr std::size_t rule_size(member_rule<M> const&) {
    return 1;
}
template <auto M, std::size_t N>
constexpr std::size_t rule_size(each_rule<M, N> const&) {
    return N;
}
template <auto... M>
constexpr std::size_t rule_size(one_of_rule<M...> const&) {
    return sizeof...(M);
}

template <class P>
struct rule_writer {
    rule_entry* out;

    template <auto M>
    constexpr void operator()(member_rule<M> const& r) {
        *out++ = {r.rule, at<M>(), r.each, false, false};
    }
    template <auto M, std::size_t N>
    constexpr void operator()(each_rule<M, N> const& r) {
        for (auto const& rule : r.rules) *out++ = {rule, at<M>(), true, false, false};
    }
    template <auto... M>
    constexpr void operator()(one_of_rule<M...> const&) {
        bool first = true;
        ((*out++ = {{}, at<M>(), false, first, !first}, first = false), ...);
    }
    template <auto M>
    static constexpr std::uint16_t at() {
        return static_cast<std::uint16_t>(P::template of<M>());
    }
};

// What follows from a fact that is not declared --------------------------------------------------------------------

/// Precondition: the route is one.
template <class E>
consteval effect effect_of() {
    if constexpr (requires { E::effect; })
        return E::effect;
    else
        return default_effect(E::route.method);
}
template <class E>
consteval retry_policy retry_of() {
    if constexpr (requires { E::retry; })
        return E::retry;
    else
        return {};
}

template <class E>
consteval list_names query_lists_of() {
    if constexpr (requires { E::query_lists; })
        return E::query_lists;
    else
        return indexed;
}

// The content of a request ------------------------------------------------------------------------------------------

/// The member that a body fact names, as a position; -1 where it names none that is described.
template <class Positions, auto Member>
consteval int member_of_body(member_body_fact<Member> const&) {
    return Positions::template of<Member>();
}
template <class Positions>
consteval int member_of_body(body_fact const&) {
    return -1;
}

/// Precondition: has_body<E>.
template <class E>
inline constexpr auto body_of = declared_body(E::body);

/// Whether GET may have content: where a fact says so that no service declares for all of its endpoints.
template <class E>
consteval bool opens_a_body() {
    if constexpr (has_body<E>)
        return body_of<E>.form == body_form::json_of || body_of<E>.form == body_form::ndjson_of ||
               body_of<E>.form == body_form::content_of ||
               (body_of<E>.form == body_form::json && body_of<E>.media_type == "application/json");
    else
        return false;
}

/// What a declared body is made as.
struct body_plan {
    body_form form{};
    std::string_view media_type{};
    list_names lists{};
    std::uint16_t member = 0; ///< the position of the one that is all of it
};

template <class E, class Positions>
inline constexpr body_plan body_plan_of{body_of<E>.form, body_of<E>.media_type, body_of<E>.lists,
                                        static_cast<std::uint16_t>(member_of_body<Positions>(body_of<E>))};

// The table ---------------------------------------------------------------------------------------------------------

struct url_piece {
    std::string_view before;
    std::int16_t member = -1; ///< position in the table of members, or -1 for literal text only
    bool in_query = false;
    bool starts_pair = false;
    bool named = false;
    expansion how = expansion::simple;
    bool explode = false;
};

/// Everything that the non-template code needs to make requests of one endpoint.
struct endpoint_table {
    std::string_view name;
    apibind::method method = method::get;
    url_piece const* pieces = nullptr;
    std::size_t piece_count = 0;
    object_table const* request = nullptr;
    std::uint16_t const* body_members = nullptr;
    std::size_t body_count = 0;
    rule_entry const* rules = nullptr;
    std::size_t rule_count = 0;
    std::chrono::milliseconds await{};
    std::chrono::milliseconds time_limit{}; ///< how long the vendor may be at work on a call
    bool rejects_when_busy = false;
    apibind::effect effect = effect::once;
    retry_policy retry{};
    std::string_view route{}; ///< as declared
    list_names query_lists = indexed;
    field_entry const* fields = nullptr;
    std::size_t field_count = 0;
    std::int16_t key = -1;           ///< the position of the idempotency_key
    body_plan const* body = nullptr; ///< as declared; null: a JSON object of the members of the body, if there are any
    std::string_view accept = "application/json"; ///< the value of Accept
    bool has_secrets = false;                     ///< among what its requests hold
};

template <class E>
inline constexpr url_template parsed_route = parse_route(E::route.text);

template <class E>
struct endpoint_parts {
    using members = members_of<typename E::request>;
    using at = positions<members>;
    using fields = field_entries<E, at>;
    static constexpr std::size_t member_count = count_of<members>;
    static constexpr std::size_t piece_count = parsed_route<E>.count;

    static constexpr auto make_pieces() {
        std::array<url_piece, piece_count> out{};
        for (std::size_t i = 0; i != piece_count; ++i) {
            auto const& p = parsed_route<E>.pieces[i];
            out[i] = {p.before,   static_cast<std::int16_t>(p.name.empty() ? -1 : at::of(p.name)),
                      p.in_query, p.starts_pair,
                      p.named,    p.how,
                      p.explode};
        }
        return out;
    }
    static constexpr auto pieces = make_pieces();

    static constexpr bool in_route(std::size_t member) {
        for (auto const& piece : pieces)
            if (piece.member == static_cast<int>(member)) return true;
        return false;
    }
    /// Whether it is sent, and not in the body.
    static constexpr bool has_place(std::size_t member) { return in_route(member) || fields::names(member); }
    static constexpr std::size_t count_body() {
        std::size_t n = 0;
        for (std::size_t i = 0; i != member_count; ++i) n += has_place(i) ? 0 : 1;
        return n;
    }
    static constexpr auto make_body() {
        std::array<std::uint16_t, count_body() + 1> out{};
        std::size_t n = 0;
        for (std::size_t i = 0; i != member_count; ++i)
            if (!has_place(i)) out[n++] = static_cast<std::uint16_t>(i);
        return out;
    }
    static constexpr auto body = make_body();

    static constexpr std::size_t count_rules() {
        if constexpr (has_rules<E>)
            return std::apply([](auto const&... r) { return (std::size_t{0} + ... + rule_size(r)); }, E::rules.each);
        else
            return 0;
    }
    static constexpr auto make_rules() {
        std::array<rule_entry, count_rules() + 1> out{};
        if constexpr (has_rules<E>) {
            rule_writer<at> write{out.data()};
            std::apply([&](auto const&... r) { (write(r), ...); }, E::rules.each);
        }
        return out;
    }
    static constexpr auto rules = make_rules();

    /// The vendor's own time limit; 30 s where it names none.
    static constexpr std::chrono::milliseconds time_limit() {
        if constexpr (requires { E::time_limit; })
            return E::time_limit;
        else
            return phase_timeouts{}.await;
    }
    /// A little more than the vendor allows itself, so that its answer is heard.
    static constexpr std::chrono::milliseconds await() {
        if constexpr (requires { E::time_limit; })
            return time_limit() + std::chrono::seconds(15);
        else
            return time_limit();
    }
    static constexpr detail::body_plan const* declared_body() {
        if constexpr (has_body<E>)
            return &body_plan_of<E, at>;
        else
            return nullptr;
    }
    static constexpr bool rejects_when_busy() {
        if constexpr (requires { E::rejects_when_busy; })
            return E::rejects_when_busy;
        else
            return false;
    }
};

/// Precondition: valid<E>.
template <class E>
inline constexpr endpoint_table endpoint_table_of{
    type_name<E>(),
    E::route.method,
    endpoint_parts<E>::pieces.data(),
    endpoint_parts<E>::piece_count,
    &object_table_of<typename E::request>,
    endpoint_parts<E>::body.data(),
    endpoint_parts<E>::count_body(),
    endpoint_parts<E>::rules.data(),
    endpoint_parts<E>::count_rules(),
    endpoint_parts<E>::await(),
    endpoint_parts<E>::time_limit(),
    endpoint_parts<E>::rejects_when_busy(),
    effect_of<E>(),
    retry_of<E>(),
    E::route.text,
    query_lists_of<E>(),
    endpoint_parts<E>::fields::entries.data(),
    endpoint_parts<E>::fields::count,
    key_position<typename E::request>,
    endpoint_parts<E>::declared_body(),
    accept_for<E, response_of<E>, error_of<E>>(),
    holds_secret(node_of<typename E::request>),
};

} // namespace apibind::detail
