// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "corpus.hpp"

#include <doctest/doctest.h>

using namespace std::literals;

std::vector<std::string_view> const& json_tests::corpus_accepted() {
    // clang-format off
    static std::vector<std::string_view> const documents{
        // Literals
        "null"sv, "true"sv, "false"sv, " null"sv, "true\n"sv, "\t\r\n false \t\r\n"sv, "[null]"sv, "[true,false]"sv,
        // Numbers
        "0"sv, "-0"sv, "1"sv, "-1"sv, "9"sv, "10"sv, "42"sv, "-42"sv, "1234567890"sv, "9223372036854775807"sv,
        "-9223372036854775808"sv, "18446744073709551615"sv, "0.0"sv, "-0.0"sv, "0.1"sv, "0.5e0"sv, "1.0"sv, "1.10"sv,
        "123.456"sv, "-123.456"sv, "0e0"sv, "0E0"sv, "0e+0"sv, "0e-0"sv, "0e5"sv, "1e1"sv, "1E1"sv, "1e+1"sv, "1e-1"sv,
        "1E+01"sv, "1e-01"sv, "1e00000001"sv, "1.5e300"sv, "1.5E-300"sv, "1e308"sv, "4.9e-324"sv, "0.000000000000000000001"sv,
        "[0]"sv, "[-0,1e1,2.5]"sv, " 7 "sv, "[1 ]"sv, "[ 1]"sv, "3.14159265358979323846264338327950288"sv,
        "0.10000000000000000000000000000000000000000000000001"sv,
        // Strings
        "\"\""sv, "\"a\""sv, "\" \""sv, "\"plain ascii text\""sv, R"("\"")"sv, R"("\\")"sv, R"("\/")"sv, R"("\b\f\n\r\t")"sv,
        R"("\\\\")"sv, R"("\\n")"sv, R"("\"\"")"sv, R"("\u0000")"sv, R"("\u0041")"sv, R"("\u00e9")"sv, R"("\u00E9")"sv,
        R"("\u20AC")"sv, R"("\uFFFF")"sv, R"("\ufffe")"sv, R"("\uD7FF")"sv, R"("\uE000")"sv, R"("\uD834\uDD1E")"sv,
        R"("\ud800\udc00")"sv, R"("\udbff\udfff")"sv, R"("x\ud83d\ude00y")"sv, R"("\u0022")"sv, R"("\u005C")"sv,
        R"("\u007f")"sv, R"("a\u0062c")"sv, R"("\u2028\u2029")"sv, "\"/\""sv, "\"\x7f\""sv, "\"\xc2\x80\""sv,
        "\"\xc3\xa9\""sv, "\"\xdf\xbf\""sv, "\"\xe0\xa0\x80\""sv, "\"\xe2\x82\xac\""sv, "\"\xed\x9f\xbf\""sv,
        "\"\xee\x80\x80\""sv, "\"\xef\xbf\xbf\""sv, "\"\xf0\x90\x80\x80\""sv, "\"\xf0\x9f\x98\x80\""sv,
        "\"\xf4\x8f\xbf\xbf\""sv, "\"\xef\xbb\xbf\""sv, "\"\xe2\x80\xa8\xe2\x80\xa9\""sv, "\"'\""sv, "\"// no comment\""sv,
        "\"[]{}:,\""sv, "\"sixteen bytes...\""sv, "\"seventeen bytes..\""sv, "\"fifteen bytes.\\n\""sv,
        "\"\xd0\x9f\xd1\x80\xd0\xb8\xd0\xb2\xd0\xb5\xd1\x82 \xd0\xbc\xd0\xb8\xd1\x80\""sv, "\"thirty-two bytes of text, exactly\""sv,
        "\"0123456789abcde\xc3\xa9\""sv, "\"0123456789abcdef\xe2\x82\xac \xf0\x9f\x98\x80\""sv,
        // Arrays
        "[]"sv, "[ ]"sv, "[\n]"sv, "[[]]"sv, "[[],[]]"sv, "[[[[[[[[]]]]]]]]"sv, "[1,2,3]"sv, "[ 1 , 2 , 3 ]"sv, "[\"\"]"sv,
        "[\"a\",\"b\"]"sv, "[1,\"a\",null,true,{},[]]"sv, "[1\n,2\r,3\t]"sv, "[{}]"sv, "[{},{}]"sv, "[\"]\"]"sv, "[\"}\",1]"sv,
        "[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]"sv, "\r\n[\r\n1\r\n]\r\n"sv,
        // Objects
        "{}"sv, "{ }"sv, "{\t}"sv, "{\"a\":1}"sv, "{\"a\": 1}"sv, "{\"a\" :1}"sv, "{ \"a\" : 1 }"sv, "{\"a\":1,\"b\":2}"sv,
        "{\"\":0}"sv, "{\"a\":{}}"sv, "{\"a\":[]}"sv, "{\"a\":{\"a\":{\"a\":null}}}"sv, "{\"a\":\"a\"}"sv, "{\"a b\":1}"sv,
        R"({"\u0061":1})"sv, R"({"\"":1})"sv, R"({"\\":1,"\/":2})"sv, R"({"a\u0000b":1})"sv, "{\"\xc3\xa9\":1}"sv,
        "{\"\xf0\x9f\x98\x80\":1}"sv, "{\"a\":1,\"A\":2}"sv, "{\"a\":1,\"a \":2}"sv, "{\"true\":true,\"null\":null}"sv,
        "{\"a\"\n:\n1\n,\n\"b\"\n:\n2\n}"sv, "{\"}\":\"{\"}"sv, "{\"a\":[{\"b\":[{\"c\":[]}]}]}"sv,
        R"({"result":true,"affectedRows":1})"sv, R"({"code":"200","error":null,"msg":"2 record(s) removed"})"sv,
        R"({"441":[{"http_status":200,"record_id":17,"status":"removed"}],"442":[]})"sv,
        R"({"a":-1.5e-7,"b":"\ud83d\ude00","c":[true,[false,[null]]],"d":{"e":{"f":"g"}}})"sv,
    };
    // clang-format on
    return documents;
}

TEST_CASE("the documents to accept are there") {
    CHECK(json_tests::corpus_accepted().size() >= 130);
}
