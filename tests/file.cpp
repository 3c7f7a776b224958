// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/file.hpp>

#include <apibind/stream_of.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <optional>
#include <span>
#include <string>

using apibind::file;

TEST_CASE("a file on disk is called as the last part of its path, unless it is called otherwise") {
    CHECK(file::at("/a/b/cat.png").name() == "cat.png");
    CHECK(file::at("cat.png").name() == "cat.png");
    CHECK(file::at("/a/b/").name().empty());
    CHECK(file::at("/a/cat.png", {.name = "dog.png"}).name() == "dog.png");
    CHECK(file::at("/a/cat.png").path() == "/a/cat.png");
    CHECK(!file::at("/a/cat.png").is_in_memory());
    CHECK(file::at("/a/cat.png").media_type().empty());
}

TEST_CASE("bytes in memory are shared by copies") {
    auto const one = file::of(std::string("a\0b", 3), {"x", "text/plain"});
    auto const copy = one;
    CHECK(one.is_in_memory());
    CHECK(copy.content() == std::string("a\0b", 3));
    CHECK(copy.content().data() == one.content().data());
    CHECK(copy.name() == "x");
    CHECK(copy.media_type() == "text/plain");
    CHECK(file().is_in_memory());
    CHECK(file().content().empty());
}

TEST_CASE("a file of a stream has its source") {
    auto const source = apibind::stream_of([](std::span<char>) { return std::optional<std::size_t>(0); });
    CHECK(file::from(source).source() == source);
    CHECK(!file::from(source).is_in_memory());
    CHECK(file::from(nullptr).is_in_memory());
}
