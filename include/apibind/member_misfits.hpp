// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/endpoint.hpp>
#include <apibind/type_above.hpp>
#include <apibind/url_template.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// Finds members of a request or a server that do not fit the placeholders that name them, and those without one.
namespace apibind::detail {

constexpr bool is_scalar(node const& type) {
    switch (type.form) {
    case shape::string_view:
    case shape::bytes:
    case shape::joined:
    case shape::in_string: return true;
    case shape::described: return is_scalar(*type.inner);
    default: return is_joinable(type);
    }
}
/// One value, always there.
constexpr bool is_segment(node const& type) {
    if (type.form != shape::alternatives) return is_scalar(type);
    for (std::size_t i = 0; i != type.alternatives->count; ++i)
        if (!is_scalar(*type.alternatives->entries[i])) return false;
    return true;
}
constexpr bool is_list(node const& type) {
    return type.form == shape::list || type.form == shape::array;
}
/// One value, a list of such, an optional of both, or alternatives of values and everything_t.
constexpr bool is_query_value(node const& type) {
    if (type.form == shape::optional) return type.inner->form != shape::optional && is_query_value(*type.inner);
    if (is_list(type)) return is_scalar(*type.inner);
    if (type.form != shape::alternatives) return is_scalar(type);
    for (std::size_t i = 0; i != type.alternatives->count; ++i)
        if (!is_scalar(*type.alternatives->entries[i]) && type.alternatives->entries[i]->form != shape::nothing)
            return false;
    return true;
}
constexpr node const& behind_optionals(node const& type) {
    node const* out = &type;
    while (out->form == shape::optional || out->form == shape::nullable) out = out->inner;
    return *out;
}

/// What makes pairs of its own in a query: a struct, a map, a list of these or of lists.
constexpr bool is_nested(node const& type) {
    if (type.form == shape::object || type.form == shape::map) return true;
    if (!is_list(type)) return false;
    auto const& inner = behind_optionals(*type.inner);
    return is_list(inner) || inner.form == shape::object || inner.form == shape::map;
}
/// Whether every part of it has a form in a query.
constexpr bool is_query_part(node const& type, type_above const* above = nullptr) {
    switch (type.form) {
    case shape::optional: return type.inner->form != shape::optional && is_query_part(*type.inner, above);
    case shape::list:
    case shape::array:
    case shape::map: return is_query_part(*type.inner, above);
    case shape::object: {
        if (type_above::has(above, type.object->type)) return true;
        type_above const here{type.object->type, above};
        for (std::size_t i = 0; i != type.object->count; ++i)
            if (!is_query_part(*type.object->members[i].type, &here)) return false;
        return true;
    }
    default: return is_query_value(type);
    }
}
/// Whether a member fits a placeholder of the query.
constexpr bool fits_query(node const& type, template_piece const& piece) {
    auto const& value = behind_optionals(type);
    if (!is_nested(value)) return is_query_value(type);
    return is_query_part(type) && (!piece.named || (piece.explode && !is_list(value)));
}

enum class misfit : std::uint8_t {
    no_member,      ///< a placeholder without one
    no_placeholder, ///< a member of a server, or of a request without a body, without one
    no_segment,     ///< no single value that is always there
    no_segments,    ///< not even a list or an optional of values, for {/member}
    no_query_value, ///< not even a list or an optional of values, nor a struct or map of these
    shared_pair,    ///< a list beside another placeholder of its pair
    no_pair_alone,  ///< a struct or map in a pair that is not name={member}
    same_pair,      ///< a struct or map that makes a pair which another placeholder makes, too
    plain,          ///< neither required nor optional
    everything,     ///< everything_t behind an optional
    not_derived,    ///< a derived member that nobody assigns
    second_key,     ///< an idempotency_key beside another one, or a required one
};
struct finding {
    misfit what{};
    std::uint16_t at = 0; ///< the position of the placeholder that has no member, or of the member
};
struct findings {
    std::array<finding, 4> each{}; ///< the first ones
    std::size_t count = 0;

    constexpr void add(misfit what, std::size_t at) {
        if (count != each.size()) each[count++] = {what, static_cast<std::uint16_t>(at)};
    }
};

constexpr bool has_pair_with_others(template_pieces const& route, std::size_t piece) {
    std::size_t first = piece, last = piece;
    while (first != 0 && !route.pieces[first].starts_pair) --first;
    while (last + 1 != route.count && !route.pieces[last + 1].starts_pair) ++last;
    std::size_t placeholders = 0;
    for (std::size_t i = first; i <= last; ++i) placeholders += route.pieces[i].name.empty() ? 0 : 1;
    return placeholders > 1;
}

/// Whether a pair is `name={member}`, all of it.
constexpr bool is_pair_alone(template_pieces const& route, std::size_t piece) {
    auto const& own = route.pieces[piece];
    if (own.named) return true;
    if (!own.starts_pair || own.before.size() < 2 || own.before.find('=') != own.before.size() - 1) return false;
    if (piece + 1 == route.count) return true;
    auto const& next = route.pieces[piece + 1];
    return next.starts_pair || (next.before.empty() && next.name.empty());
}

/// Whether a placeholder or a text of the query makes a pair of that name, whatever the values.
constexpr bool makes_pair(template_piece const& piece, object_table const& request, std::string_view name) {
    if (!piece.in_query || !piece.starts_pair) return false;
    if (!piece.named) return !piece.before.empty() && piece.before.substr(0, piece.before.find('=')) == name;
    int const m = request.position(piece.name);
    if (m < 0) return false;
    auto const& value = behind_optionals(*request.members[m].type);
    if (!is_nested(value)) return request.members[m].name() == name;
    return value.form == shape::object && value.object->find(name);
}
constexpr bool makes_pair(template_pieces const& route, object_table const& request, std::string_view name) {
    for (std::size_t i = 0; i != route.count; ++i)
        if (makes_pair(route.pieces[i], request, name)) return true;
    return false;
}
/// Whether `{?value*}` makes a pair that another piece makes, too.
constexpr bool repeats_pair(template_pieces const& route, object_table const& request, std::size_t piece,
                            node const& value) {
    auto const& own = route.pieces[piece];
    if (!own.named || !is_nested(value)) return false;
    for (std::size_t i = 0; i != route.count; ++i) {
        auto const& other = route.pieces[i];
        if (i == piece) continue;
        if (other.named && other.name == own.name) return true;
        if (value.form != shape::object || (i < piece && other.named)) continue; // told of the other one
        for (std::size_t m = 0; m != value.object->count; ++m)
            if (makes_pair(other, request, value.object->members[m].name())) return true;
    }
    return false;
}

/// Whether leaving an optional of that type out would mean what `everything` says aloud.
constexpr bool holds_everything(node const& type) {
    switch (type.form) {
    case shape::nothing: return true;
    case shape::optional:
    case shape::nullable: return holds_everything(*type.inner);
    case shape::alternatives:
        for (std::size_t i = 0; i != type.alternatives->count; ++i)
            if (holds_everything(*type.alternatives->entries[i])) return true;
        return false;
    default: return false;
    }
}

/// `has_place(m)`: whether something else than the route says where the member goes.
template <class HasPlace>
constexpr findings find_misfits(method how, bool derives, template_pieces const& route, object_table const& request,
                                HasPlace has_place, bool opens_body = false) {
    findings out;
    bool has_key = false;
    bool const no_body = (how == method::get && !opens_body) || how == method::head;
    for (std::size_t i = 0; i != route.count; ++i)
        if (!route.pieces[i].name.empty() && request.position(route.pieces[i].name) < 0) out.add(misfit::no_member, i);
    bool const misspelled = out.count != 0; // then a member without placeholder is no fault of its own
    for (std::size_t m = 0; m != request.count; ++m) {
        node const& type = *request.members[m].type;
        node const& value = behind_optionals(type);
        bool in_path = false, in_segments = false, in_query = false, shares = false, nests = false, fits = true,
             repeats = false;
        for (std::size_t i = 0; i != route.count; ++i) {
            auto const& piece = route.pieces[i];
            if (!request.members[m].is_called(piece.name)) continue;
            (piece.in_query ? in_query : piece.how == expansion::segments ? in_segments : in_path) = true;
            if (!piece.in_query) continue;
            fits = fits && fits_query(type, piece);
            shares = shares || (is_list(value) && has_pair_with_others(route, i));
            nests = nests || (is_nested(value) && !is_pair_alone(route, i));
            repeats = repeats || repeats_pair(route, request, i, value);
        }
        bool const is_second_key = type.is_key && (has_key || request.members[m].is_required);
        has_key = has_key || type.is_key;
        if (!in_path && !in_segments && !in_query && !has_place(m) && no_body && !misspelled)
            out.add(misfit::no_placeholder, m);
        else if (is_second_key)
            out.add(misfit::second_key, m);
        else if (in_path && !is_segment(type.is_key ? *type.inner : type))
            out.add(misfit::no_segment, m);
        else if (in_segments && !is_query_value(type))
            out.add(misfit::no_segments, m);
        else if (!fits)
            out.add(misfit::no_query_value, m);
        else if (shares)
            out.add(misfit::shared_pair, m);
        else if (nests)
            out.add(misfit::no_pair_alone, m);
        else if (repeats)
            out.add(misfit::same_pair, m);
        else if (request.members[m].is_derived && !derives)
            out.add(misfit::not_derived, m);
        else if (request.members[m].may_be_absent && holds_everything(type))
            out.add(misfit::everything, m);
        else if (!request.members[m].is_required && !request.members[m].is_derived && !request.members[m].is_constant &&
                 !request.members[m].may_be_absent)
            out.add(misfit::plain, m);
    }
    if (request.all != request.count && no_body) // there is a `rest`
        out.add(misfit::no_placeholder, request.count);
    return out;
}

/// The i-th placeholder of a base, those of the host before those of the path; empty for literal text.
constexpr std::string_view base_placeholder(std::string_view text, std::size_t i) {
    auto const base = parse_base(text);
    auto const host = parse_host(base.host);
    if (i < host.count) return host.pieces[i].name;
    return parse_route(base.path).pieces[i - host.count].name;
}
constexpr findings find_misfits(base_template const& base, object_table const& server) {
    findings out;
    auto const host = parse_host(base.host);
    auto const path = base.path.empty() ? url_template<max_pieces>{} : parse_route(base.path);
    std::uint64_t used = 0, always = 0;
    auto use = [&](template_piece const& piece, std::size_t i) {
        if (piece.name.empty()) return;
        int const m = server.position(piece.name);
        if (m < 0) {
            out.add(misfit::no_member, i);
        } else {
            used |= std::uint64_t{1} << m;
            if (piece.how != expansion::label) always |= std::uint64_t{1} << m;
        }
    };
    for (std::size_t i = 0; i != host.count; ++i) use(host.pieces[i], i);
    for (std::size_t i = 0; i != path.count; ++i) use(path.pieces[i], host.count + i);
    bool const misspelled = out.count != 0;
    for (std::size_t m = 0; m != server.count; ++m) {
        auto const& type = *server.members[m].type;
        bool const may_be_absent = (always >> m & 1) == 0 && type.form == shape::optional;
        if ((used >> m & 1) == 0 && !misspelled)
            out.add(misfit::no_placeholder, m);
        else if ((used >> m & 1) != 0 && !is_segment(may_be_absent ? *type.inner : type))
            out.add(misfit::no_segment, m);
    }
    if (server.all != server.count) out.add(misfit::no_placeholder, server.count);
    return out;
}

} // namespace apibind::detail
