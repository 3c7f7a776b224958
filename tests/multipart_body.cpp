// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/multipart_body.hpp>

#include "support/certificates.hpp"
#include "support/hostile_values.hpp"
#include "support/prepared.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

using namespace apibind;
using namespace everything_api::bodies;
using namespace support;

namespace {

std::size_t count_of(std::string_view text, std::string_view part) {
    std::size_t n = 0;
    for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++n;
    return n;
}

} // namespace

TEST_CASE("each member is a part, a list one for each of its elements") {
    auto const made = request_of_call<send_photo>({.chat_id = -42,
                                                   .photo = file::of("\x89PNG\r\n--", {"cat.png", "image/png"}),
                                                   .caption = "two\r\nlines",
                                                   .has_spoiler = false,
                                                   .tag = {{"a", "b"}}});
    CHECK(type_of(made).starts_with("multipart/form-data; boundary=apibind-"));
    REQUIRE(made.body);
    CHECK(!made.source);
    CHECK(content_of_call(made) == "--B\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n-42\r\n"
                                   "--B\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"cat.png\"\r\n"
                                   "Content-Type: image/png\r\n\r\n\x89PNG\r\n--\r\n"
                                   "--B\r\nContent-Disposition: form-data; name=\"caption\"\r\n\r\ntwo\r\nlines\r\n"
                                   "--B\r\nContent-Disposition: form-data; name=\"has_spoiler\"\r\n\r\nfalse\r\n"
                                   "--B\r\nContent-Disposition: form-data; name=\"tag\"\r\n\r\na\r\n"
                                   "--B\r\nContent-Disposition: form-data; name=\"tag\"\r\n\r\nb\r\n"
                                   "--B--\r\n");
    auto const known = request_of_call<send_photo>({.chat_id = 1, .photo = "AgAC"});
    CHECK(content_of_call(known) == "--B\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n1\r\n"
                                    "--B\r\nContent-Disposition: form-data; name=\"photo\"\r\n\r\nAgAC\r\n--B--\r\n");
}

TEST_CASE("a struct is a part of JSON, and files may be counted") {
    auto const made = request_of_call<post_message>(
        {.channel = "9", .payload_json = embed{"a\"b"}, .files = {{file::of("1", {.name = "a"}), file::of("2")}}});
    CHECK(made.target == "/v1/channels/9/messages");
    CHECK(content_of_call(made) == "--B\r\nContent-Disposition: form-data; name=\"payload_json\"\r\n"
                                   "Content-Type: application/json\r\n\r\n{\"title\":\"a\\\"b\"}\r\n"
                                   "--B\r\nContent-Disposition: form-data; name=\"files[0]\"; filename=\"a\"\r\n"
                                   "Content-Type: application/octet-stream\r\n\r\n1\r\n"
                                   "--B\r\nContent-Disposition: form-data; name=\"files[1]\"; filename=\"files[1]\"\r\n"
                                   "Content-Type: application/octet-stream\r\n\r\n2\r\n--B--\r\n");
    CHECK(refusal_of_call<post_message>({.channel = "9"}) ==
          "the body: multipart content has at least one part, and no member is given");
    CHECK(refusal_of_call<post_message>({.channel = "9", .files = std::vector<file>{}}) ==
          "files must not be empty: an empty list has no parts");
    CHECK(refusal_of_call<post_message>({.channel = "9", .payload_json = embed{"\xff"}})
              .starts_with("payload_json: $.title: "));
}

TEST_CASE("related parts have no names, and the content says the type of its root") {
    auto const made = request_of_call<upload>(
        {.metadata = drive_file{"a.txt", {{"root"}}}, .media = file::of("text", {.media_type = "text/plain"})});
    CHECK(made.target == "/v1/files?uploadType=multipart");
    auto const type = type_of(made);
    CHECK(type.starts_with("multipart/related; boundary=apibind-"));
    CHECK(type.ends_with("; type=\"application/json\""));
    CHECK(content_of_call(made) ==
          "--B\r\nContent-Type: application/json\r\n\r\n{\"name\":\"a.txt\",\"parents\":[\"root\"]}\r\n"
          "--B\r\nContent-Type: text/plain\r\n\r\ntext\r\n--B--\r\n");
}

TEST_CASE("a file on disk is read only while it is sent") {
    temporary_folder const folder;
    auto const path = folder.write("a \"b\".bin", "12 bytes\r\n--");
    auto const made = request_of_call<send_photo>({.chat_id = 1, .photo = file::at(path)});
    CHECK(!made.body);
    REQUIRE(made.source);
    auto const expected = "--B\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n1\r\n"
                          "--B\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a %22b%22.bin\"\r\n"
                          "Content-Type: application/octet-stream\r\n\r\n12 bytes\r\n--\r\n--B--\r\n";
    CHECK(content_of_call(made) == expected);
    CHECK(content_of_call(made) == expected); // again
    std::ostringstream out;
    out << made;
    CHECK(out.str().find("\r\n\r\n[content of 12 bytes from a file]\r\n--apibind-") != std::string::npos);
    CHECK(out.str().find("12 bytes\r\n--") == std::string::npos);
    CHECK(request_of_call<send_photo>({.chat_id = 1, .photo = file::at(path, {.name = "x"})})
              .source->shown()
              .find("filename=\"x\"") != std::string::npos);
}

TEST_CASE("boundaries are never the same") {
    auto const once = type_of(request_of_call<send_photo>({.chat_id = 1, .photo = "x"}));
    CHECK(type_of(request_of_call<send_photo>({.chat_id = 1, .photo = "x"})) != once);
}

TEST_CASE("no value and no name of a file makes another part, field or parameter") {
    for (auto const& value : hostile_values()) {
        bool const is_text = detail::count_characters(value) >= 0;
        if (is_text) {
            auto const body =
                content_of_call(request_of_call<send_photo>({.chat_id = 1, .photo = "x", .caption = value}));
            CHECK(body == "--B\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n1\r\n"
                          "--B\r\nContent-Disposition: form-data; name=\"photo\"\r\n\r\nx\r\n"
                          "--B\r\nContent-Disposition: form-data; name=\"caption\"\r\n\r\n" +
                              value + "\r\n--B--\r\n");
        } else {
            CHECK(refusal_of_call<send_photo>({.chat_id = 1, .photo = "x", .caption = value}) ==
                  "caption must be UTF-8");
        }
        bool const has_controls = std::any_of(value.begin(), value.end(), [](char c) {
            return (static_cast<unsigned char>(c) < 0x20 && c != '\r' && c != '\n') || c == 0x7f;
        });
        auto const named = file::of("x", {.name = value});
        if (!is_text || has_controls) {
            CHECK(refusal_of_call<send_photo>({.chat_id = 1, .photo = named}) ==
                  "photo has a file name with a control character, or one that is not UTF-8");
            continue;
        }
        auto const body = content_of_call(request_of_call<send_photo>({.chat_id = 1, .photo = named}));
        auto const begin = body.find("; filename=\"");
        REQUIRE(begin != std::string::npos);
        auto const line = body.substr(begin + 12, body.find("\r\n", begin) - begin - 12);
        CHECK(line.ends_with('"'));
        CHECK(count_of(line, "\"") == 1);
        CHECK(line.find_first_of("\r\n\\") == std::string::npos);
        CHECK(count_of(body, "\r\n") == 10);
    }
    CHECK(content_of_call(request_of_call<send_photo>({.chat_id = 1, .photo = file::of("", {.name = "a\"\r\n\\"})}))
              .find("filename=\"a%22%0D%0A%5C\"\r\n") != std::string::npos);
    CHECK(refusal_of_call<send_photo>({.chat_id = 1, .photo = file::of("", {.media_type = "a/b\r\nX: y"})}) ==
          "photo has a media type that is none");
}
