// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "corpus.hpp"

#include <doctest/doctest.h>

using namespace std::literals;

std::vector<std::string_view> const& json_tests::corpus_rejected() {
    // clang-format off
    static std::vector<std::string_view> const documents{
        // Nothing, or something else
        ""sv, " "sv, "\n\t"sv, "\0"sv, "\0\0"sv, "a"sv, "?"sv, "*"sv, ":"sv, ","sv, "]"sv, "}"sv, "'"sv, "$"sv, "\\"sv, "/"sv, "\x7f"sv,
        "\x80"sv, "\xff"sv, "\x1b[0m"sv, "undefined"sv, "<html></html>"sv, "a=1&b=2"sv, "%7B%7D"sv, "\xc3\xa9"sv,
        // Literals
        "nul"sv, "nulll"sv, "Null"sv, "NULL"sv, "nil"sv, "None"sv, "tru"sv, "truth"sv, "True"sv, "TRUE"sv, "true1"sv, "fals"sv,
        "falsey"sv, "False"sv, "n ull"sv, "t"sv, "f"sv, "n"sv, "nu\nll"sv, "null\0"sv, "null null"sv, "truefalse"sv, "[tru]"sv,
        "[nul]"sv, "[fals]"sv, "[t]"sv,
        // Numbers
        "+1"sv, "+"sv, "-"sv, "--1"sv, "- 1"sv, "-a"sv, "-+1"sv, "+-1"sv, "00"sv, "01"sv, "-00"sv, "-01"sv, "007"sv, "0123.4"sv, "1."sv,
        "-1."sv, "0."sv, ".1"sv, "-.1"sv, "."sv, "1.e1"sv, "1..2"sv, "1.2.3"sv, "1e"sv, "1E"sv, "1e+"sv, "1e-"sv, "0e"sv, "0e+"sv,
        "1.5e"sv, "1ee1"sv, "1e1e1"sv, "1e1.5"sv, "1e+-1"sv, "e1"sv, "1 e1"sv, "1e 1"sv, "1 000"sv, "1_000"sv, "1'000"sv, "1,000.0"sv,
        "0x1F"sv, "0xg"sv, "0b1"sv, "0o7"sv, "1f"sv, "1L"sv, "1n"sv, "1a"sv, "NaN"sv, "nan"sv, "-NaN"sv, "Infinity"sv, "-Infinity"sv,
        "inf"sv, "+Inf"sv, "1/2"sv, "1%"sv, "\xef\xbc\x91"sv, "1\0"sv, "[1.]"sv, "[-]"sv, "[01]"sv, "[.5]"sv, "[1e]"sv, "[+1]"sv, "[1 2]"sv,
        "[0x1]"sv, "[-2.]"sv, "[2.e3]"sv, "[NaN]"sv, "[Infinity]"sv, "[1\xc2\xa0]"sv,
        // Strings
        "\""sv, "\"a"sv, "a\""sv, "'a'"sv, "`a`"sv, "\"a\"\"b\""sv, "\"a\" \"b\""sv, "\"\\\""sv, "\"\\"sv, "\"\\\\\\\""sv, "\"\n\""sv,
        "\"\t\""sv, "\"\r\""sv, "\"\0\""sv, "\"\x01\""sv, "\"\x1f\""sv, "\"0123456789abcdef\x1f\""sv, R"("\a")"sv, R"("\v")"sv,
        R"("\0")"sv, R"("\x41")"sv, R"("\'")"sv, R"("\N")"sv, R"("\U0041")"sv, R"("\ n")"sv, R"("\u")"sv, R"("\u1")"sv, R"("\u12")"sv,
        R"("\u123")"sv, R"("\u123")"
        R"(g")"sv, R"("\u{41}")"sv, R"("\u 041")"sv, R"("\u+041")"sv, R"("\u00g0")"sv, R"("\uD83D\u")"sv, R"("\uD83D\u12")"sv,
        "\"\\\xc3\xa9\""sv, "\"\\\n\""sv, "\"\\\0\""sv, "[\"\\]"sv, "[\"a]"sv, "[\"\\u00]\"]"sv, "[\"a\",b]"sv, "[a\"b\"]"sv,
        // Arrays
        "["sv, "[["sv, "[]]"sv, "[[]"sv, "[1"sv, "[1,"sv, "[,"sv, "[,]"sv, "[,1]"sv, "[1,]"sv, "[1,,2]"sv, "[1,2,]"sv, "[1;2]"sv, "[1:2]"sv,
        "[1 true]"sv, "[\"a\" \"b\"]"sv, "[\"a\":1]"sv, "[][]"sv, "[] []"sv, "[],"sv, "[]x"sv, "x[]"sv, "[1}"sv, "[{]"sv, "[}"sv, "[1]]"sv,
        "[\0]"sv, "[\x0b]"sv, "[\x0c]"sv, "[\xc2\xa0]"sv, "[\xe2\x80\x83]"sv, "[\xff]"sv, "[*]"sv, "[()]"sv, "(1)"sv, "<1>"sv, "[...]"sv,
        // Objects
        "{"sv, "{{"sv, "{}}"sv, "{{}}"sv, "{\"a\""sv, "{\"a\":"sv, "{\"a\":1"sv, "{\"a\":1,"sv, "{,}"sv, "{\"a\":1,}"sv, "{,\"a\":1}"sv,
        "{\"a\":1,,\"b\":2}"sv, "{\"a\"}"sv, "{\"a\":}"sv, "{\"a\",1}"sv, "{\"a\" 1}"sv, "{\"a\"::1}"sv, "{\"a\"=1}"sv, "{\"a\"=>1}"sv,
        "{:1}"sv, "{a:1}"sv, "{'a':1}"sv, "{1:1}"sv, "{null:1}"sv, "{true:1}"sv, "{[]:1}"sv, "{{}:1}"sv, "{\"a\":1 \"b\":2}"sv,
        "{\"a\":1;\"b\":2}"sv, "{\"a\":1]"sv, "{\"a\":[}"sv, "{]"sv, "{\"a\":1}}"sv, "{\"a\":1}{"sv, "{} {}"sv, "{\"a:1}"sv, "{a\":1}"sv,
        "{\"\n\":1}"sv, "{\"\\x\":1}"sv, "{\"\\u12\":1}"sv, "{\"a\":1}x"sv, "{\"a\":1}\0"sv, "{\"a\":a}"sv, "{\"a\":1:2}"sv, "{\"a\":\"b}"sv,
        "{\"a\" \"b\":1}"sv, "{\"a\":1,2}"sv, "{\"a\":1,\"b\"}"sv, "{\"a\":tru}"sv,
        // Comments and other extensions
        "// c\n1"sv, "1 // c"sv, "/**/1"sv, "1/**/"sv, "[1 /* c */]"sv, "# c\n1"sv, "[1] # c"sv, "{\"a\":/*c*/1}"sv, "<!-- c -->1"sv,
        "{/*}"sv, ")]}',\n{}"sv, "while(1);[]"sv, "callback([])"sv, "{\"a\":1}\n{\"a\":2}"sv, "1 2"sv, "1\n2"sv,
        // Encodings
        "\xff\xfe[\0]\0"sv, "\xfe\xff\0[\0]"sv, "[\0]\0"sv, "\0[\0]"sv, "\xef\xbb\xbf"sv, "\xef\xbb"sv,
    };
    // clang-format on
    return documents;
}

TEST_CASE("the documents to reject are there") {
    CHECK(json_tests::corpus_rejected().size() >= 230);
}
