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
///     {.changes = {{apibind::patch_step::replace("/status", "done"),
///                   apibind::patch_step::remove(apibind::json_pointer({"labels", "a/b"}))}}}
namespace apibind {

enum class patch_operation { add, remove, replace, move, copy, test };
BOOST_DESCRIBE_ENUM(patch_operation, add, remove, replace, move, copy, test)

/// One operation (RFC 6902 section 4): `{"op":"replace","path":"/status","value":"done"}`.
struct patch_step {
    patch_operation op{};
    std::optional<std::string> from{};
    std::string path{};
    std::optional<json_value> value{};

    static patch_step add(std::string at, json_value what) {
        return {patch_operation::add, {}, std::move(at), std::move(what)};
    }
    static patch_step remove(std::string at) { return {patch_operation::remove, {}, std::move(at), {}}; }
    static patch_step replace(std::string at, json_value what) {
        return {patch_operation::replace, {}, std::move(at), std::move(what)};
    }
    static patch_step move(std::string source, std::string target) {
        return {patch_operation::move, std::move(source), std::move(target), {}};
    }
    static patch_step copy(std::string source, std::string target) {
        return {patch_operation::copy, std::move(source), std::move(target), {}};
    }
    /// Refuses the whole patch where the value there is another one.
    static patch_step test(std::string at, json_value what) {
        return {patch_operation::test, {}, std::move(at), std::move(what)};
    }
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

} // namespace apibind
