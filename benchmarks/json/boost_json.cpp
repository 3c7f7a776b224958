// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "json/cases.hpp"
#include "json/described.hpp"

#include <boost/json.hpp>

#include <stdexcept>

namespace json_cases {
namespace {

namespace json = boost::json;

template <class T>
void from(json::value const& document, T& to) {
    using namespace described;
    if constexpr (std::same_as<T, bool>)
        to = document.as_bool();
    else if constexpr (std::is_arithmetic_v<T>)
        to = document.to_number<T>();
    else if constexpr (std::same_as<T, std::string>)
        to.assign(document.as_string().data(), document.as_string().size());
    else if constexpr (is_open_enum<T>)
        to.assign(std::string_view(document.as_string().data(), document.as_string().size()));
    else if constexpr (is_optional<T>)
        document.is_null() ? to.reset() : from(document, to.emplace());
    else if constexpr (is_list<T>) {
        to.reserve(document.as_array().size());
        for (auto const& one : document.as_array()) from(one, to.emplace_back());
    } else if constexpr (is_map<T>) {
        for (auto const& one : document.as_object()) from(one.value(), to[std::string(one.key())]);
    } else {
        auto const& object = document.as_object();
        each_member(to, [&](char const* name, auto& member) {
            if (auto const* one = object.if_contains(name))
                from(*one, member);
            else if constexpr (!is_optional<std::remove_reference_t<decltype(member)>>)
                throw std::runtime_error("missing");
        });
    }
}

template <class T>
json::value made_of(T const& value, json::storage_ptr const& where) {
    using namespace described;
    if constexpr (std::is_arithmetic_v<T>)
        return json::value(value, where);
    else if constexpr (std::same_as<T, std::string>)
        return json::value(json::string(value, where));
    else if constexpr (is_open_enum<T>)
        return json::value(json::string(value.wire(), where));
    else if constexpr (is_list<T>) {
        json::array out(where);
        out.reserve(value.size());
        for (auto const& one : value) out.push_back(made_of(one, where));
        return out;
    } else {
        json::object out(where);
        if constexpr (is_map<T>) {
            for (auto const& [key, one] : value) out.emplace(key, made_of(one, where));
        } else {
            each_member(value, [&](char const* name, auto const& member) {
                if constexpr (is_optional<std::remove_cvref_t<decltype(member)>>) {
                    if (member) out.emplace(name, made_of(*member, where));
                } else {
                    out.emplace(name, made_of(member, where));
                }
            });
        }
        return out;
    }
}

/// A document in a monotonic resource, as its manual recommends for documents that are read once.
struct codec {
    template <class T>
    static bool decode(std::string const& text, T& value) {
        json::monotonic_resource memory;
        from(json::parse(text, &memory), value);
        return true;
    }
    template <class T>
    static bool encode(T const& value, std::string& text) {
        json::monotonic_resource memory;
        text = json::serialize(made_of(value, &memory));
        return true;
    }
};

} // namespace

void add_boost_json() {
    add_all_reading<codec>("boost_json");
    add_all_writing<codec>("boost_json", false);
}

} // namespace json_cases
