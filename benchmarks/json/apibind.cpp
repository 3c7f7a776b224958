// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "json/cases.hpp"

#include <apibind/json_reader.hpp>
#include <apibind/json_writer.hpp>

namespace json_cases {
namespace {

/// As `interpret` and `prepare` do it: with notes of unknown members.
struct codec {
    template <class T>
    static bool decode(std::string const& text, T& value) {
        std::vector<apibind::note> notes;
        return !apibind::read_json(text, value, {}, &notes);
    }
    template <class T>
    static bool encode(T const& value, std::string& text) {
        return !apibind::write_json(value, text);
    }
};

} // namespace

void add_apibind() {
    add_all_reading<codec>("apibind");
    add_all_writing<codec>("apibind", true);
}

} // namespace json_cases
