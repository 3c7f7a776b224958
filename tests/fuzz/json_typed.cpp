// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "fuzz.hpp"
#include "json/agreement.hpp"

#include <apibind/apibind.hpp>
#include <apibind/json_reader.hpp>
#include <apibind/json_value.hpp>
#include <apibind/json_writer.hpp>

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

// Any bytes as a type that has everything: what is read can be written, is read again as the same value and written as
// the same text, is JSON to others, and does not depend on what stood there before.

namespace fuzz_json_typed {

enum class colour { red, dark_green, blue = -3 };
BOOST_DESCRIBE_ENUM(colour, red, dark_green, blue)
consteval auto wire_names(std::type_identity<colour>) {
    return apibind::names(apibind::kebab_case);
}

struct leaf {
    apibind::required<std::string> name;
    std::optional<double> rate{};
    apibind::nullable<std::int64_t> count{};
    colour paint{};
    apibind::open_enum<colour> open{colour::red};
    friend bool operator==(leaf const&, leaf const&) = default;
};
BOOST_DESCRIBE_STRUCT(leaf, (), (name, rate, count, paint, open))

struct other_leaf {
    std::string name;
    std::optional<std::variant<bool, std::vector<leaf>>> more{};
    friend bool operator==(other_leaf const&, other_leaf const&) = default;
};
BOOST_DESCRIBE_STRUCT(other_leaf, (), (name, more))

struct whole {
    std::uint64_t big{};
    std::optional<std::int8_t> small{};
    std::optional<float> narrow{};
    std::optional<std::vector<whole>> inner{};
    std::optional<std::map<std::string, std::vector<std::optional<int>>>> by_name{};
    std::optional<std::map<std::int32_t, double>> by_number{};
    std::optional<std::map<colour, whole>> by_colour{};
    std::optional<std::variant<std::monostate, bool, std::int64_t, std::string, leaf, other_leaf, std::deque<leaf>,
                               std::array<std::uint8_t, 2>>>
        some{};
    std::optional<std::vector<bool>> bits{};
    std::optional<std::array<std::uint16_t, 3>> three{};
    std::optional<apibind::one_or_many<std::string>> some_or_one{};
    std::optional<json_tests::json_value> any{};
    friend bool operator==(whole const&, whole const&) = default;
};
BOOST_DESCRIBE_STRUCT(whole, (),
                      (big, small, narrow, inner, by_name, by_number, by_colour, some, bits, three, some_or_one, any))

void check_failure(apibind::decode_error const& error, std::size_t size) {
    fuzz::require(error.offset <= size, "a failure is within the text", to_string(error));
    fuzz::require(error.path.starts_with('$'), "a failure has a path", to_string(error));
    fuzz::require(error.found.size() <= 400, "a failure shows little of the text", error.found);
    fuzz::require(!apibind::detail::utf8_fault(to_string(error)), "a failure is UTF-8");
}

/// What an earlier reading left behind.
whole used_before() {
    whole out;
    auto const error = apibind::read_json(
        R"({"big":7,"small":-1,"narrow":0.5,"inner":[{"big":1,"bits":[true]}],"by_name":{"x":[1,null]},)"
        R"("by_number":{"1":2},"by_colour":{"red":{"big":1}},"some":[{"name":"n","paint":"red","open":"mauve"}],)"
        R"("bits":[true,false],"three":[1,2,3],"some_or_one":["a","b"],"any":{"x":[1]}})",
        out);
    fuzz::require(!error, "the value to read over is one", error ? to_string(*error) : "");
    return out;
}

void check(std::string_view text) {
    whole value;
    std::vector<apibind::note> notes;
    auto const error = apibind::read_json(text, value, {}, &notes);
    fuzz::require(notes.size() <= apibind::max_json_notes, "notes are few");
    static whole const before = used_before();
    whole over = before;
    auto const over_error = apibind::read_json(text, over);
    fuzz::require(error == over_error, "a failure does not depend on what stood there");
    whole strictly;
    auto const strict_error = apibind::read_json(text, strictly, {.strict = true});
    if (error) {
        check_failure(*error, text.size());
        fuzz::require(strict_error.has_value(), "strict reading refuses what the other one refuses");
        return;
    }
    fuzz::require(over == value, "a value does not depend on what stood there");
    if (strict_error)
        check_failure(*strict_error, text.size());
    else
        fuzz::require(strictly == value, "strict reading yields the same value");

    std::string first, second;
    auto const unwritten = apibind::write_json(value, first);
    // An open_enum that was read from "" is as one without a value.
    if (unwritten && unwritten->reason == apibind::encode_reason::valueless) return;
    fuzz::require(!unwritten, "what was read can be written", unwritten ? to_string(*unwritten) : "");
    whole again;
    auto const unread = apibind::read_json(first, again, {.strict = true});
    fuzz::require(!unread, "what was written can be read strictly", unread ? to_string(*unread) + "\n" + first : "");
    fuzz::require(again == value, "what was written is read as the same value", first);
    fuzz::require(!apibind::write_json(again, second) && first == second, "what was read is written the same", first);
    json_tests::json_value theirs;
    auto const failure = json_tests::boost_failure(first, theirs);
    fuzz::require(!failure, "Boost parses what was written", first);
    fuzz::require(!json_tests::boost_failure(text, theirs) || text.find_first_of("eE") != text.npos,
                  "Boost parses what was read");
}

} // namespace fuzz_json_typed

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    fuzz_json_typed::check(fuzz::text_of(data, size));
    return 0;
}
