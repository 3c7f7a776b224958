// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/content_reader.hpp>

#include "support/gzip_of_run.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <stop_token>
#include <string>

using namespace apibind;
using detail::content_reader;

namespace {

auto const never = std::chrono::steady_clock::time_point::max();

} // namespace

TEST_CASE("content is taken up to its limit, and what is beyond is told") {
    std::string text;
    content_reader reader(text, 5, never, {});
    CHECK(reader.take("abc"));
    CHECK(reader.take("de"));
    CHECK(reader.take(""));
    CHECK_FALSE(reader.take("f"));
    CHECK(reader.error() == transport_error::too_large);
    CHECK(text == "abcde");
    CHECK(reader.explain().find("limits.body, 5 bytes") != std::string::npos);
}

TEST_CASE("an announced length beyond the limit is told before it comes") {
    std::string text;
    CHECK(content_reader(text, 5, never, {}).expect(5));
    content_reader reader(text, 5, never, {});
    CHECK_FALSE(reader.expect(6));
    CHECK(reader.error() == transport_error::too_large);
    content_reader encoded(text, 5, never, {});
    encoded.decode_gzip(); // whose length is that of the encoded form
    CHECK(encoded.expect(6));
}

TEST_CASE("taking ends with the call's time, in the middle of decoding too") {
    auto const packed = support::gzip_of_run('a', 1'000).bytes();
    for (bool is_gzip : {false, true}) {
        std::string text;
        content_reader late(text, 1u << 20, std::chrono::steady_clock::now(), {});
        std::stop_source asked;
        content_reader stopped(text, 1u << 20, never, asked.get_token());
        asked.request_stop();
        if (is_gzip) late.decode_gzip();
        if (is_gzip) stopped.decode_gzip();
        CHECK_FALSE(late.take(packed));
        CHECK(late.error() == transport_error::timeout);
        CHECK_FALSE(stopped.take(packed));
        CHECK(stopped.error() == transport_error::cancelled);
        CHECK(text.empty());
    }
}

TEST_CASE("what has come whole is taken whatever the time") {
    std::string text;
    content_reader late(text, 1u << 20, std::chrono::steady_clock::now(), {});
    CHECK(late.expect(3));
    CHECK_FALSE(late.take("ab"));
    CHECK(late.error() == transport_error::timeout);
    CHECK(text.empty());
    content_reader whole(text, 1u << 20, std::chrono::steady_clock::now(), {});
    CHECK(whole.expect(3));
    CHECK(whole.take("abc"));
    CHECK(text == "abc");
}

TEST_CASE("gzip is decoded, and known to be whole or not") {
    auto const packed = support::gzip_of_run('a', 1).bytes();
    std::string text;
    content_reader reader(text, 1'000, never, {});
    reader.decode_gzip();
    CHECK(reader.is_whole());
    CHECK(reader.take(packed.substr(0, 12)));
    CHECK_FALSE(reader.is_whole());
    CHECK(reader.take(packed.substr(12)));
    CHECK(reader.is_whole());
    CHECK(text == std::string(259, 'a'));
    CHECK_FALSE(reader.take("no gzip"));
    CHECK(reader.error() == transport_error::malformed);
}

TEST_CASE("only gzip alone is taken for gzip") {
    using detail::is_gzip;
    CHECK(is_gzip({{"content-encoding", "GZIP"}}));
    CHECK(is_gzip({{"Content-Encoding", "x-gzip"}}));
    CHECK_FALSE(is_gzip({}));
    CHECK_FALSE(is_gzip({{"Content-Encoding", "br"}}));
    CHECK_FALSE(is_gzip({{"Content-Encoding", "gzip, br"}}));
    CHECK_FALSE(is_gzip({{"Content-Encoding", "gzip"}, {"Content-Encoding", "gzip"}}));
}
