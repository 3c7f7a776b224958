// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/answer.hpp>
#include <apibind/read_answer.hpp>
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

namespace detail {

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

/// All but the fields.
inline call_info bare_info_of(http_response const& response, endpoint_table const& endpoint,
                              std::chrono::system_clock::time_point now) {
    call_info info;
    info.phase = phase::decode;
    info.status = response.status;
    info.retry_after = retry_after_of(response.fields, now);
    info.outcome = outcome_of_status(info.status, info.retry_after.has_value(), endpoint.rejects_when_busy);
    return info;
}
/// `secrets`: of a call that failed.
inline call_info info_of(http_response const& response, endpoint_table const& endpoint, redaction const* secrets,
                         std::chrono::system_clock::time_point now) {
    auto info = bare_info_of(response, endpoint, now);
    info.fields = masked_fields(response.fields, secrets);
    return info;
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

/// Whether a media type says that the content is JSON, or says nothing (RFC 6839 section 3.1).
inline bool may_be_json(std::string_view type) {
    auto const is = [&](std::string_view name) { return http_fields::same_name(type, name); };
    return type.empty() || is("application/json") || is("text/json") || is("text/plain") || is("text/javascript") ||
           is("application/octet-stream") ||
           (type.size() > 5 && http_fields::same_name(type.substr(type.size() - 5), "+json"));
}

inline failure_facts undecodable(endpoint_table const& endpoint, decode_error error, call_info info,
                                 std::string_view body, interpret_options const& how) {
    std::string message = "HTTP " + std::to_string(info.status) + ", but its content is ";
    auto const type = shown_media_type(info.fields, how.secrets);
    if (error.reason == decode_reason::malformed && body.empty())
        message += "empty: where that is a success, the response is void";
    else if (error.reason == decode_reason::malformed && !may_be_json(type))
        message += type + ", not JSON";
    else
        message += "not the declared response: " + to_string(error);
    auto out = failed(endpoint, failure_kind::undecodable, message, std::move(info), body, how);
    out.decode = std::move(error);
    return out;
}

/// Reads content into an object, by its table.
inline std::optional<decode_error> read_answer(content_table const& type, void* place, void*& into,
                                               http_response const& response, interpret_options const& how,
                                               std::vector<note>* notes, bool is_error, bool& is_refused) {
    into = type.renew(place);
    answer_reader reader{response, how, notes, is_error};
    auto error = reader.read(*type.form, into);
    is_refused = reader.is_refused;
    return error;
}

/// The outcome of a refusal, from the vendor's own error and the HTTP status.
inline outcome outcome_of_refusal(answer_table const& answer, void const* error, call_info const& info,
                                  bool rejects_when_busy) {
    if (answer.outcome_of_error)
        if (auto const said = answer.outcome_of_error(error)) return *said;
    if (!answer.status_of) return is_success(info.status) ? outcome::unknown : info.outcome;
    auto const code = answer.status_of(error);
    auto const by_code = code && !is_success(*code)
                             ? outcome_of_status(*code, info.retry_after.has_value(), rejects_when_busy)
                             : outcome::unknown;
    if (is_success(info.status)) return by_code;
    return code && by_code != info.outcome ? outcome::unknown : info.outcome;
}

/// Takes a wait that the vendor's own error asks for: the longer one where the answer's fields ask for one too.
inline void take_retry_after(answer_table const& answer, void const* error, bool rejects_when_busy, call_info& info) {
    if (!answer.retry_after_of) return;
    auto const told = answer.retry_after_of(error);
    if (!told) return;
    info.retry_after = std::max(info.retry_after, told); // nothing is less than any
    if (info.outcome == outcome::unknown) info.outcome = outcome_of_status(info.status, true, rejects_when_busy);
}

/// Masks what a vendor's error shows of a secret; where that cannot be done, nothing is left of it.
inline void mask_error(content_table const& type, answer_slot& out, http_response const& response,
                       redaction const& secrets) {
    // A vendor that answers with megabytes of escapes is not to keep the caller waiting.
    std::size_t const depth = response.body.size() <= std::size_t{64} << 10 ? redaction::deepest : 1;
    if (mask_answer(*type.form, out.error, secrets, depth, response.fields)) return;
    bool is_shown = secrets.hidden_in(response.body, depth) != 0;
    for (auto const& field : response.fields) is_shown = is_shown || secrets.hidden_in(field.value, depth) != 0;
    if (is_shown) out.error = type.renew(out.error_place);
}

inline void refuse(endpoint_table const& endpoint, answer_table const& answer, failure_kind kind,
                   http_response const& response, call_info info, interpret_options const& how, answer_slot& out) {
    bool has_error = false;
    std::optional<decode_error> unfit;
    if (answer.error) {
        std::vector<note> notes;
        bool is_refused = false;
        unfit =
            read_answer(*answer.error, out.error_place, out.error, response, lenient(how), &notes, true, is_refused);
        has_error = !unfit;
        if (has_error) {
            take_retry_after(answer, out.error, endpoint.rejects_when_busy, info);
            info.outcome = outcome_of_refusal(answer, out.error, info, endpoint.rejects_when_busy);
            info.notes = std::move(notes);
            if (how.secrets) mask_error(*answer.error, out, response, *how.secrets);
        }
    }
    if (!has_error && is_success(info.status)) info.outcome = outcome::unknown;
    auto text = (kind == failure_kind::refusal ? "refused inside HTTP " : "HTTP ") + status_line(info, how.secrets);
    // What is no JSON comes from who stands before the vendor.
    bool const is_told = unfit && unfit->reason != decode_reason::malformed;
    if (is_told) text += ", and its content is not the declared error: " + to_string(*unfit);
    out.fail(failed(endpoint, kind, text, std::move(info), response.body, how));
    if (is_told) out.facts->decode = std::move(unfit);
    out.has_error = has_error;
}

/// Reads an answer: the typed response, the typed error, or why it is neither. `spare` is null, or the same answer,
/// whose fields may be taken.
inline void interpret(endpoint_table const& endpoint, answer_table const& answer, http_response const& response,
                      interpret_options const& how, answer_slot& out, http_response* spare = nullptr) {
    call_info info = bare_info_of(response, endpoint, how.now);
    auto const whole_info = [&]() -> call_info& {
        info.fields = response.fields;
        return info;
    };
    if (!is_success(response.status)) {
        if (!lists_status(*answer.response->form, response.status, media_type_of(response.fields)))
            return refuse(endpoint, answer, failure_kind::status, response, std::move(whole_info()), how, out);
        // Declared as an answer to what was asked: what the status alone leaves open is answered.
        if (info.outcome == outcome::unknown) info.outcome = outcome::executed;
    }
    auto const take_outcome = [&] {
        if (answer.outcome_of_response)
            if (auto const whole = answer.outcome_of_response(out.response)) info.outcome = *whole;
    };
    bool is_refused = false; // by its envelope
    auto const read = [&](interpret_options const& as, std::vector<note>* notes) {
        return read_answer(*answer.response, out.response_place, out.response, response, as, notes, false, is_refused);
    };
    auto const is_accepted = [&] { return !is_refused && (!answer.accepted || answer.accepted(out.response)); };
    if (auto error = read(how, &info.notes)) {
        if (how.strict && !read(lenient(how), nullptr)) {
            // Not wanted, and yet understood: what it says of the effect holds.
            if (!is_accepted())
                return refuse(endpoint, answer, failure_kind::refusal, response, std::move(whole_info()), how, out);
            take_outcome();
            return out.fail(undecodable(endpoint, std::move(*error), std::move(whole_info()), response.body, how));
        }
        if ((answer.accepted || answer.response->form->shape == answer_shape::stream) && answer.error) {
            // A vendor that refuses inside a 2xx may do so with another shape than its response's.
            refuse(endpoint, answer, failure_kind::refusal, response, whole_info(), how, out);
            if (out.has_error) return;
        }
        return out.fail(undecodable(endpoint, std::move(*error), std::move(whole_info()), response.body, how));
    }
    if (!is_accepted())
        return refuse(endpoint, answer, failure_kind::refusal, response, std::move(whole_info()), how, out);
    take_outcome();
    if (spare)
        info.fields = std::move(spare->fields);
    else
        whole_info();
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
    if constexpr (detail::check_endpoint_whole<E>())
        return detail::interpret_as<E>(response, how);
    else
        return failure<error_of<E>>{};
}

} // namespace apibind
