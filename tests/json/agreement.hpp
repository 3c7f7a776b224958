// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/json_reader.hpp>
#include <apibind/json_value.hpp>
#include <apibind/json_writer.hpp>

#include <boost/json/error.hpp>
#include <boost/json/parse.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>
#include <string_view>

/// Boost.JSON as a second opinion.
namespace json_tests {

using apibind::json_value;

// Where Boost.JSON (1.81 and newer, with its depth limit set to ours) and this library disagree on purpose:
//  - a key that comes twice in one object: Boost keeps the last value, a json_value is refused
//  - an integer over 64 bits: Boost makes a double, a json_value is refused
//  - a number beyond the range of double: Boost makes an infinity, a json_value is refused
//  - 1e-9999999999 and the like: Boost rejects an exponent that no int holds, ours is zero
//  - 0e359 and the like: some versions of Boost make NaN, ours is zero
//  - -0: Boost makes the integer 0, a json_value is the double -0
//  - a double may be off by a few units in the last place in Boost, so that one next to the largest may be an infinity;
//    ours is the nearest
// In all else they must agree.

struct nothing_known {};
BOOST_DESCRIBE_STRUCT(nothing_known, (), ())

inline bool near(double ours, double theirs) {
    if (ours == theirs || (ours == 0 && std::isnan(theirs))) return true;
    if (std::isinf(theirs)) theirs = std::copysign(std::numeric_limits<double>::max(), theirs);
    double const scale = std::max(std::fabs(ours), 1e-300); // Boost is coarse among the denormal ones
    return std::fabs(ours - theirs) <= 1e-14 * scale;
}

inline bool same(json_value const& ours, json_value const& theirs) {
    if (ours.is_double() && ours.get_double() == 0 && theirs.is_int64()) return theirs.get_int64() == 0;
    if (ours.is_double() && theirs.is_double()) return near(ours.get_double(), theirs.get_double());
    if (ours.kind() != theirs.kind()) return false;
    if (ours.is_array()) {
        auto const &a = ours.get_array(), &b = theirs.get_array();
        if (a.size() != b.size()) return false;
        for (std::size_t i = 0; i != a.size(); ++i)
            if (!same(a[i], b[i])) return false;
        return true;
    }
    if (ours.is_object()) {
        auto const &a = ours.get_object(), &b = theirs.get_object();
        if (a.size() != b.size()) return false;
        for (auto const& entry : a) {
            auto const* other = b.if_contains(entry.key());
            if (!other || !same(entry.value(), *other)) return false;
        }
        return true;
    }
    return ours == theirs;
}

inline boost::system::error_code boost_failure(std::string_view text, json_value& into) {
    boost::json::parse_options options;
    options.max_depth = apibind::default_json_depth;
    boost::system::error_code error;
    into = boost::json::parse(text, error, {}, options);
    return error;
}
inline bool boost_reads(std::string_view text, json_value& into) {
    return !boost_failure(text, into);
}

struct tally {
    std::size_t accepted = 0, rejected = 0, refused_on_purpose = 0;
};

/// What is wrong with the two readers' answers to `text`; empty where all is well.
inline std::string disagreement(std::string_view text, tally& count) {
    json_value ours, theirs;
    auto const error = apibind::read_json(text, ours);
    auto const failure = boost_failure(text, theirs);
    bool const boost_takes_it = !failure;
    nothing_known none;
    if (text.size() < 10000) {
        bool const skipped = !apibind::read_json("{\"x\":" + std::string(text) + "}", none,
                                                 {.max_depth = apibind::default_json_depth + 1});
        if (boost_takes_it && !skipped) return "a document is not skipped";
    }
    if (!error) {
        ++count.accepted;
        if (failure == boost::json::error::exponent_overflow) return {};
        if (failure) return "accepted, and Boost rejects it";
        if (!same(ours, theirs)) return "another value";
        std::string again;
        json_value back;
        if (apibind::write_json(ours, again)) return "not written";
        if (apibind::read_json(again, back) || back != ours) return "another value after writing: " + again;
        if (!boost_reads(again, theirs) || !same(ours, theirs)) return "Boost reads another value of " + again;
        return {};
    }
    if (!boost_takes_it) {
        ++count.rejected;
        return {};
    }
    for (std::string_view const purpose :
         {"each key once", "integers of at most 64 bits", "numbers in the range of double"})
        if (error->expected.starts_with(purpose)) return ++count.refused_on_purpose, std::string();
    return "rejected, and Boost accepts it: " + to_string(*error);
}

} // namespace json_tests
