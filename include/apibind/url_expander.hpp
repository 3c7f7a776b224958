// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/elements.hpp>
#include <apibind/endpoint.hpp>
#include <apibind/host_name.hpp>
#include <apibind/present.hpp>
#include <apibind/url_pairs.hpp>

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// URL templates filled with the values of a request: plain code over tables. A fault is a line for a person.
namespace apibind::detail {

/// The name of a pair that is a constant of the program: `$` may stand in a query (RFC 3986 section 3.4), and vendors
/// print it (`$filter`).
inline void append_pair_name(std::string& out, std::string_view name) {
    for (std::size_t dollar; (dollar = name.find('$')) != std::string_view::npos; name.remove_prefix(dollar + 1)) {
        append_percent_encoded(out, name.substr(0, dollar));
        out += '$';
    }
    append_percent_encoded(out, name);
}

/// Fills templates from one struct.
class url_expander {
public:
    /// `taken`: names of pairs that follow from elsewhere.
    url_expander(object_table const& table, void const* self, std::string& out, list_names lists = indexed,
                 std::span<std::string_view const> taken = {})
        : table_(table), self_(self), out_(out), lists_(lists), taken_(taken) {}

    build_fault expand(url_piece const* pieces, std::size_t count) {
        std::size_t i = 0;
        first_ = pieces, last_ = pieces + count;
        segment_ = out_.size();
        filled_ = nullptr;
        for (; i != count && !pieces[i].in_query; ++i) {
            auto const slash = pieces[i].before.find('/');
            out_ += pieces[i].before.substr(0, slash);
            if (slash != std::string_view::npos) {
                if (auto fault = begin_segment()) return fault;
                out_ += pieces[i].before.substr(slash + 1);
                segment_ = out_.rfind('/') + 1;
            }
            if (pieces[i].member < 0) continue;
            if (auto fault = path_value(pieces[i])) return fault;
        }
        if (auto fault = check_segment()) return fault;
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
        return checked(m.identifier, *type, value, text);
    }

    static build_fault told(std::string_view name, std::string_view what) {
        return std::string(name).append(" ").append(what);
    }
    static build_fault told(member const& m, std::string_view what) { return told(m.identifier, what); }

private:
    static build_fault checked(std::string_view name, node const& type, void const* value, std::string& text) {
        if (auto fault = append_text(type, value, text)) return told(name, *fault);
        return unfit(name, text);
    }
    static build_fault unfit(std::string_view name, std::string_view text) {
        if (text.empty()) return told(name, "must not be empty: it stands in the URL");
        if (has_control_character(text)) return told(name, "must hold no control characters: it stands in the URL");
        if (count_characters(text) < 0) return told(name, "must be UTF-8");
        return {};
    }
    static bool is_list(node const& type) { return type.form == shape::list || type.form == shape::array; }

    // The path ------------------------------------------------------------------------------------------------------

    build_fault path_value(url_piece const& piece) {
        auto const& m = table_.members[piece.member];
        if (piece.how == expansion::segments) return segments(piece, m);
        std::string text;
        if (auto fault = value_of(piece, text)) return fault;
        std::string_view rest = text;
        if (piece.how == expansion::reserved)
            for (std::size_t slash; (slash = rest.find('/')) != std::string_view::npos; rest.remove_prefix(slash + 1)) {
                append_percent_encoded(out_, rest.substr(0, slash));
                filled_ = &m;
                if (auto fault = begin_segment()) return fault;
            }
        append_percent_encoded(out_, rest);
        filled_ = &m;
        return {};
    }

    /// `{/a}`: absent it is left out with its slash.
    build_fault segments(url_piece const& piece, member const& m) {
        node const* type = m.type;
        void const* const value = present(type, table_.at(m, self_));
        if (!value) return {};
        if (!is_list(*type)) return segment(m, *type, value, false);
        std::size_t visited = 0;
        build_fault fault{};
        for_each_element(*type, value, [&](node const& of, void const* element) {
            fault = segment(m, of, element, !piece.explode && visited != 0);
            ++visited;
            return !fault.has_value();
        });
        if (visited == 0) return told(m, "must not be empty: it stands in the URL");
        return fault;
    }
    build_fault segment(member const& m, node const& type, void const* value, bool is_further) {
        std::string text;
        if (auto fault = checked(m.identifier, type, value, text)) return fault;
        if (is_further)
            out_ += ',';
        else if (auto fault = begin_segment())
            return fault;
        append_percent_encoded(out_, text);
        filled_ = &m;
        return {};
    }

    build_fault begin_segment() {
        if (auto fault = check_segment()) return fault;
        out_ += '/';
        segment_ = out_.size();
        filled_ = nullptr;
        return {};
    }
    /// A template has no dot segment of its own.
    build_fault check_segment() const {
        if (!filled_) return {};
        auto const text = std::string_view(out_).substr(segment_);
        if (text.empty())
            return told(*filled_, "would make an empty path segment: it may not begin or end with a slash");
        if (!is_dot_segment(text)) return {};
        return told(*filled_,
                    "would make the path segment \"" + std::string(text) + "\", which servers resolve to another path");
    }

    // The query -----------------------------------------------------------------------------------------------------

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
            if (value && makes_pairs(*type)) return nested(*p, *type, value);
            if (!value || !is_list(*type)) continue;
            if (p->named && !p->explode) return joined(m, *type, value);
            if (list) return told(m, "is a second list in one pair of the URL");
            list = p, list_type = type, elements = value;
        }
        if (absent && given) // nothing that was asked for is left out silently
            return told(*absent,
                        "must be given where " + std::string(given->name()) + " is: they make one pair of the URL");
        if (absent || !any_text) return {};
        if (!list) return one_pair(first, last, nullptr, nullptr, nullptr);
        std::size_t visited = 0;
        build_fault fault{};
        for_each_element(*list_type, elements, [&](node const& of, void const* element) {
            ++visited;
            fault = one_pair(first, last, list, &of, element);
            return !fault.has_value();
        });
        if (visited == 0) return told(table_.members[list->member], "must not be empty: it stands in the URL");
        return fault;
    }

    build_fault one_pair(url_piece const* first, url_piece const* last, url_piece const* list, node const* element_type,
                         void const* element) {
        separator();
        for (auto const* p = first; p != last; ++p) {
            out_ += p->before;
            if (p->member < 0) continue;
            auto const& m = table_.members[p->member];
            if (p->named) {
                append_pair_name(out_, m.name());
                out_ += '=';
            }
            std::string text;
            if (p == list) {
                if (auto fault = checked(m.identifier, *element_type, element, text)) return fault;
            } else if (auto fault = value_of(*p, text)) {
                return fault;
            }
            append_percent_encoded(out_, text);
        }
        return {};
    }

    /// `{?list}`: one pair, its values parted by commas.
    build_fault joined(member const& m, node const& list, void const* value) {
        std::size_t visited = 0;
        build_fault fault{};
        for_each_element(list, value, [&](node const& of, void const* element) {
            std::string text;
            fault = checked(m.identifier, of, element, text);
            if (fault) return false;
            if (visited++ == 0) {
                separator();
                append_pair_name(out_, m.name());
            }
            out_ += visited == 1 ? '=' : ',';
            append_percent_encoded(out_, text);
            return true;
        });
        if (!fault && visited == 0) return told(m, "must not be empty: it stands in the URL");
        return fault;
    }

    /// Whether a value makes pairs of its own: a struct, a map, or a list of what is no single value.
    static bool makes_pairs(node const& type) {
        if (!is_list(type)) return type.form == shape::object || type.form == shape::map;
        auto const* inner = type.inner;
        while (inner->form == shape::optional) inner = inner->inner;
        return is_list(*inner) || inner->form == shape::object || inner->form == shape::map;
    }
    /// `name={a}`, or `{?a*}`, whose members have no name before theirs.
    build_fault nested(url_piece const& piece, node const& type, void const* value) {
        struct visiting {
            url_expander* self;
            std::string_view identifier; ///< what stands before the names of the walk, and in place of it on the wire
            std::string_view written;
            url_piece const* exploded; ///< whose names are its own
            std::size_t pairs = 0;
        } context{this, {}, {}, &piece};
        auto const& m = table_.members[piece.member];
        if (!piece.named) context = {this, m.identifier, piece.before.substr(0, piece.before.size() - 1), nullptr};
        pair_visitor const to{&context, [](void* c, std::string_view name, std::string_view text) {
                                  auto& v = *static_cast<visiting*>(c);
                                  auto fault = unfit(name, text);
                                  if (!fault && has_control_character(name))
                                      fault = told(name, "has a name with control characters: it stands in the URL");
                                  if (!fault && v.exploded && v.self->is_taken(name, *v.exploded))
                                      fault = told(name, "is the name of another pair of the URL, which would then be "
                                                         "there twice");
                                  if (fault) return fault;
                                  ++v.pairs;
                                  v.self->separator();
                                  v.self->out_ += v.written;
                                  append_pair_name(v.self->out_, name.substr(v.identifier.size()));
                                  v.self->out_ += '=';
                                  append_percent_encoded(v.self->out_, text);
                                  return fault;
                              }};
        if (piece.named) {
            auto fault = visit_exploded(type, value, lists_, to);
            return fault ? m.identifier + (": " + *fault) : fault;
        }
        std::string name(m.identifier);
        if (auto fault = visit_pairs(type, value, name, lists_, to)) return fault;
        return context.pairs == 0 ? told(m, "must not be empty: it stands in the URL") : build_fault{};
    }

    /// Whether a name that `{?a*}` makes is that of another pair of the template, given or not, or of the credential,
    /// or was made by another such value.
    bool is_taken(std::string_view name, url_piece const& by) {
        auto const covers = [&](std::string_view pair, bool holds_others) {
            return name == pair ||
                   (holds_others && name.starts_with(pair) && name.substr(pair.size()).starts_with('['));
        };
        for (auto const one : taken_)
            if (name == one) return true;
        for (auto const* p = first_; p != last_; ++p) {
            if (!p->in_query || !p->starts_pair || p == &by) continue;
            node const* type = p->member < 0 ? nullptr : table_.members[p->member].type;
            while (type && type->form == shape::optional) type = type->inner;
            bool const holds_others = type && makes_pairs(*type);
            if (!p->named) {
                auto const pair = p->before.substr(0, p->before.find('='));
                if (!pair.empty() && covers(pair, holds_others)) return true;
            } else if (!holds_others) {
                if (covers(table_.members[p->member].name(), false)) return true;
            } else if (type->form == shape::object) {
                for (std::size_t i = 0; i != type->object->count; ++i)
                    if (covers(type->object->members[i].name(), true)) return true;
            }
        }
        if (exploded_ != &by) earlier_ = made_.size(), exploded_ = &by;
        made_.emplace_back(name);
        auto const earlier = made_.begin() + static_cast<std::ptrdiff_t>(earlier_);
        return std::find(made_.begin(), earlier, name) != earlier;
    }

    object_table const& table_;
    void const* self_;
    std::string& out_;
    list_names lists_;
    std::span<std::string_view const> taken_;
    std::size_t segment_ = 0;        ///< where the path's last segment begins
    member const* filled_ = nullptr; ///< the last member in it so far
    bool first_pair_ = true;
    url_piece const *first_ = nullptr, *last_ = nullptr;
    url_piece const* exploded_ = nullptr; ///< the last `{?a*}` that named pairs
    std::vector<std::string> made_;       ///< their names,
    std::size_t earlier_ = 0;             ///< so many of which are those of `{?a*}` before it
};

// Hosts -------------------------------------------------------------------------------------------------------------

/// Makes a host: a name, or an address where one member is all of it. An IPv6 address stands there without brackets,
/// whether it was given in them or not.
inline build_fault expand_host(url_piece const* pieces, std::size_t count, object_table const& table, void const* self,
                               std::string& host) {
    std::string unused;
    url_expander const values(table, self, unused);
    std::string filled; // the members in the host
    bool const whole = count == 2 && pieces[0].before.empty() && pieces[0].member >= 0 && pieces[1].before.empty() &&
                       pieces[0].how == expansion::simple;
    for (std::size_t i = 0; i != count; ++i) {
        host += pieces[i].before;
        if (pieces[i].member < 0) continue;
        auto const& m = table.members[pieces[i].member];
        if (pieces[i].how == expansion::label) {
            node const* type = m.type;
            if (!present(type, table.at(m, self))) continue;
            host += '.';
        }
        filled.append(filled.empty() ? "" : ", ").append(m.identifier);
        std::string text;
        if (auto fault = values.value_of(pieces[i], text)) return fault;
        if (whole) {
            auto const name = bare_host(text);
            if (!is_host_name(name) && !is_ipv4_address(name) && !is_ipv6_address(name))
                return url_expander::told(m,
                                          "must be a host name such as \"crm.example.com\" or an IP address, without "
                                          "scheme, port or path");
            host = name;
            return {};
        }
        if (text.size() > 63 || text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                                       "0123456789-") != std::string::npos)
            return url_expander::told(m, "must be one label of a host name: letters, digits and hyphens");
        host += text;
    }
    if (!filled.empty() && !is_host_name(host))
        return filled + " would make the host \"" + host + "\", which is no host name";
    return {};
}

} // namespace apibind::detail
