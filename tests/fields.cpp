// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/apibind.hpp>

#include "support/hostile_values.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

using namespace apibind;

namespace fields_tests {

struct api {
    static constexpr auto base = apibind::base("https://fields.example");
    static constexpr auto auth = bearer;
    static constexpr auto fields = apibind::fields(field("Api-Version", "2024-06-20"),
                                                   field("Accept", "application/x+json"), cookie("lang", "en"));
};

enum class mode { fast, very_slow };
BOOST_DESCRIBE_ENUM(mode, fast, very_slow)
consteval auto wire_names(std::type_identity<mode>) {
    return names(kebab_case);
}

struct change : api {
    static constexpr auto route = put("/things/{id}");
    struct request {
        required<int> id;
        std::optional<std::string> version{};
        std::optional<std::vector<std::string>> if_match{};
        std::optional<std::string> session{}, lang{};
        std::optional<std::variant<mode, int>> how{};
        std::optional<std::array<int, 2>> range{};
        std::optional<std::string> title{};
    };
    static constexpr auto fields =
        apibind::fields(field<&request::version>("API-Version"), field<&request::if_match>("If-Match"),
                        cookie<&request::session>("session"), cookie<&request::lang>("lang"),
                        field<&request::how>("X-Mode"), field<&request::range>("X-Range"), field("X-Own", "a b"));
    using response = int;
};
BOOST_DESCRIBE_STRUCT(change::request, (), (id, version, if_match, session, lang, how, range, title))
static_assert(valid<change>);

struct look : api { // with the service's fields only
    static constexpr auto route = get("/things");
    struct request {};
    using response = int;
};
BOOST_DESCRIBE_STRUCT(look::request, (), ())
static_assert(valid<look>);

struct list : api { // a GET whose members all have places
    static constexpr auto route = get("/things");
    struct request {
        required<std::string> since;
        std::optional<std::string> session{};
    };
    static constexpr auto fields =
        apibind::fields(field<&request::since>("If-Modified-Since"), cookie<&request::session>("session"));
    using response = int;
};
BOOST_DESCRIBE_STRUCT(list::request, (), (since, session))
static_assert(valid<list>);

auto const carrier = std::make_shared<support::scripted_transport>(support::answer(200, "0"));
client<api> const it(secret("t0ken"), {.user_agent = "test"}, carrier);

std::string why(result<http_request, no_error_body> const& made) {
    REQUIRE(!made);
    CHECK(made.error().kind == failure_kind::invalid_request);
    return made.error().message;
}

struct store : api {
    static constexpr auto route = post("/store");
    struct request {
        std::optional<std::map<std::string, std::string>> own{}, more{};
        std::optional<std::string> id{};
        std::optional<std::string> session{};
        std::optional<std::string> title{};
    };
    static constexpr auto fields = apibind::fields(field<&request::own>("X-*"), field<&request::id>("X-Id"),
                                                   field<&request::more>("c*"), cookie<&request::session>("session"));
    using response = int;
};
BOOST_DESCRIBE_STRUCT(store::request, (), (own, more, id, session, title))
struct store_the_other_way : store {
    static constexpr auto fields = apibind::fields(field<&request::id>("X-Id"), field<&request::own>("X-*"),
                                                   field<&request::more>("c*"), cookie<&request::session>("session"));
};
static_assert(valid<store> && valid<store_the_other_way>);

} // namespace fields_tests
using namespace fields_tests;

TEST_CASE_TEMPLATE("a key of a map makes no field that is another's", E, store, store_the_other_way) {
    using map = std::map<std::string, std::string>;
    CHECK(why(prepare<E>(it, {.own = map{{"id", "map"}}, .id = "own"})) ==
          "own[id] is there already, in whatever case: it ends the name of a field X-*");
    for (char const* key : {"ontent-type", "ONTENT-TYPE", "ontent-length", "ookie", "onnection"}) {
        CAPTURE(key);
        CHECK(why(prepare<E>(it, {.more = map{{key, "x"}}, .session = "s", .title = "t"})) ==
              "more[" + std::string(key) +
                  "] makes a field that follows from the request or the options: it ends the name of a field c*");
    }
    auto const made = prepare<E>(it, {.own = map{{"id", "map"}}, .more = map{{"-a", "1"}}, .title = "t"});
    REQUIRE(made);
    CHECK(made->fields.find("X-id") == "map");
    CHECK(made->fields.find("c-a") == "1");
}

TEST_CASE("a service's fields are those of every endpoint, Accept in place of the usual one") {
    auto const made = prepare<look>(it);
    REQUIRE(made);
    CHECK(made->fields == http_fields{{"Accept", "application/x+json"},
                                      {"User-Agent", "test"},
                                      {"Api-Version", "2024-06-20"},
                                      {"Cookie", "lang=en"},
                                      {"Authorization", "Bearer t0ken"}});
}

TEST_CASE("an endpoint's fields go with the service's, and before those of the same name") {
    auto const made = prepare<change>(it, {.id = 1,
                                           .version = "2025-01-01",
                                           .if_match = {{"\"a,b\"", "W/\"c\""}},
                                           .session = "31d4",
                                           .lang = "pl",
                                           .how = mode::very_slow,
                                           .range = {{3, 4}},
                                           .title = "x"});
    REQUIRE(made);
    CHECK(made->fields == http_fields{{"Accept", "application/x+json"},
                                      {"User-Agent", "test"},
                                      {"Api-Version", "2025-01-01"},
                                      {"If-Match", "\"a,b\", W/\"c\""},
                                      {"X-Mode", "very-slow"},
                                      {"X-Range", "3, 4"},
                                      {"X-Own", "a b"},
                                      {"Cookie", "lang=pl; session=31d4"},
                                      {"Content-Type", "application/json"},
                                      {"Authorization", "Bearer t0ken"}});
    CHECK(made->body == R"({"title":"x"})");
}

TEST_CASE("an absent member sends no field, and the service's stays") {
    auto const made = prepare<change>(it, {.id = 1, .how = 7});
    REQUIRE(made);
    CHECK(made->fields == http_fields{{"Accept", "application/x+json"},
                                      {"User-Agent", "test"},
                                      {"Api-Version", "2024-06-20"},
                                      {"X-Mode", "7"},
                                      {"X-Own", "a b"},
                                      {"Cookie", "lang=en"},
                                      {"Content-Type", "application/json"},
                                      {"Authorization", "Bearer t0ken"}});
    auto const listed = prepare<list>(it, {.since = "now"});
    REQUIRE(listed);
    CHECK(!listed->body);
    CHECK(listed->fields.find("If-Modified-Since") == "now");
}

TEST_CASE("the options of client and call go before the declared fields") {
    client<api> const other(secret("t"), {.fields = {{"api-version", "client"}, {"X-Own", "client"}}}, carrier);
    auto const made = prepare<change>(other, {.id = 1, .version = "v"}, {.fields = {{"X-Own", "call"}}});
    REQUIRE(made);
    CHECK(made->fields.find("Api-Version") == "client");
    CHECK(made->fields.find("X-Own") == "call");
}

TEST_CASE("a value that is none is told with its member and its field") {
    CHECK(why(prepare<change>(it, {.id = 1, .version = ""})) ==
          "version must not be empty: it stands in the field API-Version");
    CHECK(why(prepare<change>(it, {.id = 1, .version = "a\r\nX: y"})) ==
          "version may hold only visible ASCII characters and inner spaces: it stands in the field API-Version");
    CHECK(why(prepare<change>(it, {.id = 1, .if_match = std::vector<std::string>{}})) ==
          "if_match must not be empty: it stands in the field If-Match");
    CHECK(why(prepare<change>(it, {.id = 1, .if_match = {{"a", "b,c"}}})) ==
          "if_match may hold commas only within quotes: its elements stand in the field If-Match, parted by commas");
    CHECK(why(prepare<change>(it, {.id = 1, .session = "a;b"})) ==
          "session may hold only visible ASCII characters without '\"', ',', ';' and '\\': it stands in the cookie "
          "session");
    CHECK(why(prepare<change>(it, {.id = 1, .how = static_cast<mode>(9)})) ==
          "how is none of its enumerators: it stands in the field X-Mode");
}

TEST_CASE("a list element keeps its commas in quotes") {
    using detail::is_list_element;
    for (auto const* text : {"a", "\"a,b\"", "W/\"a,\\\",b\"", "a b", "\"\\\\\""}) CHECK(is_list_element(text));
    for (auto const* text : {"a,b", ",", "\"a", "\"a\\\"", "\"a\",b", "a\\,b"}) CHECK_FALSE(is_list_element(text));
}

TEST_CASE("no value makes another field, another element or another cookie") {
    int sent = 0, kept_out = 0;
    auto const usual = prepare<change>(it, {.id = 1, .version = "v", .if_match = {{"1", "2"}}, .session = "s"});
    REQUIRE(usual);
    auto const differs_only = [&](result<http_request, no_error_body> const& made, std::string const& member,
                                  std::string_view field, std::string const& whole) {
        if (!made) {
            ++kept_out;
            CHECK(made.error().message.starts_with(member + " "));
            return;
        }
        ++sent;
        REQUIRE(made->fields.size() == usual->fields.size());
        auto expected = usual->fields;
        expected.set(field, whole);
        CHECK(made->fields == expected);
        CHECK(std::all_of(whole.begin(), whole.end(), [](char c) { return (c >= ' ' && c < 0x7f) || c == '\t'; }));
    };
    for (auto const& value : support::hostile_values()) {
        CAPTURE(value.substr(0, 100));
        differs_only(prepare<change>(it, {.id = 1, .version = value, .if_match = {{"1", "2"}}, .session = "s"}),
                     "version", "Api-Version", value);
        differs_only(prepare<change>(it, {.id = 1, .version = "v", .if_match = {{"1", value}}, .session = "s"}),
                     "if_match", "If-Match", "1, " + value);
        differs_only(prepare<change>(it, {.id = 1, .version = "v", .if_match = {{"1", "2"}}, .session = value}),
                     "session", "Cookie", "lang=en; session=" + value);
        if (value.find_first_of(";,\" ") != std::string::npos) CHECK(!prepare<change>(it, {.id = 1, .session = value}));
        if (value.find(',') != std::string::npos) CHECK(!prepare<change>(it, {.id = 1, .if_match = {{value}}}));
    }
    CHECK(sent > 250);
    CHECK(kept_out > 100);
}

namespace fields_tests {

struct facts {
    std::string path;
};
BOOST_DESCRIBE_STRUCT(facts, (), (path))
struct upload : api {
    static constexpr auto route = post("/upload");
    struct request {
        std::optional<in_string<facts>> json{};
        std::optional<in_string<std::string>> text{};
        std::optional<std::string> plain{};
    };
    static constexpr auto fields = apibind::fields(field<&request::json>("X-Arg"), field<&request::text>("X-Text"),
                                                   field<&request::plain>("X-Plain"));
    using response = int;
};
BOOST_DESCRIBE_STRUCT(upload::request, (), (json, text, plain))
static_assert(valid<upload>);

} // namespace fields_tests

TEST_CASE("JSON in a field is ASCII, and text that is no JSON is refused") {
    auto const argument = [](std::string path) {
        auto const made = prepare<upload>(it, {.json = facts{std::move(path)}});
        REQUIRE(made);
        return std::string(*made->fields.find("X-Arg"));
    };
    CHECK(argument("/a \"b\"\r\n") == R"({"path":"/a \"b\"\r\n"})");
    CHECK(argument("/za\xc5\xbc") == R"({"path":"/za\u017c"})");
    CHECK(argument("\xe2\x82\xac\x7f~") == R"({"path":"\u20ac\u007f~"})");
    CHECK(argument("\xf0\x9f\x98\x80\xf4\x8f\xbf\xbf") == R"({"path":"\ud83d\ude00\udbff\udfff"})");
    CHECK(from_text<in_string<facts>>(argument("\xf0\x9f\x98\x80\xc2\x80"))->value().path ==
          "\xf0\x9f\x98\x80\xc2\x80");
    CHECK(why(prepare<upload>(it, {.json = facts{"\xff"}})).find("UTF-8") != std::string::npos);
    CHECK(why(prepare<upload>(it, {.text = "\xc5\xbc"})).find("text may hold only visible ASCII") != std::string::npos);
    CHECK(why(prepare<upload>(it, {.plain = "\xc5\xbc"})).find("plain may hold only") != std::string::npos);
}
