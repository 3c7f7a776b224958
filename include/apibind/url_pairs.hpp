// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/list_names.hpp>
#include <apibind/percent_encoding.hpp>
#include <apibind/url_expansion.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

/// Structs, maps and lists in a query, as pairs that are named by the way to them: `filter[status]=open`.
namespace apibind::detail {

/// Calls `visit` for each element of a list or an array until it returns false.
inline void visit_elements(node const& type, void const* value, void* context, bool (*visit)(void*, void const*)) {
    if (type.form == shape::list) {
        type.as<list_table>().visit_each(value, context, visit);
        return;
    }
    auto const& table = type.as<array_table>();
    for (std::size_t i = 0; i != table.count; ++i)
        if (!visit(context, static_cast<char const*>(value) + i * table.stride)) break;
}

/// Visits the pairs of one value. A fault names its part of the value.
class query_walk {
public:
    using visitor = build_fault (*)(void* context, std::string_view name, node const& type, void const* value);

    query_walk(list_names lists, void* context, visitor visit) : lists_(lists), context_(context), visit_(visit) {}

    /// Of a value of that name; without a name, members and keys are the names of their pairs.
    build_fault run(std::string_view name, node const& type, void const* value) {
        name_ = name;
        return any(type, value);
    }

private:
    build_fault any(node const& type, void const* value) {
        auto const* held_type = &type;
        auto const* const held = present(held_type, value);
        if (!held) return {};
        switch (held_type->form) {
        case shape::object: return object(*held_type->object, held);
        case shape::map: return map(*held_type, held);
        case shape::list:
        case shape::array: return list(*held_type, held);
        default: ++pairs_; return visit_(context_, name_, *held_type, held);
        }
    }
    template <class Visit>
    build_fault below(std::string_view key, Visit visit) {
        auto const size = name_.size();
        if (size == 0)
            name_ = key;
        else
            name_.append("[").append(key).append("]");
        auto fault = visit();
        name_.resize(size);
        return fault;
    }
    build_fault empty(std::size_t pairs_before) const {
        if (pairs_ != pairs_before || name_.empty()) return {};
        return name_ + " must not be empty: it stands in the URL";
    }

    build_fault object(object_table const& table, void const* self) {
        auto const before = pairs_;
        for (std::size_t i = 0; i != table.count; ++i) {
            auto const& m = table.members[i];
            if (auto fault = below(m.name(), [&] { return any(*m.type, table.at(m, self)); })) return fault;
        }
        return empty(before);
    }

    build_fault map(node const& type, void const* self) {
        struct visiting {
            query_walk* walk;
            node const* value;
            std::size_t entries = 0;
            build_fault fault{};
        } context{this, type.as<map_table>().value};
        type.as<map_table>().each(self, &context, [](void* c, std::string_view key, void const* value) {
            auto& v = *static_cast<visiting*>(c);
            ++v.entries;
            v.fault = v.walk->key_fault(key);
            if (!v.fault) v.fault = v.walk->below(key, [&] { return v.walk->any(*v.value, value); });
            return !v.fault.has_value();
        });
        if (context.fault) return std::move(context.fault);
        if (context.entries == 0) return std::string(name_.empty() ? "the map" : name_) + " must not be empty: it stands in the URL";
        return {};
    }
    /// A key is one step of a name and no more.
    build_fault key_fault(std::string_view key) const {
        char const* const what = !key.data()                  ? "that no enumerator has"
                                 : key.empty()                ? "without text"
                                 : has_control_character(key) ? "with control characters"
                                 : count_characters(key) < 0  ? "that is not UTF-8"
                                 : key.find_first_of("[]") != std::string_view::npos && !name_.empty()
                                     ? "with brackets, which would part it in two"
                                     : nullptr;
        if (!what) return {};
        return (name_.empty() ? std::string("a map in the URL") : name_) + " has a key " + what;
    }

    build_fault list(node const& type, void const* self) {
        struct visiting {
            query_walk* walk;
            node const* element;
            std::size_t i = 0;
            build_fault fault{};
        } context{this, type.inner};
        visit_elements(type, self, &context, [](void* c, void const* element) {
            auto& v = *static_cast<visiting*>(c);
            auto const visit = [&] { return v.walk->any(*v.element, element); };
            switch (v.walk->lists_) {
            case list_names::indexed: v.fault = v.walk->below(std::to_string(v.i), visit); break;
            case list_names::bracketed: v.fault = v.walk->below({}, visit); break;
            case list_names::repeated: v.fault = visit(); break;
            }
            ++v.i;
            return !v.fault.has_value();
        });
        if (context.fault) return std::move(context.fault);
        if (context.i == 0) return name_ + " must not be empty: it stands in the URL";
        return {};
    }

    list_names lists_;
    void* context_;
    visitor visit_;
    std::string name_{};
    std::size_t pairs_ = 0;
};

} // namespace apibind::detail
