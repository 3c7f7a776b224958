// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/base64_bytes.hpp>

#include "support/travelling.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using apibind::base64_bytes;
using apibind::base64_lines;
using apibind::base64url_bytes;
using namespace support;
using namespace std::string_literals;

TEST_CASE("bytes travel in base64, with padding") {
    // RFC 4648 section 10.
    std::string const plain = "foobar";
    std::vector<std::string> const spelt{"", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"};
    for (std::size_t i = 0; i != spelt.size(); ++i) {
        CHECK(json_of(base64_bytes(plain.substr(0, i))) == "\"" + spelt[i] + "\"");
        CHECK(value_of<base64_bytes>("\"" + spelt[i] + "\"").bytes == plain.substr(0, i));
    }
    CHECK(json_of(base64_bytes("\xfb\xff\0"s)) == "\"+/8A\"");
    CHECK(value_of<base64_bytes>("\"+/8A\"").bytes == "\xfb\xff\0"s);
}

TEST_CASE("base64url has another alphabet and no padding") {
    CHECK(json_of(base64url_bytes("\xfb\xff\0"s)) == "\"-_8A\"");
    CHECK(json_of(base64url_bytes("f")) == "\"Zg\"");
    CHECK(value_of<base64url_bytes>("\"Zg\"").bytes == "f");
    for (auto text : {"Zg==", "Zg=", "+/8A", "Z", "Zh", "Zg\n", "Z g"})
        CHECK(text_again<base64url_bytes>(text) == "none");
    CHECK(again<base64url_bytes>("\"Z\"") ==
          "! $: expected bytes in base64url (RFC 4648), found the string \"Z\" (bad text, byte 0)");
}

TEST_CASE("decoding is strict: bytes have one spelling") {
    for (auto text : {"Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "=m9v", "Zg==Zg==", "Z===", "====", "-_8A", "Zm9v\n",
                      " Zm9v", "Zm 9v", "Zm9v=", "Zm9\xc3", "Zm9vZ"})
        CHECK(text_again<base64_bytes>(text) == "none");
    CHECK(text_again<base64_bytes>("Zm9v"s + '\0') == "none");
}

TEST_CASE("line breaks are passed over where a form has them") {
    CHECK(text_again<base64_lines>("Zm9v\nYmFy\r\n") == "Zm9vYmFy");
    CHECK(text_again<base64_lines>("Zm9v YmFy") == "none");
}

TEST_CASE("many bytes go there and back") {
    std::string all;
    for (int round = 0; round != 300; ++round)
        for (int c = 0; c != 256; ++c) all += static_cast<char>(c * 7 + round);
    CHECK(value_of<base64_bytes>(json_of(base64_bytes(all))).bytes == all);
    CHECK(value_of<base64url_bytes>(json_of(base64url_bytes(all.substr(1)))).bytes == all.substr(1));
}
