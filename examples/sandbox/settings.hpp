// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#pragma once

#include <concepts>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace sandbox {

/// What one setting is for: shown by `sandbox --help`.
struct setting {
    std::string name;
    std::string value;
    std::string allowed; ///< "number", "text", "true|false", or the words that may be given
    std::string meaning;
};

/// What the vendors leave undocumented, each by name with the default that its documentation suggests.
/// Names begin with the vendor: `wooxy/no_match_status`. Every member may be called from any thread.
class settings {
public:
    settings();

    /// Throws std::invalid_argument when there is no such setting or it does not take this value.
    void set(std::string_view name, std::string_view value);
    void set(std::string_view name, int value) { set(name, std::to_string(value)); }
    template <std::same_as<bool> B>
    void set(std::string_view name, B value) {
        set(name, std::string_view(value ? "true" : "false"));
    }

    int number(std::string_view name) const;
    std::string text(std::string_view name) const;
    bool flag(std::string_view name) const { return text(name) == "true"; }

    /// All settings with their present values, in the order of their names.
    std::vector<setting> all() const;

private:
    mutable std::mutex mutex_;
    std::map<std::string, setting, std::less<>> settings_;
};

} // namespace sandbox
