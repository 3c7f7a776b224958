// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "fuzz.hpp"
#include "json/agreement.hpp"

#include <apibind/json_reader.hpp>
#include <apibind/json_scanner.hpp>

#include <bit>
#include <clocale>
#include <cmath>
#include <cstdlib>
#include <string>
#include <string_view>

// Any bytes as JSON without types: the reader, the scanner and Boost.JSON agree but for the deviations that
// agreement.hpp lists, numbers are those of the C library, and a failure says where it is.

namespace {

using json_tests::json_value;

void check_number(std::string_view text) {
    auto const first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos || text.find_first_not_of("0123456789+-.eE \t\r\n") != std::string_view::npos)
        return;
    json_value value;
    if (apibind::read_json(text, value)) return;
    double number = 0;
    fuzz::require(!apibind::read_json(text, number), "what is a json_value's number is a double's");
    double const nearest = std::strtod(std::string(text.substr(first)).c_str(), nullptr);
    fuzz::require(std::bit_cast<std::uint64_t>(number) == std::bit_cast<std::uint64_t>(nearest),
                  "a double is the nearest");
    if (value.is_double())
        fuzz::require(std::bit_cast<std::uint64_t>(value.get_double()) == std::bit_cast<std::uint64_t>(nearest),
                      "a json_value's double is the nearest");
    float narrow = 0;
    if (!apibind::read_json(text, narrow))
        fuzz::require(narrow == std::strtof(std::string(text.substr(first)).c_str(), nullptr),
                      "a float is the nearest");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    auto const text = fuzz::text_of(data, size);
    json_tests::tally count;
    auto const wrong = json_tests::disagreement(text, count);
    fuzz::require(wrong.empty(), "the readers agree", wrong);

    apibind::detail::json_scanner scanner;
    bool const scanned = scanner.document(text, {}, [&](char const* p) { return scanner.skip(p); });
    json_value value;
    auto const failure = json_tests::boost_failure(text, value);
    fuzz::require(scanned == !failure || failure == boost::json::error::exponent_overflow,
                  "what is skipped is what Boost parses", scanned ? failure.message() : to_string(*scanner.error));
    if (scanner.error) {
        fuzz::require(scanner.error->offset <= size, "a failure is within the text");
        fuzz::require(scanner.error->path.starts_with('$'), "a failure has a path");
        fuzz::require(scanner.error->found.size() <= 400, "a failure shows little of the text", scanner.error->found);
        fuzz::require(!apibind::detail::utf8_fault(to_string(*scanner.error)), "a failure is UTF-8");
    }
    check_number(text);
    return 0;
}
