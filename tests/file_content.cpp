// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/file_content.hpp>

#include "support/certificates.hpp"
#include "support/prepared.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

using namespace apibind;
using support::read_all;
using support::temporary_folder;

TEST_CASE("a file is read byte for byte, as often as it is opened, in pieces of any size") {
    temporary_folder const folder;
    std::string text;
    for (int i = 0; i != 1000; ++i) text += static_cast<char>(i * 7);
    auto const source = detail::source_of(file::at(folder.write("a", text)));
    for (std::size_t piece : {1u, 999u, 1000u, 1001u, 65536u}) CHECK((read_all(*source, piece) == text));
    CHECK(source->may_be_opened());
    CHECK(source->shown() == "[content of 1000 bytes from a file]");
    CHECK(detail::source_of(file::at(folder.write("b", "x")))->shown() == "[content of 1 byte from a file]");
    CHECK(read_all(*detail::source_of(file::at(folder.write("c", "")))).empty());
}

TEST_CASE("what is no file that can be read is told, without its path") {
    temporary_folder const folder;
    std::string why;
    auto const missing = detail::source_of(file::at("/s3cret/place"));
    CHECK(!missing->open(why));
    CHECK(why == "the file \"place\" that it sends is not there");
    CHECK(missing->shown() == "[content from a file]");
    CHECK(!detail::source_of(file::at("/dev/null"))->open(why));
    CHECK(why == "the file \"null\" that it sends is no regular file: give a pipe or device as a stream");
    auto const path = folder.write("gone", "x");
    auto const source = detail::source_of(file::at(path));
    CHECK(source->open(why));
    std::filesystem::remove(path);
    CHECK(!source->open(why));
}
