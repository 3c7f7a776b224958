// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>

namespace apibind {

/// Why a text was not read.
enum class decode_reason : std::uint8_t {
    malformed,      ///< not JSON (RFC 8259)
    missing,        ///< a member that must be there is not
    null,           ///< null where the type has none
    duplicate,      ///< a member or a map's key a second time
    out_of_range,   ///< a number that the type cannot hold
    wrong_type,     ///< JSON of another kind than the type's
    unknown_member, ///< in strict reading only
    unknown_value,  ///< a string that is no enumerator's
    invalid_utf8,   ///< in a string, surrogates without their other half included
    too_deep,       ///< more arrays and objects inside each other than json_read_options::max_depth
    too_large,      ///< more bytes than json_read_options::max_size
    bad_text,       ///< a string that its type cannot read: no UUID, no date
};

/// A text that is not what a type expects, and where.
struct decode_error {
    decode_reason reason{};
    std::string path;     ///< `$["441"][0].record_id`: identifiers after a dot, other keys in brackets
    std::string expected; ///< "an integer from 0 to 255"
    std::string found;    ///< "the string \"x\"": the JSON type, and at most 40 bytes of the text
    std::size_t offset{}; ///< of the byte in the text, from 0

    friend bool operator==(decode_error const&, decode_error const&) = default;
};

/// Something met while reading that is no failure: a member that the type does not know.
struct note {
    std::string path;
    std::string text;

    friend bool operator==(note const&, note const&) = default;
};

/// How deep values nest at most where nobody says otherwise; always for what is written.
inline constexpr std::size_t default_json_depth = 128;
/// The most notes that one text yields; the last one counts those that found no room.
inline constexpr std::size_t max_json_notes = 16;

struct json_read_options {
    bool strict = false;                          ///< refuse members that the type does not know instead of noting them
    std::size_t max_depth = default_json_depth;   ///< reading takes stack in proportion to it
    std::size_t max_size = std::size_t{64} << 20; ///< bytes
};

/// Why a value was not written.
enum class encode_reason : std::uint8_t {
    not_finite,         ///< NaN or an infinity, which JSON does not have
    invalid_utf8,       ///< in a string or in a map's key
    unknown_enumerator, ///< an enum's value that none of its described enumerators has
    valueless,          ///< an open_enum or a variant without a value, or `everything` where something must stand
    bad_foreign,        ///< a codec<T> wrote something that is not one JSON value
    too_deep,           ///< more than default_json_depth arrays and objects inside each other
    unsupported,        ///< a type that has no JSON form
    bad_text,           ///< a value that has no text: a date that is none
    duplicate,          ///< a key of additional_properties that another member has
};

/// A value that has no JSON, and where.
struct encode_error {
    encode_reason reason{};
    std::string path; ///< as in decode_error
    std::string message;

    friend bool operator==(encode_error const&, encode_error const&) = default;
};

constexpr std::string_view to_string(decode_reason reason) noexcept {
    switch (reason) {
    case decode_reason::malformed: return "malformed";
    case decode_reason::missing: return "missing";
    case decode_reason::null: return "null";
    case decode_reason::duplicate: return "duplicate";
    case decode_reason::out_of_range: return "out of range";
    case decode_reason::wrong_type: return "wrong type";
    case decode_reason::unknown_member: return "unknown member";
    case decode_reason::unknown_value: return "unknown value";
    case decode_reason::invalid_utf8: return "invalid UTF-8";
    case decode_reason::too_deep: return "too deep";
    case decode_reason::too_large: return "too large";
    case decode_reason::bad_text: return "bad text";
    }
    return "unknown";
}

constexpr std::string_view to_string(encode_reason reason) noexcept {
    switch (reason) {
    case encode_reason::not_finite: return "not finite";
    case encode_reason::invalid_utf8: return "invalid UTF-8";
    case encode_reason::unknown_enumerator: return "unknown enumerator";
    case encode_reason::valueless: return "valueless";
    case encode_reason::bad_foreign: return "bad codec";
    case encode_reason::too_deep: return "too deep";
    case encode_reason::unsupported: return "unsupported";
    case encode_reason::bad_text: return "bad text";
    case encode_reason::duplicate: return "duplicate";
    }
    return "unknown";
}

/// `$.code: expected an integer, found the string "x" (wrong type, byte 8)`
inline std::string to_string(decode_error const& error) {
    std::string line = error.path;
    line.append(": expected ").append(error.expected).append(", found ").append(error.found);
    line.append(" (")
        .append(to_string(error.reason))
        .append(", byte ")
        .append(std::to_string(error.offset))
        .append(")");
    return line;
}

/// `$.rate: NaN has no JSON (not finite)`
inline std::string to_string(encode_error const& error) {
    std::string line = error.path;
    return line.append(": ").append(error.message).append(" (").append(to_string(error.reason)).append(")");
}

/// `$.extra: unknown member`
inline std::string to_string(note const& note) {
    return note.path + ": " + note.text;
}

template <class Traits>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, decode_reason reason) {
    return out << to_string(reason);
}
template <class Traits>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, encode_reason reason) {
    return out << to_string(reason);
}
template <class Traits>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, decode_error const& error) {
    return out << to_string(error);
}
template <class Traits>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, encode_error const& error) {
    return out << to_string(error);
}
template <class Traits>
std::basic_ostream<char, Traits>& operator<<(std::basic_ostream<char, Traits>& out, note const& note) {
    return out << to_string(note);
}

} // namespace apibind
