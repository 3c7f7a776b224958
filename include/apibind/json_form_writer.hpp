// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/json_object_writer.hpp>
#include <apibind/text_form.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

/// JSON of values whose form is not that of their shape: one text, JSON in a string, another type, unions, members that
/// nobody named.
namespace apibind::detail {

[[gnu::noinline]] inline bool json_writer::text(node const& n, void const* self) {
    std::string made;
    if (auto fault = append_plain_text(n, self, made))
        return fail(encode_reason::bad_text, "the value " + std::move(*fault));
    if (n.form != shape::text || !n.as<text_table>().is_number) return string(made);
    if (scan_number(made.c_str()).end != made.c_str() + made.size())
        return fail(encode_reason::bad_text, "the value is no number of JSON");
    put(made.data(), made.size());
    return true;
}

/// What is in the string is as deep as what it is in.
[[gnu::noinline]] inline bool json_writer::in_string(node const& n, void const* self) {
    std::string made;
    json_writer inner(made);
    inner.depth = depth;
    bool const written = inner.value(*n.inner, self);
    if (written) inner.flush();
    if (!written) error = std::move(inner.error);
    return written && string(made);
}

[[gnu::noinline]] inline bool json_writer::described(node const& n, void const* self) {
    struct state {
        json_writer& writer;
        node const& type;
    } context{*this, *n.inner};
    return n.as<described_table>().write(self, &context, [](void* opaque, void const* stands_for_it) {
        auto& s = *static_cast<state*>(opaque);
        return s.writer.value(s.type, stands_for_it);
    });
}

/// The choice that is held, or null after a failure or where it is an `other`, which is then written.
inline choice const* json_writer::held_choice(choices_table const& table, void const* self, bool& whole) {
    auto const index = table.index(self);
    whole = false;
    if (index < table.count) return table.entries + index;
    if (index != table.count || !table.has_other) {
        fail(encode_reason::valueless, "a variant without a value");
        return nullptr;
    }
    std::string_view const json = static_cast<other const*>(table.get(self))->json;
    if (json.empty() || json.front() != '{') {
        fail(encode_reason::bad_foreign, "the text of an apibind::other is no JSON object");
        return nullptr;
    }
    whole = is_json(json, encode_reason::bad_foreign, "the text of an apibind::other is");
    if (whole) put(json.data(), json.size());
    return nullptr;
}

[[gnu::noinline]] inline bool json_writer::tagged(node const& n, void const* self) {
    auto const& table = *n.choices;
    bool whole = false;
    auto const* const held = held_choice(table, self, whole);
    if (!held) return whole;
    put('{');
    put(table.tag.data(), table.tag.size());
    if (held->is_number)
        put(held->wire.data(), held->wire.size());
    else if (!string(held->wire))
        return false;
    auto const& object_of = *held->type->object;
    auto const outer_tag = std::exchange(tag, table.tag_name());
    auto const outer_depth = std::exchange(tag_depth, depth + 1);
    bool const written = behind_tag(object_of, table.get(self));
    tag = outer_tag, tag_depth = outer_depth;
    return written;
}

/// The members behind the tag, without one that is the tag.
inline bool json_writer::behind_tag(object_table const& table, void const* self) {
    auto const* const own = table.find(tag);
    if (!own) return rest_of_object(table, self);
    if (depth == default_json_depth) return too_deep();
    ++depth;
    char before = ',';
    for (std::size_t i = 0; i != table.count; ++i) {
        auto const& m = table.members[i];
        if (&m != own && !entry(before, m, table.at(m, self))) return in_key(m.name());
    }
    if (table.rest && !additional(table, table.at(*table.rest, self), before)) return false;
    return end_of_object(before);
}

[[gnu::noinline]] inline bool json_writer::keyed(node const& n, void const* self) {
    auto const& table = *n.choices;
    bool whole = false;
    auto const* const held = held_choice(table, self, whole);
    if (!held) return whole;
    if (!open('{') || !string(held->wire)) return false;
    put(':');
    if (!value(*held->type, table.get(self))) return in_key(held->wire);
    return close('}');
}

/// The members that the struct does not name, behind those that it does.
[[gnu::noinline]] inline bool json_writer::additional(object_table const& table, void const* self, char& before) {
    struct state {
        json_writer& writer;
        object_table const& table;
        node const& element;
        char& before;
    } context{*this, table, *table.rest->type->inner, before};
    return table.rest->type->as<map_table>().each(
        self, &context, [](void* opaque, std::string_view name, void const* item) {
            auto& s = *static_cast<state*>(opaque);
            auto& writer = s.writer;
            if (s.table.find(name) || (writer.depth == writer.tag_depth && name == writer.tag)) {
                writer.fail(encode_reason::duplicate, "a key of additional_properties that a member has");
                return writer.in_key(name);
            }
            writer.put(s.before);
            s.before = ',';
            if (!writer.inline_string(name)) return writer.in_key(name);
            writer.put(':');
            return writer.value(s.element, item) || writer.in_key(name);
        });
}

} // namespace apibind::detail
