// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/answer.hpp>
#include <apibind/field_text.hpp>
#include <apibind/json_reader.hpp>
#include <apibind/masked_value.hpp>
#include <apibind/transport.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace apibind {

/// How an answer is read.
struct interpret_options {
    bool strict = false; ///< refuse responses with members that the types do not know; errors are read all the same
    std::size_t max_body = answer_limits{}.body;
    redaction const* secrets = nullptr; ///< what a failure masks; null: nothing is masked
    /// When the answer came, for a Retry-After that is a date.
    std::chrono::system_clock::time_point now = std::chrono::system_clock::now();
};

/// Content into the types of an endpoint, by their tables.
namespace detail {

/// The media type of Content-Type, without parameters (RFC 9110 section 8.3.1).
inline std::string media_type_of(http_fields const& fields) {
    auto const type = fields.find("Content-Type").value_or("");
    auto text = std::string(type.substr(0, type.find(';')));
    while (!text.empty() && text.back() == ' ') text.pop_back();
    return text;
}

/// The same, for a text. Secrets are masked before it is cut off its parameters, which may be the rest of one.
inline std::string shown_media_type(http_fields const& fields, redaction const* secrets) {
    http_fields type;
    auto const value = fields.find("Content-Type").value_or("");
    type.add("Content-Type", secrets ? secrets->apply(value) : std::string(value));
    return media_type_of(type);
}

/// What `read` says of an answer, without secrets.
template <class Read>
std::optional<decode_error> without_secrets(interpret_options const& how, std::vector<note>* notes, Read read) {
    auto const earlier = notes ? notes->size() : 0;
    std::optional<decode_error> error = read();
    for (std::size_t i = earlier; notes && i < notes->size(); ++i)
        (*notes)[i].path = masked((*notes)[i].path, how.secrets);
    if (error)
        for (auto* text : {&error->path, &error->expected, &error->found}) *text = masked(*text, how.secrets);
    return error;
}

inline std::optional<decode_error> read_content(node const& type, void* into, http_response const& response,
                                                interpret_options const& how, std::vector<note>* notes) {
    json_read_options options;
    options.strict = how.strict;
    options.max_size = how.max_body;
    return without_secrets(how, notes, [&] { return read_json(type, into, response.body, options, notes); });
}

/// A member that nobody documented is no reason to lose the others.
inline interpret_options lenient(interpret_options how) {
    how.strict = false;
    return how;
}

/// Reads one answer. Nothing is known of the object after an error.
struct answer_reader {
    http_response const& response;
    interpret_options const& how;
    std::vector<note>* notes;
    bool is_error;           ///< an entry of a by_status that does not read gives way to the next
    bool is_refused = false; ///< the envelope is that of a refusal; the object was not filled in

    std::optional<decode_error> read(answer_form const& form, void* into) {
        switch (form.shape) {
        case answer_shape::json: return read_content(*form.type, into, response, how, notes);
        case answer_shape::received: {
            auto const& table = form.as<received_table>();
            table.content(into) = response.body;
            table.media_type(into) = media_type_of(response.fields);
            if (read_content(*form.type, table.emplace(into), response, lenient(how), notes)) table.reset(into);
            return {};
        }
        case answer_shape::bytes:
            static_cast<content*>(into)->data = response.body;
            static_cast<content*>(into)->media_type = media_type_of(response.fields);
            return {};
        case answer_shape::nothing: return {};
        case answer_shape::stream:
            // What is of the declared media type has gone elsewhere.
            if (response.body.empty()) return {};
            return without_secrets(how, notes, [&] {
                return decode_error{decode_reason::wrong_type, "content", "a stream of events",
                                    "content of the type " + shown_media_type(response.fields, how.secrets), 0};
            });
        case answer_shape::statuses: return statuses(form.as<statuses_table>(), into);
        case answer_shape::fields: {
            auto const& table = form.as<fields_table>();
            if (auto error = read(*table.value, table.get_value(into))) return error;
            if (is_refused) return {};
            return without_secrets(how, notes, [&] {
                return read_fields(*table.fields, response.fields, table.get_fields(into), how.strict && !is_error,
                                   notes);
            });
        }
        case answer_shape::wrapped: return wrapped(form, into);
        }
        return {};
    }

private:
    std::optional<decode_error> statuses(statuses_table const& table, void* into) {
        std::optional<decode_error> first;
        auto const noted = notes ? notes->size() : 0;
        auto const media_type = media_type_of(response.fields);
        for (std::size_t n = 0; auto const* entry = table.find(response.status, media_type, n); ++n) {
            auto error = read(*entry->form, entry->emplace(into, response.status));
            if (!error) return {};
            if (notes) notes->resize(noted);
            if (!first) first = std::move(error);
            if (!is_error) break;
        }
        if (first) return first;
        if (table.has(response.status))
            return decode_error{decode_reason::unknown_value, "field Content-Type",
                                "a media type that the endpoint lists for this status",
                                media_type.empty() ? "none" : shown_media_type(response.fields, how.secrets), 0};
        return decode_error{decode_reason::unknown_value, "status", "a status that the endpoint lists",
                            std::to_string(response.status), 0};
    }

    std::optional<decode_error> wrapped(answer_form const& form, void* into) {
        auto const& table = form.as<envelope_table>();
        if (table.may_be_absent && (response.body.empty() || !table.accepted)) return {};
        struct made {
            envelope_table const& table;
            void* const object;
            ~made() { table.destroy(object); }
        } const envelope{table, table.make()};
        if (auto error = read_content(*form.type, envelope.object, response, how, notes)) return error;
        if (table.accepted && !table.accepted(envelope.object)) {
            is_refused = true;
            return {};
        }
        auto missing = table.take(envelope.object, into);
        if (missing.empty()) return {};
        return decode_error{decode_reason::missing, std::move(missing), "the payload of the envelope", "none", 0};
    }
};

/// Masks what a vendor's error, which came with these fields, shows of a secret. False: something could not be looked
/// at or changed.
inline bool mask_answer(answer_form const& form, void* self, redaction const& secrets, std::size_t depth,
                        http_fields const& fields) {
    value_mask const mask{secrets, depth};
    switch (form.shape) {
    case answer_shape::json:
    case answer_shape::wrapped: return mask.value(*form.type, self);
    case answer_shape::received: {
        auto const& table = form.as<received_table>();
        secrets.mask(table.content(self), depth);
        table.media_type(self) = shown_media_type(fields, &secrets);
        auto* const value = table.get(self);
        if (value && !mask.value(*form.type, value)) table.reset(self);
        return true;
    }
    case answer_shape::bytes:
        secrets.mask(static_cast<content*>(self)->data, depth);
        static_cast<content*>(self)->media_type = shown_media_type(fields, &secrets);
        return true;
    case answer_shape::statuses: {
        auto const& table = form.as<statuses_table>();
        return mask_answer(*table.entries[table.index(self)].form, table.get(self), secrets, depth, fields);
    }
    case answer_shape::fields: {
        auto const& table = form.as<fields_table>();
        bool const are_fields_masked = mask.value(*table.fields, table.get_fields(self));
        return mask_answer(*table.value, table.get_value(self), secrets, depth, fields) && are_fields_masked;
    }
    case answer_shape::nothing:
    case answer_shape::stream: return true;
    }
    return true;
}

} // namespace detail
} // namespace apibind
