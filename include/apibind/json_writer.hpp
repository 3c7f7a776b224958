// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/json_form_writer.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace apibind {
namespace detail {

/// Appends the object `value` of the type that `type` describes to `out`, which stays as it was after a failure.
inline std::optional<encode_error> write_json(node const& type, void const* value, std::string& out) {
    json_writer writer(out);
    return writer.finish(type.known == exact::object ? writer.object(*type.object, value) : writer.value(type, value));
}

/// Appends an object of only the members at the given positions, in their order: the body of a request.
inline std::optional<encode_error> write_json_members(object_table const& table, std::uint16_t const* members,
                                                      std::size_t count, void const* self, std::string& out) {
    json_writer writer(out);
    return writer.finish(writer.object_of(table, members, count, self));
}

} // namespace detail

/// Appends `value` as JSON to `out`; the failure, if any, and then `out` stays as it was.
///
/// The shortest form: no white space, members in the order of their declaration, absent optionals and absent nullables
/// left out, numbers with the fewest digits that read back as the same number. What JSON does not have is refused.
template <class T>
std::optional<encode_error> write_json(T const& value, std::string& out) {
    if constexpr (detail::node_of<T>.known == detail::exact::unrolled) {
        detail::json_writer writer(out);
        return writer.finish(detail::node_of<T>.code->write(writer, &value));
    } else {
        return detail::write_json(detail::node_of<T>, &value, out);
    }
}

} // namespace apibind
