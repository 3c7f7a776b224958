// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/httplib_answer.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

using namespace apibind;
using namespace apibind::detail;

namespace {

std::optional<std::string> refused(std::string const& text, method asked = method::get) {
    answer_head head;
    return read_head(text + "\r\n", asked, head);
}
answer_head head_of_answer(std::string const& text, method asked = method::get) {
    answer_head head;
    auto const wrong = read_head(text + "\r\n", asked, head);
    CHECK_MESSAGE(!wrong, text);
    return head;
}

struct chunks {
    std::string passed{};
    bool is_complete = false;
    bool is_bad = false;
    std::size_t left = 0;
};
chunks through_guard(std::string_view content) {
    content_guard guard(head_of_answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n"));
    chunks out;
    while (!content.empty() && !guard.is_complete() && !guard.is_bad()) {
        if (guard.pass(content.front())) out.passed += content.front();
        content.remove_prefix(1);
    }
    out.is_complete = guard.is_complete();
    out.is_bad = guard.is_bad();
    out.left = content.size();
    return out;
}

} // namespace

TEST_CASE("heads that are read") {
    CHECK(head_of_answer("HTTP/1.1 200 OK\r\n").status == 200);
    CHECK(head_of_answer("HTTP/1.1 200\r\n").status == 200);
    CHECK(head_of_answer("HTTP/1.1 000 \xc3\xa4\r\n").status == 0);
    CHECK(head_of_answer("HTTP/1.0 404 Not Found\r\nA:b\r\n").fields == http_fields{{"A", "b"}});
    CHECK(head_of_answer("HTTP/1.1 200 OK\r\na: \t b c\t\r\nB:\r\n").fields == http_fields{{"a", "b c"}, {"B", ""}});
    CHECK(head_of_answer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n").length == 5);
}

TEST_CASE("heads that are malformed") {
    for (std::string first :
         {"HTTP/2 200", "HTTP/1.1 20", "HTTP/1.1 2000", "HTTP/1.1  200", "HTTP/1.1 2x0 OK", "http/1.1 200 OK",
          "HTTP/1.x 200 OK", "HTTP/11 200 OK", "", " HTTP/1.1 200 OK", "HTTP/1.1 200 \x01"})
        CHECK_MESSAGE(refused(first + "\r\n"), first);
    for (std::string field : {"Name",
                              ": value",
                              "Na me: value",
                              "Name : value",
                              " folded: value",
                              "\tfolded",
                              "Name: a\x01",
                              "Name: a\x7f",
                              "Name: a\rb",
                              "Content-Length: ",
                              "Content-Length: -1",
                              "Content-Length: +1",
                              "Content-Length: 1, 1",
                              "Content-Length: 0x1",
                              "Content-Length: 9999999999999999999",
                              "Content-Length: 1\r\nContent-Length: 2",
                              "Transfer-Encoding: gzip, chunked",
                              "Transfer-Encoding: gzip",
                              "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                              "Transfer-Encoding: chunked\r\nContent-Length: 1",
                              "Content-Length: 1\r\nTransfer-Encoding: chunked"})
        CHECK_MESSAGE(refused("HTTP/1.1 200 OK\r\n" + field + "\r\n"), field);
    CHECK(refused("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n"));
    CHECK(refused("HTTP/1.1 200 OK\r\nName: a\r\n", method::head) == std::nullopt);
}

TEST_CASE("where the content ends") {
    std::string const length = "Content-Length: 5\r\n";
    CHECK(head_of_answer("HTTP/1.1 200 OK\r\n" + length).framing == framing::length);
    CHECK(head_of_answer("HTTP/1.1 200 OK\r\n" + length, method::head).framing == framing::none);
    CHECK(head_of_answer("HTTP/1.1 204 OK\r\n" + length).framing == framing::none);
    CHECK(head_of_answer("HTTP/1.1 304 OK\r\n" + length).framing == framing::none);
    CHECK(head_of_answer("HTTP/1.1 101 OK\r\n" + length).framing == framing::none);
    CHECK(head_of_answer("HTTP/1.1 200 OK\r\ntransfer-encoding: Chunked\r\n").framing == framing::chunked);
    CHECK(head_of_answer("HTTP/1.1 200 OK\r\n").framing == framing::until_closed);
}

TEST_CASE("which connections can be kept, which answers are interim") {
    std::string const length = "Content-Length: 5\r\n";
    CHECK(head_of_answer("HTTP/1.1 500 OK\r\n" + length).keeps_alive);
    CHECK(head_of_answer("HTTP/1.1 200 OK\r\nConnection: keep-alive\r\n" + length).keeps_alive);
    CHECK_FALSE(head_of_answer("HTTP/1.1 200 OK\r\nConnection: Close\r\n" + length).keeps_alive);
    CHECK_FALSE(head_of_answer("HTTP/1.1 200 OK\r\nConnection: a ,close, b\r\n" + length).keeps_alive);
    CHECK_FALSE(head_of_answer("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n" + length).keeps_alive);
    CHECK_FALSE(head_of_answer("HTTP/1.1 101 OK\r\n").keeps_alive);
    CHECK_FALSE(head_of_answer("HTTP/1.1 200 OK\r\n").keeps_alive);
    CHECK(head_of_answer("HTTP/1.1 103 OK\r\n").is_interim());
    CHECK_FALSE(head_of_answer("HTTP/1.1 101 OK\r\n").is_interim());
    CHECK_FALSE(head_of_answer("HTTP/1.1 099 OK\r\n").is_interim());
}

TEST_CASE("chunks that are complete, with what is left out and what comes after") {
    auto const plain = through_guard("3\r\nabc\r\n0\r\n\r\nHTTP/1.1");
    CHECK(plain.passed == "3\r\nabc\r\n0\r\n\r\n");
    CHECK(plain.is_complete);
    CHECK(plain.left == 8);
    auto const rich = through_guard("003;x=\"y\"\r\nabc\r\nA \r\n0123456789\r\n000\r\nA: b\r\nC: d\r\n\r\n");
    CHECK(rich.passed == "003\r\nabc\r\nA\r\n0123456789\r\n000\r\n\r\n");
    CHECK(rich.is_complete);
    CHECK(through_guard("0\r\n\r\n").is_complete);
    CHECK_FALSE(through_guard("0\r\n").is_complete);
    CHECK_FALSE(through_guard("3\r\nabc\r\n").is_complete);
}

TEST_CASE("chunks that are bad") {
    for (std::string content : {"\r\n", "g\r\n", "-1\r\na", "+1\r\na", "0x1\r\na", " 1\r\na", "1\na", "1\r\r",
                                "1\r\nab", "1\r\na\n", "1\r\na\r\r", "0\r\n\n", "0\r\n\r\r", "0\r\n b: c\r\n",
                                "0\r\nA: b\n", "1;\x01\r\na", "1234567890abcdef0\r\n"})
        CHECK_MESSAGE(through_guard(content).is_bad, content);
    CHECK(through_guard("1;" + std::string(100'000, 'x')).is_bad);
    CHECK(through_guard("0\r\nA: " + std::string(100'000, 'x')).is_bad);
}
