// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/json_error.hpp>
#include <apibind/json_output.hpp>
#include <apibind/json_scanner.hpp>
#include <apibind/loaded_integer.hpp>
#include <apibind/type_table.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace apibind {
namespace detail {

/// Objects into JSON, by their tables, in the shortest form and in the order of their declaration.
struct json_writer : json_output {
    using json_output::json_output;

    [[gnu::noinline]] bool value(node const& n, void const* self) {
        switch (n.form) {
        case shape::object: return n.known == exact::object ? object(*n.object, self) : n.code->write(*this, self);
        case shape::list:
            if (n.known == exact::list) return list(n, self);
            return n.known == exact::strings ? strings(self) : n.code->write(*this, self);
        case shape::map: return n.code ? n.code->write(*this, self) : map(n, self);
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
        case shape::text:
        case shape::bytes:
        case shape::joined: return text(n, self);
        case shape::in_string: return in_string(n, self);
        case shape::described: return described(n, self);
        case shape::tagged: return tagged(n, self);
        case shape::keyed: return keyed(n, self);
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
        auto const& table = n.as<open_enum_table>();
        auto const wire = table.wire(self);
        if (table.known->holds(wire)) return known_name(wire);
        // A text that was read is written, the empty one too; an enumerator that does not exist has none.
        if (!table.has_value(self) || !wire.data())
            return fail(encode_reason::valueless, "an open_enum without a value");
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
        case exact::unrolled: return n.code->write(*this, self);
        default: return value(n, self);
        }
    }

    [[gnu::noinline]] bool enumeration(node const& n, void const* self) {
        auto const& table = *n.enumeration;
        if (auto const* const known = table.held(self, n.width)) return known_name(known->name);
        return fail(encode_reason::unknown_enumerator,
                    "the value " +
                        (table.is_signed ? std::to_string(load_signed(self, n.width))
                                         : std::to_string(load_unsigned(self, n.width))) +
                        " that no enumerator has");
    }

    /// The name of an entry of an enum_table: part of `"name":`, with nothing to escape.
    [[gnu::always_inline]] bool known_name(std::string_view name) {
        std::size_t const size = name.size() + 2;
        if (size > quoted_padding) return put(name.data() - 1, size), true;
        reserve(size);
        std::memcpy(at, name.data() - 1, quoted_padding);
        at += size;
        return true;
    }

    [[gnu::noinline]] bool row(node const& element, void const* first, std::size_t count, std::size_t stride) {
        if (!open('[')) return false;
        bool const counted = is_counted(count);
        for (std::size_t i = 0; i != count; ++i) {
            if (i != 0) separate(',');
            if (!inline_value(element.known, element, static_cast<char const*>(first) + i * stride))
                return in_element(i);
            if (counted) done = i + 1;
        }
        if (counted) total = done = 0;
        return close(']');
    }
    [[gnu::noinline]] bool strings(void const* self) {
        auto const& list = *static_cast<std::vector<std::string> const*>(self);
        std::size_t const size = list.size();
        if (!open('[')) return false;
        bool const counted = is_counted(size);
        for (std::size_t i = 0; i != size; ++i) {
            if (i != 0) separate(',');
            if (!inline_string(list[i])) return in_element(i);
            if (counted) done = i + 1;
        }
        if (counted) total = done = 0;
        return close(']');
    }

    [[gnu::noinline]] bool list(node const& n, void const* self) {
        auto const& table = n.as<list_table>();
        auto const [first, count] = table.view(self);
        node const& element = *table.element;
        if (!first || n.single || element.known != exact::object) return other_list(n, self, first, count);
        if (!open('[')) return false;
        bool const counted = is_counted(count);
        for (std::size_t i = 0; i != count; ++i) {
            if (i != 0) separate(',');
            if (!object(*element.object, static_cast<char const*>(first) + i * table.stride)) return in_element(i);
            if (counted) done = i + 1;
        }
        if (counted) total = done = 0;
        return close(']');
    }
    [[gnu::noinline]] bool other_list(node const& n, void const* self, void const* first, std::size_t count) {
        auto const& table = n.as<list_table>();
        if (n.single && count == 1) return value(*table.element, first);
        if (first || count == 0) return row(*table.element, first, count, table.stride);
        if (!open('[')) return false;
        struct state {
            json_writer* writer;
            node const* element;
            bool counted;
            std::size_t i;
        } context{this, table.element, is_counted(count), 0};
        bool const whole = table.each(self, &context, [](void* opaque, void const* item) {
            auto& s = *static_cast<state*>(opaque);
            if (s.i != 0) s.writer->separate(',');
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
        auto const count = table.size(self);
        if (n.single && count == 1) return boolean(table.at(self, 0));
        if (!open('[')) return false;
        for (std::size_t i = 0; i != count; ++i) {
            if (i != 0) separate(',');
            boolean(table.at(self, i));
        }
        return close(']');
    }

    [[gnu::noinline]] bool map(node const& n, void const* self) {
        auto const& table = n.as<map_table>();
        if (!open('{')) return false;
        bool const counted = total == 0 && is_counted(table.size(self));
        std::size_t uncounted = 0;
        struct state {
            json_writer* writer;
            node const* element;
            std::size_t* done;
            bool is_first;
        } context{this, table.value, counted ? &done : &uncounted, true};
        bool const whole = table.each(self, &context, [](void* opaque, std::string_view key, void const* item) {
            auto& s = *static_cast<state*>(opaque);
            auto& writer = *s.writer;
            if (!s.is_first) writer.separate(',');
            s.is_first = false;
            if (!key.data()) return writer.fail(encode_reason::unknown_enumerator, "a key that no enumerator has");
            if (!writer.inline_string(key)) return writer.in_key(key);
            writer.separate(':');
            if (!writer.value_of_map(*s.element, item)) return writer.in_key(key);
            ++*s.done;
            return true;
        });
        if (counted) total = done = 0;
        return whole && close('}');
    }
    /// The same as value(), with the ways to what maps mostly hold in front.
    [[gnu::always_inline]] bool value_of_map(node const& n, void const* self) {
        if (n.known == exact::object) return object(*n.object, self);
        if (n.known == exact::list) return list(n, self);
        return value(n, self);
    }

    [[gnu::noinline]] bool object(object_table const& table, void const* self) {
        return entries(table, self, '{'); // what stands before the first member
    }
    /// The same behind a member that is written already.
    [[gnu::noinline]] bool rest_of_object(object_table const& table, void const* self) {
        return entries(table, self, ',');
    }
    [[gnu::always_inline]] bool entries(object_table const& table, void const* self, char before) {
        if (depth == default_json_depth) return too_deep();
        ++depth;
        auto const shift = reinterpret_cast<std::uintptr_t>(self) - reinterpret_cast<std::uintptr_t>(table.origin);
        for (member const *m = table.members, *const end = m + table.count; m != end; ++m) {
            auto const* held = reinterpret_cast<void const*>(reinterpret_cast<std::uintptr_t>(m->address) + shift);
            if (!entry(before, *m, held)) return in_key(m->name());
        }
        if (table.rest && !additional(table, table.at(*table.rest, self), before)) return false;
        return end_of_object(before);
    }
    /// The members whose positions are `members[0]` to `members[count - 1]`.
    bool object_of(object_table const& table, std::uint16_t const* members, std::size_t count, void const* self) {
        ++depth;
        char before = '{';
        for (std::size_t i = 0; i != count; ++i) {
            auto const& m = table.members[members[i]];
            void const* const held = table.at(m, self);
            if (&m == table.rest) {
                if (!additional(table, held, before)) return false;
            } else if (!entry(before, m, held)) {
                return in_key(m.name());
            }
        }
        return end_of_object(before);
    }
    [[gnu::always_inline]] bool end_of_object(char before) {
        if (before == '{') put('{');
        return close('}');
    }

    /// Name and value of one member, or nothing where it is absent. `before` is what stands before the next one.
    [[gnu::always_inline]] bool entry(char& before, member const& m, void const* held) {
        node const* type = m.type;
        switch (type->known) {
        case exact::optional_string:
            if (!(held = held_by<std::string>(held))) return true;
            [[fallthrough]];
        case exact::string: key(before, m); return inline_string(*static_cast<std::string const*>(held));
        case exact::optional_int64:
            if (!(held = held_by<std::int64_t>(held))) return true;
            [[fallthrough]];
        case exact::int64: key<max_number_text>(before, m); return reserved_integer(load<std::int64_t>(held));
        case exact::int32: key<max_number_text>(before, m); return reserved_integer(load<std::int32_t>(held));
        case exact::optional_float64:
            if (!(held = held_by<double>(held))) return true;
            [[fallthrough]];
        case exact::float64: key(before, m); return floating(load<double>(held));
        case exact::boolean: key(before, m); return boolean(*static_cast<bool const*>(held));
        case exact::strings: key(before, m); return strings(held);
        case exact::unrolled: key(before, m); return type->code->write(*this, held);
        case exact::object: key(before, m); return object(*type->object, held);
        case exact::list: key(before, m); return list(*type, held);
        case exact::open_enumeration: key(before, m); return open_enumeration(*type, held);
        case exact::none: break;
        }
        if (m.may_be_absent) {
            auto const& optional = type->as<optional_table>();
            void const* const inner = optional.get(held);
            if (inner)
                held = inner, type = optional.inner;
            else if (!optional.is_null || !optional.is_null(held))
                return true;
        }
        switch (type->form) {
        case shape::list: key(before, m); return type->known == exact::strings ? strings(held) : value(*type, held);
        case shape::nothing: return true;
        case shape::alternatives:
            if (says_nothing(*type, held)) return true;
            [[fallthrough]];
        default: key(before, m); return value(*type, held);
        }
    }
    [[gnu::noinline]] bool any_entry(char& before, member const& m, void const* held) { return entry(before, m, held); }
    template <class T>
    static void const* held_by(void const* optional) {
        auto const& o = *static_cast<std::optional<T> const*>(optional);
        return o ? &*o : nullptr;
    }
    /// `"name":` behind `before`, and room for `further` bytes.
    template <std::size_t Further = 0>
    [[gnu::always_inline]] void key(char& before, member const& m) {
        std::size_t const size = m.quoted_size;
        if (chunk + chunk_size - at <= static_cast<std::ptrdiff_t>(size + Further) && !has_room(size + 1 + Further)) {
            put(before);
            put(m.quoted, size);
            reserve(Further);
        } else {
            char* const to = at;
            at = to + size + 1;
            *to = before;
            static_assert(slack >= quoted_padding);
            std::memcpy(to + 1, m.quoted, quoted_padding);
            if (size > quoted_padding) [[unlikely]]
                for (std::size_t i = quoted_padding; i < size; i += quoted_padding)
                    std::memcpy(to + 1 + i, m.quoted + i, quoted_padding);
        }
        before = ',';
    }
    [[gnu::cold, gnu::noinline]] bool has_room(std::size_t size) {
        flush();
        return size <= chunk_size;
    }
    /// Whether a variant holds `everything`, which a member says by being left out.
    static bool says_nothing(node const& n, void const* self) {
        auto const index = n.alternatives->index(self);
        return index < n.alternatives->count && n.alternatives->entries[index]->form == shape::nothing;
    }

    [[gnu::noinline]] bool foreign(node const& n, void const* self) {
        flush();
        auto const before = out.size();
        if (auto refusal = n.as<foreign_table>().write(self, out); !refusal.empty())
            return fail(encode_reason::bad_foreign, "its codec refused it: " + std::move(refusal));
        if (out.size() < before) return fail(encode_reason::bad_foreign, "its codec took text away");
        return is_json(std::string_view(out).substr(before), encode_reason::bad_foreign, "its codec wrote");
    }
    /// Whether a text that others made is one value.
    bool is_json(std::string_view text, encode_reason otherwise, std::string_view who) {
        json_scanner check;
        json_read_options options;
        options.max_depth = default_json_depth - depth;
        options.max_size = out.max_size();
        if (check.document(text, options, [&](char const* p) { return check.skip(p); })) return true;
        return fail(check.error->reason == decode_reason::too_deep ? encode_reason::too_deep : otherwise,
                    std::string(who) + " no valid JSON: " + to_string(*check.error));
    }

    // Values of other forms: json_form_writer.hpp --------------------------------------------------------------------

    bool text(node const& n, void const* self);
    bool in_string(node const& n, void const* self);
    bool described(node const& n, void const* self);
    bool tagged(node const& n, void const* self);
    bool behind_tag(object_table const& table, void const* self);
    bool keyed(node const& n, void const* self);
    choice const* held_choice(choices_table const& table, void const* self, bool& whole);
    bool additional(object_table const& table, void const* self, char& before);

    std::string_view tag;      ///< of the tagged object at `tag_depth`
    std::size_t tag_depth = 0; ///< of its members
};

} // namespace detail
} // namespace apibind
