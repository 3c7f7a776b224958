// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/field_text.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

using namespace apibind;

namespace field_text_tests {

enum class state { on, off };
BOOST_DESCRIBE_ENUM(state, on, off)

} // namespace field_text_tests

namespace {

template <class T>
std::optional<T> read(std::string_view text) {
    T out{};
    if (!detail::read_text(detail::node_of<T>, &out, text)) return std::nullopt;
    return out;
}

} // namespace

TEST_CASE("a field's value is all of one scalar") {
    using field_text_tests::state;
    CHECK(read<std::string>("") == "");
    CHECK(read<std::string>("a, \"b\"") == "a, \"b\"");
    CHECK(read<int>("-7") == -7);
    CHECK(read<std::uint8_t>("255") == std::uint8_t{255});
    CHECK(read<std::int64_t>("-9223372036854775808") == INT64_MIN);
    CHECK(read<double>("1.5") == 1.5);
    CHECK(read<float>("0.25") == 0.25f);
    CHECK(read<bool>("true") == true);
    CHECK(read<bool>("false") == false);
    CHECK(read<state>("off") == state::off);
    CHECK(read<open_enum<state>>("dim")->wire() == "dim");
    CHECK(*read<std::optional<int>>("7") == 7);
    CHECK(std::get<std::string>(*read<std::variant<int, std::string>>("7 s")) == "7 s");
    CHECK(std::get<int>(*read<std::variant<int, std::string>>("7")) == 7);

    for (std::string_view wrong : {"", " 7", "7 ", "+7", "7.0", "0x7", "99999999999", "7,8"})
        CHECK_MESSAGE(!read<int>(wrong), wrong);
    CHECK(!read<std::uint8_t>("256"));
    CHECK(!read<std::uint8_t>("-1"));
    CHECK(!read<bool>("yes"));
    CHECK(!read<state>("dim"));
    CHECK(!read<state>("on\",\"x\":\"")); // stays one text
    CHECK(!read<double>("1e999"));
}
