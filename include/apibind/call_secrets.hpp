// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/elements.hpp>
#include <apibind/redaction.hpp>
#include <apibind/type_node.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The secrets that a value holds, found by plain code over tables.
namespace apibind::detail {

struct secret_collector {
    std::vector<secret>& out;

    void value(node const& type, void const* self) const {
        switch (type.form) {
        case shape::text:
            if (type.is_secret) {
                std::string text;
                type.as<text_table>().write(self, text);
                out.emplace_back(std::move(text));
            }
            return;
        case shape::optional:
        case shape::nullable:
            if (auto const* const held = type.as<optional_table>().get(self)) value(*type.inner, held);
            return;
        case shape::list:
        case shape::joined:
        case shape::array:
            for_each_element(type, self, [&](node const& of, void const* element) { return value(of, element), true; });
            return;
        case shape::map: {
            visitor all{*this, *type.inner};
            type.as<map_table>().each(self, &all, [](void* context, std::string_view, void const* held) {
                return static_cast<visitor*>(context)->visit(held);
            });
            return;
        }
        case shape::object: {
            auto const& table = *type.object;
            for (std::size_t i = 0; i != table.all; ++i)
                value(*table.members[i].type, table.at(table.members[i], self));
            return;
        }
        case shape::alternatives: {
            auto const& table = *type.alternatives;
            auto const index = table.index(self);
            if (index < table.count) value(*table.entries[index], table.get(self));
            return;
        }
        case shape::tagged:
        case shape::keyed: {
            auto const& table = *type.choices;
            auto const index = table.index(self);
            if (index < table.count) value(*table.entries[index].type, table.get(self));
            return;
        }
        case shape::in_string: return value(*type.inner, self);
        case shape::described: {
            visitor one{*this, *type.inner};
            type.as<described_table>().write(self, &one, [](void* context, void const* stands_for_it) {
                return static_cast<visitor*>(context)->visit(stands_for_it);
            });
            return;
        }
        default: return;
        }
    }

private:
    struct visitor {
        secret_collector const& in;
        node const& type;
        bool visit(void const* held) const { return in.value(type, held), true; }
    };
};

/// The secrets of an object, as its table finds them.
inline std::vector<secret> secrets_of(object_table const& table, void const* self) {
    std::vector<secret> out;
    secret_collector const into{out};
    for (std::size_t i = 0; i != table.all; ++i) into.value(*table.members[i].type, table.at(table.members[i], self));
    return out;
}

/// The secrets of one request, beside those of its client, which may change while the call goes on.
class call_secrets {
public:
    call_secrets() = default;
    explicit call_secrets(std::vector<secret> own) : own_(std::move(own)) {}

    std::shared_ptr<redaction const> with(std::shared_ptr<redaction const> of_client) {
        if (own_.empty()) return of_client;
        if (!whole_ || of_client != seen_) {
            auto next = std::make_shared<redaction>(*of_client);
            for (auto const& one : own_) next->add(one.reveal());
            whole_ = std::move(next);
            seen_ = std::move(of_client);
        }
        return whole_;
    }

private:
    std::vector<secret> own_;
    std::shared_ptr<redaction const> seen_;
    std::shared_ptr<redaction const> whole_;
};

} // namespace apibind::detail
