// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "support/both_transports.hpp"
#include "support/carriers.hpp"
#include "support/everything_api_bodies.hpp"
#include "support/simple_server.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <string_view>

using namespace apibind;
using namespace everything_api::bodies;
using namespace support;

namespace {

std::string behind_head(std::string_view request) {
    return std::string(request.substr(request.find("\r\n\r\n") + 4));
}

} // namespace

TEST_CASE_TEMPLATE("declared content arrives as it was made, and the connection is kept", T, beast_transport,
                   httplib_transport) {
    for (int version : carriers) {
        carrier over(version);
        INFO(over.name());
        simple_server at(support::answer("0", "Content-Type: application/json\r\n"), over.tls);
        client_options options;
        options.base = (over.is_secure() ? "https://" : "http://") + at.host();
        options.ca_file = over.options.connection.ca_file;
        client<service> const to(secret("t0ken"), options, std::make_shared<T>());
        auto const last = [&] { return at.server.requests().back(); };

        CHECK(invoke<search>(to, {.index = "logs", .size = 3}));
        CHECK(last().starts_with("GET /logs/_search HTTP/1.1\r\n"));
        CHECK(last().find("\r\nContent-Length: 10\r\n") != std::string::npos);
        CHECK(behind_head(last()) == R"({"size":3})");

        CHECK(invoke<cancel>(to, {.id = "1"}));
        CHECK(last().find("\r\nContent-Length: 0\r\n") != std::string::npos);
        CHECK(last().find("Content-Type") == std::string::npos);
        CHECK(behind_head(last()).empty());

        CHECK(invoke<send_message>(to, {.media_url = {{"a b"}}, .to = "+1"}));
        CHECK(last().find("\r\nContent-Type: application/x-www-form-urlencoded\r\n") != std::string::npos);
        CHECK(behind_head(last()) == "MediaUrl=a+b&To=%2B1");

        temporary_folder const folder;
        auto const path = folder.write("cat.png", std::string(100'000, 'x'));
        auto const request = send_photo::request{.chat_id = 1, .photo = file::at(path, {.media_type = "image/png"})};
        CHECK(invoke<send_photo>(to, request));
        auto const type = last().find("boundary=");
        REQUIRE(type != std::string::npos);
        auto const boundary = last().substr(type + 9, 40);
        CHECK((behind_head(last()) ==
               "--" + boundary + "\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n1\r\n--" + boundary +
                   "\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"cat.png\"\r\n"
                   "Content-Type: image/png\r\n\r\n" +
                   std::string(100'000, 'x') + "\r\n--" + boundary + "--\r\n"));
        CHECK(at.server.connections() == 1);

        auto const missing = invoke<put_object>(to, {.key = "k", .data = file::at(path + ".gone")});
        REQUIRE(!missing);
        CHECK(missing.outcome() == outcome::not_sent);
        CHECK(missing.info().phase == phase::build);
        CHECK(missing.info().attempts == 1);
        CHECK(at.server.requests().size() == 4);
    }
}
