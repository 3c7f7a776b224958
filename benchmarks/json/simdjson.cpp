// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "json/cases.hpp"
#include "json/described.hpp"

#include <simdjson.h>

#include <type_traits>

namespace json_cases {
namespace {

namespace ondemand = simdjson::ondemand;

/// False: the document is of another type.
template <class T, class Source>
bool from(Source& source, T& to) {
    using namespace described;
    if constexpr (std::same_as<T, bool>) {
        return source.get_bool().get(to) == simdjson::SUCCESS;
    } else if constexpr (std::same_as<T, int>) {
        std::int64_t wide = 0;
        if (source.get_int64().get(wide) != simdjson::SUCCESS) return false;
        to = static_cast<int>(wide);
        return to == wide;
    } else if constexpr (std::is_integral_v<T>) {
        return source.get_int64().get(to) == simdjson::SUCCESS;
    } else if constexpr (std::same_as<T, double>) {
        return source.get_double().get(to) == simdjson::SUCCESS;
    } else if constexpr (std::same_as<T, std::string> || is_open_enum<T>) {
        std::string_view text;
        if (source.get_string().get(text) != simdjson::SUCCESS) return false;
        to.assign(text);
        return true;
    } else if constexpr (is_optional<T>) {
        bool is_null = false;
        if (simdjson::simdjson_result<bool>(source.is_null()).get(is_null) != simdjson::SUCCESS) return false;
        if (is_null) return to.reset(), true;
        return from(source, to.emplace());
    } else if constexpr (is_list<T>) {
        ondemand::array list;
        if (source.get_array().get(list) != simdjson::SUCCESS) return false;
        for (auto one : list) {
            ondemand::value element;
            if (one.get(element) != simdjson::SUCCESS || !from(element, to.emplace_back())) return false;
        }
        return true;
    } else {
        ondemand::object object;
        if (source.get_object().get(object) != simdjson::SUCCESS) return false;
        unsigned seen = 0, required = 0;
        for (auto field : object) {
            std::string_view key;
            ondemand::value element;
            if (field.unescaped_key().get(key) != simdjson::SUCCESS || field.value().get(element) != simdjson::SUCCESS)
                return false;
            if constexpr (is_map<T>) {
                if (!from(element, to[std::string(key)])) return false;
            } else {
                bool whole = true;
                unsigned bit = 1;
                each_member(to, [&](std::string_view name, auto& member) {
                    if (!(seen & bit) && key == name) {
                        seen |= bit;
                        whole = from(element, member);
                    }
                    bit <<= 1;
                });
                if (!whole) return false;
            }
        }
        if constexpr (!is_map<T>) {
            unsigned bit = 1;
            each_member(to, [&](char const*, auto& member) {
                if (!is_optional<std::remove_reference_t<decltype(member)>>) required |= bit;
                bit <<= 1;
            });
        }
        return (seen & required) == required;
    }
}

/// On demand, with one parser for all texts, which its manual recommends; texts stand in padded memory from the start.
struct codec {
    template <class T>
    static bool decode(std::string const& text, T& value) {
        static thread_local ondemand::parser parser;
        ondemand::document document;
        if (parser.iterate(text.data(), text.size(), text.capacity()).get(document) != simdjson::SUCCESS) return false;
        return from(document, value);
    }
};

} // namespace

void add_simdjson() {
    add_all_reading<codec>("simdjson");
}

} // namespace json_cases
