// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/httplib_stream.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <deque>
#include <limits>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

using namespace apibind;
using apibind::detail::httplib_stream;
using detail::strict::io;

namespace {

/// A peer whose every byte is known beforehand.
struct scripted_peer {
    std::deque<std::string> pieces{}; ///< of what comes
    io end = io::ended;
    io writing = io::done;
    std::vector<std::string> written{};
    std::string input_text{};
    std::string output_text{};
    std::string why = "why";
    std::stop_token token{};

    std::string_view input() const { return input_text; }
    void consume(std::size_t size) { input_text.erase(0, size); }
    std::string& output() { return output_text; }
    std::stop_token const& stop() const { return token; }
    std::string const& reason() const { return why; }
    io fill(detail::wait_limit, std::size_t = 0) {
        if (pieces.empty()) return end;
        input_text += pieces.front();
        pieces.pop_front();
        return io::done;
    }
    io write(std::string_view first, std::string_view second, bool& is_answered, detail::wait_limit) {
        written.push_back(std::string(first) + std::string(second));
        is_answered = false;
        return writing;
    }
};

struct reading {
    scripted_peer peer{};
    send_options options{nullptr, std::chrono::steady_clock::now() + std::chrono::hours(1), {}, {}};
    phase now = phase::write;
    httplib_stream<scripted_peer> stream{peer, "POST /a HTTP/1.1\r\n", options, now};

    explicit reading(std::deque<std::string> pieces) { peer.pieces = std::move(pieces); }

    void write(std::string_view text) {
        CHECK(stream.write(text.data(), text.size()) == static_cast<ssize_t>(text.size()));
    }
    /// All that can be read, by so many bytes at once.
    std::string read(std::size_t step, ssize_t& last) {
        std::string out, buffer(step, '\0');
        while ((last = stream.read(buffer.data(), step)) > 0) out.append(buffer.data(), static_cast<std::size_t>(last));
        return out;
    }
};

std::string const ok = "HTTP/1.1 200 OK\r\nA: 1\r\n\r\n";

} // namespace

TEST_CASE("a small request goes out at once, its first line as given") {
    reading one({ok});
    one.write("POST /%41 HTTP/1.1\r\nHost: a\r\n\r\n");
    one.write("body");
    CHECK(one.peer.written.empty());
    char byte = 0;
    CHECK(one.stream.read(&byte, 1) == 1);
    CHECK(one.peer.written == std::vector<std::string>{"POST /a HTTP/1.1\r\nHost: a\r\n\r\nbody"});
    CHECK(one.peer.output_text.empty());
    CHECK(one.now == phase::head);
}

TEST_CASE("cpp-httplib's own first line is dropped, however it is written") {
    std::string const text = "POST /%41 HTTP/1.1\r\nHost: a\r\n\r\n";
    for (std::size_t piece = 1; piece <= text.size(); ++piece) {
        reading one({ok});
        for (std::size_t at = 0; at < text.size(); at += piece) one.write(text.substr(at, piece));
        char byte = 0;
        CHECK(one.stream.read(&byte, 1) == 1);
        CHECK(one.peer.written == std::vector<std::string>{"POST /a HTTP/1.1\r\nHost: a\r\n\r\n"});
    }
}

TEST_CASE("no answer is waited for where no request was written") {
    reading one({ok});
    char byte = 0;
    CHECK(one.stream.read(&byte, 1) == -1);
    CHECK_FALSE(one.stream.fault());
    CHECK(one.now == phase::write);
    CHECK(one.peer.pieces.size() == 1);
}

TEST_CASE("a large content is not held back, and what fails is told") {
    reading one({ok});
    one.write("POST / HTTP/1.1\r\n\r\n");
    one.write(std::string(100'000, 'x'));
    REQUIRE(one.peer.written.size() == 1);
    CHECK(one.peer.written.front() == "POST /a HTTP/1.1\r\n\r\n" + std::string(100'000, 'x'));
    CHECK(one.now == phase::write);
    one.peer.writing = io::cut;
    std::string const more(100'000, 'y');
    CHECK(one.stream.write(more.data(), more.size()) == -1);
    REQUIRE(one.stream.fault());
    CHECK(one.stream.fault()->what == "closed by the peer while the request was written: why");
    char byte = 0;
    CHECK(one.stream.read(&byte, 1) == -1);
    CHECK(one.now == phase::write);
}

TEST_CASE("the answer comes through, however it is cut into pieces and read") {
    for (std::size_t piece : {1u, 7u, 1000u})
        for (std::size_t step : {1u, 5u, 1000u}) {
            auto const text = ok + "content";
            reading one({});
            for (std::size_t at = 0; at < text.size(); at += piece) one.peer.pieces.push_back(text.substr(at, piece));
            one.write("GET / HTTP/1.1\r\n\r\n");
            ssize_t last = 1;
            CHECK(one.read(step, last) == text);
            CHECK(last == 0); // the end of the connection, which may be that of the content
            REQUIRE(one.stream.fault());
            CHECK(one.stream.fault()->error == transport_error::closed);
        }
}

TEST_CASE("a cut is no end") {
    reading one({ok + "cont"});
    one.peer.end = io::cut;
    one.write("GET / HTTP/1.1\r\n\r\n");
    ssize_t last = 1;
    CHECK(one.read(100, last) == ok + "cont");
    CHECK(last == -1);
    CHECK(one.stream.fault()->what == "closed by the peer in the content of the answer: why");
}

TEST_CASE("interim answers are passed over, and count for the limit of the head") {
    std::string const interim = "HTTP/1.1 103 Early\r\nLink: x\r\n\r\n", last_one = "HTTP/1.1 101 Other\r\n\r\n";
    ssize_t last = 1;
    reading few({"HTTP/1.1 100 Continue\r\n\r\n" + interim, interim + ok});
    few.write("GET / HTTP/1.1\r\n\r\n");
    CHECK(few.read(100, last) == ok);
    reading other({last_one + ok});
    other.write("GET / HTTP/1.1\r\n\r\n");
    CHECK(other.read(1000, last) == last_one + ok);
    reading many({});
    many.options.limits.head = 1000;
    for (int i = 0; i != 100; ++i) many.peer.pieces.push_back(interim);
    many.write("GET / HTTP/1.1\r\n\r\n");
    CHECK(many.read(100, last).empty());
    CHECK(many.stream.fault()->error == transport_error::too_large);
    CHECK(many.peer.pieces.size() > 50);
}

TEST_CASE("of a reason phrase cpp-httplib sees the begin") {
    ssize_t last = 1;
    for (auto const& [text, seen] :
         {std::pair(std::string(60'000, 'x'), std::string(64, 'x')),
          std::pair(std::string("a\r") + std::string(60'000, 'x'), std::string("a\r") + std::string(60'000, 'x'))}) {
        reading one({"HTTP/1.1 200 " + text + "\r\nA: 1\r\n\r\nok"});
        one.write("GET / HTTP/1.1\r\n\r\n");
        CHECK(one.read(100, last) == "HTTP/1.1 200 " + seen + "\r\nA: 1\r\n\r\nok");
    }
}

TEST_CASE("heads that are none") {
    ssize_t last = 1;
    for (auto const* head : {"HTTP/1.1 20 OK\r\n\r\n", "HTTP/1.1 2000 OK\r\n\r\n", "HTTP/1.1  200 OK\r\n\r\n",
                             "HTTP/1.1 2x0 OK\r\n\r\n", "HTTP/1.1\r\n\r\n", "HTTP/2 200\r\n\r\n", "SSH-2.0\r\n\r\n",
                             "HTTP/1.1 100 \r\nno field\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
                             "HTTP/1.1 200 OK\nA: 1\r\n\r\n", "HTTP/1.1 200 OK\r\nA: 1\r\n b\r\n\r\n"}) {
        reading one({head});
        one.write("GET / HTTP/1.1\r\n\r\n");
        CHECK_MESSAGE(one.read(100, last).empty(), head);
        CHECK(last == -1);
        REQUIRE(one.stream.fault());
        CHECK_MESSAGE(to_string(one.stream.fault()->error) == to_string(transport_error::malformed), head);
    }
}
