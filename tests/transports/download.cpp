// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "support/both_transports.hpp"
#include "support/everything_api_answers.hpp"
#include "support/gzip_of_run.hpp"
#include "support/raw_server.hpp"

#include <apibind/download.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

using namespace apibind;
using namespace everything_api::answers;
using namespace support;
using namespace std::chrono_literals;

namespace {

template <class T>
client<service> client_of(raw_server const& server, client_options options = {}) {
    options.base = "http://127.0.0.1:" + std::to_string(server.port());
    return client<service>(secret("s3cr3t-token-of-mine"), options, std::make_shared<T>());
}
std::filesystem::path fresh_file(char const* name) {
    auto const path = std::filesystem::temp_directory_path() / (std::string(name) + std::to_string(::getpid()));
    for (auto const* end : {"", ".part", ".part.etag"}) std::filesystem::remove(path.string() + end);
    return path;
}
std::string read_file(std::filesystem::path const& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace

TEST_CASE_TEMPLATE("a download goes into its file", T, beast_transport, httplib_transport) {
    std::string const bytes = std::string(300'000, 'x') + std::string("\0\xff", 2);
    raw_server server([&](raw_peer& peer) {
        CHECK(peer.read_request().find("Accept-Encoding: identity\r\n") != std::string::npos);
        peer.send("HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nETag: \"v1\"\r\nContent-Length: " +
                  std::to_string(bytes.size()) + "\r\n\r\n" + bytes);
        peer.drain();
    });
    auto const path = fresh_file("apibind_download_");
    std::uint64_t last = 0;
    bool grew = true;
    // What is streamed does not count for limits.body.
    auto const got = download<invoice>(client_of<T>(server, {.limits = {.body = 1'000}}), {.id = 7}, path,
                                       {.on_progress = [&](download_progress const& now) {
                                           grew = grew && now.received > last && now.total == bytes.size();
                                           last = now.received;
                                       }});
    REQUIRE(got);
    CHECK(got->size == bytes.size());
    CHECK(got->media_type == "application/pdf");
    CHECK(got->etag == "\"v1\"");
    CHECK(got->resumptions == 0);
    CHECK(grew);
    CHECK(last == bytes.size());
    CHECK(read_file(path) == bytes);
    CHECK(!std::filesystem::exists(path.string() + ".part"));
    std::filesystem::remove(path);
}

TEST_CASE_TEMPLATE("a download that breaks is resumed", T, beast_transport, httplib_transport) {
    std::vector<std::string> asked;
    std::mutex mutex;
    raw_server server([&](raw_peer& peer) {
        auto const request = peer.read_request();
        std::size_t n = 0;
        {
            std::lock_guard const lock(mutex);
            asked.push_back(request);
            n = asked.size();
        }
        if (n == 1)
            peer.send("HTTP/1.1 200 OK\r\nETag: \"v1\"\r\nContent-Length: 10\r\n\r\n0123");
        else if (n == 2)
            peer.send("HTTP/1.1 206 Partial Content\r\nETag: \"v1\"\r\nContent-Range: bytes 4-9/10\r\nContent-Length: "
                      "6\r\n\r\n456");
        else
            peer.send("HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 7-9/10\r\nContent-Length: 3\r\n\r\n789");
        peer.cut();
    });
    auto const path = fresh_file("apibind_resumed_");
    auto const got = download<invoice>(client_of<T>(server), {.id = 7}, path, {.wait = 1ms});
    if (!got) MESSAGE(to_string(got.error()));
    REQUIRE(got);
    CHECK(got->resumptions == 2);
    CHECK(got->size == 10);
    CHECK(got.info().attempts == 3);
    CHECK(read_file(path) == "0123456789");
    REQUIRE(asked.size() == 3);
    CHECK(asked[0].find("\r\nRange:") == std::string::npos);
    CHECK(asked[1].find("\r\nRange: bytes=4-\r\n") != std::string::npos);
    CHECK(asked[1].find("\r\nIf-Range: \"v1\"\r\n") != std::string::npos);
    CHECK(asked[2].find("\r\nRange: bytes=7-\r\n") != std::string::npos);

    asked.clear();
    std::string text;
    CHECK(download<invoice>(client_of<T>(server), {.id = 7}, [&](std::string_view data) { text += data; },
                            {.wait = 1ms}));
    CHECK(text == "0123456789");
    asked.clear();
    auto const never = download<invoice>(client_of<T>(server), {.id = 7}, [&](std::string_view) {}, {.resumptions = 0});
    REQUIRE(!never);
    CHECK(never.error().message.find("(4 of 10 bytes came)") != std::string::npos);
    CHECK(never.outcome() == outcome::executed);
    std::filesystem::remove(path);
}

TEST_CASE_TEMPLATE("a part that the request itself asks for is taken, and begun anew where it breaks", T,
                   beast_transport, httplib_transport) {
    std::vector<std::string> asked;
    std::mutex mutex;
    raw_server server([&](raw_peer& peer) {
        auto const request = peer.read_request();
        std::lock_guard const lock(mutex);
        asked.push_back(request);
        peer.send(
            "HTTP/1.1 206 Partial Content\r\nETag: \"v1\"\r\nContent-Range: bytes 4-6/10\r\nContent-Length: 3\r\n\r\n" +
            std::string(asked.size() == 1 ? "4" : "456"));
        peer.cut();
    });
    auto const path = fresh_file("apibind_chosen_");
    download_options options{.wait = 1ms};
    options.call.fields.set("Range", "bytes=4-6");
    auto const got = download<invoice>(client_of<T>(server), {.id = 7}, path, options);
    if (!got) MESSAGE(to_string(got.error()));
    REQUIRE(got);
    CHECK(got->size == 3);
    CHECK(got->etag == "\"v1\"");
    CHECK(got.info().status == 206);
    CHECK(read_file(path) == "456");
    REQUIRE(asked.size() == 2);
    for (auto const& one : asked) {
        CHECK(one.find("\r\nRange: bytes=4-6\r\n") != std::string::npos);
        CHECK(one.find("If-Range") == std::string::npos);
    }
    // As a declared field, and into a function, which cannot begin anew.
    auto const taken = [](std::string_view) {};
    CHECK(download<slice>(client_of<T>(server), {.id = 7, .range = "bytes=4-6"}, taken));
    // Another part is none, and neither is one that nobody asked for.
    for (std::optional<std::string> range : {std::optional<std::string>("bytes=4-7"), {}}) {
        asked.clear();
        asked.push_back("so that it is whole");
        auto const other = download<slice>(client_of<T>(server), {.id = 7, .range = range}, taken, {.wait = 1ms});
        REQUIRE(!other);
        CHECK(other.error().message.find("Content-Range is not the part that was asked for") != std::string::npos);
        CHECK(asked.size() == 2);
    }
    std::filesystem::remove(path);
}

TEST_CASE_TEMPLATE("a part that is not the one asked for begins it anew", T, beast_transport, httplib_transport) {
    for (std::string const range : {"bytes 5-9/10", "bytes 4-9/11", "bytes 4-3/10", "items 4-9/10", ""}) {
        std::atomic<int> calls{0};
        raw_server server([&](raw_peer& peer) {
            peer.read_request();
            int const n = ++calls;
            if (n == 1)
                peer.send("HTTP/1.1 200 OK\r\nETag: \"v1\"\r\nContent-Length: 10\r\n\r\n0123");
            else if (n == 2)
                peer.send("HTTP/1.1 206 Partial Content\r\nContent-Range: " + range +
                          "\r\nContent-Length: 6\r\n\r\nXXXXXX");
            else
                peer.send("HTTP/1.1 200 OK\r\nETag: \"v2\"\r\nContent-Length: 4\r\n\r\nanew");
            peer.cut();
        });
        auto const path = fresh_file("apibind_anew_");
        auto const got = download<invoice>(client_of<T>(server), {.id = 7}, path, {.wait = 1ms});
        INFO(range);
        REQUIRE(got);
        CHECK(read_file(path) == "anew");
        CHECK(got->etag == "\"v2\"");
        std::filesystem::remove(path);
    }
}

TEST_CASE_TEMPLATE("what has changed begins anew in a file, and fails where it cannot", T, beast_transport,
                   httplib_transport) {
    std::atomic<int> calls{0};
    raw_server server([&](raw_peer& peer) {
        peer.read_request();
        if (++calls % 2 == 1)
            peer.send("HTTP/1.1 200 OK\r\nETag: \"v1\"\r\nContent-Length: 10\r\n\r\n0123");
        else
            peer.send("HTTP/1.1 200 OK\r\nETag: \"v2\"\r\nContent-Length: 4\r\n\r\nanew");
        peer.cut();
    });
    auto const path = fresh_file("apibind_changed_");
    REQUIRE(download<invoice>(client_of<T>(server), {.id = 7}, path, {.wait = 1ms}));
    CHECK(read_file(path) == "anew");
    std::string text;
    auto const changed =
        download<invoice>(client_of<T>(server), {.id = 7}, [&](std::string_view d) { text += d; }, {.wait = 1ms});
    REQUIRE(!changed);
    CHECK(changed.error().message.find("the content has changed since its first part came") != std::string::npos);
    CHECK(text == "0123");
    std::filesystem::remove(path);
}

TEST_CASE_TEMPLATE("a download that failed leaves the old file, and its part where that is wanted", T, beast_transport,
                   httplib_transport) {
    std::atomic<int> calls{0};
    std::string second;
    raw_server server([&](raw_peer& peer) {
        auto const request = peer.read_request();
        if (++calls == 1) {
            peer.send("HTTP/1.1 200 OK\r\nETag: \"v1\"\r\nContent-Length: 10\r\n\r\n0123");
        } else {
            second = request;
            peer.send("HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 4-9/10\r\nContent-Length: 6\r\n\r\n456789");
        }
        peer.cut();
    });
    auto const path = fresh_file("apibind_kept_");
    std::ofstream(path) << "old";
    auto const client = client_of<T>(server);
    CHECK(!download<invoice>(client, {.id = 7}, path, {.resumptions = 0, .keep_part = true}));
    CHECK(read_file(path) == "old");
    CHECK(read_file(path.string() + ".part") == "0123");
    auto const rest = download<invoice>(client, {.id = 7}, path, {.resumptions = 0, .keep_part = true});
    REQUIRE(rest);
    CHECK(rest->size == 10);
    CHECK(read_file(path) == "0123456789");
    CHECK(second.find("\r\nIf-Range: \"v1\"\r\n") != std::string::npos);
    CHECK(!std::filesystem::exists(path.string() + ".part"));
    CHECK(!std::filesystem::exists(path.string() + ".part.etag"));

    calls = 0;
    CHECK(!download<invoice>(client, {.id = 7}, path, {.resumptions = 0}));
    CHECK(!std::filesystem::exists(path.string() + ".part"));
    auto const nowhere = download<invoice>(client, {.id = 7}, std::filesystem::path("/nowhere/at/all"));
    REQUIRE(!nowhere);
    CHECK(nowhere.error().kind == failure_kind::invalid_request);
    CHECK(nowhere.outcome() == outcome::not_sent);
    std::filesystem::remove(path);
}

TEST_CASE_TEMPLATE("a part from earlier that has no rest is begun anew, and so is one without a sound ETag", T,
                   beast_transport, httplib_transport) {
    std::atomic<int> calls{0};
    raw_server server([&](raw_peer& peer) {
        ++calls;
        if (peer.read_request().find("\r\nRange:") != std::string::npos)
            peer.send("HTTP/1.1 416 Range Not Satisfiable\r\nContent-Range: bytes */4\r\nContent-Length: 0\r\n\r\n");
        else
            peer.send("HTTP/1.1 200 OK\r\nETag: \"v1\"\r\nContent-Length: 4\r\n\r\nanew");
        peer.cut();
    });
    auto const path = fresh_file("apibind_whole_part_");
    auto const leave = [&](std::string const& etag) {
        std::ofstream(path.string() + ".part") << "anew";
        std::ofstream(path.string() + ".part.etag") << etag << '\n';
        calls = 0;
    };
    auto const client = client_of<T>(server);
    leave("\"v1\"");
    CHECK(download<invoice>(client, {.id = 7}, path, {.wait = 1ms, .keep_part = true}));
    CHECK(calls == 2);
    CHECK(read_file(path) == "anew");
    leave("\"v1\"");
    auto const refused = download<invoice>(client, {.id = 7}, path, {.resumptions = 0, .keep_part = true});
    REQUIRE_FALSE(refused);
    CHECK(refused.info().status == 416);
    CHECK(!std::filesystem::exists(path.string() + ".part")); // else each further download would end likewise
    for (std::string const etag : {"v1", "W/\"v1\"", "\"v\r\nX: y\""}) {
        leave(etag);
        CHECK(download<invoice>(client, {.id = 7}, path, {.resumptions = 0, .keep_part = true}));
        CHECK(calls == 1);
    }
    std::filesystem::remove(path);
}

TEST_CASE_TEMPLATE("a part that is encoded is none", T, beast_transport, httplib_transport) {
    gzip_of_run const packed('a', 100);
    std::atomic<int> calls{0};
    raw_server server([&](raw_peer& peer) {
        peer.read_request();
        int const n = ++calls;
        if (n == 1)
            peer.send("HTTP/1.1 200 OK\r\nETag: \"v1\"\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n0123\r\n");
        else
            peer.send("HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 4-" +
                      std::to_string(packed.bytes().size() + 3) + "/*\r\nContent-Encoding: gzip\r\nContent-Length: " +
                      std::to_string(packed.bytes().size()) + "\r\n\r\n" + packed.bytes());
        peer.cut();
    });
    std::string text;
    auto const got =
        download<invoice>(client_of<T>(server), {.id = 7}, [&](std::string_view d) { text += d; }, {.wait = 1ms});
    REQUIRE_FALSE(got);
    CHECK(text == "0123");
}

TEST_CASE_TEMPLATE("a download is decoded, and held to its limit", T, beast_transport, httplib_transport) {
    gzip_of_run const packed('a', 100);
    raw_server server([&](raw_peer& peer) {
        peer.read_request();
        peer.send("HTTP/1.1 200 OK\r\nETag: \"v1\"\r\nContent-Encoding: gzip\r\nContent-Length: " +
                  std::to_string(packed.bytes().size()) + "\r\n\r\n" + packed.bytes());
        peer.drain();
    });
    std::string text;
    auto const add = [&](std::string_view data) { text += data; };
    auto const got = download<invoice>(client_of<T>(server), {.id = 7}, add);
    REQUIRE(got);
    CHECK(text == std::string(25'801, 'a'));
    CHECK(got->etag.empty()); // a range of it could not be asked for
    text.clear();
    auto const large = download<invoice>(client_of<T>(server), {.id = 7}, add, {.most = 25'800});
    REQUIRE(!large);
    CHECK(large.error().message.find("larger than `most`") != std::string::npos);
    CHECK(text.size() <= 25'800);
    auto const unwanted = download<invoice>(client_of<T>(server), {.id = 7}, [](std::string_view) { return false; });
    CHECK(unwanted.error().kind == failure_kind::cancelled);
    CHECK_THROWS_AS(
        static_cast<void>(download<invoice>(client_of<T>(server), {.id = 7}, [](std::string_view) { throw 7; })), int);
}

TEST_CASE_TEMPLATE("a refusal of a download has its error", T, beast_transport, httplib_transport) {
    raw_server server([&](raw_peer& peer) {
        peer.read_request();
        peer.send("HTTP/1.1 404 Not Found\r\nContent-Length: 16\r\n\r\n{\"message\":\"no\"}");
        peer.drain();
    });
    auto const refused = download<invoice>(client_of<T>(server), {.id = 7}, [](std::string_view) {});
    REQUIRE(!refused);
    CHECK(refused.error().vendor_error->message == "no");
    CHECK(refused.info().attempts == 1);
}
