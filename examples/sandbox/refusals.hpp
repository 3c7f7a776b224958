// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#pragma once

#include "settings.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sandbox {

/// What is sent back.
struct answer {
    int status = 200;
    std::string body;
    std::string content_type = "application/json";
};

/// A refusal by name, as the present settings have it.
///
/// `body` is the literal wire text; Wooxy's placeholders ({accessToken}, ...) stand in it as its page prints them.
/// `documented` is false for what no page tells, where status and text are settings alone.
struct refusal {
    std::string name;
    int status{};
    std::string body;
    std::string polish_body; ///< under Accept-Language: pl; empty when the language makes no difference
    std::string content_type = "application/json";
    bool documented{};
};

/// Every refusal, grouped by vendor.
std::vector<refusal> refusals(settings const& given);

/// The refusal of that name. Throws std::invalid_argument when there is none.
refusal refusal_named(settings const& given, std::string_view name);

/// A Wolkvox CRM answer in the envelope that `crm/envelope` asks for.
answer crm_envelope(settings const& given, int code, std::string_view error, std::string_view msg);

/// `text` with each first replaced by its second.
std::string filled(std::string text, std::vector<std::pair<std::string, std::string>> const& placeholders);

/// `text` as a JSON string, with its quotes.
std::string json_string(std::string_view text);

} // namespace sandbox
