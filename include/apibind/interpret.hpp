// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/endpoint.hpp>
#include <apibind/json_reader.hpp>
#include <apibind/masked_value.hpp>
#include <apibind/result.hpp>
#include <apibind/retry_after.hpp>
#include <apibind/valid.hpp>

#include <algorithm>
#include <chrono>
#include <optional>
#include <ranges>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace apibind {

/// How an answer is read.
struct interpret_options {
    bool strict = false; ///< refuse responses with members that the types do not know; errors are read all the same
    std::size_t max_body = answer_limits{}.body;
    redaction const* secrets = nullptr; ///< what a failure masks; null: nothing is masked
    /// When the answer came, for a Retry-After that is a date.
    std::chrono::system_clock::time_point now = std::chrono::system_clock::now();
};

namespace detail {

/// The media type of Content-Type, without parameters (RFC 9110 section 8.3.1).
inline std::string media_type_of(http_fields const& fields) {
    auto const type = fields.find("Content-Type").value_or("");
    auto text = std::string(type.substr(0, type.find(';')));
    while (!text.empty() && text.back() == ' ') text.pop_back();
    return text;
}

/// The first bytes of an answer as one line without secrets. `cut_short`: the answer's content ended too early.
inline std::string excerpt_of(std::string_view body, redaction const* secrets, bool cut_short = false) {
    constexpr std::size_t most = 300;
    // Secrets are masked before the text is cut, and so is one that the end of what is looked at cuts.
    auto const head = body.substr(0, most * 4);
    std::string text(head);
    if (secrets) text = secrets->apply(head, cut_short || head.size() < body.size());
    std::replace(text.begin(), text.end(), '\n', ' ');
    std::size_t size = 0; // of whole characters
    while (size < text.size() && size < most) size += std::max<std::size_t>(utf8_sequence(text, size), 1);
    bool const more = size < text.size() || head.size() < body.size();
    return printable(std::string_view(text).substr(0, size)) + (more ? "..." : "");
}

/// The fields of an answer, for a failure.
inline http_fields masked_fields(http_fields const& fields, redaction const* secrets) {
    if (!secrets || secrets->empty()) return fields;
    http_fields out;
    for (auto const& field : fields) out.add(secrets->apply(field.name), secrets->apply(field.value));
    return out;
}

/// `secrets`: of a call that failed.
inline call_info info_of(http_response const& response, endpoint_table const& endpoint, redaction const* secrets,
                         std::chrono::system_clock::time_point now) {
    call_info info;
    info.phase = phase::decode;
    info.status = response.status;
    info.fields = masked_fields(response.fields, secrets);
    info.retry_after = retry_after_of(response.fields, now);
    info.outcome = outcome_of_status(info.status, info.retry_after.has_value(), endpoint.rejects_when_busy);
    return info;
}

inline std::optional<decode_error> read_content(node const& type, void* into, http_response const& response,
                                                interpret_options const& how, std::vector<note>* notes) {
    json_read_options options;
    options.strict = how.strict;
    options.max_size = how.max_body;
    auto const earlier = notes ? notes->size() : 0;
    auto error = read_json(type, into, response.body, options, notes);
    for (std::size_t i = earlier; notes && i < notes->size(); ++i)
        (*notes)[i].path = masked((*notes)[i].path, how.secrets);
    if (error)
        for (auto* text : {&error->path, &error->expected, &error->found}) *text = masked(*text, how.secrets);
    return error;
}

inline failure_facts failed(endpoint_table const& endpoint, failure_kind kind, std::string const& message,
                            call_info info, std::string_view body, interpret_options const& how) {
    failure_facts out;
    out.kind = kind;
    out.endpoint = endpoint.name;
    out.message = printable(masked(message, how.secrets));
    out.excerpt = excerpt_of(body, how.secrets);
    out.info = std::move(info);
    out.info.fields = masked_fields(out.info.fields, how.secrets);
    if (!out.excerpt.empty()) out.message += ": " + out.excerpt;
    return out;
}

/// The status, and what goes with it: where a redirect leads, when to come back.
inline std::string status_line(call_info const& info, redaction const* secrets) {
    auto out = std::to_string(info.status);
    if (auto const location = info.fields.find("Location"); location && info.status / 100 == 3)
        out += ", not followed to " + excerpt_of(*location, secrets);
    if (info.retry_after) out += ", retry after " + std::to_string(info.retry_after->count()) + " s";
    return out;
}

inline failure_facts undecodable(endpoint_table const& endpoint, decode_error error, call_info info,
                                 std::string_view body, interpret_options const& how) {
    std::string message = "HTTP " + std::to_string(info.status) + ", but its content is not the declared response: ";
    message += to_string(error);
    auto out = failed(endpoint, failure_kind::undecodable, message, std::move(info), body, how);
    out.decode = std::move(error);
    return out;
}

// What the descriptor says about the effect -------------------------------------------------------------------------

/// Calls E::outcome_of for the response, or for every part of it that has one, and combines them.
template <class E, class T>
void fold_outcome(T const& value, std::optional<outcome>& whole) {
    auto add = [&](outcome one) { whole = whole ? combined(*whole, one) : one; };
    if constexpr (requires {
                      { E::outcome_of(value) } -> std::same_as<outcome>;
                  })
        add(E::outcome_of(value));
    else if constexpr (is_optional<T>::value || is_nullable<T>::value) {
        if (value) fold_outcome<E>(*value, whole);
    } else if constexpr (is_variant<T>::value) {
        std::visit([&](auto const& one) { fold_outcome<E>(one, whole); }, value);
    } else if constexpr (map_like<T>) {
        for (auto const& [key, mapped] : value) fold_outcome<E>(mapped, whole);
    } else if constexpr (list_like<T> || is_array<T>::value) {
        for (auto const& element : value) fold_outcome<E>(element, whole);
    } else if constexpr (described_struct<T>) {
        [&]<template <class...> class L, class... D>(std::type_identity<L<D...>>) {
            (fold_outcome<E>(value.*D::pointer, whole), ...);
        }(std::type_identity<members_of<T>>{});
    }
}

/// The outcome of a response, where the descriptor tells one.
template <class E>
void take_outcome(response_of<E> const& response, call_info& info) {
    if constexpr (names_outcome_of<E>) {
        std::optional<outcome> whole;
        fold_outcome<E>(response, whole);
        if (whole) info.outcome = *whole;
    }
}

/// The outcome of a refusal, from the vendor's own error and the HTTP status.
template <class E>
outcome outcome_of_refusal(error_of<E> const& error, call_info const& info) {
    if constexpr (requires {
                      { E::outcome_of(error) } -> std::same_as<outcome>;
                  })
        return E::outcome_of(error);
    else if constexpr (names_status_of<E>) {
        std::optional<int> const code = E::status_of(error);
        auto const by_code = code && !is_success(*code) ? outcome_of_status(*code, info.retry_after.has_value(),
                                                                            endpoint_table_of<E>.rejects_when_busy)
                                                        : outcome::unknown;
        if (is_success(info.status)) return by_code;
        return code && by_code != info.outcome ? outcome::unknown : info.outcome;
    } else {
        return is_success(info.status) ? outcome::unknown : info.outcome;
    }
}

template <class E>
bool is_accepted(response_of<E> const& response) {
    if constexpr (names_accepted<E>)
        return E::accepted(response);
    else
        return true;
}

/// A member that nobody documented is no reason to lose the others.
inline interpret_options lenient(interpret_options how) {
    how.strict = false;
    return how;
}

template <class T>
std::optional<decode_error> read_answer(T& into, http_response const& response, interpret_options const& how,
                                        std::vector<note>* notes) {
    if constexpr (is_as_received<T>::value) {
        into.content = response.body;
        into.media_type = media_type_of(response.fields);
        auto value = make<typename T::value_type>();
        if (!read_content(node_of<typename T::value_type>, &value, response, lenient(how), notes))
            into.value = std::move(value);
        return {};
    } else {
        return read_content(node_of<T>, &into, response, how, notes);
    }
}

/// Masks what a vendor's error shows of a secret; where that cannot be done, nothing is left of it.
template <class T>
void mask_error(T& error, http_response const& response, redaction const& secrets) {
    // A vendor that answers with megabytes of escapes is not to keep the caller waiting.
    std::size_t const depth = response.body.size() <= std::size_t{64} << 10 ? redaction::deepest : 1;
    value_mask const mask{secrets, depth};
    if constexpr (is_as_received<T>::value) {
        secrets.mask(error.content, depth);
        secrets.mask(error.media_type);
        if (error.value && !mask.value(node_of<typename T::value_type>, &*error.value)) error.value.reset();
    } else if (!mask.value(node_of<T>, &error) && secrets.hidden_in(response.body, depth) != 0) {
        error = make<T>();
    }
}

template <class E>
failure<error_of<E>> refused(failure_kind kind, http_response const& response, call_info info,
                             interpret_options const& how) {
    std::optional<error_of<E>> error;
    if constexpr (has_error<E>) {
        auto read = make<error_of<E>>();
        std::vector<note> notes;
        if (!read_answer(read, response, lenient(how), &notes)) {
            info.outcome = outcome_of_refusal<E>(read, info);
            info.notes = std::move(notes);
            if (how.secrets) mask_error(read, response, *how.secrets);
            error = std::move(read);
        } else if (is_success(info.status)) {
            info.outcome = outcome::unknown;
        }
    } else if (is_success(info.status)) {
        info.outcome = outcome::unknown;
    }
    auto text = (kind == failure_kind::refusal ? "refused inside HTTP " : "HTTP ") + status_line(info, how.secrets);
    return {failed(endpoint_table_of<E>, kind, text, std::move(info), response.body, how), std::move(error)};
}

} // namespace detail

/// Reads the answer of an endpoint: its typed response, its typed error, or why it is neither. Pure: it needs no
/// client, and is what `invoke` calls with the answer that it received.
template <class E>
result_of<E> interpret(http_response const& response, interpret_options const& how = {}) {
    if constexpr (detail::check_endpoint<E>()) {
        auto const& endpoint = detail::endpoint_table_of<E>;
        call_info info = detail::info_of(response, endpoint, nullptr, how.now);
        if (!is_success(response.status))
            return detail::refused<E>(failure_kind::status, response, std::move(info), how);

        auto value = detail::make<response_of<E>>();
        if (auto error = detail::read_answer(value, response, how, &info.notes)) {
            if (how.strict) {
                auto known = detail::make<response_of<E>>();
                if (!detail::read_answer(known, response, detail::lenient(how), nullptr)) {
                    // Not wanted, and yet understood: what it says of the effect holds.
                    if (!detail::is_accepted<E>(known))
                        return detail::refused<E>(failure_kind::refusal, response, std::move(info), how);
                    detail::take_outcome<E>(known, info);
                    return failure<error_of<E>>{
                        detail::undecodable(endpoint, std::move(*error), std::move(info), response.body, how), {}};
                }
            }
            if constexpr (detail::names_accepted<E> && detail::has_error<E>) {
                // A vendor that refuses inside a 2xx may do so with another shape than its response's.
                auto refusal = detail::refused<E>(failure_kind::refusal, response, info, how);
                if (refusal.vendor_error) return refusal;
            }
            return failure<error_of<E>>{
                detail::undecodable(endpoint, std::move(*error), std::move(info), response.body, how), {}};
        }
        if (!detail::is_accepted<E>(value))
            return detail::refused<E>(failure_kind::refusal, response, std::move(info), how);
        detail::take_outcome<E>(value, info);
        return {std::move(value), std::move(info)};
    } else {
        return failure<error_of<E>>{};
    }
}

} // namespace apibind
