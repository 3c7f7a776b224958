// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/codec.hpp>
#include <apibind/json_scanner.hpp>
#include <apibind/json_writer.hpp>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace apibind {

/// Any JSON: the type of members whose form the vendor leaves open.
///
/// It is read and written by the code that reads and writes typed data, not by Boost's parser and serializer, for those
/// lose things silently (in 1.81 to 1.88): of a key that comes twice they keep the last value, integers over 64 bits
/// become doubles, 1e400 becomes an infinity, doubles may be off by a bit, and NaN is written as `NaN`. Here a key that
/// comes twice, an integer over 64 bits and a number beyond the range of double are refused, doubles are the nearest,
/// and values may nest as deep as others (Boost: 32). Integers are int64, or uint64 where they need to be; numbers with
/// a fraction or an exponent are double.
using json_value = boost::json::value;

namespace detail {

/// Builds a json_value from text that is known to be one well-formed value.
struct json_value_reader {
    char const* end;
    std::string* expected;

    static std::string_view string_at(char const* p, char const* behind, std::string& scratch) {
        return json_scanner::key_text({p + 1, static_cast<std::size_t>(behind - p) - 2}, scratch);
    }
    char const* string_end(char const* p) const {
        for (++p; *p != '"'; ++p)
            if (*p == '\\') ++p;
        return p + 1;
    }
    // The value may end the text, and nothing behind it may be read.
    char const* space(char const* p) const {
        while (p != end && (*p == ' ' || *p == '\n' || *p == '\r' || *p == '\t')) ++p;
        return p;
    }

    char const* value(char const* p, json_value& into) const {
        switch (*p) {
        case 'n': return into.emplace_null(), p + 4;
        case 't': return into.emplace_bool() = true, p + 4;
        case 'f': return into.emplace_bool() = false, p + 5;
        case '"': {
            char const* const behind = string_end(p);
            std::string scratch;
            into.emplace_string() = string_at(p, behind, scratch);
            return behind;
        }
        case '[': return array(p, into.emplace_array());
        case '{': return object(p, into.emplace_object());
        default: return number(p, into);
        }
    }
    char const* array(char const* p, boost::json::array& into) const {
        p = space(p + 1);
        if (*p == ']') return p + 1;
        for (;; p = space(p + 1)) {
            if (!(p = value(p, into.emplace_back(nullptr)))) return nullptr;
            p = space(p);
            if (*p == ']') return p + 1;
        }
    }
    char const* object(char const* p, boost::json::object& into) const {
        p = space(p + 1);
        if (*p == '}') return p + 1;
        for (std::string scratch;; p = space(p + 1)) {
            char const* const behind = string_end(p);
            auto const key = string_at(p, behind, scratch);
            auto const [entry, is_new] = into.emplace(key, nullptr);
            if (!is_new) {
                *expected = "each key once, not again ";
                append_quoted(*expected, key);
                return nullptr;
            }
            p = space(space(behind) + 1);
            if (!(p = value(p, entry->value()))) return nullptr;
            p = space(p);
            if (*p == '}') return p + 1;
        }
    }
    char const* number(char const* p, json_value& into) const {
        char const* behind = p;
        bool integer = true;
        for (; behind != end && (is_digit(*behind) || *behind == '-' || *behind == '+' || *behind == '.' ||
                                 *behind == 'e' || *behind == 'E');
             ++behind)
            integer = integer && (is_digit(*behind) || *behind == '-');
        std::string const text(p, behind); // ends with a zero, as scan_number needs it
        auto const scanned = scan_number(text.c_str());
        if (!integer || text == "-0") { // -0 is not the integer 0
            if (to_floating(text.c_str(), scanned, into.emplace_double())) return behind;
            *expected = "numbers in the range of double, not ";
        } else {
            std::uint64_t magnitude = 0;
            bool const fits = to_magnitude(text.c_str(), scanned, magnitude) == number_fit::exact;
            constexpr auto top_bit = std::uint64_t{1} << 63;
            if (fits && magnitude <= top_bit - !scanned.negative) {
                into.emplace_int64() = static_cast<std::int64_t>(scanned.negative ? 0 - magnitude : magnitude);
                return behind;
            }
            if (fits && !scanned.negative) {
                into.emplace_uint64() = magnitude;
                return behind;
            }
            *expected = "integers of at most 64 bits, not ";
        }
        expected->append(text, 0, 40);
        return nullptr;
    }
};

struct json_value_writer : json_writer {
    using json_writer::json_writer;

    bool any(json_value const& any_value) {
        switch (any_value.kind()) {
        case boost::json::kind::null: return word("null");
        case boost::json::kind::bool_: return boolean(any_value.get_bool());
        case boost::json::kind::int64: return integer(any_value.get_int64());
        case boost::json::kind::uint64: return integer(any_value.get_uint64());
        case boost::json::kind::double_: return floating_point(any_value.get_double());
        case boost::json::kind::string: return string({any_value.get_string().data(), any_value.get_string().size()});
        case boost::json::kind::array: break;
        case boost::json::kind::object: return object(any_value.get_object());
        }
        auto const& list = any_value.get_array();
        if (!open('[')) return false;
        for (std::size_t i = 0; i != list.size(); ++i) {
            if (i != 0) put(',');
            if (!any(list[i])) return in_element(i);
        }
        return close(']');
    }
    bool object(boost::json::object const& map) {
        if (!open('{')) return false;
        bool first = true;
        for (auto const& entry : map) {
            if (!first) put(',');
            first = false;
            std::string_view const key(entry.key().data(), entry.key().size());
            if (!string(key)) return in_key(key);
            put(':');
            if (!any(entry.value())) return in_key(key);
        }
        return close('}');
    }
    /// Keeps a double apart from an integer, so that it is read as what it was.
    bool floating_point(double number) {
        reserve(2 * max_number_text);
        char const* const first = at;
        if (!floating(number)) return false;
        std::string_view const text(first, static_cast<std::size_t>(at - first));
        if (text.find_first_of(".e") == text.npos) put(".0", 2);
        return true;
    }
};

} // namespace detail

template <>
struct codec<json_value> {
    static std::string write(json_value const& value, std::string& json) {
        detail::json_value_writer writer(json);
        auto const error = writer.finish(writer.any(value));
        return error ? to_string(*error) : std::string();
    }
    static bool read(std::string_view json, json_value& value, std::string& expected) {
        detail::json_value_reader const reader{json.data() + json.size(), &expected};
        return reader.value(json.data(), value) != nullptr;
    }
};

} // namespace apibind
