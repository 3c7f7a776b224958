// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "json/cases.hpp"
#include "json/described.hpp"

#include <nlohmann/json.hpp>

#include <stdexcept>

namespace json_cases {
namespace {

using nlohmann::json;

template <class T>
void from(json const& document, T& to) {
    using namespace described;
    if constexpr (std::is_arithmetic_v<T>)
        to = document.get<T>();
    else if constexpr (std::same_as<T, std::string>)
        to = document.get_ref<std::string const&>();
    else if constexpr (is_open_enum<T>)
        to.assign(document.get_ref<std::string const&>());
    else if constexpr (is_optional<T>)
        document.is_null() ? to.reset() : from(document, to.emplace());
    else if constexpr (is_list<T>) {
        to.reserve(document.size());
        for (auto const& one : document) from(one, to.emplace_back());
    } else if constexpr (is_map<T>) {
        for (auto const& one : document.items()) from(one.value(), to[one.key()]);
    } else {
        each_member(to, [&](char const* name, auto& member) {
            if (auto const one = document.find(name); one != document.end())
                from(*one, member);
            else if constexpr (!is_optional<std::remove_reference_t<decltype(member)>>)
                throw std::runtime_error("missing");
        });
    }
}

template <class T>
json made_of(T const& value) {
    using namespace described;
    if constexpr (std::is_arithmetic_v<T> || std::same_as<T, std::string>)
        return value;
    else if constexpr (is_open_enum<T>)
        return value.wire();
    else if constexpr (is_list<T>) {
        auto out = json::array();
        for (auto const& one : value) out.push_back(made_of(one));
        return out;
    } else {
        auto out = json::object();
        if constexpr (is_map<T>) {
            for (auto const& [key, one] : value) out.emplace(key, made_of(one));
        } else {
            each_member(value, [&](char const* name, auto const& member) {
                if constexpr (is_optional<std::remove_cvref_t<decltype(member)>>) {
                    if (member) out.emplace(name, made_of(*member));
                } else {
                    out.emplace(name, made_of(member));
                }
            });
        }
        return out;
    }
}

struct codec {
    template <class T>
    static bool decode(std::string const& text, T& value) {
        from(json::parse(text), value);
        return true;
    }
    template <class T>
    static bool encode(T const& value, std::string& text) {
        text = made_of(value).dump();
        return true;
    }
};

} // namespace

void add_nlohmann() {
    add_all_reading<codec>("nlohmann");
    add_all_writing<codec>("nlohmann", false);
}

} // namespace json_cases
