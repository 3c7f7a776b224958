// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/additional_properties.hpp>
#include <apibind/decimal.hpp>
#include <apibind/json_code.hpp>
#include <apibind/json_reader.hpp>
#include <apibind/json_writer.hpp>
#include <apibind/tagged.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

/// The same types twice: by their tables, and with code of their own.
namespace json_tests::modes {

enum class color : std::uint8_t { red, dark_green };
BOOST_DESCRIBE_ENUM(color, red, dark_green)
consteval auto wire_names(std::type_identity<color>) {
    return apibind::names(apibind::kebab_case);
}

struct by_table {
    int x = 0;
    std::optional<std::string> why{};
};
BOOST_DESCRIBE_STRUCT(by_table, (), (x, why))

template <bool Hot>
struct leaf {
    std::string id;
    std::optional<std::int64_t> size{};
    apibind::required<int> given;
    BOOST_DESCRIBE_CLASS(leaf, (), (id, size, given), (), ())
};

template <bool Hot>
struct empty {
    BOOST_DESCRIBE_CLASS(empty, (), (), (), ())
};

template <bool Hot>
struct tree {
    std::vector<tree> branches{};
    std::unique_ptr<tree> only{};
    BOOST_DESCRIBE_CLASS(tree, (), (branches, only), (), ())
};

template <bool Hot>
struct open {
    std::string id;
    apibind::additional_properties<int> others{};
    BOOST_DESCRIBE_CLASS(open, (), (id, others), (), ())
};

template <bool Hot>
struct base {
    bool yes = false;
    std::int8_t tiny = 0;
    std::uint16_t port = 0;
    BOOST_DESCRIBE_CLASS(base, (), (yes, tiny, port), (), ())
};

template <bool Hot>
struct sheet : base<Hot> {
    std::int32_t count = 0;
    std::uint64_t large = 0;
    float rate = 0;
    double price = 0;
    color tone{};
    apibind::open_enum<color> open_tone{};
    std::string a_name_of_more_than_sixteen_bytes;
    std::optional<std::string> note{};
    std::optional<double> score{};
    std::optional<leaf<Hot>> first{};
    std::optional<apibind::decimal> sum{};
    std::optional<std::variant<int, apibind::everything_t>> records{};
    apibind::nullable<std::string> nick{};
    std::variant<int, std::string, leaf<Hot>> any{};
    std::vector<std::string> tags{};
    std::vector<leaf<Hot>> leaves{};
    std::vector<std::vector<int>> slots{};
    std::vector<bool> bits{};
    std::vector<std::optional<int>> gaps{};
    std::list<leaf<Hot>> chain{};
    std::array<int, 2> pair{};
    std::map<std::string, std::vector<leaf<Hot>>> groups{};
    std::map<int, double> by_number{};
    by_table plain{};
    std::unique_ptr<leaf<Hot>> owned{};
    empty<Hot> nothing{};
    BOOST_DESCRIBE_CLASS(sheet, (base<Hot>),
                         (count, large, rate, price, tone, open_tone, a_name_of_more_than_sixteen_bytes, note, score,
                          first, sum, records, nick, any, tags, leaves, slots, bits, gaps, chain, pair, groups,
                          by_number, plain, owned, nothing),
                         (), ())
};

template <bool Hot>
consteval auto wire_names(std::type_identity<sheet<Hot>>) {
    return apibind::names(apibind::name<&sheet<Hot>::count>("how many"),
                          apibind::name<&sheet<Hot>::note>("n\xc3\xb6te"));
}

consteval auto json_code(std::type_identity<leaf<true>>) {
    return apibind::unrolled;
}
consteval auto json_code(std::type_identity<empty<true>>) {
    return apibind::unrolled;
}
consteval auto json_code(std::type_identity<tree<true>>) {
    return apibind::unrolled;
}
consteval auto json_code(std::type_identity<open<true>>) {
    return apibind::unrolled;
}
consteval auto json_code(std::type_identity<sheet<true>>) {
    return apibind::unrolled;
}

/// Each member once, in the order of their declaration, spelt as they are written.
inline std::string const whole_sheet =
    R"({"yes":true,"tiny":-128,"port":65535,"how many":7,"large":18446744073709551615,"rate":1.5,"price":-0.25,)"
    R"("tone":"dark-green","open_tone":"blue","a_name_of_more_than_sixteen_bytes":"a text of more than sixteen bytes",)"
    "\"n\xc3\xb6te\":\"\",\"score\":1e-9,"
    R"("first":{"id":"a","size":1,"given":2},"sum":12.50,"records":3,"nick":null,"any":{"id":"v","given":4},)"
    R"("tags":["x","caf\u00e9","\"\\\n"],"leaves":[{"id":"b","given":3},{"id":"c","size":-5,"given":-6}],)"
    R"("slots":[[1,2],[],[3]],"bits":[true,false],"gaps":[1,null,3],"chain":[{"id":"l","given":0}],"pair":[1,2],)"
    R"("groups":{"g":[{"id":"d","given":1}],"h":[]},"by_number":{"-1":0.5,"20":2},"plain":{"x":1,"why":"w"},)"
    R"("owned":{"id":"o","given":9},"nothing":{}})";

/// What reading a text into a fresh T came to: the failure, the notes, what the value is written as.
template <class T>
std::string outcome(std::string_view text, apibind::json_read_options const& options) {
    T value = apibind::detail::make<T>();
    std::vector<apibind::note> notes;
    std::string out;
    if (auto const error = apibind::read_json(text, value, options, &notes)) {
        out = to_string(*error);
    } else {
        for (auto const& one : notes) out += to_string(one) + "\n";
        if (auto const refusal = apibind::write_json(value, out)) out += to_string(*refusal);
    }
    return out;
}
/// Reads a text in both modes, leniently, strictly and with little depth; they come to the same.
template <template <bool> class T>
void compare(std::string_view text) {
    apibind::json_read_options strict, shallow;
    strict.strict = true;
    shallow.max_depth = 2;
    for (auto const& options : {apibind::json_read_options{}, strict, shallow}) {
        auto const plain = outcome<T<false>>(text, options), hot = outcome<T<true>>(text, options);
        if (plain != hot) FAIL_CHECK("from ", text, "\nby tables ", plain, "\nunrolled  ", hot);
    }
}

} // namespace json_tests::modes
