// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/json_value.hpp>

#include "generator.hpp"
#include "reading.hpp"

#include <boost/json/error.hpp>
#include <boost/json/parse.hpp>

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

using namespace json_tests;
using apibind::json_value;

// Where Boost.JSON (1.81 and newer, with its depth limit set to ours) and this library disagree on purpose:
//  - a key that comes twice in one object: Boost keeps the last value, a json_value is refused
//  - an integer over 64 bits: Boost makes a double, a json_value is refused
//  - a number beyond the range of double: Boost makes an infinity, a json_value is refused
//  - 1e-9999999999 and the like: Boost rejects an exponent that no int holds, ours is zero
//  - 0e359 and the like: some versions of Boost make NaN, ours is zero
//  - -0: Boost makes the integer 0, a json_value is the double -0
//  - a double may be off by a few units in the last place in Boost; ours is the nearest
// In all else they must agree.

namespace {

struct unknown {};
BOOST_DESCRIBE_STRUCT(unknown, (), ())

bool near(double ours, double theirs) {
    if (ours == theirs || (ours == 0 && std::isnan(theirs))) return true;
    double const scale = std::max(std::fabs(ours), 1e-300); // Boost is coarse among the denormal ones
    return std::fabs(ours - theirs) <= 1e-14 * scale;
}

bool same(json_value const& ours, json_value const& theirs) {
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

boost::system::error_code boost_failure(std::string const& text, json_value& into) {
    boost::json::parse_options options;
    options.max_depth = apibind::default_json_depth;
    boost::system::error_code error;
    into = boost::json::parse(text, error, {}, options);
    return error;
}
bool boost_reads(std::string const& text, json_value& into) {
    return !boost_failure(text, into);
}

struct tally {
    std::size_t accepted = 0, rejected = 0, refused_on_purpose = 0;
};

/// What is wrong with the two readers' answers to `text`; empty where all is well.
std::string disagreement(std::string const& text, tally& count) {
    json_value ours, theirs;
    auto const error = apibind::read_json(text, ours);
    auto const failure = boost_failure(text, theirs);
    bool const boost_takes_it = !failure;
    unknown none;
    if (text.size() < 10000) {
        bool const skipped =
            !apibind::read_json("{\"x\":" + text + "}", none, {.max_depth = apibind::default_json_depth + 1});
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

} // namespace

TEST_CASE("the json_value and Boost.JSON agree on 100,000 generated documents, valid and damaged") {
    generator make{20240229};
    tally count;
    for (int i = 0; i != 100000; ++i) {
        std::string text = make.document(static_cast<int>(make.below(6)));
        if (i % 2 == 1) text = make.damaged(std::move(text));
        auto const wrong = disagreement(text, count);
        if (!wrong.empty()) {
            CAPTURE(i);
            CAPTURE(text);
            FAIL_CHECK(wrong);
        }
    }
    // Neither half may be empty talk.
    CHECK(count.accepted > 40000);
    CHECK(count.rejected > 20000);
    CHECK(count.refused_on_purpose > 500);
}

TEST_CASE("the json_value and Boost.JSON agree on how deep a text nests") {
    for (std::size_t depth = 120; depth != 136; ++depth) {
        tally count;
        CHECK(disagreement(std::string(depth, '[') + std::string(depth, ']'), count) == "");
        CHECK(count.accepted == (depth <= 128));
    }
}

TEST_CASE("the deviations from Boost.JSON are those that are listed") {
    auto const refused_on_purpose = [](std::string const& text) {
        tally count;
        CHECK(disagreement(text, count) == "");
        return count.refused_on_purpose == 1;
    };
    CHECK(refused_on_purpose(R"({"a":1,"a":2})"));
    CHECK(refused_on_purpose("18446744073709551616"));
    CHECK(refused_on_purpose("1e400"));
    json_value ours, theirs;
    CHECK_FALSE(apibind::read_json("-0", ours));
    CHECK(boost_reads("-0", theirs));
    CHECK(std::signbit(ours.as_double()));
    CHECK(same(ours, theirs));
    CHECK_FALSE(apibind::read_json("3e-66666666666666666661", ours)); // found by fuzzing
    CHECK(ours == json_value(0.0));
}

namespace {

enum class status { removed, not_found, on_call };
BOOST_DESCRIBE_ENUM(status, removed, not_found, on_call)
consteval auto wire_names(std::type_identity<status>) {
    return apibind::names(apibind::kebab_case);
}

struct leaf {
    apibind::required<std::string> name;
    std::optional<double> rate{};
    apibind::nullable<std::int64_t> count{};
    status state{};
    apibind::open_enum<status> open{status::removed};
    friend bool operator==(leaf const&, leaf const&) = default;
};
BOOST_DESCRIBE_STRUCT(leaf, (), (name, rate, count, state, open))

struct whole {
    std::uint64_t big{};
    std::int8_t small{};
    float narrow{};
    std::vector<leaf> leaves{};
    std::map<std::string, std::vector<std::optional<int>>> by_name{};
    std::map<std::int32_t, double> by_number{};
    std::map<status, bool> by_status{};
    std::variant<std::monostate, bool, std::int64_t, std::string, leaf, std::deque<leaf>> some{};
    std::vector<bool> bits{};
    std::array<std::uint16_t, 3> three{};
    json_value any{};
    friend bool operator==(whole const&, whole const&) = default;
};
BOOST_DESCRIBE_STRUCT(whole, (), (big, small, narrow, leaves, by_name, by_number, by_status, some, bits, three, any))

struct value_generator : generator {
    std::string text() {
        out.clear();
        string();
        return apibind::detail::unescaped({out.data() + 1, out.size() - 2});
    }
    double real() {
        for (;;)
            if (auto const value = std::bit_cast<double>(next()); std::isfinite(value))
                return below(2) ? value : static_cast<double>(below(1000000)) / 1000;
    }
    leaf make_leaf() {
        leaf made{.name = text()};
        if (below(2)) made.rate = real();
        if (below(2)) made.count = static_cast<std::int64_t>(next());
        if (below(4) == 0) made.count = apibind::null;
        made.state = static_cast<status>(below(3));
        if (below(2)) made.open.assign(text() + "x");
        return made;
    }
    whole make_whole() {
        whole made;
        made.big = next() >> below(64);
        made.small = static_cast<std::int8_t>(next());
        made.narrow = static_cast<float>(below(100000)) / 7;
        for (auto n = below(4); n != 0; --n) made.leaves.push_back(make_leaf());
        for (auto n = below(4); n != 0; --n) made.by_name[text()] = {1, std::nullopt, static_cast<int>(next())};
        for (auto n = below(4); n != 0; --n) made.by_number[static_cast<std::int32_t>(next())] = real();
        for (auto n = below(3); n != 0; --n) made.by_status[static_cast<status>(below(3))] = below(2) == 0;
        switch (below(6)) {
        case 0: made.some = below(2) == 0; break;
        case 1: made.some = static_cast<std::int64_t>(next()); break;
        case 2: made.some = text(); break;
        case 3: made.some = make_leaf(); break;
        case 4: made.some = std::deque<leaf>{make_leaf(), make_leaf()}; break;
        default: break;
        }
        for (auto n = below(20); n != 0; --n) made.bits.push_back(below(2) == 0);
        for (auto& n : made.three) n = static_cast<std::uint16_t>(next());
        if (apibind::read_json(document(3), made.any)) made.any = nullptr;
        return made;
    }
};

} // namespace

TEST_CASE("typed values come back as they were, and Boost parses what is written of them") {
    value_generator make{{4711}};
    for (int i = 0; i != 5000; ++i) {
        auto const value = make.make_whole();
        std::string text, again;
        whole back;
        json_value theirs;
        std::string wrong;
        if (auto const error = apibind::write_json(value, text))
            wrong = to_string(*error);
        else if (auto const failure = apibind::read_json(text, back, {.strict = true}))
            wrong = to_string(*failure);
        else if (back != value)
            wrong = "another value";
        else if (apibind::write_json(back, again) || again != text)
            wrong = "another text";
        else if (!boost_reads(text, theirs))
            wrong = "Boost rejects it";
        if (!wrong.empty()) {
            CAPTURE(text);
            FAIL_CHECK(wrong);
        }
    }
}
