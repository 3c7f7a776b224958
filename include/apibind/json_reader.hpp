// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/json_form_reader.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace apibind {
namespace detail {

/// Reads `text` by `value(reader, p)`.
template <class Value>
[[gnu::always_inline]] inline std::optional<decode_error>
read_json_by(std::string_view text, json_read_options const& options, std::vector<note>* notes, Value value) {
    json_reader reader;
    reader.strict = options.strict;
    reader.notes = notes;
    bool const whole = reader.document(text, options, [&](char const* p) {
        p = value(reader, p);
        if (reader.unknown_members != 0) reader.complete_notes();
        return p;
    });
    if (whole) return std::nullopt;
    return std::move(reader.error);
}
/// Reads `text` into the object `into` of the type that `type` describes. Nothing is known of its members after a
/// failure.
inline std::optional<decode_error> read_json(node const& type, void* into, std::string_view text,
                                             json_read_options const& options, std::vector<note>* notes) {
    return read_json_by(text, options, notes, [&](json_reader& reader, char const* p) {
        return type.known == exact::object ? reader.object(type, into, p) : reader.value(type, into, p);
    });
}

} // namespace detail

/// Reads one JSON text into `into`; the failure, if any. What `into` held before is replaced.
///
/// A member that the type does not know is noted in `notes`, or refused in strict reading; whether such a member comes
/// twice is not looked at. A known member that comes twice is refused. Of a number only its value counts: `1.0` and
/// `10e-1` are the integer 1; a fraction is none. A floating point member takes the nearest value, zero included, and
/// refuses what is beyond its range.
template <class T>
std::optional<decode_error> read_json(std::string_view text, T& into, json_read_options options = {},
                                      std::vector<note>* notes = nullptr) {
    if constexpr (detail::node_of<T>.known == detail::exact::unrolled)
        return detail::read_json_by(text, options, notes, [&](detail::json_reader& reader, char const* p) {
            return detail::json_code_of<T>::read(reader, into, p);
        });
    else
        return detail::read_json(detail::node_of<T>, &into, text, options, notes);
}

} // namespace apibind
