// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/base64.hpp>

#include <doctest/doctest.h>

#include <string>

using apibind::detail::base64;
using namespace std::literals;

TEST_CASE("base64 is that of RFC 4648 section 10") {
    CHECK(base64("") == "");
    CHECK(base64("f") == "Zg==");
    CHECK(base64("fo") == "Zm8=");
    CHECK(base64("foo") == "Zm9v");
    CHECK(base64("foob") == "Zm9vYg==");
    CHECK(base64("fooba") == "Zm9vYmE=");
    CHECK(base64("foobar") == "Zm9vYmFy");
    CHECK(base64("Aladdin:open sesame") == "QWxhZGRpbjpvcGVuIHNlc2FtZQ=="); // RFC 7617 section 2
}

TEST_CASE("base64 takes every byte and writes one line") {
    CHECK(base64("\0\0\0"sv) == "AAAA");
    CHECK(base64("\xfb\xff\xbf") == "+/+/");
    std::string const text = base64(std::string(300, '\xff'));
    CHECK(text == std::string(400, '/'));
}
