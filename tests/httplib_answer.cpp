// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/httplib_transport.hpp>

#include <doctest/doctest.h>

#include <optional>
#include <string>

namespace {

using apibind::http_fields;
using namespace apibind::detail;

} // namespace

TEST_CASE("a head that two readers could take differently is malformed") {
    bool is_chunked = true;
    auto const fault = [&](std::string const& lines) {
        return head_fault("HTTP/1.1 200 OK\r\n" + lines + "\r\n", is_chunked);
    };
    auto const with = [&](std::string const& name, std::string const& value) {
        return fault(name + ": " + value + "\r\n");
    };
    CHECK(fault("") == std::nullopt);
    CHECK_FALSE(is_chunked);
    CHECK(fault("A: 1\r\nEmpty:\r\nContent-Length:2\r\n") == std::nullopt);
    CHECK_FALSE(is_chunked);
    CHECK(fault("transfer-encoding: chunked\r\nA: 1\r\n") == std::nullopt);
    CHECK(is_chunked);
    CHECK(with("Content-Length", "12") == std::nullopt);
    CHECK(with("Transfer-Encoding", "Chunked") == std::nullopt);
    CHECK(fault("Content-Length:\t12 \r\n") == std::nullopt);
    CHECK(fault("Transfer-Encoding:\tChunked \r\n") == std::nullopt);

    for (auto const* line : {"A\r\n", ": 1\r\n", "A : 1\r\n", "A B: 1\r\n", "Content-Length : 12\r\n"})
        CHECK_MESSAGE(fault(line) == "one of its fields has a name that is none", line);
    CHECK(fault("A: 1\t2\r\n") == std::nullopt);
    CHECK(fault("A: 1\x01\r\n") == "the field A holds a control character");
    for (auto const* other : {"12", "13"})
        CHECK(fault("Content-Length: 12\r\ncontent-length: " + std::string(other) + "\r\n") ==
              "it has several Content-Lengths");
    for (auto const* length :
         {"", " \t", "%35", "1%35", "5 5", "-1", "+1", "0x10", "1,1", "1.0", "9999999999999999999"})
        CHECK_MESSAGE(with("Content-Length", length) == "its Content-Length is no number", length);
    for (auto const* coding :
         {"", " \t", "%63hunked", "chunke%64", "gzip, chunked", "chunked, chunked", "identity", "xchunked"})
        CHECK_MESSAGE(with("Transfer-Encoding", coding) == "its Transfer-Encoding is not chunked alone", coding);
    CHECK(fault("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n") ==
          "its Transfer-Encoding is not chunked alone");
    CHECK(head_fault("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", is_chunked) ==
          "its Transfer-Encoding is not chunked alone");
    for (auto const* both :
         {"Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n"})
        CHECK(fault(both) == "it has both Content-Length and Transfer-Encoding");
}

TEST_CASE("what cpp-httplib decodes in values is looked at once more") {
    CHECK(decoded_fault({}) == std::nullopt);
    CHECK(decoded_fault({{"Location", "/%0D"}}) == std::nullopt);
    CHECK(decoded_fault({{"Location", "/\r\nX: y"}}) == "the field Location holds a control character");
}

TEST_CASE("what ends the content") {
    CHECK(is_closed_by_end({}));
    CHECK(is_closed_by_end({{"Content-Type", "text/plain"}}));
    CHECK_FALSE(is_closed_by_end({{"content-length", "0"}}));
    CHECK_FALSE(is_closed_by_end({{"transfer-encoding", "chunked"}}));
    for (int status : {100, 101, 103, 199, 304}) CHECK_MESSAGE(has_no_content(status), status);
    for (int status : {200, 204, 301, 305, 404, 500}) CHECK_MESSAGE(!has_no_content(status), status);
}

TEST_CASE("whether the connection is kept") {
    CHECK(keeps_alive({}));
    CHECK(keeps_alive({{"Connection", "keep-alive"}}));
    CHECK_FALSE(keeps_alive({{"Connection", "close"}}));
    CHECK_FALSE(keeps_alive({{"connection", "Keep-Alive, Close"}}));
    CHECK(keeps_alive({{"X-Connection", "close"}}));
}

TEST_CASE("a head's status and fields") {
    httplib::Response answer;
    answer.status = 200;
    answer.headers.emplace("A", "12");
    auto const head = head_of(answer);
    CHECK(head.status == 200);
    CHECK(head.fields.find("a") == "12");
    CHECK(head.body.empty());
}
