// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/http_fields.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace apibind {
namespace detail {

/// Reads the value of one Link field (RFC 8288 section 3 and appendix B.2); what is malformed ends it.
class link_reader {
public:
    explicit link_reader(std::string_view value) : rest_(value) {}

    /// The next link: its target as written, whether its `rel` has that type, whether its context is this answer.
    bool next(std::string_view relation, std::string_view& target, bool& is_related) {
        skip(" \t,");
        if (!rest_.starts_with('<')) return false;
        auto const end = rest_.find('>');
        if (end == std::string_view::npos) return false;
        target = rest_.substr(1, end - 1);
        rest_.remove_prefix(end + 1);
        bool has_relation = false, has_anchor = false;
        is_related = false;
        for (skip(" \t"); rest_.starts_with(';'); skip(" \t")) {
            rest_.remove_prefix(1);
            skip(" \t");
            auto const name = rest_.substr(0, rest_.find_first_of("=;, \t"));
            rest_.remove_prefix(name.size());
            skip(" \t");
            std::string value;
            if (rest_.starts_with('=')) {
                rest_.remove_prefix(1);
                skip(" \t");
                if (!read_value(value)) return false;
            }
            if (http_fields::same_name(name, "anchor")) has_anchor = true;
            if (http_fields::same_name(name, "rel") && !has_relation) { // a second one is ignored
                has_relation = true;
                is_related = has_type(value, relation);
            }
        }
        is_related = is_related && !has_anchor;
        return rest_.empty() || rest_.starts_with(',');
    }

private:
    void skip(std::string_view these) {
        auto const kept = rest_.find_first_not_of(these);
        rest_.remove_prefix(kept == std::string_view::npos ? rest_.size() : kept);
    }
    /// A token or a quoted-string (RFC 9110 section 5.6.4).
    bool read_value(std::string& out) {
        if (!rest_.starts_with('"')) {
            auto const end = rest_.find_first_of(";, \t");
            out = rest_.substr(0, end);
            rest_.remove_prefix(out.size());
            return true;
        }
        for (std::size_t i = 1; i < rest_.size(); ++i) {
            if (rest_[i] == '"') {
                rest_.remove_prefix(i + 1);
                return true;
            }
            if (rest_[i] == '\\' && ++i == rest_.size()) break;
            out += rest_[i];
        }
        return false;
    }
    static bool has_type(std::string_view types, std::string_view wanted) {
        while (!types.empty()) {
            auto const end = types.find_first_of(" \t");
            if (http_fields::same_name(types.substr(0, end), wanted)) return true;
            types.remove_prefix(end == std::string_view::npos ? types.size() : end + 1);
        }
        return false;
    }

    std::string_view rest_;
};

} // namespace detail

/// The target of the first link of that relation type in the Link fields of an answer (RFC 8288), as it is written:
/// `link_of(result.info().fields, "next")`. Links that are about something else than the answer are left out.
inline std::optional<std::string> link_of(http_fields const& fields, std::string_view relation) {
    for (auto const& field : fields) {
        if (!http_fields::same_name(field.name, "Link")) continue;
        detail::link_reader links(field.value);
        std::string_view target;
        for (bool is_related = false; links.next(relation, target, is_related);)
            if (is_related) return std::string(target);
    }
    return {};
}

} // namespace apibind
