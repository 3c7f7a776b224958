// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "variables.hpp"

#include "command_line.hpp"

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

#include <unistd.h>

namespace tour {

std::optional<std::string> variable(std::string const& name) {
    char const* const value = std::getenv(name.c_str());
    if (value == nullptr || *value == '\0') return std::nullopt;
    return value;
}

std::string needed_variable(std::string const& name) {
    if (auto value = variable(name)) return *value;
    throw std::runtime_error(name + " must be set as well (--help lists the variables)");
}

std::optional<std::vector<std::string>> list_variable(std::string const& name) {
    auto const value = variable(name);
    if (!value) return std::nullopt;
    std::vector<std::string> out;
    for (std::size_t from = 0; from <= value->size();) {
        std::size_t const to = std::min(value->find(',', from), value->size());
        out.push_back(value->substr(from, to - from));
        from = to + 1;
    }
    return out;
}

bool is_called_for_real(std::string_view prefix) {
    bool found = false;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        std::string_view const text = *entry;
        if (!text.starts_with(prefix)) continue;
        std::string const name(text.substr(0, text.find('=')));
        if (std::string_view(usage).find("  " + name + " ") == std::string_view::npos)
            throw std::runtime_error("no variable is named " + name + " (--help lists them)");
        found = found || variable(name);
    }
    return found;
}

} // namespace tour
