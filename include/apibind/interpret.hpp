// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/answer.hpp>
#include <apibind/json_reader.hpp>
#include <apibind/masked_value.hpp>
#include <apibind/result.hpp>
#include <apibind/retry_after.hpp>
#include <apibind/transport.hpp>
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

/// A member that nobody documented is no reason to lose the others.
inline interpret_options lenient(interpret_options how) {
    how.strict = false;
    return how;
}

/// Reads content into an object, by its table. An as_received<T> takes whatever comes.
inline std::optional<decode_error> read_answer(content_table const& type, void* place, void*& into,
                                               http_response const& response, interpret_options const& how,
                                               std::vector<note>* notes) {
    into = type.renew(place);
    if (!type.received) return read_content(*type.type, type.emplace ? type.emplace(into) : into, response, how, notes);
    type.received->content(into) = response.body;
    type.received->media_type(into) = media_type_of(response.fields);
    if (read_content(*type.type, type.received->emplace(into), response, lenient(how), notes))
        type.received->reset(into);
    return {};
}

/// The outcome of a refusal, from the vendor's own error and the HTTP status.
inline outcome outcome_of_refusal(answer_table const& answer, void const* error, call_info const& info,
                                  bool rejects_when_busy) {
    if (answer.outcome_of_error) return answer.outcome_of_error(error);
    if (!answer.status_of) return is_success(info.status) ? outcome::unknown : info.outcome;
    auto const code = answer.status_of(error);
    auto const by_code = code && !is_success(*code)
                             ? outcome_of_status(*code, info.retry_after.has_value(), rejects_when_busy)
                             : outcome::unknown;
    if (is_success(info.status)) return by_code;
    return code && by_code != info.outcome ? outcome::unknown : info.outcome;
}

/// Masks what a vendor's error shows of a secret; where that cannot be done, nothing is left of it.
inline void mask_error(content_table const& type, answer_slot& out, http_response const& response,
                       redaction const& secrets) {
    void* const error = out.error;
    // A vendor that answers with megabytes of escapes is not to keep the caller waiting.
    std::size_t const depth = response.body.size() <= std::size_t{64} << 10 ? redaction::deepest : 1;
    value_mask const mask{secrets, depth};
    if (type.received) {
        secrets.mask(type.received->content(error), depth);
        secrets.mask(type.received->media_type(error));
        auto* const value = type.received->get(error);
        if (value && !mask.value(*type.type, value)) type.received->reset(error);
    } else if (!mask.value(*type.type, error) && secrets.hidden_in(response.body, depth) != 0) {
        out.error = type.renew(out.error_place);
    }
}

inline void refuse(endpoint_table const& endpoint, answer_table const& answer, failure_kind kind,
                   http_response const& response, call_info info, interpret_options const& how, answer_slot& out) {
    bool has_error = false;
    if (answer.error) {
        std::vector<note> notes;
        has_error = !read_answer(*answer.error, out.error_place, out.error, response, lenient(how), &notes);
        if (has_error) {
            info.outcome = outcome_of_refusal(answer, out.error, info, endpoint.rejects_when_busy);
            info.notes = std::move(notes);
            if (how.secrets) mask_error(*answer.error, out, response, *how.secrets);
        }
    }
    if (!has_error && is_success(info.status)) info.outcome = outcome::unknown;
    auto text = (kind == failure_kind::refusal ? "refused inside HTTP " : "HTTP ") + status_line(info, how.secrets);
    out.fail(failed(endpoint, kind, text, std::move(info), response.body, how));
    out.has_error = has_error;
}

/// Reads an answer: the typed response, the typed error, or why it is neither.
inline void interpret(endpoint_table const& endpoint, answer_table const& answer, http_response const& response,
                      interpret_options const& how, answer_slot& out) {
    call_info info = info_of(response, endpoint, nullptr, how.now);
    if (response.status == 304 && answer.response->emplace) { // what was asked is answered: nothing is new
        out.response = answer.response->renew(out.response_place);
        info.outcome = outcome::executed;
        return out.succeed(std::move(info));
    }
    if (!is_success(response.status))
        return refuse(endpoint, answer, failure_kind::status, response, std::move(info), how, out);
    auto const take_outcome = [&] {
        if (answer.outcome_of_response)
            if (auto const whole = answer.outcome_of_response(out.response)) info.outcome = *whole;
    };
    auto const read = [&](interpret_options const& as, std::vector<note>* notes) {
        return read_answer(*answer.response, out.response_place, out.response, response, as, notes);
    };
    if (auto error = read(how, &info.notes)) {
        if (how.strict && !read(lenient(how), nullptr)) {
            // Not wanted, and yet understood: what it says of the effect holds.
            if (answer.accepted && !answer.accepted(out.response))
                return refuse(endpoint, answer, failure_kind::refusal, response, std::move(info), how, out);
            take_outcome();
            return out.fail(undecodable(endpoint, std::move(*error), std::move(info), response.body, how));
        }
        if (answer.accepted && answer.error) {
            // A vendor that refuses inside a 2xx may do so with another shape than its response's.
            refuse(endpoint, answer, failure_kind::refusal, response, info, how, out);
            if (out.has_error) return;
        }
        return out.fail(undecodable(endpoint, std::move(*error), std::move(info), response.body, how));
    }
    if (answer.accepted && !answer.accepted(out.response))
        return refuse(endpoint, answer, failure_kind::refusal, response, std::move(info), how, out);
    take_outcome();
    out.succeed(std::move(info));
}

/// Precondition: check_endpoint<E>. The result stands in the outermost block, where g++ makes it in its last place.
template <class E>
result_of<E> interpret_as(http_response const& response, interpret_options const& how) {
    auto result = result_access::empty<result_of<E>>();
    auto slot = slot_of(result);
    interpret(endpoint_table_of<E>, answer_table_of<E>, response, how, slot);
    slot.settle(answer_table_of<E>);
    return result;
}

} // namespace detail

/// Reads the answer of an endpoint: its typed response, its typed error, or why it is neither. Pure: it needs no
/// client, and is what `invoke` calls with the answer that it received.
template <class E>
result_of<E> interpret(http_response const& response, interpret_options const& how = {}) {
    if constexpr (detail::check_endpoint<E>())
        return detail::interpret_as<E>(response, how);
    else
        return failure<error_of<E>>{};
}

} // namespace apibind
