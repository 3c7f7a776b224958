// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/described_json.hpp>

#include "support/travelling.hpp"

#include <doctest/doctest.h>

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

using namespace support;

namespace described_json_tests {

struct wire_price {
    std::int64_t amount = 0;
    std::string currency;
};
BOOST_DESCRIBE_STRUCT(wire_price, (), (amount, currency))

/// Has members that are nobody's business, and takes only what is a price.
class price {
public:
    price() = default;
    price(std::int64_t amount, std::string currency) : amount_(amount), currency_(std::move(currency)) {}
    friend wire_price to_described_json(price const& it) { return {it.amount_, it.currency_}; }
    friend std::string from_described_json(wire_price wire, price& it) {
        if (wire.amount < 0) return "an amount that is not negative";
        it = price(wire.amount, std::move(wire.currency));
        return {};
    }

private:
    std::int64_t amount_ = 0;
    std::string currency_ = "EUR";
};

enum class level { low = 10, high = 90 };
int to_described_json(level it) {
    return static_cast<int>(it);
}
void from_described_json(int number, level& it) {
    it = static_cast<level>(number);
}

class name {
public:
    friend std::string const& to_described_json(name const& it) { return it.text_; }
    friend void from_described_json(std::string text, name& it) { it.text_ = std::move(text); }

private:
    std::string text_;
};

class sent_only {
public:
    friend std::vector<int> to_described_json(sent_only const&) { return {1, 2}; }
};

struct order {
    price total;
    std::optional<level> urgency{};
    std::vector<name> names{};
    std::map<std::string, price> parts{};
};
BOOST_DESCRIBE_STRUCT(order, (), (total, urgency, names, parts))

} // namespace described_json_tests
using namespace described_json_tests;

TEST_CASE("a type travels as the one that stands for it") {
    auto const json = R"({"total":{"amount":250,"currency":"PLN"},"urgency":90,"names":["a","b"],)"
                      R"("parts":{"x":{"amount":1,"currency":"EUR"}}})";
    CHECK(again<order>(json) == json);
    CHECK(json_of(sent_only{}) == "[1,2]");
    CHECK(value_of<order>(json).urgency == level::high);
}

TEST_CASE("what stands for no value is told at its place, what is no such JSON as that is") {
    CHECK(again<std::vector<price>>(R"([{"amount":-1,"currency":"x"}])") ==
          "! $[0]: expected an amount that is not negative, found an object (bad text, byte 1)");
    CHECK(again<std::vector<price>>(R"([{"amount":"1","currency":"x"}])") ==
          "! $[0].amount: expected an integer, found the string \"1\" (wrong type, byte 11)");
    CHECK(again<price>("7") == "! $: expected an object, found the number 7 (wrong type, byte 0)");
    CHECK(again<order>(R"({"total":{"amount":1,"currency":"x"},"names":[],"parts":{},"urgency":"high"})")
              .find("expected an integer") != std::string::npos);
    using either = std::variant<price, wire_price>;
    CHECK(value_of<either>(R"({"amount":-1,"currency":"x"})").index() == 1);
    CHECK(json_of(price(1, "\xff")).find("$.currency: ") != std::string::npos);
}

TEST_CASE("where it stands for a text, it has that in a URL") {
    CHECK(text_again<level>("90") == "90");
    CHECK(text_again<name>("a b") == "a b");
    CHECK(text_again<price>("1") == "none");
    CHECK(!apibind::to_text(price()));
}
