// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "json/cases.hpp"

namespace json_cases {
namespace {

struct codec {
    template <class T>
    static bool decode(std::string const& text, T& value) {
        return hand::decode(text, value);
    }
    template <class T>
    static bool encode(T const& value, std::string& text) {
        return hand::encode(value, text);
    }
};

} // namespace

void add_hand() {
    add_all_reading<codec>("hand");
    add_all_writing<codec>("hand", true);
}

} // namespace json_cases
