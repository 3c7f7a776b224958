// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "json/cases.hpp"
#include "json/described.hpp"

#define RAPIDJSON_SSE2
#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace json_cases {
namespace {

/// False: the document is of another type.
template <class T>
bool from(rapidjson::Value const& document, T& to) {
    using namespace described;
    if constexpr (std::same_as<T, bool>) {
        return document.IsBool() && (to = document.GetBool(), true);
    } else if constexpr (std::same_as<T, int>) {
        return document.IsInt() && (to = document.GetInt(), true);
    } else if constexpr (std::is_integral_v<T>) {
        return document.IsInt64() && (to = document.GetInt64(), true);
    } else if constexpr (std::same_as<T, double>) {
        return document.IsNumber() && (to = document.GetDouble(), true);
    } else if constexpr (std::same_as<T, std::string>) {
        return document.IsString() && (to.assign(document.GetString(), document.GetStringLength()), true);
    } else if constexpr (is_open_enum<T>) {
        return document.IsString() && (to.assign({document.GetString(), document.GetStringLength()}), true);
    } else if constexpr (is_optional<T>) {
        if (document.IsNull()) return to.reset(), true;
        return from(document, to.emplace());
    } else if constexpr (is_list<T>) {
        if (!document.IsArray()) return false;
        to.reserve(document.Size());
        for (auto const& one : document.GetArray())
            if (!from(one, to.emplace_back())) return false;
        return true;
    } else if constexpr (is_map<T>) {
        if (!document.IsObject()) return false;
        for (auto const& one : document.GetObject())
            if (!from(one.value, to[{one.name.GetString(), one.name.GetStringLength()}])) return false;
        return true;
    } else {
        if (!document.IsObject()) return false;
        bool whole = true;
        each_member(to, [&](char const* name, auto& member) {
            auto const one = document.FindMember(name);
            if (one != document.MemberEnd())
                whole = whole && from(one->value, member);
            else if constexpr (!is_optional<std::remove_reference_t<decltype(member)>>)
                whole = false;
        });
        return whole;
    }
}

template <class Writer, class T>
void write(Writer& to, T const& value) {
    using namespace described;
    if constexpr (std::same_as<T, bool>)
        to.Bool(value);
    else if constexpr (std::is_integral_v<T>)
        to.Int64(value);
    else if constexpr (std::same_as<T, double>)
        to.Double(value);
    else if constexpr (std::same_as<T, std::string>)
        to.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
    else if constexpr (is_open_enum<T>)
        to.String(value.wire().data(), static_cast<rapidjson::SizeType>(value.wire().size()));
    else if constexpr (is_list<T>) {
        to.StartArray();
        for (auto const& one : value) write(to, one);
        to.EndArray();
    } else {
        to.StartObject();
        if constexpr (is_map<T>) {
            for (auto const& [key, one] : value) {
                to.Key(key.data(), static_cast<rapidjson::SizeType>(key.size()));
                write(to, one);
            }
        } else {
            each_member(value, [&](char const* name, auto const& member) {
                if constexpr (is_optional<std::remove_cvref_t<decltype(member)>>) {
                    if (!member) return;
                    to.Key(name);
                    write(to, *member);
                } else {
                    to.Key(name);
                    write(to, member);
                }
            });
        }
        to.EndObject();
    }
}

/// With the flags that make it as strict, and its doubles the nearest. It writes without a document.
struct codec {
    template <class T>
    static bool decode(std::string const& text, T& value) {
        rapidjson::Document document;
        document.Parse<rapidjson::kParseValidateEncodingFlag | rapidjson::kParseFullPrecisionFlag>(text.data(),
                                                                                                   text.size());
        return !document.HasParseError() && from(document, value);
    }
    template <class T>
    static bool encode(T const& value, std::string& text) {
        rapidjson::StringBuffer buffer;
        rapidjson::Writer<rapidjson::StringBuffer, rapidjson::UTF8<>, rapidjson::UTF8<>, rapidjson::CrtAllocator,
                          rapidjson::kWriteValidateEncodingFlag>
            to(buffer);
        write(to, value);
        text.assign(buffer.GetString(), buffer.GetSize());
        return to.IsComplete();
    }
};

} // namespace

void add_rapidjson() {
    add_all_reading<codec>("rapidjson");
    add_all_writing<codec>("rapidjson", false);
}

} // namespace json_cases
