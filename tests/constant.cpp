// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/constant.hpp>

#include <apibind/apibind.hpp>

#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

#include <concepts>
#include <cstdint>
#include <memory>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

using apibind::constant;
using support::answer;

namespace {

enum class urgency : std::uint8_t { low, high };
BOOST_DESCRIBE_ENUM(urgency, low, high)

struct part {
    constant<"image_url"> type{};
    std::string url;
};
BOOST_DESCRIBE_STRUCT(part, (), (type, url))
struct words {
    constant<"text"> type{};
    std::string text;
};
BOOST_DESCRIBE_STRUCT(words, (), (type, text))

struct service {
    static constexpr auto base = apibind::base("https://fixed.example");
};

struct create : service {
    static constexpr auto route = apibind::post("/v/{version}?all={all}&kind={kind}");
    struct request {
        constant<2> version{};
        constant<true> all{};
        constant<"a b"> kind{};
        constant<-7> at{};
        constant<false> stream{};
        constant<"quote\"d"> text{};
        constant<urgency::high> level{};
        constant<18446744073709551615u> most{};
        constant<"v1"> in_field{};
        apibind::required<std::vector<std::variant<part, words>>> parts;
    };
    static constexpr auto fields = apibind::fields(apibind::field<&request::in_field>("X-Version"));
    struct response {
        constant<"page"> object{};
        std::vector<std::variant<part, words>> parts{};
        constant<urgency::low> level{};
        constant<5> count{};
        constant<true> ok{};
    };
};
BOOST_DESCRIBE_STRUCT(create::request, (), (version, all, kind, at, stream, text, level, most, in_field, parts))
BOOST_DESCRIBE_STRUCT(create::response, (), (object, parts, level, count, ok))
static_assert(apibind::valid<create>);

struct send : service {
    static constexpr auto route = apibind::post("/send");
    static constexpr auto body = apibind::form;
    struct request {
        constant<"client_credentials"> grant_type{};
        constant<true> json{};
        constant<1> version{};
    };
    using response = void;
};
BOOST_DESCRIBE_STRUCT(send::request, (), (grant_type, json, version))
static_assert(apibind::valid<send>);

template <class T>
concept is_fixed = requires(T const& it) {
    T::value;
    it == it;
};
template <class T, class U>
concept takes = requires(U value) {
    T{value};
};
static_assert(is_fixed<constant<true>> && std::is_trivially_copyable_v<constant<"a">>);
static_assert(!takes<constant<true>, bool> && !takes<constant<"a">, char const*>);
static_assert(constant<"a">::value == "a" && constant<7>::value == 7 && constant<true>{});

apibind::client<service> idle() {
    return apibind::client<service>({.user_agent = ""}, std::make_shared<support::scripted_transport>(answer(200, "")));
}

std::string failed(std::string json) {
    auto const result = apibind::interpret<create>(answer(200, std::move(json)));
    REQUIRE(!result);
    REQUIRE(result.error().decode);
    return to_string(*result.error().decode);
}

} // namespace

TEST_CASE("constants are written in the route, fields, JSON and forms, and a call says nothing of them") {
    auto const made = apibind::prepare<create>(idle(), {.parts = {{part{.url = "u"}, words{.text = "w"}}}});
    REQUIRE(made);
    CHECK(made->target == "/v/2?all=true&kind=a%20b");
    CHECK(made->fields.find("X-Version") == "v1");
    CHECK(made->body == R"({"at":-7,"stream":false,"text":"quote\"d","level":"high","most":18446744073709551615,)"
                        R"("parts":[{"type":"image_url","url":"u"},{"type":"text","text":"w"}]})");
    CHECK(apibind::prepare<send>(idle())->body == "grant_type=client_credentials&json=true&version=1");
}

TEST_CASE("a constant that is read holds, and tells alternatives apart") {
    auto const result = apibind::interpret<create>(
        answer(200, R"({"object":"page","parts":[{"type":"text","text":"w"},{"type":"image_url","url":"u"}],)"
                    R"("level":"low","count":5.0,"ok":true})"));
    REQUIRE(result);
    CHECK(std::get<words>(result->parts.at(0)).text == "w");
    CHECK(std::get<part>(result->parts.at(1)).url == "u");
}

TEST_CASE("another value is a failure with its path") {
    CHECK(failed(R"({"object":"list"})") ==
          R"($.object: expected the string "page", found the string "list" (bad text, byte 10))");
    CHECK(failed(R"({"object":7})") == "$.object: expected a string, found the number 7 (wrong type, byte 10)");
    CHECK(failed(R"({"object":null})") == "$.object: expected a string, found null (null, byte 10)");
    CHECK(failed(R"({"object":"page","parts":[],"level":"high"})") ==
          R"($.level: expected the string "low", found the string "high" (bad text, byte 36))");
    CHECK(failed(R"({"object":"page","parts":[],"level":"low","count":6})") ==
          "$.count: expected 5, found the number 6 (bad text, byte 50)");
    CHECK(failed(R"({"object":"page","parts":[],"level":"low","count":5,"ok":false})") ==
          "$.ok: expected true, found false (bad text, byte 57)");
    CHECK(failed(R"({"object":"page","parts":[],"level":"low","count":5})") ==
          "$.ok: expected a boolean, found nothing (missing, byte 0)");
}
