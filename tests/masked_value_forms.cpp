// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/masked_value.hpp>

#include <apibind/apibind.hpp>

#include <doctest/doctest.h>

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

using namespace apibind;

namespace masked_forms_tests {

std::string const token = "t0k/en\"4711";
std::string const hidden = "<[secret]>";

struct inner {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(inner, (), (text))

class wrapped {
public:
    std::string text;
    friend inner to_described_json(wrapped const& it) { return {it.text}; }
    friend void from_described_json(inner wire, wrapped& it) { it.text = std::move(wire.text); }
};

struct forms {
    in_string<inner> in{};
    in_string<std::int64_t> number{};
    decimal big{};
    joined<std::string> words{};
    base64_bytes bytes{};
    uuid id{};
    tagged<"type", as<"inner", inner>, other> one{};
    tagged<"type", as<"inner", inner>, other> unknown{};
    keyed<as<"text", std::string>, other> key{};
    std::unique_ptr<inner> owned{};
    wrapped outside{};
    unix_seconds at{};
    additional_properties<std::variant<std::string, inner>> more{};
};
BOOST_DESCRIBE_STRUCT(forms, (), (in, number, big, words, bytes, id, one, unknown, key, owned, outside, at, more))

redaction hiding() {
    redaction out;
    out.add(token);
    out.add("1234567890");
    out.add("alpha,beta");
    out.add("f81d4fae-7dec-11d0");
    return out;
}
void mask(forms& it) {
    auto const secrets = hiding();
    CHECK(detail::value_mask{secrets}.value(detail::node_of<forms>, &it));
}

} // namespace masked_forms_tests
using namespace masked_forms_tests;

TEST_CASE("a secret is masked in values of every form") {
    auto const t = "<" + token + ">";
    forms it;
    it.in = inner{t};
    it.number = 91234567890;
    it.big = decimal("0.1234567890");
    it.words = {"x", t};
    it.bytes = base64_bytes(t);
    it.id = *uuid::parse("f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
    it.one = inner{t};
    it.unknown = other{t, R"({"type":"<t0k\/en\"4711>","k<t0k/en\"4711>":1234567890,"a":["<t0k/en\"4711>"]})"};
    it.key = t;
    it.owned = std::make_unique<inner>(inner{t});
    it.outside.text = t;
    it.at = std::chrono::sys_seconds(std::chrono::seconds(1234567890));
    it.more = {{"a", t}, {"b", inner{t}}, {t, "x"}};
    mask(it);
    CHECK(it.in->text == hidden);
    CHECK(*it.number == 0);
    CHECK(it.big == decimal());
    CHECK(it.words == joined<std::string>{"x", hidden});
    CHECK(it.bytes.bytes == hidden);
    CHECK(it.id.is_nil());
    CHECK(std::get<inner>(it.one).text == hidden);
    CHECK(std::get<other>(it.unknown).tag == hidden);
    CHECK(std::get<other>(it.unknown).json == R"({"type":"<[secret]>","k<[secret]>":0,"a":["<[secret]>"]})");
    CHECK(std::get<0>(it.key) == hidden);
    CHECK(it.owned->text == hidden);
    CHECK(it.outside.text == hidden);
    CHECK(it.at == unix_seconds());
    CHECK(std::get<std::string>(it.more.at("a")) == hidden);
    CHECK(std::get<inner>(it.more.at("b")).text == hidden);
    CHECK(std::get<std::string>(it.more.at(hidden)) == "x");
    CHECK(it.more.size() == 3);
}

TEST_CASE("a secret that holds what separates elements is masked in the whole") {
    forms it;
    it.words = {"alpha", "beta"};
    mask(it);
    CHECK(it.words.empty());
}

TEST_CASE("what shows no secret stays") {
    forms it;
    it.in = inner{"t0k"};
    it.number = 403;
    it.big = decimal("123.50");
    it.words = {"alpha", "gamma"};
    it.bytes = base64_bytes("plain");
    it.unknown = other{"x", R"({"type":"x", "n":1.50})"};
    it.more = {{"a", "b"}};
    mask(it);
    CHECK(it.in->text == "t0k");
    CHECK(*it.number == 403);
    CHECK(it.big.text() == "123.50");
    CHECK(it.words.size() == 2);
    CHECK(it.bytes.bytes == "plain");
    CHECK(std::get<other>(it.unknown).json == R"({"type":"x", "n":1.50})");
    CHECK(std::get<std::string>(it.more.at("a")) == "b");
}
