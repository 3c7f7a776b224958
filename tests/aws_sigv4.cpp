// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/aws_sigv4.hpp>
#include <apibind/stream_of.hpp>

#include "support/everything_api_conversations.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>

using namespace apibind;
using namespace everything_api::conversations;

namespace {

/// Stands still at a time that a test gives.
struct fixed_clock final : call_clock {
    explicit fixed_clock(std::chrono::sys_seconds at) : at_(at) {}
    std::chrono::system_clock::time_point utc_now() noexcept override { return at_; }

private:
    std::chrono::sys_seconds at_;
};

std::chrono::sys_seconds const suite_time{std::chrono::seconds(1'440'938'160)}; // 2015-08-30T12:36:00Z
std::chrono::sys_seconds const s3_time{std::chrono::seconds(1'369'353'600)};    // 2013-05-24T00:00:00Z

/// Of the test suite that AWS publishes with the algorithm.
aws_credentials suite() {
    return {"AKIDEXAMPLE", secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"), "us-east-1"};
}
/// Of the examples in the Amazon S3 API Reference.
aws_credentials s3_example() {
    return {"AKIAIOSFODNN7EXAMPLE", secret("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"), "us-east-1"};
}

http_request signed_by(aws_sigv4_fact const& auth, aws_credentials const& who, http_request request,
                       std::chrono::sys_seconds at) {
    fixed_clock clock(at);
    CHECK(auth.authorize(request, who, auth_moment{clock}) == "");
    return request;
}
std::string authorization(http_request const& request) {
    return std::string(request.fields.find("Authorization").value_or("none"));
}
http_request suite_request(method how, std::string target, http_fields fields = {},
                           std::optional<std::string> body = {}) {
    return {how, {"https", "example.amazonaws.com", 443}, std::move(target), std::move(fields), std::move(body), {}};
}
std::string suite_signature(http_request request) {
    auto const text = authorization(signed_by(aws_sigv4("service"), suite(), std::move(request), suite_time));
    std::string const begin = "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, ";
    CHECK(text.starts_with(begin));
    return text.substr(begin.size());
}
std::string s3_signature(http_request request) {
    request.origin = {"https", "examplebucket.s3.amazonaws.com", 443};
    auto const text = authorization(signed_by(aws_sigv4("s3"), s3_example(), std::move(request), s3_time));
    return text.substr(text.find("SignedHeaders="));
}

} // namespace

TEST_CASE("the signatures of AWS's test suite") {
    std::string const plain = "SignedHeaders=host;x-amz-date, Signature=";
    CHECK(suite_signature(suite_request(method::get, "/")) ==
          plain + "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"); // get-vanilla
    CHECK(suite_signature(suite_request(method::get, "/?Param2=value2&Param1=value1")) ==
          plain + "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"); // ...-query-order-key-case
    CHECK(suite_signature(suite_request(method::post, "/")) ==
          plain + "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"); // post-vanilla
    // The suite's path is one that is not encoded yet; on the wire it would be, and be signed encoded twice.
    CHECK(suite_signature(suite_request(method::get, "/\xE1\x88\xB4")) ==
          plain + "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85"); // get-utf8
    CHECK(suite_signature(suite_request(method::post, "/", {{"Content-Type", "application/x-www-form-urlencoded"}},
                                        "Param1=value1")) ==
          "SignedHeaders=content-type;host;x-amz-date, "
          "Signature=ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a"); // post-x-www-form-urlencoded
}

TEST_CASE("paths are made plain before they are signed, as in the test suite's normalize-path") {
    auto const same = suite_signature(suite_request(method::get, "/"));
    for (auto const* path : {"//", "/./", "/example/..", "/example1/example2/../.."})
        CHECK(suite_signature(suite_request(method::get, path)) == same);
    CHECK(detail::sigv4::normal_path("//example//") == "/example/");
    CHECK(detail::sigv4::normal_path("/a/./b/../c") == "/a/c");
    CHECK(detail::sigv4::normal_path("/../..") == "/");
}

TEST_CASE("the signatures of the S3 API Reference's examples") {
    std::string const empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    CHECK(s3_signature({method::get, {}, "/test.txt", {{"Range", "bytes=0-9"}}, {}, {}}) ==
          "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, "
          "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    CHECK(s3_signature({method::put,
                        {},
                        "/test%24file.text",
                        {{"Date", "Fri, 24 May 2013 00:00:00 GMT"}, {"x-amz-storage-class", "REDUCED_REDUNDANCY"}},
                        "Welcome to Amazon S3.",
                        {}}) == "SignedHeaders=date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class, "
                                "Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
    CHECK(s3_signature({method::get, {}, "/?lifecycle", {}, {}, {}}) ==
          "SignedHeaders=host;x-amz-content-sha256;x-amz-date, "
          "Signature=fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
    CHECK(s3_signature({method::get, {}, "/?max-keys=2&prefix=J", {}, {}, {}}) ==
          "SignedHeaders=host;x-amz-content-sha256;x-amz-date, "
          "Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
    auto const sent = signed_by(aws_sigv4("s3"), s3_example(), {method::get, {}, "/a", {}, {}, {}}, s3_time);
    CHECK(sent.fields.find("X-Amz-Content-Sha256") == empty);
    CHECK(sent.fields.find("X-Amz-Date") == "20130524T000000Z");
}

TEST_CASE("S3's path is encoded once, others' twice") {
    CHECK(detail::sigv4::canonical_path("/a%2Fb//c%20d", true) == "/a%2Fb//c%20d");
    CHECK(detail::sigv4::canonical_path("/a%2Fb//c%20d", false) == "/a%252Fb/c%2520d");
}

TEST_CASE("a session token travels and is signed; so do values that are odd") {
    auto who = suite();
    who.session_token = secret("a-session-token");
    auto const sent = signed_by(aws_sigv4("service"), who, suite_request(method::get, "/"), suite_time);
    CHECK(sent.fields.find("X-Amz-Security-Token") == "a-session-token");
    CHECK(authorization(sent).find("SignedHeaders=host;x-amz-date;x-amz-security-token, ") != std::string::npos);
    CHECK(detail::sigv4::canonical_query("b=2&a=%7E&a=+1&c&=x&&b=1%20") == "=x&a=%2B1&a=~&b=1%20&b=2&c=");
    auto const text = detail::sigv4::canonical(
        suite_request(method::get, "/", {{"X-Amz-B", "  a   b\tc "}, {"x-amz-b", "d"}, {"Accept", "x"}}), "hash",
        false);
    CHECK(text.text == "GET\n/\n\nhost:example.amazonaws.com\nx-amz-b:a b c,d\n\nhost;x-amz-b\nhash");
}

TEST_CASE("content that is no text at hand is not signed") {
    auto const sent = signed_by(aws_sigv4("s3", aws_payload::unsigned_), s3_example(),
                                {method::put, {}, "/a", {}, "content", {}}, s3_time);
    CHECK(sent.fields.find("X-Amz-Content-Sha256") == "UNSIGNED-PAYLOAD");

    fixed_clock clock(s3_time);
    http_request stream{method::put, {}, "/a",
                        {},          {}, stream_of([](std::span<char>) { return std::optional<std::size_t>(0); })};
    CHECK(aws_sigv4("s3").authorize(stream, s3_example(), auth_moment{clock}) ==
          "content from a file or stream has no SHA-256 before it is sent: declare aws_sigv4(\"s3\", "
          "apibind::aws_payload::unsigned_), or give it in memory");
    CHECK_FALSE(stream.fields.find("Authorization"));
    CHECK(aws_sigv4("s3", aws_payload::unsigned_).authorize(stream, s3_example(), auth_moment{clock}) == "");
}

TEST_CASE("credentials that are none are told before anything is sent, and secrets are in no text") {
    for (auto const& who : {aws_credentials{"", secret("s"), "r"}, aws_credentials{"a", secret(), "r"},
                            aws_credentials{"a", secret("s"), ""}, aws_credentials{"a/b", secret("s"), "r"},
                            aws_credentials{"a", secret("s"), "r\r\nX: y"}}) {
        auto const carrier = std::make_shared<support::scripted_transport>(support::answer(200, "{}"));
        client<aws_service> const client(who, {}, carrier);
        auto const result = invoke<aws_get>(client);
        REQUIRE_FALSE(result);
        CHECK(result.error().kind == failure_kind::credential);
        CHECK(carrier->requests().empty());
    }
    redaction hidden;
    auto who = suite();
    who.session_token = secret("a-session-token");
    aws_sigv4_fact::conceal(hidden, who);
    CHECK(hidden.apply("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY a-session-token AKIDEXAMPLE") ==
          "[secret] [secret] AKIDEXAMPLE");
}

TEST_CASE("a call is signed as its request is: query, host and date") {
    auto const clock = std::make_shared<fixed_clock>(suite_time);
    auto const carrier = std::make_shared<support::scripted_transport>(support::answer(200, "{}"));
    client<aws_service> const client(suite(), {.clock = clock}, carrier);
    REQUIRE(invoke<aws_get>(client, {.a = "value1", .b = "value2"}));
    CHECK(authorization(carrier->requests()[0])
              .ends_with("Signature=b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"));
}
