// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/json_error.hpp>
#include <apibind/json_expectation.hpp>
#include <apibind/json_scanner.hpp>
#include <apibind/type_table.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace apibind::detail {

template <class Integer>
void store(void* into, Integer value) {
    std::memcpy(into, &value, sizeof value);
}
/// Stores the low `width` bytes of a two's complement integer.
inline void store_integer(void* into, std::size_t width, std::uint64_t value) {
    switch (width) {
    case 1: return store(into, static_cast<std::uint8_t>(value));
    case 2: return store(into, static_cast<std::uint16_t>(value));
    case 4: return store(into, static_cast<std::uint32_t>(value));
    default: return store(into, value);
    }
}

/// JSON into objects of types that hold no others.
struct json_scalar_reader : json_scanner {
    char const* furthest = nullptr; ///< where the last failure came to

    /// The value at `p` is none of this type.
    [[gnu::cold, gnu::noinline]] char const* mismatch(node const& n, char const* p) {
        furthest = p;
        unsigned const kind = kind_at(p);
        auto expected = expectation(n);
        if (kind == 0) return malformed(p, expected.c_str());
        if (kind == kind_null || kind == kind_boolean) { // `nope` is no null
            if (!(*p == 'n' ? literal(p, "null", expected.c_str()) : boolean_literal(p, expected.c_str())))
                return nullptr;
        }
        return fail(kind == kind_null ? decode_reason::null : decode_reason::wrong_type, p, std::move(expected),
                    describe(p));
    }

    char const* boolean_literal(char const* p, char const* expected) {
        return *p == 't' ? literal(p, "true", expected) : literal(p, "false", expected);
    }
    [[gnu::always_inline]] char const* boolean(node const& n, void* into, char const* p) {
        auto const is = [&]<std::size_t N>(char const(&word)[N]) {
            return static_cast<std::size_t>(end - p) >= N - 1 && std::memcmp(p, word, N - 1) == 0;
        };
        auto& value = *static_cast<bool*>(into);
        if (is("true")) return value = true, p + 4;
        if (is("false")) return value = false, p + 5;
        return *p == 't' || *p == 'f' ? malformed(p, "a boolean") : mismatch(n, p);
    }

    // Numbers ----------------------------------------------------------------------------------------------------

    /// The digits of an integer that is mostly spelt as such; null where it is none or has 19 digits and more.
    [[gnu::always_inline]] static char const* few_digits(char const* p, std::uint64_t& magnitude) {
        char const* const first = p;
        magnitude = octet(*p) - std::uint64_t{'0'};
        if (magnitude > 9) return nullptr;
        if (is_digit(*++p)) {
            if (magnitude == 0) return nullptr;
            p = add_digits(p, magnitude);
            if (p - first > 18) return nullptr;
        }
        return *p == '.' || *p == 'e' || *p == 'E' ? nullptr : p;
    }
    template <class Integer>
    [[gnu::always_inline]] char const* exact_integer(node const& n, void* into, char const* p) {
        std::uint64_t magnitude;
        char const* const q = few_digits(p, magnitude);
        constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<Integer>::max());
        if (!q || (sizeof(Integer) < 8 && magnitude > most)) // few digits fit 64 bits
            return negative_integer<Integer>(n, into, p);
        store(into, static_cast<Integer>(magnitude));
        return q;
    }
    /// The same of one below zero; any other goes on to integer().
    template <class Integer>
    [[gnu::noinline]] char const* negative_integer(node const& n, void* into, char const* p) {
        std::uint64_t magnitude = 0;
        char const* const q = *p == '-' ? few_digits(p + 1, magnitude) : nullptr;
        constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<Integer>::max());
        if (!q || magnitude > most) return integer(n, into, p);
        store(into, static_cast<Integer>(0 - magnitude));
        return q;
    }

    [[gnu::noinline]] char const* integer(node const& n, void* into, char const* p) {
        char const* const first = p;
        bool const negative = *p == '-';
        p += negative;
        if (!is_digit(*p)) return negative ? malformed(p, "a digit", first) : mismatch(n, first);
        std::uint64_t magnitude;
        p = few_digits(p, magnitude);
        if (!p && !(p = other_integer(n, first, magnitude))) return nullptr;
        auto const bits = 8u * n.width;
        bool fits;
        if (n.form == shape::signed_integer)
            fits = magnitude <= (std::uint64_t{1} << (bits - 1)) - !negative;
        else
            fits = magnitude <= (~std::uint64_t{0} >> (64 - bits)) && (!negative || magnitude == 0);
        if (!fits) return integer_out_of_range(n, first);
        store_integer(into, n.width, negative ? 0 - magnitude : magnitude);
        return p;
    }
    /// An integer with a fraction, an exponent or 19 digits and more.
    [[gnu::noinline]] char const* other_integer(node const& n, char const* p, std::uint64_t& magnitude) {
        auto const number = scan_number(p);
        if (!number.end) return bad_number(number, p);
        auto const fit = to_magnitude(p, number, magnitude);
        if (fit == number_fit::fraction) return mismatch(n, p);
        if (fit == number_fit::out_of_range) return integer_out_of_range(n, p);
        return number.end;
    }
    [[gnu::cold, gnu::noinline]] char const* integer_out_of_range(node const& n, char const* p) {
        auto const bits = 8u * n.width;
        auto const top_bit = std::uint64_t{1} << (bits - 1);
        bool const is_signed = n.form == shape::signed_integer;
        furthest = p;
        return fail(decode_reason::out_of_range, p,
                    "an integer from " + (is_signed ? "-" + std::to_string(top_bit) : std::string("0")) + " to " +
                        std::to_string(is_signed ? top_bit - 1 : top_bit - 1 + top_bit),
                    describe(p));
    }

    template <class Float>
    [[gnu::always_inline]] char const* floating(node const& n, Float& into, char const* p) {
        if (*p != '-' && !is_digit(*p)) return mismatch(n, p);
        auto const number = scan_number(p);
        if (!number.end) return bad_number(number, p);
        if (to_floating(p, number, into)) return number.end;
        return floating_out_of_range(p, sizeof(Float));
    }
    [[gnu::cold, gnu::noinline]] char const* floating_out_of_range(char const* p, std::size_t width) {
        furthest = p;
        return fail(decode_reason::out_of_range, p,
                    width == sizeof(float) ? "a number in the range of float" : "a number in the range of double",
                    describe(p));
    }

    // Enumerators ------------------------------------------------------------------------------------------------

    /// The string at `p`, in `spare` where it has escapes.
    [[gnu::always_inline]] char const* name(char const* p, std::string_view& text) {
        char const* const first = p + 1;
        char const* const q = plain_end(first, end);
        if (q != end && *q == '"') {
            text = {first, static_cast<std::size_t>(q - first)};
            return q + 1;
        }
        return escaped_name(first, q, text);
    }
    [[gnu::noinline]] char const* escaped_name(char const* first, char const* q, std::string_view& text) {
        if (!spare) spare = std::make_unique<spare_texts>();
        spare->name.clear();
        char const* const p = rest_of_string(first, q, &spare->name);
        text = spare->name;
        return p;
    }
    [[gnu::noinline]] char const* enumeration(node const& n, void* into, char const* p) {
        if (*p != '"') return mismatch(n, p);
        std::string_view text;
        char const* const q = name(p, text);
        if (!q) return nullptr;
        auto const* known = n.enumeration->find(text);
        if (!known) {
            furthest = p;
            return fail(decode_reason::unknown_value, p, spell_names(*n.enumeration), describe(p));
        }
        store_integer(into, n.width, static_cast<std::uint64_t>(known->value));
        return q;
    }
    [[gnu::noinline]] char const* open_enumeration(node const& n, void* into, char const* p) {
        if (*p != '"') return mismatch(n, p);
        std::string_view text;
        char const* const q = name(p, text);
        if (q) n.as<open_enum_table>().assign(into, text);
        return q;
    }
};

} // namespace apibind::detail
