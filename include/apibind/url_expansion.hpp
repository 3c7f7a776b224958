// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/endpoint.hpp>
#include <apibind/engine.hpp>
#include <apibind/host_name.hpp>
#include <apibind/percent_encoding.hpp>
#include <apibind/text_values.hpp>
#include <apibind/type_table.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// URL templates filled with the values of a request: plain code over tables. A fault is a line for a person.
namespace apibind::detail {

/// The value behind optionals and alternatives, or null where there is none to write.
inline void const* present(node const*& type, void const* value) {
    while (value) {
        switch (type->form) {
        case shape::optional:
        case shape::nullable:
            value = type->as<optional_table>().get(value);
            type = type->inner;
            break;
        case shape::alternatives: {
            auto const& table = *type->alternatives;
            auto const index = table.index(value);
            if (index >= table.count) return nullptr;
            value = table.get(value);
            type = table.entries[index];
            break;
        }
        case shape::nothing:
        case shape::null: return nullptr;
        default: return value;
        }
    }
    return nullptr;
}

/// Fills templates from one struct.
class url_expander {
public:
    url_expander(object_table const& table, void const* self, std::string& out)
        : table_(table), self_(self), out_(out) {}

    build_fault expand(url_piece const* pieces, std::size_t count) {
        std::size_t i = 0;
        std::size_t segment = out_.size();
        member const* filled = nullptr; // the last member in the segment so far
        for (; i != count && !pieces[i].in_query; ++i) {
            for (char c : pieces[i].before) {
                if (c == '/') {
                    if (auto fault = check_segment(filled, segment)) return fault;
                    segment = out_.size() + 1;
                    filled = nullptr;
                }
                out_ += c;
            }
            if (pieces[i].member < 0) continue;
            if (auto fault = segment_value(pieces[i])) return fault;
            filled = &table_.members[pieces[i].member];
        }
        if (auto fault = check_segment(filled, segment)) return fault;
        while (i != count) {
            std::size_t end = i + 1;
            while (end != count && !pieces[end].starts_pair) ++end;
            if (auto fault = pair(pieces + i, pieces + end)) return fault;
            i = end;
        }
        return {};
    }

    /// One value as text, not yet encoded; `name: what is wrong` otherwise.
    build_fault value_of(url_piece const& piece, std::string& text) const {
        auto const& m = table_.members[piece.member];
        node const* type = m.type;
        void const* const value = present(type, table_.at(m, self_));
        if (!value) return told(m, "must be given");
        return checked(m, *type, value, text);
    }

    static build_fault told(member const& m, std::string_view what) {
        return std::string(m.identifier).append(" ").append(what);
    }

private:
    static build_fault checked(member const& m, node const& type, void const* value, std::string& text) {
        if (auto fault = append_text(type, value, text)) return told(m, *fault);
        if (text.empty()) return told(m, "must not be empty: it stands in the URL");
        if (has_control_character(text)) return told(m, "must hold no control characters: it stands in the URL");
        if (count_characters(text) < 0) return told(m, "must be UTF-8");
        return {};
    }

    build_fault segment_value(url_piece const& piece) {
        std::string text;
        if (auto fault = value_of(piece, text)) return fault;
        append_percent_encoded(out_, text);
        return {};
    }

    /// A template has no dot segment of its own.
    build_fault check_segment(member const* filled, std::size_t begin) const {
        if (!filled || !is_dot_segment(std::string_view(out_).substr(begin))) return {};
        return told(*filled, "would make the path segment \"" + out_.substr(begin) +
                                 "\", which servers resolve to another path");
    }

    void separator() {
        out_ += first_pair_ ? '?' : '&';
        first_pair_ = false;
    }

    /// A pair with an absent value is left out as a whole; one around a list is repeated for each element.
    build_fault pair(url_piece const* first, url_piece const* last) {
        url_piece const* list = nullptr;
        node const* list_type = nullptr;
        void const* elements = nullptr;
        member const *absent = nullptr, *given = nullptr;
        bool any_text = false;
        for (auto const* p = first; p != last; ++p) {
            any_text = any_text || !p->before.empty() || p->member >= 0;
            if (p->member < 0) continue;
            auto const& m = table_.members[p->member];
            node const* type = m.type;
            void const* const value = present(type, table_.at(m, self_));
            if (!value)
                absent = &m;
            else if (m.may_be_absent)
                given = &m;
            if (!value || (type->form != shape::list && type->form != shape::array)) continue;
            if (list) return told(m, "is a second list in one pair of the URL");
            list = p, list_type = type, elements = value;
        }
        if (absent && given) // nothing that was asked for is left out silently
            return told(*absent,
                        "must be given where " + std::string(given->name()) + " is: they make one pair of the URL");
        if (absent || !any_text) return {};
        if (!list) return one_pair(first, last, nullptr, nullptr, nullptr);
        struct visitor {
            url_expander* self;
            url_piece const *first, *last, *list;
            node const* element;
            std::size_t visited = 0;
            build_fault fault{};
        } context{this, first, last, list, list_type->inner};
        auto visit = [](void* c, void const* element) {
            auto& v = *static_cast<visitor*>(c);
            ++v.visited;
            v.fault = v.self->one_pair(v.first, v.last, v.list, v.element, element);
            return !v.fault.has_value();
        };
        if (list_type->form == shape::list) {
            list_type->as<list_table>().visit_each(elements, &context, visit);
        } else {
            auto const& table = list_type->as<array_table>();
            for (std::size_t i = 0; i != table.count; ++i)
                if (!visit(&context, static_cast<char const*>(elements) + i * table.stride)) break;
        }
        if (context.visited == 0) return told(table_.members[list->member], "must not be empty: it stands in the URL");
        return std::move(context.fault);
    }

    build_fault one_pair(url_piece const* first, url_piece const* last, url_piece const* list, node const* element_type,
                         void const* element) {
        separator();
        for (auto const* p = first; p != last; ++p) {
            out_ += p->before;
            if (p->member < 0) continue;
            auto const& m = table_.members[p->member];
            if (p->named) {
                append_percent_encoded(out_, m.name());
                out_ += '=';
            }
            std::string text;
            if (p == list) {
                if (auto fault = checked(m, *element_type, element, text)) return fault;
            } else if (auto fault = value_of(*p, text)) {
                return fault;
            }
            append_percent_encoded(out_, text);
        }
        return {};
    }

    object_table const& table_;
    void const* self_;
    std::string& out_;
    bool first_pair_ = true;
};

// Hosts -------------------------------------------------------------------------------------------------------------

inline build_fault expand_host(url_piece const* pieces, std::size_t count, object_table const& table, void const* self,
                               std::string& host) {
    std::string unused;
    url_expander const values(table, self, unused);
    std::string filled; // the members in the host
    bool const whole = count == 2 && pieces[0].before.empty() && pieces[0].member >= 0 && pieces[1].before.empty();
    for (std::size_t i = 0; i != count; ++i) {
        host += pieces[i].before;
        if (pieces[i].member < 0) continue;
        auto const& m = table.members[pieces[i].member];
        filled.append(filled.empty() ? "" : ", ").append(m.identifier);
        std::string text;
        if (auto fault = values.value_of(pieces[i], text)) return fault;
        if (whole && !is_host_name(text))
            return url_expander::told(m,
                                      "must be a host name such as \"crm.example.com\", without scheme, port or path");
        if (!whole && (text.size() > 63 || text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                                                  "0123456789-") != std::string::npos))
            return url_expander::told(m, "must be one label of a host name: letters, digits and hyphens");
        host += text;
    }
    if (!filled.empty() && !is_host_name(host))
        return filled + " would make the host \"" + host + "\", which is no host name";
    return {};
}

} // namespace apibind::detail
