// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "corpus.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace std::literals;

std::vector<json_tests::corpus_choice> const& json_tests::corpus_chosen() {
    static std::string const ones(400, '1');
    static std::string const deepest = std::string(127, '[') + std::string(127, ']');
    static std::string const too_deep = std::string(129, '[') + std::string(129, ']');
    static std::string const abyss(100000, '[');
    static std::string const abyss_of_objects = [] {
        std::string out;
        for (int i = 0; i != 50000; ++i) out += "{\"a\":";
        return out;
    }();
    constexpr bool yes = true, no = false;
    static std::vector<corpus_choice> const choices{
        // Numbers: the range and precision of double, and of 64 bits
        {"1e400"sv, no, no, yes, "no infinity is made of a number; what is skipped has no range"},
        {"-1e400"sv, no, no, yes, "as 1e400"},
        {"1e99999999999999999999"sv, no, no, yes, "as 1e400"},
        {ones, no, no, yes, "as 1e400"},
        {"1.8e308"sv, no, no, yes, "as 1e400"},
        {"1e-400"sv, yes, yes, yes, "the nearest double is zero"},
        {"-1e-99999999999999999999"sv, yes, yes, yes, "the nearest double is zero"},
        {"0e99999999999999999999"sv, yes, yes, yes, "zero, however it is spelt"},
        {"18446744073709551616"sv, yes, no, yes,
         "a double is the nearest; a free-form integer would lose digits silently"},
        {"-9223372036854775809"sv, yes, no, yes, "as 18446744073709551616"},
        {"123456789012345678901234567890"sv, yes, no, yes, "as 18446744073709551616"},
        {"123456789012345678901234567890.0"sv, yes, yes, yes, "written as no integer: the nearest double"},
        {"[123456789012345678901234567890]"sv, yes, no, yes, "typed elements are doubles"},
        // Names: the same one twice
        {"{\"a\":1,\"a\":1}"sv, no, no, yes, "a key comes once; of what is skipped nobody asks"},
        {"{\"a\":1,\"a\":2}"sv, no, no, yes, "as before"},
        {R"({"a":1,"\u0061":2})"sv, no, no, yes, "keys are compared by what they stand for"},
        {"{\"\":1,\"\":2}"sv, no, no, yes, "as before"},
        // Surrogates without their other half
        {R"("\ud800")"sv, no, no, no, "has no UTF-8"},
        {R"("\udc00")"sv, no, no, no, "has no UTF-8"},
        {R"("\uDBFFx")"sv, no, no, no, "has no UTF-8"},
        {R"("\ud800\ud800")"sv, no, no, no, "has no UTF-8"},
        {R"("\udc00\ud800")"sv, no, no, no, "has no UTF-8"},
        {R"("\ud800\u0041")"sv, no, no, no, "has no UTF-8"},
        {R"({"\ud800":1})"sv, no, no, no, "has no UTF-8"},
        // Bytes that are no UTF-8
        {"\"\x80\""sv, no, no, no, "no UTF-8"},
        {"\"\xbf\""sv, no, no, no, "no UTF-8"},
        {"\"\xc0\x80\""sv, no, no, no, "overlong"},
        {"\"\xc1\xbf\""sv, no, no, no, "overlong"},
        {"\"\xe0\x80\xaf\""sv, no, no, no, "overlong"},
        {"\"\xf0\x80\x80\xaf\""sv, no, no, no, "overlong"},
        {"\"\xed\xa0\x80\""sv, no, no, no, "a surrogate"},
        {"\"\xed\xb0\x80\""sv, no, no, no, "a surrogate"},
        {"\"\xf4\x90\x80\x80\""sv, no, no, no, "above U+10FFFF"},
        {"\"\xf8\x88\x80\x80\x80\""sv, no, no, no, "five bytes"},
        {"\"\xc3\""sv, no, no, no, "cut"},
        {"\"\xe2\x82\""sv, no, no, no, "cut"},
        {"\"\xe9\""sv, no, no, no, "Latin-1"},
        {"\"0123456789abcdef\xff\""sv, no, no, no, "no UTF-8"},
        {"{\"\xff\":1}"sv, no, no, no, "no UTF-8"},
        {"[\"\xc3\x28\"]"sv, no, no, no, "no UTF-8"},
        // A byte order mark
        {"\xef\xbb\xbf{}"sv, no, no, no, "RFC 8259 8.1 forbids writing one and allows refusing it"},
        {"\xef\xbb\xbf[1]"sv, no, no, no, "as before"},
        {"\xef\xbb\xbf"
         "1"sv,
         no, no, no, "as before"},
        // Depth
        {deepest, yes, yes, yes, "within the limit"},
        {too_deep, no, no, no, "beyond the limit"},
        {abyss, no, no, no, "beyond the limit, and no stack is lost"},
        {abyss_of_objects, no, no, no, "beyond the limit, and no stack is lost"},
    };
    return choices;
}

TEST_CASE("the documents of choice are there") {
    CHECK(json_tests::corpus_chosen().size() >= 40);
}
