// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/json_error.hpp>
#include <apibind/json_scanner.hpp>
#include <apibind/type_table.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace apibind {
namespace detail {

template <class Integer>
Integer load(void const* from) {
    Integer value;
    std::memcpy(&value, from, sizeof value);
    return value;
}
inline std::uint64_t load_unsigned(void const* from, std::size_t width) {
    switch (width) {
    case 1: return load<std::uint8_t>(from);
    case 2: return load<std::uint16_t>(from);
    case 4: return load<std::uint32_t>(from);
    default: return load<std::uint64_t>(from);
    }
}
inline std::int64_t load_signed(void const* from, std::size_t width) {
    switch (width) {
    case 1: return load<std::int8_t>(from);
    case 2: return load<std::int16_t>(from);
    case 4: return load<std::int32_t>(from);
    default: return load<std::int64_t>(from);
    }
}

/// Objects into JSON, by their tables, in the shortest form and in the order of their declaration.
struct json_writer {
    std::string& out;
    std::size_t const start = out.size();
    json_step const* top = nullptr;
    std::size_t depth = 0;
    std::optional<encode_error> error{};
    // Text gathers here, so that the string grows by pieces instead of by bytes.
    char chunk[2048];
    char* at = chunk;

    explicit json_writer(std::string& text) : out(text) {}

    // Text -------------------------------------------------------------------------------------------------------

    [[gnu::noinline]] void flush() {
        out.append(chunk, static_cast<std::size_t>(at - chunk));
        at = chunk;
    }
    /// Room for `size` bytes at `at`; `size` is less than the chunk's.
    [[gnu::always_inline]] void reserve(std::size_t size) {
        if (static_cast<std::size_t>(chunk + sizeof chunk - at) < size) flush();
    }
    [[gnu::always_inline]] void put(char c) {
        reserve(1);
        *at++ = c;
    }
    void put(char const* text, std::size_t size) {
        if (static_cast<std::size_t>(chunk + sizeof chunk - at) < size) {
            flush();
            if (size > sizeof chunk) {
                out.append(text, size);
                return;
            }
        }
        std::memcpy(at, text, size);
        at += size;
    }

    [[gnu::cold, gnu::noinline]] bool fail(encode_reason reason, std::string message) {
        error.emplace(encode_error{reason, spell_path(top), std::move(message)});
        return false;
    }

    bool string(std::string_view text) {
        char const* p = text.data();
        char const* const end = p + text.size();
        char const* q = plain_end(p, end);
        if (q == end && text.size() + 2 <= sizeof chunk) {
            std::size_t const size = text.size();
            reserve(size + 2);
            char* const to = at;
            at = to + size + 2;
            *to = '"';
            std::memcpy(to + 1, p, size);
            to[size + 1] = '"';
            return true;
        }
        put('"');
        for (;; q = plain_end(q, end)) {
            while (q != end && octet(*q) > 0x7f) {
                char const* const next = utf8_end(q, end);
                if (!next) return invalid_utf8(static_cast<std::size_t>(q - text.data()));
                q = next;
            }
            if (q != end && !is_special(*q)) continue;
            put(p, static_cast<std::size_t>(q - p));
            if (q == end) break;
            reserve(6);
            at = write_escape(at, *q);
            p = ++q;
        }
        put('"');
        return true;
    }
    [[gnu::cold, gnu::noinline]] bool invalid_utf8(std::size_t byte) {
        return fail(encode_reason::invalid_utf8, "a string that is no UTF-8 at its byte " + std::to_string(byte));
    }

    // Values -----------------------------------------------------------------------------------------------------

    bool value(node const& n, void const* self) { return inline_value(n, self); }
    [[gnu::always_inline]] bool inline_value(node const& n, void const* self) {
        switch (n.form) {
        case shape::string: return string(*static_cast<std::string const*>(self));
        case shape::string_view: return string(*static_cast<std::string_view const*>(self));
        case shape::boolean: return literal(*static_cast<bool const*>(self) ? "true" : "false");
        case shape::signed_integer:
            reserve(max_number_text);
            at = write_integer(at, load_signed(self, n.width));
            return true;
        case shape::unsigned_integer:
            reserve(max_number_text);
            at = write_integer(at, load_unsigned(self, n.width));
            return true;
        case shape::floating:
            return n.width == sizeof(float) ? floating(*static_cast<float const*>(self))
                                            : floating(*static_cast<double const*>(self));
        case shape::enumeration: return enumeration(n, self);
        case shape::open_enumeration: {
            auto const wire = n.as<open_enum_table>().wire(self);
            if (wire.empty()) return fail(encode_reason::valueless, "an open_enum without a value");
            return string(wire);
        }
        case shape::optional:
        case shape::nullable: {
            auto const& table = n.as<optional_table>();
            void const* const held = table.get(self);
            return held ? value(*table.inner, held) : literal("null");
        }
        case shape::list: return list(n, self);
        case shape::bits: return bits(n, self);
        case shape::array: {
            auto const& table = n.as<array_table>();
            return row(*table.element, self, table.count, table.stride);
        }
        case shape::map: return map(n, self);
        case shape::object: return object(*n.object, nullptr, n.object->count, self);
        case shape::alternatives: {
            auto const& table = *n.alternatives;
            auto const index = table.index(self);
            if (index >= table.count) return fail(encode_reason::valueless, "a variant without a value");
            return value(*table.entries[index], table.get(self));
        }
        case shape::null: return literal("null");
        case shape::foreign: return foreign(n, self);
        case shape::nothing: return fail(encode_reason::valueless, "`everything` where a value must stand");
        case shape::unsupported: break;
        }
        return fail(encode_reason::unsupported, "a type that has no JSON");
    }

    bool literal(std::string_view word) {
        put(word.data(), word.size());
        return true;
    }

    template <class Float>
    bool floating(Float number) {
        if (!std::isfinite(number))
            return fail(encode_reason::not_finite, std::isnan(number) ? "NaN has no JSON" : "an infinity has no JSON");
        reserve(max_number_text);
        at = write_floating(at, number);
        return true;
    }

    bool enumeration(node const& n, void const* self) {
        auto const held = load_unsigned(self, n.width);
        auto const mask = ~std::uint64_t{0} >> (64 - 8 * n.width);
        auto const& table = *n.enumeration;
        auto const is_held = [&](std::size_t i) {
            return (static_cast<std::uint64_t>(table.entries[i].value) & mask) == held;
        };
        // Mostly the values count up from zero. A name is part of `"name":`, and has nothing to escape.
        std::size_t i = static_cast<std::size_t>(held);
        if (i >= table.count || !is_held(i))
            for (i = 0; i != table.count && !is_held(i);) ++i;
        if (i != table.count) return put(table.entries[i].name.data() - 1, table.entries[i].name.size() + 2), true;
        return fail(encode_reason::unknown_enumerator,
                    "the value " + std::to_string(load_signed(self, n.width)) + " that no enumerator has");
    }

    [[gnu::cold, gnu::noinline]] bool too_deep() {
        return fail(encode_reason::too_deep,
                    "more than " + std::to_string(default_json_depth) + " arrays and objects in each other");
    }
    [[gnu::always_inline]] bool open(char bracket) {
        if (depth == default_json_depth) return too_deep();
        ++depth;
        put(bracket);
        return true;
    }
    [[gnu::always_inline]] bool close(char bracket) {
        --depth;
        put(bracket);
        return true;
    }

    [[gnu::noinline]] bool row(node const& element, void const* first, std::size_t count, std::size_t stride) {
        if (!open('[')) return false;
        json_step step{top};
        top = &step;
        for (std::size_t i = 0; i != count; ++i) {
            if (i != 0) put(',');
            step.at_element(i);
            if (!inline_value(element, static_cast<char const*>(first) + i * stride)) return false;
        }
        top = step.outer;
        return close(']');
    }

    bool list(node const& n, void const* self) {
        auto const& table = n.as<list_table>();
        auto const count = table.size(self);
        if (n.single && count == 1) return value(*table.element, table.data(self));
        if (void const* const first = table.data(self); first || count == 0)
            return row(*table.element, first, count, table.stride);
        struct state {
            json_writer* writer;
            node const* element;
            json_step step;
            std::size_t i;
        } context{this, table.element, {top}, 0};
        if (!open('[')) return false;
        top = &context.step;
        bool const whole = table.each(self, &context, [](void* opaque, void const* item) {
            auto& s = *static_cast<state*>(opaque);
            if (s.i != 0) s.writer->put(',');
            s.step.at_element(s.i++);
            return s.writer->value(*s.element, item);
        });
        top = context.step.outer;
        return whole && close(']');
    }

    bool bits(node const& n, void const* self) {
        auto const& table = n.as<bits_table>();
        if (!open('[')) return false;
        auto const count = table.size(self);
        for (std::size_t i = 0; i != count; ++i) {
            if (i != 0) put(',');
            literal(table.at(self, i) ? "true" : "false");
        }
        return close(']');
    }

    bool map(node const& n, void const* self) {
        auto const& table = n.as<map_table>();
        struct state {
            json_writer* writer;
            node const* element;
            json_step step;
            bool first;
        } context{this, table.value, {top}, true};
        if (!open('{')) return false;
        bool const whole = table.each(self, &context, [](void* opaque, std::string_view key, void const* item) {
            auto& s = *static_cast<state*>(opaque);
            auto& writer = *s.writer;
            if (!s.first) writer.put(',');
            s.first = false;
            if (!key.data()) return writer.fail(encode_reason::unknown_enumerator, "a key that no enumerator has");
            s.step.at_key(key);
            writer.top = &s.step;
            if (!writer.string(key)) return false;
            writer.put(':');
            if (!writer.value(*s.element, item)) return false;
            writer.top = s.step.outer;
            return true;
        });
        top = context.step.outer;
        return whole && close('}');
    }

    /// The members whose positions are `members[0]` to `members[count - 1]`; all of them where `members` is null.
    [[gnu::noinline]] bool object(object_table const& table, std::uint16_t const* members, std::size_t count,
                                  void const* self) {
        if (depth == default_json_depth) return too_deep();
        ++depth;
        json_step step{top};
        top = &step;
        char before = '{'; // what stands before the next member
        for (std::size_t i = 0; i != count; ++i) {
            auto const& m = table.members[members ? members[i] : i];
            node const* type = m.type;
            void const* held = table.at(m, self);
            if (m.may_be_absent) {
                auto const& optional = type->as<optional_table>();
                void const* const inner = optional.get(held);
                if (inner)
                    held = inner, type = optional.inner;
                else if (!optional.is_null || !optional.is_null(held))
                    continue;
            }
            if (says_nothing(*type, held)) continue;
            std::size_t const size = m.quoted_size;
            char const* const quoted = m.quoted;
            if (size < sizeof chunk) {
                reserve(size + 1);
                char* const to = at; // nothing else is read again after these bytes are written
                at = to + size + 1;
                *to = before;
                copy_key(to + 1, quoted, size);
            } else {
                put(before);
                put(quoted, size);
            }
            before = ',';
            step.at_member(quoted);
            if (!inline_value(*type, held)) return false;
        }
        top = step.outer;
        if (before == '{') put('{');
        return close('}');
    }
    /// `"x":` has four bytes at least.
    [[gnu::always_inline]] static void copy_key(char* to, char const* from, std::size_t size) {
        if (size > 16) {
            std::memcpy(to, from, size);
        } else if (size >= 8) {
            std::memcpy(to, from, 8);
            std::memcpy(to + size - 8, from + size - 8, 8);
        } else {
            std::memcpy(to, from, 4);
            std::memcpy(to + size - 4, from + size - 4, 4);
        }
    }
    /// Whether this is `everything`, which a member says by being left out.
    static bool says_nothing(node const& n, void const* self) {
        if (n.form != shape::alternatives) return n.form == shape::nothing;
        auto const index = n.alternatives->index(self);
        return index < n.alternatives->count && n.alternatives->entries[index]->form == shape::nothing;
    }

    bool foreign(node const& n, void const* self) {
        flush();
        auto const before = out.size();
        if (auto refusal = n.as<foreign_table>().write(self, out); !refusal.empty())
            return fail(encode_reason::bad_foreign, "its codec refused it: " + std::move(refusal));
        if (out.size() < before) return fail(encode_reason::bad_foreign, "its codec took text away");
        json_scanner check;
        json_read_options options;
        options.max_depth = default_json_depth - depth;
        options.max_size = out.max_size();
        if (check.document(std::string_view(out).substr(before), options, [&](char const* p) { return check.skip(p); }))
            return true;
        return fail(check.error->reason == decode_reason::too_deep ? encode_reason::too_deep
                                                                   : encode_reason::bad_foreign,
                    "its codec wrote no valid JSON: " + to_string(*check.error));
    }

    std::optional<encode_error> finish(bool written) {
        if (written)
            flush();
        else
            out.resize(start);
        return std::move(error);
    }
};

/// Appends the object `value` of the type that `type` describes to `out`, which stays as it was after a failure.
inline std::optional<encode_error> write_json(node const& type, void const* value, std::string& out) {
    json_writer writer(out);
    return writer.finish(writer.value(type, value));
}

/// Appends an object of only the members at the given positions, in their order: the body of a request.
inline std::optional<encode_error> write_json_members(object_table const& table, std::uint16_t const* members,
                                                      std::size_t count, void const* self, std::string& out) {
    json_writer writer(out);
    static constexpr std::uint16_t none = 0;
    return writer.finish(writer.object(table, count == 0 ? &none : members, count, self));
}

} // namespace detail

/// Appends `value` as JSON to `out`; the failure, if any, and then `out` stays as it was.
///
/// The shortest form: no white space, members in the order of their declaration, absent optionals and absent nullables
/// left out, numbers with the fewest digits that read back as the same number. What JSON does not have is refused.
template <class T>
std::optional<encode_error> write_json(T const& value, std::string& out) {
    return detail::write_json(detail::node_of<T>, &value, out);
}

} // namespace apibind
