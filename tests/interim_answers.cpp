// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/interim_answers.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace apibind::detail::strict;

TEST_CASE("the status of a head") {
    CHECK(status_of("HTTP/1.1 200 OK\r\n\r\n") == 200);
    CHECK(status_of("HTTP/1.0 404\r\n\r\n") == 404);
    CHECK(status_of("HTTP/1.1 000 \r\n\r\n") == 0);
    for (auto const* head : {"", "HTTP/1.1", "HTTP/1.1 ", "HTTP/1.1 20", "HTTP/1.1 20\r\n\r\n", "HTTP/1.1 2000\r\n\r\n",
                             "HTTP/1.1  200\r\n\r\n", "HTTP/1.1 -20 \r\n\r\n", "HTTP/1.1 200OK\r\n\r\n"})
        CHECK_MESSAGE(status_of(head) == -1, head);
    for (int status : {100, 102, 103, 199}) CHECK_MESSAGE(is_interim(status), status);
    for (int status : {99, 101, 200, 304}) CHECK_MESSAGE(!is_interim(status), status);
}

TEST_CASE("whether all that came before the request was written is interim") {
    std::string const interim = "HTTP/1.1 100 Continue\r\n\r\n", early = "HTTP/1.1 103 Early\r\nLink: x\r\n\r\n";
    auto const both = interim + early;
    for (std::size_t size = 0; size <= both.size(); ++size) CHECK_MESSAGE(may_be_interim(both.substr(0, size)), size);
    for (std::string_view final_one : {"HTTP/1.1 413 Content Too Large\r\n\r\n", "HTTP/1.1 413 ", "HTTP/1.1 101 Other",
                                       "HTTP/1.1 1000", "no HTTP at all"}) {
        CHECK_MESSAGE(!may_be_interim(final_one), final_one);
        CHECK_MESSAGE(!may_be_interim(both + std::string(final_one)), final_one);
    }
    std::string many;
    while (many.size() <= (64u << 10)) many += early;
    CHECK_FALSE(may_be_interim(many));
    CHECK_FALSE(may_be_interim("HTTP/1.1 103 " + std::string(64u << 10, 'x')));
}
