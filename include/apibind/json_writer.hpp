// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/json_error.hpp>
#include <apibind/json_output.hpp>
#include <apibind/json_scanner.hpp>
#include <apibind/type_table.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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
struct json_writer : json_output {
    using json_output::json_output;

    [[gnu::noinline]] bool value(node const& n, void const* self) {
        switch (n.form) {
        case shape::object: return object(*n.object, nullptr, n.object->count, self);
        case shape::list: return n.known == exact::strings ? strings(self) : list(n, self);
        case shape::map: return map(n, self);
        case shape::string:
        case shape::string_view:
        case shape::boolean:
        case shape::signed_integer:
        case shape::unsigned_integer:
        case shape::floating: return scalar(n, self);
        case shape::enumeration: return enumeration(n, self);
        case shape::open_enumeration: return open_enumeration(n, self);
        case shape::optional:
        case shape::nullable: return optional(n, self);
        case shape::bits: return bits(n, self);
        case shape::array: {
            auto const& table = n.as<array_table>();
            return row(*table.element, self, table.count, table.stride);
        }
        case shape::alternatives: return alternatives(n, self);
        case shape::null: return null();
        case shape::foreign: return foreign(n, self);
        case shape::nothing: return nothing();
        case shape::file:
        case shape::unsupported: break;
        }
        return unsupported();
    }
    // Behind calls, so that value() needs no room of its own.
    [[gnu::noinline]] bool scalar(node const& n, void const* self) {
        switch (n.form) {
        case shape::string: return string(*static_cast<std::string const*>(self));
        case shape::string_view: return string(*static_cast<std::string_view const*>(self));
        case shape::boolean: return boolean(*static_cast<bool const*>(self));
        case shape::signed_integer: return integer(load_signed(self, n.width));
        case shape::unsigned_integer: return integer(load_unsigned(self, n.width));
        default:
            return n.width == sizeof(float) ? floating(*static_cast<float const*>(self))
                                            : floating(*static_cast<double const*>(self));
        }
    }
    [[gnu::noinline]] bool open_enumeration(node const& n, void const* self) {
        auto const wire = n.as<open_enum_table>().wire(self);
        if (wire.empty()) return fail(encode_reason::valueless, "an open_enum without a value");
        return inline_string(wire);
    }
    [[gnu::noinline]] bool optional(node const& n, void const* self) {
        auto const& table = n.as<optional_table>();
        void const* const held = table.get(self);
        return held ? value(*table.inner, held) : null();
    }
    [[gnu::noinline]] bool alternatives(node const& n, void const* self) {
        auto const& table = *n.alternatives;
        auto const index = table.index(self);
        if (index >= table.count) return fail(encode_reason::valueless, "a variant without a value");
        return value(*table.entries[index], table.get(self));
    }
    [[gnu::noinline]] bool null() { return word("null"); }
    [[gnu::cold, gnu::noinline]] bool nothing() {
        return fail(encode_reason::valueless, "`everything` where a value must stand");
    }
    [[gnu::cold, gnu::noinline]] bool unsupported() {
        return fail(encode_reason::unsupported, "a type that has no JSON");
    }
    /// The same, without a call for the most common types. `known` is that of `n`.
    [[gnu::always_inline]] bool inline_value(exact known, node const& n, void const* self) {
        switch (known) {
        case exact::string: return inline_string(*static_cast<std::string const*>(self));
        case exact::int64: return integer(load<std::int64_t>(self));
        case exact::int32: return integer(load<std::int32_t>(self));
        case exact::float64: return floating(*static_cast<double const*>(self));
        case exact::boolean: return boolean(*static_cast<bool const*>(self));
        case exact::strings: return strings(self);
        default: return value(n, self);
        }
    }

    [[gnu::noinline]] bool enumeration(node const& n, void const* self) {
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
                    "the value " +
                        (table.is_signed ? std::to_string(load_signed(self, n.width)) : std::to_string(held)) +
                        " that no enumerator has");
    }

    [[gnu::noinline]] bool row(node const& element, void const* first, std::size_t count, std::size_t stride) {
        if (!open('[')) return false;
        bool const counted = is_counted(count);
        for (std::size_t i = 0; i != count; ++i) {
            if (i != 0) put(',');
            if (!inline_value(element.known, element, static_cast<char const*>(first) + i * stride))
                return in_element(i);
            if (counted) done = i + 1;
        }
        if (counted) total = done = 0;
        return close(']');
    }
    [[gnu::noinline]] bool strings(void const* self) {
        auto const& list = *static_cast<std::vector<std::string> const*>(self);
        return row(node_of<std::string>, list.data(), list.size(), sizeof(std::string));
    }

    [[gnu::noinline]] bool list(node const& n, void const* self) {
        auto const& table = n.as<list_table>();
        auto const count = table.size(self);
        if (n.single && count == 1) return value(*table.element, table.data(self));
        if (void const* const first = table.data(self); first || count == 0)
            return row(*table.element, first, count, table.stride);
        if (!open('[')) return false;
        struct state {
            json_writer* writer;
            node const* element;
            bool counted;
            std::size_t i;
        } context{this, table.element, is_counted(count), 0};
        bool const whole = table.each(self, &context, [](void* opaque, void const* item) {
            auto& s = *static_cast<state*>(opaque);
            if (s.i != 0) s.writer->put(',');
            if (!s.writer->value(*s.element, item)) return s.writer->in_element(s.i);
            ++s.i;
            if (s.counted) s.writer->done = s.i;
            return true;
        });
        if (context.counted) total = done = 0;
        return whole && close(']');
    }

    [[gnu::noinline]] bool bits(node const& n, void const* self) {
        auto const& table = n.as<bits_table>();
        if (!open('[')) return false;
        auto const count = table.size(self);
        for (std::size_t i = 0; i != count; ++i) {
            if (i != 0) put(',');
            boolean(table.at(self, i));
        }
        return close(']');
    }

    [[gnu::noinline]] bool map(node const& n, void const* self) {
        auto const& table = n.as<map_table>();
        if (!open('{')) return false;
        struct state {
            json_writer* writer;
            node const* element;
            bool counted;
            std::size_t i;
        } context{this, table.value, total == 0 && is_counted(table.size(self)), 0};
        bool const whole = table.each(self, &context, [](void* opaque, std::string_view key, void const* item) {
            auto& s = *static_cast<state*>(opaque);
            auto& writer = *s.writer;
            if (s.i != 0) writer.put(',');
            if (!key.data()) return writer.fail(encode_reason::unknown_enumerator, "a key that no enumerator has");
            if (!writer.inline_string(key)) return writer.in_key(key);
            writer.put(':');
            if (!writer.value(*s.element, item)) return writer.in_key(key);
            ++s.i;
            if (s.counted) writer.done = s.i;
            return true;
        });
        if (context.counted) total = done = 0;
        return whole && close('}');
    }

    /// The members whose positions are `members[0]` to `members[count - 1]`; all of them where `members` is null.
    [[gnu::noinline]] bool object(object_table const& table, std::uint16_t const* members, std::size_t count,
                                  void const* self) {
        if (depth == default_json_depth) return too_deep();
        ++depth;
        char before = '{'; // what stands before the next member
        for (std::size_t i = 0; i != count; ++i) {
            auto const& m = table.members[members ? members[i] : i];
            node const* type = m.type;
            void const* held = table.at(m, self);
            exact known = type->known;
            switch (known) {
            case exact::optional_string:
                if (!(held = held_by<std::string>(held))) continue;
                known = exact::string;
                break;
            case exact::optional_int64:
                if (!(held = held_by<std::int64_t>(held))) continue;
                known = exact::int64;
                break;
            case exact::optional_float64:
                if (!(held = held_by<double>(held))) continue;
                known = exact::float64;
                break;
            case exact::none:
                if (m.may_be_absent) {
                    auto const& optional = type->as<optional_table>();
                    void const* const inner = optional.get(held);
                    if (inner)
                        held = inner, type = optional.inner, known = type->known;
                    else if (!optional.is_null || !optional.is_null(held))
                        continue;
                }
                if (says_nothing(*type, held)) continue;
                break;
            default: break;
            }
            key(before, m);
            before = ',';
            if (!inline_value(known, *type, held)) return in_key(m.name());
        }
        if (before == '{') put('{');
        return close('}');
    }
    template <class T>
    static void const* held_by(void const* optional) {
        auto const& o = *static_cast<std::optional<T> const*>(optional);
        return o ? &*o : nullptr;
    }
    [[gnu::always_inline]] void key(char before, member const& m) {
        std::size_t const size = m.quoted_size;
        if (size >= chunk_size) {
            put(before);
            put(m.quoted, size);
            return;
        }
        reserve(size + 1);
        char* const to = at;
        at = to + size + 1;
        *to = before;
        static_assert(slack >= quoted_padding);
        std::memcpy(to + 1, m.quoted, quoted_padding);
        if (size > quoted_padding)
            std::memcpy(to + 1 + quoted_padding, m.quoted + quoted_padding, size - quoted_padding);
    }
    /// Whether this is `everything`, which a member says by being left out.
    static bool says_nothing(node const& n, void const* self) {
        if (n.form != shape::alternatives) return n.form == shape::nothing;
        auto const index = n.alternatives->index(self);
        return index < n.alternatives->count && n.alternatives->entries[index]->form == shape::nothing;
    }

    [[gnu::noinline]] bool foreign(node const& n, void const* self) {
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
