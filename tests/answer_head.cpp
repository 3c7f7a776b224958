// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/answer_head.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace apibind::detail::strict;

TEST_CASE("a head ends where its empty line does, however it comes") {
    std::string const head = "HTTP/1.1 200 OK\r\nA: 1\r\n\r\n";
    head_scan scan;
    for (std::size_t size = 1; size != head.size(); ++size)
        CHECK(scan.look(head.substr(0, size)) == head_scan::verdict::incomplete);
    CHECK(scan.look(head + "content\n") == head_scan::verdict::complete);
    CHECK(scan.end() == head.size());
}

TEST_CASE("a head that readers could take differently is malformed") {
    for (std::string_view text : {"HTTP/2 200", "http/1.1 200", "X", "HTTP/1.1 200 OK\n", "HTTP/1.1 200 OK\r\nA: 1\n",
                                  "HTTP/1.1 200 OK\r\nA: 1\r\n b\r\n", "HTTP/1.1 200 OK\r\nA: 1\r\n\tb\r\n"})
        CHECK_MESSAGE(head_scan().look(text) == head_scan::verdict::malformed, text);
}
