// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/quoted_names.hpp>
#include <apibind/type_operations.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <variant>

/// What the plain code does with unions that a tag or a key tells apart.
namespace apibind::detail {

template <class U, class Whole>
struct choices_of;
template <class... Each, class Whole>
struct choices_of<keyed<Each...>, Whole> {
    using ops = variant_ops<std::variant<typename alternative<Each>::type...>, Whole>;
    template <class C>
    static constexpr choice entry() {
        if constexpr (is_as<C>)
            return {C::wire.view(), C::wire.is_number, &node_of<typename C::type>};
        else
            return {};
    }
    static constexpr choice entries[] = {entry<Each>()...};
    static constexpr bool has_other = (false || ... || !is_as<Each>);
    static constexpr choices_table table(std::string_view tag) {
        return {tag,       entries,       sizeof...(Each) - (has_other ? 1 : 0), has_other, &ops::index,
                &ops::get, &ops::emplace, own_hash<Whole, choice_of<Whole>>()};
    }
};
/// `"tag":`
template <wire_constant Tag>
struct quoted_tag {
    static constexpr auto make() {
        std::array<char, Tag.size + 3> out{};
        std::size_t n = 0;
        out[n++] = '"';
        for (char c : Tag.view()) out[n++] = c;
        out[n++] = '"';
        out[n] = ':';
        return out;
    }
    static constexpr auto text = make();
};
template <class U, class Whole>
struct choices_table_maker;
template <class... Each, class Whole>
struct choices_table_maker<keyed<Each...>, Whole> {
    static constexpr choices_table make() { return choices_of<keyed<Each...>, Whole>::table({}); }
};
template <auto Tag, class... Each, class Whole>
struct choices_table_maker<tagged<Tag, Each...>, Whole> {
    static constexpr choices_table make() {
        return choices_of<keyed<Each...>, Whole>::table({quoted_tag<Tag>::text.data(), quoted_tag<Tag>::text.size()});
    }
};
template <class U>
inline constexpr choices_table choices_table_of = choices_table_maker<choice_of<U>, U>::make();

constexpr fault choices_fault(choices_table const& table) {
    for (std::size_t i = 0; i != table.count; ++i) {
        auto const& one = table.entries[i];
        if (!is_plain_name(one.wire)) return fault::bad_wire_name;
        if (table.tag.empty() ? one.is_number : false) return fault::bad_wire_name;
        for (std::size_t j = 0; j != i; ++j)
            if (one.wire == table.entries[j].wire && one.is_number == table.entries[j].is_number)
                return fault::same_wire_value;
    }
    return !table.tag.empty() && !is_plain_name(table.tag_name()) ? fault::bad_wire_name : fault::none;
}

} // namespace apibind::detail
