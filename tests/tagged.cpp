// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/tagged.hpp>

#include "support/travelling.hpp"
#include <apibind/additional_properties.hpp>
#include <apibind/in_string.hpp>

#include <doctest/doctest.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

using namespace apibind;
using namespace support;

namespace tagged_tests {

struct card {
    std::string last4;
    std::optional<int> month{};
};
BOOST_DESCRIBE_STRUCT(card, (), (last4, month))
struct sepa {
    required<std::string> iban;
};
BOOST_DESCRIBE_STRUCT(sepa, (), (iban))
struct cash {};
BOOST_DESCRIBE_STRUCT(cash, (), ())

using closed = tagged<"type", as<"card", card>, as<"sepa_debit", sepa>, as<"cash", cash>>;
using open = tagged<"type", as<"card", card>, as<"sepa_debit", sepa>, other>;
using numbered = tagged<"kind", as<1, card>, as<-2, cash>, as<"1", sepa>>;
enum class kind { circle, square };
BOOST_DESCRIBE_ENUM(kind, circle, square)
struct circle { // types that are used by themselves as well have the tag as a member
    std::string object;
    int radius = 0;
};
BOOST_DESCRIBE_STRUCT(circle, (), (object, radius))
struct square {
    int side = 0;
    std::optional<kind> object{};
};
BOOST_DESCRIBE_STRUCT(square, (), (side, object))
struct point {
    constant<"point"> object{};
    int x = 0;
    additional_properties<int> more{};
};
BOOST_DESCRIBE_STRUCT(point, (), (object, x, more))
struct ring {
    open_enum<kind> object;
};
BOOST_DESCRIBE_STRUCT(ring, (), (object))
using drawn = tagged<"object", as<"circle", circle>, as<"square", square>, as<"point", point>, as<"ring", ring>>;
struct fourth {
    int object = 0;
};
BOOST_DESCRIBE_STRUCT(fourth, (), (object))
using counted = tagged<"object", as<4, fourth>>;

using by_key = keyed<as<"card", card>, as<"note", std::string>, as<"list", std::vector<int>>>;
using by_any_key = keyed<as<"card", card>, other>;

struct payment {
    required<closed> method;
    std::optional<open> fallback{};
    std::vector<by_key> parts{};
    std::map<std::string, nullable<closed>> more{};
};
BOOST_DESCRIBE_STRUCT(payment, (), (method, fallback, parts, more))

struct text_block;
struct group;
using block = tagged<"type", as<"text", text_block>, as<"group", group>>;
struct text_block {
    std::string text;
};
struct group {
    std::vector<std::unique_ptr<block>> children;
    std::optional<in_string<std::vector<int>>> extra{};
};
BOOST_DESCRIBE_STRUCT(text_block, (), (text))
BOOST_DESCRIBE_STRUCT(group, (), (children, extra))

struct loose {
    int a = 0;
    additional_properties<std::string> more{};
};
BOOST_DESCRIBE_STRUCT(loose, (), (a, more))
using loose_union = tagged<"type", as<"loose", loose>>;

} // namespace tagged_tests
using namespace tagged_tests;

TEST_CASE("a member of the tag's name is given the tag, and it is written once") {
    auto const round = json_of(drawn(circle{"", 2}));
    CHECK(round == R"({"object":"circle","radius":2})");
    CHECK(json_of(drawn(circle{"other", 2})) == round); // the tag is told by the type
    auto const read = value_of<drawn>(R"({"radius":3,"object":"circle"})");
    CHECK(std::get<circle>(read).object == "circle");
    CHECK(std::get<circle>(read).radius == 3);
    CHECK(*std::get<square>(value_of<drawn>(R"({"object":"square","side":3})")).object == kind::square);
    CHECK(json_of(drawn(square{3, {}})) == R"({"object":"square","side":3})");
    CHECK(json_of(drawn(square{3, kind::circle})) == R"({"object":"square","side":3})");
    CHECK(std::get<point>(value_of<drawn>(R"({"y":1,"object":"point","x":2})")).x == 2);
    CHECK(json_of(value_of<drawn>(R"({"y":1,"object":"point","x":2})")) == R"({"object":"point","x":2,"y":1})");
    CHECK(std::get<ring>(value_of<drawn>(R"({"object":"ring"})")).object.wire() == "ring");
    CHECK(json_of(drawn(ring{})) == R"({"object":"ring"})");
    counted const four = value_of<counted>(R"({"object":4})");
    CHECK(std::get<fourth>(four).object == 4);

    drawn wrong;
    CHECK(read_json(R"({"object":"circle","radius":3,"object":"circle"})", wrong)->reason == decode_reason::duplicate);
    // By itself such a type writes what it holds.
    CHECK(json_of(circle{"c", 1}) == R"({"object":"c","radius":1})");
}

TEST_CASE("the tag stands first among the members and may be anywhere when it is read") {
    closed it = card{"4242", 7};
    CHECK(json_of(it) == R"({"type":"card","last4":"4242","month":7})");
    CHECK(json_of(closed(cash{})) == R"({"type":"cash"})");
    for (auto json : {R"({"type":"card","last4":"4242","month":7})", R"({"last4":"4242","type":"card","month":7})",
                      R"({ "last4" : "4242" , "month":7,"type" : "card" })",
                      R"({"last4":"4242","month":7,"\u0074ype":"c\u0061rd"})"})
        CHECK(again<closed>(json, {.strict = true}) == R"({"type":"card","last4":"4242","month":7})");
    it = sepa{"PL61"};
    REQUIRE(std::holds_alternative<sepa>(it));
    CHECK(std::get<sepa>(it).iban.value() == "PL61");
    CHECK(std::get_if<card>(&it) == nullptr);
    CHECK(std::visit([](auto const& one) { return sizeof one; }, it) == sizeof(sepa));
    CHECK(it.index() == 1);
}

TEST_CASE("it stands where other values do") {
    payment it{.method = sepa{"PL61"}, .fallback = card{"1", {}}};
    it.parts.emplace_back(std::string("x"));
    it.parts.emplace_back(card{"2", {}});
    it.more["a"] = closed(cash{});
    it.more["b"] = null;
    auto const json = R"({"method":{"type":"sepa_debit","iban":"PL61"},"fallback":{"type":"card","last4":"1"},)"
                      R"("parts":[{"note":"x"},{"card":{"last4":"2"}}],"more":{"a":{"type":"cash"},"b":null}})";
    CHECK(json_of(it) == json);
    CHECK(again<payment>(json) == json);
    std::vector<note> notes;
    payment noted{.method = cash{}};
    CHECK(!read_json(R"({"method":{"x":1,"type":"cash"},"parts":[{"x":1,"note":"y"}],"more":{}})", noted, {}, &notes));
    CHECK(notes == std::vector<note>{{"$.method.x", "unknown member"}, {"$.parts[0].x", "unknown member"}});
}

TEST_CASE("a tag may be an integer") {
    CHECK(json_of(numbered(card{"1", {}})) == R"({"kind":1,"last4":"1"})");
    CHECK(json_of(numbered(cash{})) == R"({"kind":-2})");
    CHECK(json_of(numbered(sepa{"x"})) == R"({"kind":"1","iban":"x"})");
    CHECK(again<numbered>(R"({"last4":"1","kind":1})") == R"({"kind":1,"last4":"1"})");
    CHECK(again<numbered>(R"({"kind":-2})") == R"({"kind":-2})");
    CHECK(again<numbered>(R"({"kind":2})") ==
          "! $.kind: expected one of \"1\", \"-2\" or \"1\", found the number 2 (unknown value, byte 8)");
}

TEST_CASE("a tag that is not there, twice or unknown is told with its place") {
    CHECK(again<closed>(R"({"last4":"1"})") ==
          "! $.type: expected one of \"card\", \"sepa_debit\" or \"cash\", found nothing (missing, byte 0)");
    CHECK(again<closed>("{}").starts_with("! $.type: expected one of"));
    CHECK(again<std::vector<closed>>(R"([{"type":"cheque"}])") ==
          "! $[0].type: expected one of \"card\", \"sepa_debit\" or \"cash\", found the string \"cheque\" (unknown "
          "value, byte 9)");
    CHECK(again<closed>(R"({"type":"cash","type":"card","last4":"1"})") ==
          "! $.type: expected each member once, found the tag again (duplicate, byte 15)");
    CHECK(again<closed>(R"({"type":"cash","\u0074ype":"cash"})").find("the tag again") != std::string::npos);
    CHECK(again<open>(R"({"type":"card","last4":"1","type":"card"})").find("the tag again") != std::string::npos);
    CHECK(again<closed>(R"({"type":null})").find("found null (unknown value") != std::string::npos);
    CHECK(again<closed>(R"({"type":["card"]})").find("found an array (unknown value") != std::string::npos);
    CHECK(again<closed>(R"({"type":"card"})") == "! $.last4: expected a string, found nothing (missing, byte 0)");
    CHECK(again<closed>(R"(["card"])") == "! $: expected an object, found an array (wrong type, byte 0)");
    CHECK(again<closed>(R"({"a":[}, "type":"cash"})").find("malformed") != std::string::npos);
    CHECK(again<closed>(R"({"type":"cash")").find("malformed") != std::string::npos);
    CHECK(again<closed>(R"({"type")").find("malformed") != std::string::npos);
    CHECK(again<closed>(R"({"type":)").find("malformed") != std::string::npos);
    CHECK(again<closed>(R"({"type":"cash","x":{"type":"card"}})", {.strict = true}).find("unknown member") !=
          std::string::npos);
    CHECK(again<closed>(R"({"type":"cash","x":{"type":"card"}})") == R"({"type":"cash"})");
}

TEST_CASE("an other keeps what nobody knows, whole") {
    auto const json = R"({"type":"wallet","a":[1, {"b":null}], "type2":1.50})";
    CHECK(again<open>(json) == json);
    auto const it = value_of<open>(json);
    REQUIRE(std::holds_alternative<other>(it));
    CHECK(std::get<other>(it).tag == "wallet");
    CHECK(std::get<other>(value_of<open>(R"({"x":1,"type":7})")).tag == "7");
    CHECK(again<open>(R"({"type":null})") == R"({"type":null})");
    CHECK(again<open>(R"({"x":1})").find("missing") != std::string::npos);
    CHECK(json_of(open(other{"x", "[]"})) == "! $: the text of an apibind::other is no JSON object (bad codec)");
    CHECK(json_of(open(other{"x", "{\"a\":1},{}"})).find("no valid JSON") != std::string::npos);
    CHECK(json_of(open(other{"x", ""})).find("no JSON object") != std::string::npos);
    CHECK(json_of(std::vector<open>{other{"x", "{\"a\":" + std::string(127, '[') + std::string(127, ']') + "}"}})
              .find("too deep") != std::string::npos);
}

TEST_CASE("the name of the only member tells which it is") {
    CHECK(json_of(by_key(std::string("x"))) == R"({"note":"x"})");
    CHECK(again<by_key>(R"({"list":[1,2]})") == R"({"list":[1,2]})");
    CHECK(again<by_key>(R"({"card":null,"note":"x","unknown":1})") == R"({"note":"x"})");
    CHECK(again<by_key>(R"({"unknown":1,"note":"x"})", {.strict = true}).find("unknown member") != std::string::npos);
    CHECK(again<by_key>(R"({"note":"x","list":[]})") ==
          "! $.list: expected one of the members, found another of them (duplicate, byte 12)");
    CHECK(again<by_key>(R"({"note":"x","note":"x"})").find("duplicate") != std::string::npos);
    CHECK(again<by_key>("{}") ==
          "! $: expected the member one of \"card\", \"note\" or \"list\", found none of them (missing, byte 0)");
    CHECK(again<by_key>(R"({"note":7})") == "! $.note: expected a string, found the number 7 (wrong type, byte 8)");
    CHECK(json_of(by_key(std::vector<int>{1})).find("list") != std::string::npos);
    CHECK(again<by_any_key>(R"({"iban":"x"})") == R"({"iban":"x"})");
    CHECK(std::get<other>(value_of<by_any_key>(R"({"iban":"x"})")).tag == "iban");
    CHECK(again<by_any_key>(R"({"card":{"last4":"1"}})") == R"({"card":{"last4":"1"}})");
}

TEST_CASE("a member that the struct does not name cannot be a second tag") {
    CHECK(again<loose_union>(R"({"a":1,"b":"2","type":"loose"})") == R"({"type":"loose","a":1,"b":"2"})");
    loose it;
    it.more["type"] = "x";
    CHECK(json_of(loose_union(it)) == "! $.type: a key of additional_properties that a member has (duplicate)");
    CHECK(json_of(it) == R"({"a":0,"type":"x"})");
}

TEST_CASE("unions within unions count as depth, and their tags are looked for in bounded time") {
    auto const nested = [](int depth, bool tag_last) {
        std::string json = R"({"type":"text","text":"x"})";
        for (int i = 0; i != depth; ++i)
            json = tag_last ? R"({"children":[)" + json + R"(],"type":"group"})"
                            : R"({"type":"group","children":[)" + json + "]}";
        return json;
    };
    CHECK(again<block>(nested(63, false)) == nested(63, false));
    CHECK(again<block>(nested(63, true)) == nested(63, false));
    CHECK(again<block>(nested(64, true)).find("too deep") != std::string::npos);
    CHECK(again<block>(nested(64, false)).find("too deep") != std::string::npos);
    CHECK(again<block>(nested(20000, true)).find("too deep") != std::string::npos);
    // Much text before each of many tags: each level would look at it again.
    auto json = R"({"x":")" + std::string(1 << 20, ' ') + R"(","type":"text","text":"x"})";
    CHECK(again<block>(json) == R"({"type":"text","text":"x"})");
    for (int i = 0; i != 63; ++i) json = R"({"children":[)" + json + R"(],"type":"group"})";
    CHECK(again<block>(json) == nested(63, false));
    CHECK(again<block>(nested(63, false).substr(0, 500)).find("malformed") != std::string::npos);
    // A tag behind 1 MB of members.
    std::string many = "{";
    for (int i = 0; i != 100000; ++i) many += "\"k" + std::to_string(i) + "\":1,";
    CHECK(again<closed>(many + R"("type":"cash"})") == R"({"type":"cash"})");
}

TEST_CASE("texts that are cut or damaged anywhere are refused or read, and nothing else") {
    std::string const whole = R"({"type":"group","children":[{"text":"a","type":"text"},null],"extra":"[1,2]"})";
    for (std::size_t i = 0; i != whole.size(); ++i) {
        CHECK(again<block>(whole.substr(0, i)).starts_with("! "));
        for (char c : {'\0', '"', '{', '}', '[', ']', ':', ',', '\\', 't', '1', '\xff'}) {
            auto damaged = whole;
            damaged[i] = c;
            CHECK(!again<block>(damaged).empty());
        }
    }
}
