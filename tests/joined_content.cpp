// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/joined_content.hpp>

#include <apibind/stream_of.hpp>

#include "support/prepared.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>

using namespace apibind;
using support::read_all;

namespace {

/// So many bytes of one letter.
std::shared_ptr<content_source> row(char letter, std::size_t size, std::optional<std::size_t> announced) {
    auto const left = std::make_shared<std::size_t>(size);
    return stream_of(
        [=](std::span<char> into) -> std::optional<std::size_t> {
            if (*left == 0) return 0;
            --*left;
            into[0] = letter;
            return 1;
        },
        {.size = announced});
}
std::string reading_fault(content_source& source, std::size_t piece) {
    std::string why, room(piece, ' ');
    auto const stream = source.open(why);
    REQUIRE(stream);
    for (int i = 0; i != 100; ++i)
        if (!stream->read(room, why)) return why;
    return "none";
}

} // namespace

TEST_CASE("texts and sources follow each other") {
    auto const all = std::make_shared<detail::joined_content>();
    all->add("a");
    all->add("b");
    all->add(row('x', 3, 3));
    all->add(row('y', 0, 0));
    all->add("c");
    all->add(row('z', 2, 2));
    CHECK(all->has_sources());
    CHECK(all->shown() == "ab[content of 3 bytes from a stream][content of 0 bytes from a stream]c"
                          "[content of 2 bytes from a stream]");
    std::string why;
    CHECK(all->open(why)->size() == 8u);
    CHECK(read_all(*all) == "abxxxczz");
    CHECK(!all->may_be_opened());
    CHECK(!all->open(why));
}

TEST_CASE("one unknown size makes that of all unknown") {
    auto const all = std::make_shared<detail::joined_content>();
    all->add(row('x', 2, std::nullopt));
    all->add(row('y', 1, 1));
    all->add("c");
    std::string why;
    CHECK(!all->open(why)->size());
    CHECK(read_all(*all) == "xxyc");
}

TEST_CASE("what one source has too much does not stand for another's") {
    for (std::size_t piece : {1u, 2u, 3u, 100u})
        for (auto const& [first, second] : {std::pair<std::size_t, std::size_t>{3, 1}, {1, 3}}) {
            auto const all = std::make_shared<detail::joined_content>();
            all->add(row('x', first, 2));
            all->add("-");
            all->add(row('y', second, 2));
            CHECK(reading_fault(*all, piece) == "content that it sends has changed its size meanwhile");
        }
}
