// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/elements.hpp>
#include <apibind/engine.hpp>
#include <apibind/list_names.hpp>
#include <apibind/text_values.hpp>
#include <apibind/type_node.hpp>

#include <cstddef>
#include <string>
#include <string_view>

/// A value as (name, value) pairs of text: what forms and queries are made of. Plain code over tables.
namespace apibind::detail {

/// Is given each pair, neither part encoded, in the order of the declaration; a fault ends the walk.
struct pair_visitor {
    void* context;
    build_fault (*visit)(void* context, std::string_view name, std::string_view value);
};

/// Names as `name[member]`, lists by `list_names`. See visit_pairs.
class pair_walk {
public:
    pair_walk(std::string& name, list_names lists, pair_visitor to) : name_(name), lists_(lists), to_(to) {}

    build_fault value(node const& type, void const* self) {
        switch (type.form) {
        case shape::optional:
        case shape::nullable: {
            auto const& table = type.as<optional_table>();
            if (void const* const held = table.get(self)) return value(*table.inner, held);
            return table.is_null && table.is_null(self) ? pair({}) : build_fault{};
        }
        case shape::alternatives: {
            auto const index = type.alternatives->index(self);
            if (index >= type.alternatives->count) return told("is a variant without a value");
            return value(*type.alternatives->entries[index], type.alternatives->get(self));
        }
        case shape::null: return pair({});
        case shape::nothing: return {};
        case shape::object: return deeper([&] { return object(*type.object, self); });
        case shape::map: return deeper([&] { return map(type.as<map_table>(), self); });
        case shape::list:
            if (auto const view = type.as<list_table>().view(self); type.single && view.size == 1)
                return value(*type.inner, view.first);
            return deeper([&] { return list(type, self); });
        case shape::array:
        case shape::bits: return deeper([&] { return list(type, self); });
        default: {
            std::string text;
            if (auto fault = append_value_text(type, self, text)) return told(*fault);
            return pair(text);
        }
        }
    }

private:
    template <class Work>
    build_fault deeper(Work work) {
        if (depth_ == default_json_depth) return told("nests too deep");
        ++depth_;
        auto out = work();
        --depth_;
        return out;
    }
    build_fault told(std::string_view what) const { return std::string(name_).append(" ").append(what); }
    build_fault pair(std::string_view text) const { return to_.visit(to_.context, name_, text); }

    /// What is at `[inner]` of the name.
    build_fault within(std::string_view inner, node const& type, void const* self) {
        auto const size = name_.size();
        name_.append("[").append(inner).append("]");
        auto out = value(type, self);
        name_.resize(size);
        return out;
    }
    build_fault object(object_table const& table, void const* self) {
        for (std::size_t i = 0; i != table.count; ++i) {
            auto const& m = table.members[i];
            if (auto fault = within(m.name(), *m.type, table.at(m, self))) return fault;
        }
        return {};
    }
    build_fault map(map_table const& table, void const* self) {
        if (table.size(self) == 0) return told("must not be empty: an empty map has no form here");
        struct state {
            pair_walk* walk;
            node const* type;
            build_fault fault{};
        } context{this, table.value};
        table.each(self, &context, [](void* opaque, std::string_view key, void const* item) {
            auto& s = *static_cast<state*>(opaque);
            if (!key.data())
                s.fault = s.walk->told("has a key that no enumerator has");
            else if (key.empty() || key.find_first_of("[]") != std::string_view::npos)
                s.fault = s.walk->told("has a key that is empty or holds a bracket, which would name another value");
            else if (count_characters(key) < 0)
                s.fault = s.walk->told("has a key that is not UTF-8");
            else
                s.fault = s.walk->within(key, *s.type, item);
            return !s.fault.has_value();
        });
        return context.fault;
    }
    build_fault element(std::size_t i, node const& type, void const* self) {
        if (lists_ == list_names::repeated) return value(type, self);
        return within(lists_ == list_names::indexed ? std::to_string(i) : std::string(), type, self);
    }
    build_fault list(node const& type, void const* self) {
        std::size_t i = 0;
        build_fault fault{};
        for_each_element(type, self, [&](node const& of, void const* item) {
            fault = element(i++, of, item);
            return !fault.has_value();
        });
        if (i == 0) return told("must not be empty: an empty list has no form here");
        return fault;
    }

    std::string& name_;
    list_names lists_;
    pair_visitor to_;
    std::size_t depth_ = 0;
};

/// Visits the pairs of a value that is called `name`, which is as before at the end. Absent optionals have no pair, a
/// null has an empty value; an empty list or map is refused, and so is a map's key that would name something else. The
/// fault is a line that begins with the pair's name.
inline build_fault visit_pairs(node const& type, void const* value, std::string& name, list_names lists,
                               pair_visitor const& to) {
    return pair_walk(name, lists, to).value(type, value);
}

} // namespace apibind::detail
