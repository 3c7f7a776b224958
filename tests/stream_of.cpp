// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/stream_of.hpp>

#include "support/leaping_clock.hpp"
#include "support/prepared.hpp"

#include <apibind/invoke.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

using namespace apibind;
using namespace everything_api::bodies;
using namespace support;

namespace stream_of_tests {

/// `abc`, byte by byte.
struct letters {
    std::shared_ptr<int> at = std::make_shared<int>(0);
    std::optional<std::size_t> operator()(std::span<char> into) const {
        if (*at == 3) return 0;
        into[0] = static_cast<char>('a' + (*at)++);
        return 1;
    }
};

/// Reads all of the content, or none, and answers what comes next.
struct reading_transport final : transport {
    std::deque<exchange> answers;
    std::vector<std::string> contents;
    bool reads = true;
    transport_promises made{.at_most_once = true, .sends_sources = true};

    exchange send(http_request const& request, send_options const&) override {
        REQUIRE(request.source);
        std::string why;
        if (auto const stream = request.source->open(why); stream && reads) {
            std::string text, room(8, ' ');
            while (auto const n = stream->read(room, why).value_or(0)) text.append(room, 0, n);
            contents.push_back(text);
        } else {
            contents.push_back(why);
        }
        auto out = answers.front();
        answers.pop_front();
        return out;
    }
    transport_promises promises() const noexcept override { return made; }
};

result_of<put_object> put(std::shared_ptr<reading_transport> const& carrier, std::shared_ptr<content_source> source) {
    static auto const clock = std::make_shared<leaping_clock>();
    client<service> const it(secret("t0ken"), {.clock = clock}, carrier);
    return invoke<put_object>(it, {.key = "k", .data = file::from(std::move(source))});
}

} // namespace stream_of_tests
using namespace stream_of_tests;

TEST_CASE("a stream is not read into memory, nor shown") {
    auto const source = stream_of(letters(), {.size = 3});
    auto const made = request_of_call<put_object>({.key = "k", .data = file::from(source)});
    CHECK(!made.body);
    CHECK(made.source == source);
    std::ostringstream out;
    out << made;
    CHECK(out.str().ends_with("\n\n[content of 3 bytes from a stream]\n"));
    CHECK(stream_of(letters())->shown() == "[content from a stream]");
    CHECK(read_all(*source) == "abc");
}

TEST_CASE("what was begun to be read is not sent again, and that is told") {
    auto const carrier = std::make_shared<reading_transport>();
    carrier->answers = {answer(429, "{}"), answer(200, "1")};
    auto const got = put(carrier, stream_of(letters()));
    REQUIRE(!got);
    CHECK(got.info().attempts == 1);
    CHECK(got.info().retry_end == retry_end::content);
    CHECK(got.outcome() == outcome::rejected);
    CHECK(got.error().message.find("(its content cannot be read a second time)") != std::string::npos);
    CHECK(carrier->contents == std::vector<std::string>{"abc"});
}

TEST_CASE("a stream that goes back to its begin is sent again, whole") {
    auto const carrier = std::make_shared<reading_transport>();
    carrier->answers = {answer(429, "{}"), answer(200, "1")};
    letters const read;
    auto const got = put(carrier, stream_of(read, {.size = 3, .rewind = [at = read.at] {
                                                       *at = 0;
                                                       return true;
                                                   }}));
    REQUIRE(got);
    CHECK(got.info().attempts == 2);
    CHECK(carrier->contents == std::vector<std::string>{"abc", "abc"});
}

TEST_CASE("what was not read yet is sent by the next attempt") {
    auto const carrier = std::make_shared<reading_transport>();
    carrier->reads = false;
    carrier->answers = {transport_failure{phase::connect, transport_error::connect, "refused", {}},
                        transport_failure{phase::connect, transport_error::connect, "refused", {}},
                        transport_failure{phase::connect, transport_error::connect, "refused", {}}};
    auto const source = stream_of(letters());
    auto const got = put(carrier, source);
    REQUIRE(!got);
    CHECK(got.info().attempts == 3);
    CHECK(got.info().retry_end == retry_end::attempts);
    CHECK(got.outcome() == outcome::not_sent);
    CHECK(carrier->contents == std::vector<std::string>{"", "", ""});
    CHECK(source->may_be_opened());
    CHECK(read_all(*source) == "abc");
}

TEST_CASE("a rewind that fails is told, and nothing is read") {
    auto const source = stream_of(letters(), {.rewind = [] { return false; }});
    CHECK(read_all(*source) == "abc");
    std::string why;
    CHECK(source->may_be_opened());
    CHECK(!source->open(why));
    CHECK(why == "the stream could not be rewound");
}

TEST_CASE("a transport that does not know sources is given none") {
    auto const carrier = std::make_shared<reading_transport>();
    carrier->made.sends_sources = false;
    auto const got = put(carrier, stream_of(letters()));
    REQUIRE(!got);
    CHECK(got.error().kind == failure_kind::invalid_request);
    CHECK(got.error().message.find("does not promise to send content from a file or stream") != std::string::npos);
    CHECK(carrier->contents.empty());
}
