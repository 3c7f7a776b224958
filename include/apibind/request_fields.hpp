// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/elements.hpp>
#include <apibind/field_table.hpp>
#include <apibind/hexadecimal.hpp>
#include <apibind/http_message.hpp>
#include <apibind/json_text.hpp>
#include <apibind/present.hpp>
#include <apibind/url_pairs.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The declared header fields and cookies of a request, filled by plain code over tables.
namespace apibind::detail {

/// Whether a text is one element of a list (RFC 9110 section 5.6.1): its commas stand in quoted strings.
constexpr bool is_list_element(std::string_view text) {
    bool is_quoted = false;
    for (std::size_t i = 0; i != text.size(); ++i) {
        if (text[i] == '"')
            is_quoted = !is_quoted;
        else if (is_quoted && text[i] == '\\' && i + 1 != text.size())
            ++i;
        else if (!is_quoted && text[i] == ',')
            return false;
    }
    return !is_quoted;
}

/// The JSON of a field's value, whose members may be in any language: beyond ASCII as \uXXXX (RFC 8259 section 7).
/// Precondition: well-formed, in UTF-8.
inline void escape_beyond_ascii(std::string& json) {
    std::string out;
    auto const unit = [&](unsigned code) {
        out += "\\u";
        for (int shift = 12; shift >= 0; shift -= 4) out += lower_hex_digits[code >> shift & 15];
    };
    for (std::size_t i = 0; i != json.size();) {
        unsigned const first = octet(json[i++]);
        if (first < 0x7f) {
            out += static_cast<char>(first);
            continue;
        }
        unsigned code = first < 0x80 ? first : first < 0xe0 ? first & 0x1f : first < 0xf0 ? first & 0x0f : first & 0x07;
        while (i != json.size() && (octet(json[i]) & 0xc0) == 0x80) code = code << 6 | (octet(json[i++]) & 0x3f);
        if (code > 0xffff) {
            unit(0xd800 + ((code - 0x10000) >> 10));
            code = 0xdc00 + ((code - 0x10000) & 0x3ff);
        }
        unit(code);
    }
    json = std::move(out);
}

class field_writer {
public:
    explicit field_writer(http_fields& out) : out_(out) {}

    /// `table` and `request` are those of the members that the entries name.
    /// The families come last: their keys are none of the other fields' names, in whatever order they are declared.
    build_fault add(field_entry const* entries, std::size_t count, object_table const& table, void const* request) {
        for (bool const are_families : {false, true})
            for (std::size_t i = 0; i != count; ++i) {
                bool const is_family = !entries[i].is_cookie && is_field_family(entries[i].name);
                if (is_family != are_families) continue;
                if (auto fault = add_one(entries[i], table, request)) return fault;
            }
        return {};
    }
    /// To be called once all are added.
    void finish() {
        if (cookies_.empty()) return;
        std::string line;
        for (auto const& cookie : cookies_)
            line.append(line.empty() ? "" : "; ").append(cookie.name).append("=").append(cookie.value);
        out_.set("Cookie", std::move(line));
    }

private:
    build_fault add_one(field_entry const& entry, object_table const& table, void const* request) {
        if (entry.is_constant) {
            put(entry, std::string(entry.constant));
            return {};
        }
        auto const& m = table.members[entry.member];
        node const* type = m.type;
        void const* const value = present(type, table.at(m, request));
        if (!value) return {};
        if (type->form == shape::map) {
            if (auto fault = family(entry, *type, value)) return m.identifier + *fault;
            return {};
        }
        std::string text;
        if (auto fault = text_of(entry, *type, value, text)) return std::string(m.identifier) + " " + *fault;
        put(entry, std::move(text));
        return {};
    }

    void put(field_entry const& entry, std::string text) {
        if (!entry.is_cookie) return out_.set(entry.name, std::move(text));
        for (auto& cookie : cookies_)
            if (cookie.name == entry.name) {
                cookie.value = std::move(text);
                return;
            }
        cookies_.push_back({entry.name, std::move(text)});
    }

    static build_fault one(field_entry const& entry, node const& type, void const* value, std::string& text) {
        auto const place = std::string(entry.is_cookie ? ": it stands in the cookie " : ": it stands in the field ")
                               .append(entry.name);
        if (auto fault = append_text(type, value, text)) return *fault + place;
        if (type.form == shape::in_string && !is_joinable(*type.inner)) escape_beyond_ascii(text);
        if (text.empty()) return "must not be empty" + place;
        if (entry.is_cookie && !is_cookie_value(text))
            return "may hold only visible ASCII characters without '\"', ',', ';' and '\\'" + place;
        if (!is_sendable_value(text)) return "may hold only visible ASCII characters and inner spaces" + place;
        return {};
    }
    static build_fault text_of(field_entry const& entry, node const& type, void const* value, std::string& text) {
        if (type.form != shape::list && type.form != shape::array) return one(entry, type, value, text);
        build_fault fault{};
        for_each_element(type, value, [&](node const& of, void const* element) {
            std::string part;
            fault = one(entry, of, element, part);
            if (!fault && !is_list_element(part))
                fault = "may hold commas only within quotes: its elements stand in the field " +
                        std::string(entry.name) + ", parted by commas";
            text.append(text.empty() ? "" : ", ").append(part);
            return !fault.has_value();
        });
        if (!fault && text.empty()) return "must not be empty: it stands in the field " + std::string(entry.name);
        return fault;
    }

    /// A field for each key of a map. The fault goes on behind the name of the member.
    build_fault family(field_entry const& entry, node const& map, void const* value) {
        struct visiting {
            field_writer& writer;
            field_entry const& entry;
            node const& type;
            build_fault fault{};
        } context{*this, entry, *map.inner};
        if (map.as<map_table>().size(value) == 0)
            return std::string(" must not be empty: its keys name the fields ").append(entry.name);
        map.as<map_table>().each(value, &context, [](void* opaque, std::string_view key, void const* item) {
            auto& v = *static_cast<visiting*>(opaque);
            auto const told = [&](std::string_view what) {
                v.fault = std::string(what).append(": it ends the name of a field ").append(v.entry.name);
                return false;
            };
            if (!key.data()) return told(" has a key that no enumerator has");
            auto const name = std::string(v.entry.name.substr(0, v.entry.name.size() - 1)).append(key);
            if (key.empty() || !is_field_token(name))
                return told(" has a key that is empty or has a character that no field name may have");
            node const* type = &v.type;
            void const* const held = present(type, item);
            if (!held) return true;
            if (is_taken_field(name))
                return told("[" + std::string(key) + "] makes a field that follows from the request or the options");
            if (v.writer.out_.find(name)) return told("[" + std::string(key) + "] is there already, in whatever case");
            std::string text;
            v.fault = one(v.entry, *type, held, text);
            if (v.fault) v.fault = "[" + std::string(key) + "] " + *v.fault;
            if (!v.fault) v.writer.out_.set(name, std::move(text));
            return !v.fault.has_value();
        });
        return std::move(context.fault);
    }

    struct cookie_pair {
        std::string_view name;
        std::string value;
    };

    http_fields& out_;
    std::vector<cookie_pair> cookies_{};
};

} // namespace apibind::detail
