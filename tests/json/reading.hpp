// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/json_reader.hpp>
#include <apibind/json_writer.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

/// Reading and writing for tests: what should work has to, what should fail is handed back.
namespace json_tests {

template <class T>
T read(std::string_view text, apibind::json_read_options options = {}) {
    T value = apibind::detail::make<T>();
    auto const error = apibind::read_json(text, value, options);
    INFO("text: ", text);
    CHECK_MESSAGE(!error, (error ? to_string(*error) : std::string()));
    return value;
}

template <class T>
apibind::decode_error refused(std::string_view text, apibind::json_read_options options = {}) {
    T value = apibind::detail::make<T>();
    auto error = apibind::read_json(text, value, options);
    INFO("text: ", text);
    REQUIRE(error);
    return std::move(*error);
}

template <class T>
std::string written(T const& value) {
    std::string text;
    auto const error = apibind::write_json(value, text);
    CHECK_MESSAGE(!error, (error ? to_string(*error) : std::string()));
    return text;
}

template <class T>
apibind::encode_error unwritable(T const& value) {
    std::string text = "before";
    auto error = apibind::write_json(value, text);
    CHECK(text == "before");
    REQUIRE(error);
    return std::move(*error);
}

} // namespace json_tests
