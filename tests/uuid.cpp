// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/uuid.hpp>

#include "support/travelling.hpp"

#include <doctest/doctest.h>

#include <map>
#include <string>

using apibind::uuid;
using namespace support;

TEST_CASE("a UUID is read in either case and written in lower case") {
    auto const text = "f81d4fae-7dec-11d0-a765-00a0c91e6bf6";
    CHECK(text_again<uuid>(text) == text);
    CHECK(text_again<uuid>("F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6") == text);
    CHECK(again<std::map<std::string, uuid>>(R"({"id":"F81d4fae-7dec-11d0-a765-00a0c91e6bf6"})") ==
          R"({"id":"f81d4fae-7dec-11d0-a765-00a0c91e6bf6"})");
    static_assert(uuid::parse("f81d4fae-7dec-11d0-a765-00a0c91e6bf6")->bytes[0] == 0xf8);
    CHECK(uuid().is_nil());
    CHECK(uuid().to_string() == "00000000-0000-0000-0000-000000000000");
    CHECK(uuid() < *uuid::parse(text));
}

TEST_CASE("anything else is none") {
    for (auto text : {"", "f81d4fae7dec11d0a76500a0c91e6bf6", "{f81d4fae-7dec-11d0-a765-00a0c91e6bf6}",
                      "f81d4fae-7dec-11d0-a765-00a0c91e6bf", "f81d4fae-7dec-11d0-a765-00a0c91e6bf66",
                      "f81d4fae-7dec-11d0-a765-00a0c91e6bfg", "f81d4fae-7dec-11d0-a76-500a0c91e6bf6",
                      "f81d4fa-e7dec-11d0-a765-00a0c91e6bf6", "-81d4fae-7dec-11d0-a765-00a0c91e6bf6"})
        CHECK(text_again<uuid>(text) == "none");
    CHECK(again<uuid>(R"("x")") == "! $: expected a UUID, found the string \"x\" (bad text, byte 0)");
    CHECK(again<uuid>("1") == "! $: expected a UUID, found the number 1 (wrong type, byte 0)");
}
