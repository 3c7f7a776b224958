// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/masked_value.hpp>

#include <apibind/interpret.hpp>
#include <apibind/json_value.hpp>

#include <boost/json/serialize.hpp>
#include <doctest/doctest.h>

#include <array>
#include <list>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

using namespace apibind;

namespace masked_value_tests {

std::string const token = "t0k/en\"4711";
std::string const number_token = "12345678";

/// Takes any JSON and shows it; one that begins with "!" cannot be written.
struct opaque {
    std::string json{};
};

enum class state { ok, t0ken };
BOOST_DESCRIBE_ENUM(state, ok, t0ken)

struct inner {
    std::string text;
    std::optional<std::string> more{};
};
BOOST_DESCRIBE_STRUCT(inner, (), (text, more))

struct all_shapes : inner {
    std::int64_t whole = 0;
    std::uint16_t small = 0;
    double real = 0;
    bool flag = false;
    state closed = state::ok;
    open_enum<state> open;
    std::optional<inner> optional{};
    nullable<std::string> may_be_null{};
    std::vector<std::string> list;
    std::list<inner> far;
    std::vector<bool> bits;
    std::array<std::string, 2> array;
    std::map<std::string, inner> map;
    std::map<int, std::string> numbers;
    std::map<state, std::string> states;
    std::variant<std::int64_t, std::string, std::vector<inner>> either;
    one_or_many<std::string> single;
    required<std::string> needed{std::string()};
    json_value any;
};
BOOST_DESCRIBE_STRUCT(all_shapes, (inner),
                      (whole, small, real, flag, closed, open, optional, may_be_null, list, far, bits, array, map,
                       numbers, states, either, single, needed, any))

struct api {
    static constexpr auto base = apibind::base("https://api.example");
    static constexpr auto route = get("/");
    struct request {};
    using response = inner;
    using error = inner;
    static outcome outcome_of(inner const& e) { return e.text == token ? outcome::rejected : outcome::unknown; }
};
BOOST_DESCRIBE_STRUCT(api::request, (), ())
struct kept : api {
    using error = as_received<inner>;
    static outcome outcome_of(error const&) { return outcome::rejected; }
};
struct closed : api {
    using error = opaque;
    static outcome outcome_of(opaque const&) { return outcome::rejected; }
    static bool accepted(inner const&) { return false; }
};

redaction hiding() {
    redaction out;
    out.add(token);
    out.add(number_token);
    return out;
}

template <class T>
T masked(T value) {
    auto const secrets = hiding();
    CHECK(detail::value_mask{secrets}.value(detail::node_of<T>, &value));
    return value;
}

} // namespace masked_value_tests
using namespace masked_value_tests;

template <>
struct apibind::codec<opaque> {
    static std::string write(opaque const& value, std::string& json) {
        if (value.json.starts_with("\"!")) return "not to be written";
        json += value.json;
        return {};
    }
    static bool read(std::string_view json, opaque& value, std::string&) { return value.json = json, true; }
};
static_assert(valid<api> && valid<kept> && valid<closed>);

TEST_CASE("every string of a value is masked, wherever it stands") {
    auto const t = "<" + token + ">";
    auto const hidden = "<[secret]>";
    all_shapes all;
    all.text = t;
    all.open = open_enum<state>(t);
    all.optional = inner{t, t};
    all.may_be_null = t;
    all.list = {"x", t, t};
    all.far = {{t, {}}, {"x", t}};
    all.bits = {true, false};
    all.array = {t, "x"};
    all.map["k"] = {t, {}};
    all.numbers[7] = t;
    all.states[state::t0ken] = t;
    all.either = std::vector<inner>{{t, {}}};
    all.single = {t};
    all.needed = t;
    all.any = {{"k", boost::json::array{t.c_str(), 1, nullptr}}};
    auto const now = masked(all);
    CHECK(now.text == hidden);
    CHECK(now.open.wire() == hidden);
    REQUIRE(now.optional);
    CHECK(now.optional->text == hidden);
    CHECK(now.optional->more == hidden);
    CHECK(*now.may_be_null == hidden);
    CHECK(now.list == std::vector<std::string>{"x", hidden, hidden});
    CHECK(now.far.front().text == hidden);
    CHECK(now.far.back().more == hidden);
    CHECK(now.bits == all.bits);
    CHECK(now.array == std::array<std::string, 2>{hidden, "x"});
    CHECK(now.map.at("k").text == hidden);
    CHECK(now.numbers.at(7) == hidden);
    CHECK(now.states.at(state::t0ken) == hidden);
    CHECK(std::get<2>(now.either).at(0).text == hidden);
    CHECK(now.single.at(0) == hidden);
    CHECK(*now.needed == hidden);
    CHECK(now.any.at("k").at(0).as_string() == hidden);
    CHECK(now.any.at("k").at(1).as_int64() == 1);
    CHECK(std::get<1>(masked(std::variant<int, std::string>(t))) == hidden);
}

TEST_CASE("a value without a secret stays as it is") {
    all_shapes all;
    all.text = "t0ken";
    all.whole = -7;
    all.small = 403;
    all.real = 0.25;
    all.flag = true;
    all.closed = state::t0ken;
    all.open = state::t0ken;
    all.map["a"] = {"b", {}};
    all.any = {{"k", 1.5}, {"l", "x"}};
    std::string before, after;
    CHECK(!write_json(all, before));
    CHECK(!write_json(masked(all), after));
    CHECK(before == after);
}

TEST_CASE("a number that shows a secret is 0") {
    all_shapes all;
    all.whole = -9'876'543'210;
    all.small = 12345; // a part of it is none
    all.real = 12345678;
    all.numbers[3] = "12345678";
    all.any = {{"n", 12345678}, {"m", 123456}};
    auto const now = masked(all);
    CHECK(now.whole == -9'876'543'210);
    CHECK(now.small == 12345);
    CHECK(now.real == 0);
    CHECK(now.numbers.at(3) == "[secret]");
    CHECK(now.any.at("n").as_int64() == 0);
    CHECK(now.any.at("m").as_int64() == 123456);
    CHECK(masked(std::int64_t{12345678}) == 0);
    CHECK(masked(std::int64_t{-12345678}) == 0);
    CHECK(masked(std::uint32_t{12345678}) == 0);
    CHECK(masked(std::vector<std::uint64_t>{912345678, 1}) == std::vector<std::uint64_t>{0, 1});
    // Short secrets are found in texts, and are chance in numbers.
    redaction pin;
    pin.add("403");
    int code = 403;
    CHECK(detail::value_mask{pin}.value(detail::node_of<int>, &code));
    CHECK(code == 403);
}

TEST_CASE("the keys of maps are masked, and no entry is lost") {
    std::map<std::string, std::vector<inner>> map{{token, {{"a", {}}}}, {token + token, {{"b", token}}}, {"x", {}}};
    auto const now = masked(map);
    CHECK(now.size() == 3);
    CHECK(now.at("[secret]").at(0).text == "a");
    CHECK(now.at("[secret][secret] 2").at(0).text == "b");
    CHECK(now.at("[secret][secret] 2").at(0).more == "[secret]");
    CHECK(now.count("x") == 1);
    CHECK(masked(std::map<std::string, std::string>{{token + "1", "a"}, {token, "b"}, {token + "2", token}}).size() ==
          3);
    auto const any = masked(json_value{{token, {{token, token}}}, {"x", 1}});
    CHECK(boost::json::serialize(any).find("4711") == std::string::npos);
    CHECK(any.at("x") == 1);
    // The names that a type declares are the program's own.
    redaction word;
    word.add("text");
    std::map<std::string, inner> named{{"text", {"text", "x"}}};
    CHECK(detail::value_mask{word}.value(detail::node_of<std::map<std::string, inner>>, &named));
    CHECK(named.at("[secret]").text == "[secret]");
    CHECK(named.at("[secret]").more == "x");
}

TEST_CASE("what cannot be written is told") {
    auto const secrets = hiding();
    opaque one{"\"!\""};
    CHECK(!detail::value_mask{secrets}.value(detail::node_of<opaque>, &one));
    std::vector<opaque> many{{"1"}, {"\"!\""}, {R"(["t0k\/en\"4711",12345678])"}};
    CHECK(!detail::value_mask{secrets}.value(detail::node_of<std::vector<opaque>>, &many));
    CHECK(many[2].json == R"(["[secret]",0])");
}

TEST_CASE("the error of a failure is masked after its outcome is known") {
    auto const hidden = hiding();
    std::string const body = R"({"text":"t0k\/en\"4711","more":"x 12345678"})";
    auto const it = interpret<api>({403, {{"X-Echo", "a " + token}, {token, "y"}}, body}, {.secrets = &hidden});
    REQUIRE(!it);
    CHECK(it.outcome() == outcome::rejected);
    REQUIRE(it.error().vendor_error);
    CHECK(it.error().vendor_error->text == "[secret]");
    CHECK(it.error().vendor_error->more == "x [secret]");
    CHECK(it.info().fields == http_fields{{"X-Echo", "a [secret]"}, {"[secret]", "y"}});
    auto const open = interpret<api>({403, {{"X-Echo", token}}, body});
    CHECK(open.error().vendor_error->text == token);
    CHECK(open.info().fields.find("X-Echo") == token);
}

TEST_CASE("an error that is kept as it came is masked in all its parts") {
    auto const hidden = hiding();
    auto const it =
        interpret<kept>({403, {{"Content-Type", token}}, R"({"text":"t0k\/en\"4711"})"}, {.secrets = &hidden});
    REQUIRE(it.error().vendor_error);
    CHECK(it.error().vendor_error->content == R"({"text":"[secret]"})");
    CHECK(it.error().vendor_error->media_type == "[secret]");
    REQUIRE(it.error().vendor_error->value);
    CHECK(it.error().vendor_error->value->text == "[secret]");
}

TEST_CASE("a large error is masked, but not looked at so deep") {
    auto const hidden = hiding();
    std::string const large(100'000, 'x');
    auto const it = [&](std::string const& text) {
        auto const got = interpret<api>({403, {}, R"({"text":")" + text + "\"}"}, {.secrets = &hidden});
        REQUIRE(got.error().vendor_error);
        return got.error().vendor_error->text;
    };
    CHECK(it("%31%32345678" + large) == "[secret]" + large);
    CHECK(it("%2531%2532345678") == "[secret]");
    CHECK(it("%2531%2532345678" + large) == "%2531%2532345678" + large);
}

TEST_CASE("nothing is left of an error that cannot be masked") {
    auto const hidden = hiding();
    auto const it = [&](std::string body) {
        return interpret<closed>({200, {}, std::move(body)}, {.secrets = &hidden});
    };
    auto const bad = it("\"!" + number_token + "\"");
    CHECK(bad.error().kind == failure_kind::refusal);
    REQUIRE(bad.error().vendor_error);
    CHECK(bad.error().vendor_error->json.empty());
    CHECK(it("\"!\"").error().vendor_error->json == "\"!\"");
    CHECK(it("\"12345678\"").error().vendor_error->json == "\"[secret]\"");
}

TEST_CASE("a response is the caller's, as are the fields that came with it") {
    auto const hidden = hiding();
    auto const it = interpret<api>({200, {{"X-Next", token}}, R"({"text":"t0k\/en\"4711"})"}, {.secrets = &hidden});
    REQUIRE(it);
    CHECK(it->text == token);
    CHECK(it.info().fields.find("X-Next") == token);
}

TEST_CASE("what a codec expects is masked where it shows what it found") {
    auto const hidden = hiding();
    auto const it = interpret<closed>({200, {}, "{"}, {.secrets = &hidden});
    CHECK(it.error().kind == failure_kind::undecodable);
    http_response const twice{200, {}, R"({"12345678":1,"12345678":2})"};
    json_value read;
    auto const error = detail::read_content(detail::node_of<json_value>, &read, twice, {.secrets = &hidden}, nullptr);
    REQUIRE(error);
    CHECK(error->expected == "each key once, not again \"[secret]\"");
}
