// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/beast_transport.hpp>

#include "support/exchanges.hpp"
#include "support/raw_server.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

using namespace apibind;
using namespace support;

namespace {

/// The gzip form (RFC 1952) of a run of one byte. Written here bit by bit: one block with fixed codes (RFC 1951 section
/// 3.2.6), a literal and then copies of 258 at distance 1.
class gzip_of_run {
public:
    gzip_of_run(char byte, std::size_t copies) {
        out_ = std::string("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03", 10);
        bits(1, 1);
        bits(1, 2);
        code(static_cast<unsigned>(static_cast<unsigned char>(byte)) + 0x30, 8);
        for (std::size_t i = 0; i != copies; ++i) {
            code(0xc5, 8); // length 258
            code(0, 5);    // distance 1
        }
        code(0, 7); // end of block
        while (count_ != 0) bits(0, 1);
        std::uint32_t const size = static_cast<std::uint32_t>(1 + 258 * copies);
        std::uint32_t sum = 0xffffffffu;
        for (std::uint32_t i = 0; i != size; ++i) {
            sum ^= static_cast<unsigned char>(byte);
            for (int k = 0; k != 8; ++k) sum = (sum >> 1) ^ ((sum & 1) != 0 ? 0xedb88320u : 0);
        }
        word(~sum);
        word(size);
    }
    std::string const& bytes() const { return out_; }

private:
    void bits(unsigned value, int n) {
        for (int i = 0; i != n; ++i) {
            held_ |= ((value >> i) & 1u) << count_;
            if (++count_ == 8) {
                out_ += static_cast<char>(held_);
                held_ = 0;
                count_ = 0;
            }
        }
    }
    void code(unsigned value, int n) {
        while (n-- != 0) bits(value >> n, 1);
    }
    void word(std::uint32_t value) {
        for (int i = 0; i != 4; ++i) out_ += static_cast<char>((value >> (8 * i)) & 0xff);
    }

    std::string out_;
    unsigned held_ = 0;
    int count_ = 0;
};

exchange ask(std::string const& content, answer_limits limits = {}, bool is_chunked = false) {
    raw_server server([&](raw_peer& peer) {
        peer.read_request();
        std::string head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n";
        if (is_chunked) {
            peer.send(head + "Transfer-Encoding: chunked\r\n\r\n");
            for (char c : content) peer.send("1\r\n" + std::string(1, c) + "\r\n");
            peer.send("0\r\n\r\n");
        } else {
            peer.send(answer(content, "Content-Encoding: gzip\r\n"));
        }
        peer.drain();
    });
    call_options options;
    options.limits = limits;
    beast_transport transport;
    return options.send(transport, request_to(server.port()));
}

} // namespace

TEST_CASE("a gzip answer is decoded") {
    gzip_of_run const packed('a', 100);
    for (bool is_chunked : {false, true}) {
        auto const response = response_of(ask(packed.bytes(), {}, is_chunked));
        CHECK(response.body == std::string(25'801, 'a'));
        CHECK(response.fields.find("Content-Encoding") == "gzip");
    }
    CHECK(response_of(ask("")).body.empty());
}

TEST_CASE("the limit of the body is one of decoded bytes") {
    answer_limits limits;
    limits.body = 25'801;
    CHECK(response_of(ask(gzip_of_run('a', 100).bytes(), limits)).body.size() == 25'801);
    limits.body = 25'800;
    auto const failure =
        failure_of(ask(gzip_of_run('a', 100).bytes(), limits), phase::body, transport_error::too_large);
    REQUIRE(failure.partial);
    CHECK(failure.partial->body.size() <= 25'800);
}

TEST_CASE("a gzip content that is cut or damaged is no success, though its framing is whole") {
    auto const whole = gzip_of_run('a', 1'000).bytes();
    for (std::size_t left_out : {1u, 4u, 8u, 9u, 100u, 1'000u})
        failure_of(ask(whole.substr(0, whole.size() - left_out)), phase::body, transport_error::malformed);
    failure_of(ask("not gzip at all, but long enough"), phase::body, transport_error::malformed);
    failure_of(ask(whole + "surplus"), phase::body, transport_error::malformed);
    auto damaged = whole;
    damaged[damaged.size() - 8] ^= 1;
    failure_of(ask(damaged), phase::body, transport_error::malformed);
}

TEST_CASE("the optional parts of a gzip header, and several members") {
    auto const whole = gzip_of_run('a', 1).bytes();
    auto const with = [&](char flags, std::string const& parts) {
        return whole.substr(0, 3) + flags + whole.substr(4, 6) + parts + whole.substr(10);
    };
    using std::string;
    string const run(259, 'a');
    CHECK(response_of(ask(with(8, string("name\0", 5)))).body == run);
    CHECK(response_of(ask(with(16, string("\0", 1)))).body == run);
    CHECK(response_of(ask(with(4, string("\x02\0xy", 4)))).body == run);
    CHECK(response_of(ask(with(4 + 8 + 16, string("\0\0n\0c\0", 6)))).body == run);
    CHECK(response_of(ask(whole + whole)).body == run + run);
    failure_of(ask(whole + whole.substr(0, 5)), phase::body, transport_error::malformed);
    failure_of(ask(with(2, "xx")), phase::body, transport_error::malformed);
    failure_of(ask(with(32, "")), phase::body, transport_error::malformed);
}

TEST_CASE("decoding ends with the deadline, and encoded forms of nothing with the limit") {
    auto const packed = gzip_of_run('a', 1'000).bytes();
    std::string const head =
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + std::to_string(packed.size()) + "\r\n\r\n";
    detail::strict::answer_parser parser(method::get, 1u << 20, std::chrono::steady_clock::now());
    detail::strict::answer_parser::error_code code;
    parser.put(boost::asio::const_buffer(head.data(), head.size()), code);
    REQUIRE(!code);
    parser.eager(true);
    parser.put(boost::asio::const_buffer(packed.data(), packed.size()), code);
    CHECK(code);
    CHECK(parser.error() == transport_error::timeout);

    std::string const nothing("\x1f\x8b\x08\0\0\0\0\0\0\3\3\0\0\0\0\0\0\0\0\0", 20);
    std::string flood;
    while (flood.size() < 200'000) flood += nothing;
    failure_of(ask(flood, {64u << 10, 5'000}), phase::body, transport_error::too_large);
    CHECK(response_of(ask(nothing)).body.empty());
}
