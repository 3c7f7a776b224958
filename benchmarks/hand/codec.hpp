// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "payloads/types.hpp"

#include <string>

/// The floor of the benchmarks: JSON read and written by code for exactly these types. False: the text is refused, or
/// the value has no JSON. What is read into is fresh.
namespace hand {

bool decode(std::string const& text, payload::removed& value);
bool decode(std::string const& text, payload::refusal& value);
bool decode(std::string const& text, payload::records& value);
bool decode(std::string const& text, payload::directory& value);

bool encode(payload::removal const& value, std::string& text);
bool encode(payload::records const& value, std::string& text);
bool encode(payload::directory const& value, std::string& text);

} // namespace hand
