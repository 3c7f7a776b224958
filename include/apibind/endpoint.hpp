// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/accept.hpp>
#include <apibind/as_received.hpp>
#include <apibind/auth_fact.hpp>
#include <apibind/base.hpp>
#include <apibind/body.hpp>
#include <apibind/declared.hpp>
#include <apibind/durations.hpp>
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

/// The position of the member that is an idempotency_key, and neither required nor derived, or -1.
constexpr std::int16_t find_key(object_table const& request) {
    for (std::size_t i = 0; i != request.count; ++i)
        if (request.members[i].type->is_key && request.members[i].may_be_absent) return static_cast<std::int16_t>(i);
    return -1;
}
template <class Request>
inline constexpr std::int16_t key_position = find_key(object_table_of<Request>);

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
    std::chrono::milliseconds time_limit{}; ///< how long the vendor may be at work on a call; 30 s if it names none
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
inline constexpr auto parsed_route = parse_route<room_for(E::route.text)>(E::route.text);

/// Where the members of a request go: the pieces of its route, and what is left for its body.
template <std::size_t Pieces, std::size_t Members>
struct member_places {
    std::array<url_piece, Pieces> pieces{};
    std::array<std::uint16_t, Members + 1> body{};
    std::size_t body_count = 0;

    constexpr bool in_route(std::size_t member) const {
        for (auto const& piece : pieces)
            if (piece.member == static_cast<int>(member)) return true;
        return false;
    }
};
template <std::size_t Pieces, std::size_t Members>
constexpr auto place_members(template_pieces const& route, object_table const& request,
                             bool (*is_field)(std::size_t member)) {
    member_places<Pieces, Members> out;
    for (std::size_t i = 0; i != Pieces; ++i) {
        auto const& p = route.pieces[i];
        out.pieces[i] = {p.before,   static_cast<std::int16_t>(p.name.empty() ? -1 : request.position(p.name)),
                         p.in_query, p.starts_pair,
                         p.named,    p.how,
                         p.explode};
    }
    for (std::size_t i = 0; i != Members; ++i)
        if (!out.in_route(i) && !is_field(i)) out.body[out.body_count++] = static_cast<std::uint16_t>(i);
    return out;
}

template <class E>
struct endpoint_parts {
    using members = members_of<typename E::request>;
    using at = positions<members>;
    using fields = field_entries<E, at>;
    static constexpr std::size_t piece_count = parsed_route<E>.count;
    static constexpr auto places = place_members<piece_count, count_of<members>>(
        parsed_route<E>, object_table_of<typename E::request>, fields::names);
    static constexpr auto const& pieces = places.pieces;
    static constexpr auto const& body = places.body;
    static constexpr std::size_t body_count = places.body_count;

    static constexpr bool in_route(std::size_t member) { return places.in_route(member); }
    /// Whether it is sent, and not in the body.
    static constexpr bool has_place(std::size_t member) { return in_route(member) || fields::names(member); }
};

/// Precondition: has_rules<E>.
template <class E>
struct rule_entries {
    static constexpr std::size_t count =
        std::apply([](auto const&... r) { return (std::size_t{0} + ... + rule_size(r)); }, E::rules.each);
    static constexpr auto make() {
        std::array<rule_entry, count + 1> out{};
        rule_writer<typename endpoint_parts<E>::at> write{out.data()};
        std::apply([&](auto const&... r) { (write(r), ...); }, E::rules.each);
        return out;
    }
    static constexpr auto entries = make();
};

template <class E>
consteval endpoint_table make_endpoint_table() {
    using parts = endpoint_parts<E>;
    endpoint_table out;
    out.name = type_name<E>();
    out.method = E::route.method;
    out.pieces = parts::pieces.data();
    out.piece_count = parts::piece_count;
    out.request = &object_table_of<typename E::request>;
    out.body_members = parts::body.data();
    out.body_count = parts::body_count;
    if constexpr (has_rules<E>) out.rules = rule_entries<E>::entries.data(), out.rule_count = rule_entries<E>::count;
    out.time_limit = out.await = phase_timeouts{}.await;
    if constexpr (requires { E::time_limit; }) {
        out.time_limit = E::time_limit;
        out.await = out.time_limit + std::chrono::seconds(15); // so that the vendor's answer is heard
    }
    if constexpr (requires { E::rejects_when_busy; }) out.rejects_when_busy = E::rejects_when_busy;
    out.effect = effect_of<E>();
    out.retry = retry_of<E>();
    out.route = E::route.text;
    out.query_lists = query_lists_of<E>();
    out.fields = parts::fields::entries.data();
    out.field_count = parts::fields::count;
    out.key = key_position<typename E::request>;
    if constexpr (has_body<E>) out.body = &body_plan_of<E, typename parts::at>;
    out.accept = accept_for<E, response_of<E>, error_of<E>>();
    out.has_secrets = holds_secret(node_of<typename E::request>);
    return out;
}
/// Precondition: valid<E>.
template <class E>
inline constexpr endpoint_table endpoint_table_of = make_endpoint_table<E>();

} // namespace apibind::detail
