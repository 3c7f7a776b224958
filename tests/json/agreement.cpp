// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/json_value.hpp>

#include "agreement.hpp"
#include "generator.hpp"
#include "reading.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <deque>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

using namespace json_tests;
using apibind::json_value;

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
    CHECK_FALSE(apibind::read_json("1.7976931348623158e308", ours)); // found by fuzzing
    CHECK(ours == json_value(std::numeric_limits<double>::max()));
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
