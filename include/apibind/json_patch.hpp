// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/json_value.hpp>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// JSON Patch (RFC 6902): what a request changes in a document, as a list of operations.
///
///     static constexpr auto body = apibind::json_of<&request::changes>("application/json-patch+json");
///     struct request { apibind::required<apibind::json_patch> changes; };
///     {.changes = {{patch::replace("/status", "done"), patch::remove(json_pointer({"labels", "a/b"}))}}}
namespace apibind {

enum class patch_operation { add, remove, replace, move, copy, test };
BOOST_DESCRIBE_ENUM(patch_operation, add, remove, replace, move, copy, test)

/// One operation (RFC 6902 section 4), made by the functions of apibind::patch:
/// `{"op":"replace","path":"/status","value":"done"}`.
struct patch_step {
    patch_operation op{};
    std::optional<std::string> from{};
    std::string path{};
    std::optional<json_value> value{};
};
BOOST_DESCRIBE_STRUCT(patch_step, (), (op, from, path, value))

using json_patch = std::vector<patch_step>;

/// A place in a document from the names and positions that lead to it (RFC 6901): `/labels/a~1b`.
inline std::string json_pointer(std::initializer_list<std::string_view> tokens) {
    std::string out;
    for (auto const token : tokens) {
        out += '/';
        for (char c : token) {
            if (c == '~')
                out += "~0";
            else if (c == '/')
                out += "~1";
            else
                out += c;
        }
    }
    return out;
}

namespace patch {

inline patch_step add(std::string path, json_value value) {
    return {patch_operation::add, {}, std::move(path), std::move(value)};
}
inline patch_step remove(std::string path) {
    return {patch_operation::remove, {}, std::move(path), {}};
}
inline patch_step replace(std::string path, json_value value) {
    return {patch_operation::replace, {}, std::move(path), std::move(value)};
}
inline patch_step move(std::string from, std::string to) {
    return {patch_operation::move, std::move(from), std::move(to), {}};
}
inline patch_step copy(std::string from, std::string to) {
    return {patch_operation::copy, std::move(from), std::move(to), {}};
}
/// Refuses the whole patch where the value there is another one.
inline patch_step test(std::string path, json_value value) {
    return {patch_operation::test, {}, std::move(path), std::move(value)};
}

} // namespace patch
} // namespace apibind
