// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/file_content.hpp>
#include <apibind/stream_of.hpp>

#include "support/both_transports.hpp"
#include "support/carriers.hpp"
#include "support/fault_memory.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

using namespace apibind;
using namespace support;
using namespace std::chrono_literals;

namespace {

/// A text in pieces of at most that size.
std::shared_ptr<content_source> streamed(std::string text, std::size_t piece, source_options options) {
    auto const at = std::make_shared<std::size_t>(0);
    return stream_of(
        [=](std::span<char> into) -> std::optional<std::size_t> {
            auto const rest = std::string_view(text).substr(*at, std::min(piece, into.size()));
            std::memcpy(into.data(), rest.data(), rest.size());
            *at += rest.size();
            return rest.size();
        },
        std::move(options));
}
http_request posting(http_request request, std::shared_ptr<content_source> source) {
    request.method = method::post;
    request.fields.add("Content-Type", "text/csv");
    request.source = std::move(source);
    return request;
}
/// A request whose content goes in chunks, as it came.
std::string read_chunked(raw_peer& peer) {
    std::string text;
    while (!text.ends_with("0\r\n\r\n")) {
        auto const more = peer.read_some();
        if (more.empty()) return {};
        text += more;
    }
    return text;
}
std::string behind_head(std::string const& request) {
    auto const end = request.find("\r\n\r\n");
    return end == std::string::npos ? std::string() : request.substr(end + 4);
}
std::string joined_chunks(std::string_view text) {
    std::string out;
    for (;;) {
        auto const end = text.find("\r\n");
        auto const size = std::stoul(std::string(text.substr(0, end)), nullptr, 16);
        if (size == 0) return out;
        out += text.substr(end + 2, size);
        text.remove_prefix(end + 2 + size + 2);
    }
}
std::string pattern(std::size_t size) {
    std::string out(size, '\0');
    for (std::size_t i = 0; i != size; ++i) out[i] = static_cast<char>(i * 31 + i / 251);
    return out;
}

} // namespace

TEST_CASE_TEMPLATE("content of a known size goes as it is, and the connection is kept", T, beast_transport,
                   httplib_transport) {
    for (int version : carriers) {
        carrier over(version);
        INFO(over.name());
        raw_server* self = nullptr;
        raw_server server(
            [&self](raw_peer& peer) {
                for (auto request = peer.read_request(); !request.empty(); request = peer.read_request()) {
                    self->keep(request);
                    peer.send(answer("ok"));
                }
            },
            over.tls);
        self = &server;
        T transport;
        for (std::size_t size : {0u, 1u, 65'535u, 65'536u, 65'537u, 300'000u}) {
            INFO(size);
            auto const text = pattern(size);
            auto const request = posting(over.request(server), streamed(text, 10'000, {.size = size}));
            CHECK(response_of(over.options.send(transport, request)).body == "ok");
            auto const got = server.requests().back();
            CHECK(got.find("\r\nContent-Length: " + std::to_string(size) + "\r\n") != std::string::npos);
            CHECK(got.find("\r\nContent-Type: text/csv\r\n") != std::string::npos);
            CHECK(got.find("Transfer-Encoding") == std::string::npos);
            CHECK((behind_head(got) == text));
        }
        CHECK(server.connections() == 1);
    }
}

TEST_CASE_TEMPLATE("content of an unknown size goes in chunks, and the connection is kept", T, beast_transport,
                   httplib_transport) {
    for (int version : carriers) {
        carrier over(version);
        INFO(over.name());
        raw_server* self = nullptr;
        raw_server server(
            [&self](raw_peer& peer) {
                for (auto request = read_chunked(peer); !request.empty(); request = read_chunked(peer)) {
                    self->keep(request);
                    peer.send(answer("ok"));
                }
            },
            over.tls);
        self = &server;
        T transport;
        auto const send = [&](std::string text, std::size_t piece) {
            auto const request = posting(over.request(server), streamed(std::move(text), piece, {}));
            CHECK(response_of(over.options.send(transport, request)).body == "ok");
            auto const got = server.requests().back();
            CHECK(got.find("\r\nTransfer-Encoding: chunked\r\n") != std::string::npos);
            CHECK(got.find("Content-Length") == std::string::npos);
            return behind_head(got);
        };
        CHECK(send("", 5) == "0\r\n\r\n");
        CHECK(send("abc,de\r\n", 5) == "5\r\nabc,d\r\n3\r\ne\r\n\r\n0\r\n\r\n");
        auto const large = pattern(200'000);
        CHECK((joined_chunks(send(large, 70'000)) == large));
        CHECK(server.connections() == 1);
    }
}

TEST_CASE_TEMPLATE("a file is never held in memory", T, beast_transport, httplib_transport) {
    constexpr std::size_t size = 48u << 20;
    temporary_folder const folder;
    auto const path = folder.write("large", "");
    {
        std::ofstream out(path, std::ios::binary);
        for (std::size_t i = 0; i != size; i += 1u << 20)
            out << std::string(1u << 20, static_cast<char>('a' + (i >> 20) % 26));
    }
    for (int version : {0, TLS1_3_VERSION}) {
        carrier over(version);
        INFO(over.name());
        std::atomic<std::size_t> received{0};
        raw_server server(
            [&](raw_peer& peer) {
                std::size_t n = 0;
                for (auto text = peer.read_some(); !text.empty(); text = peer.read_some()) {
                    n += text.size();
                    received = n;
                    if (n > size) break; // the head is smaller than what read_some takes
                }
                peer.send(answer("ok"));
                peer.drain();
            },
            over.tls);
        T transport;
        over.options.deadline = 60s;
        auto const request = posting(over.request(server), detail::source_of(file::at(path)));
        faults::forget_memory_peak();
        auto const before = faults::memory_figure("VmHWM");
        CHECK(response_of(over.options.send(transport, request)).body == "ok");
        auto const grown = faults::memory_figure("VmHWM") - before;
        CHECK(received > size);
        if (faults::is_memory_telling) CHECK(grown < 4 * 1024); // kB
    }
}

TEST_CASE_TEMPLATE("content that cannot be opened reaches nobody", T, beast_transport, httplib_transport) {
    raw_server server(saying_and_staying(answer("ok")));
    temporary_folder const folder;
    T transport;
    auto const refused = [&](std::shared_ptr<content_source> source) {
        auto const got = call_options().send(transport, posting(request_to(server.port()), std::move(source)));
        auto const message = failure_of(got, phase::build, transport_error::invalid_request).message;
        CHECK(server.connections() == 0);
        CHECK(verdict_of({phase::build, transport_error::invalid_request}) ==
              verdict{outcome::not_sent, repetition::never});
        return message;
    };
    CHECK(refused(detail::source_of(file::at("/nowhere/at/all"))) ==
          "127.0.0.1: the file \"all\" that it sends is not there");
    CHECK(refused(detail::source_of(file::at(std::filesystem::path(folder.write("x", "")).parent_path().string()))) ==
          "127.0.0.1: the file \"" + std::filesystem::path(folder.write("x", "")).parent_path().filename().string() +
              "\" that it sends is no regular file: give a pipe or device as a stream");
    auto const once = streamed("abc", 2, {.size = 3});
    std::string why, room(2, ' ');
    {
        auto const held = once->open(why);
        CHECK(held->read(room, why) == 2u);
        CHECK(refused(once) == "127.0.0.1: the stream is read by another call");
    }
    CHECK(refused(once) == "127.0.0.1: the stream was read before and cannot be rewound");
    auto both = posting(request_to(server.port()), streamed("abc", 2, {}));
    both.body = "x";
    failure_of(call_options().send(transport, both), phase::build, transport_error::invalid_request);
}

TEST_CASE_TEMPLATE("content that cannot be read from its begin is not sent", T, beast_transport, httplib_transport) {
    for (int version : carriers) {
        carrier over(version);
        std::atomic<std::size_t> received{0};
        raw_server server(
            [&](raw_peer& peer) {
                for (auto text = peer.read_some(); !text.empty(); text = peer.read_some()) received += text.size();
            },
            over.tls);
        T transport;
        auto const failing = [&](read_function read, std::string const& expected) {
            auto const got = over.options.send(transport, posting(over.request(server), stream_of(std::move(read))));
            REQUIRE(std::holds_alternative<transport_failure>(got));
            auto const& failure = std::get<transport_failure>(got);
            CHECK(failure.error == transport_error::invalid_request);
            CHECK(outcome_of(failure.phase) == outcome::not_sent);
            CHECK(failure.message.ends_with(expected));
        };
        failing([](std::span<char>) { return std::nullopt; }, ": the stream could not be read");
        failing([](std::span<char>) -> std::optional<std::size_t> { throw std::runtime_error("no disk"); },
                ": the program's code that gives its content threw: no disk");
        failing([](std::span<char> into) -> std::optional<std::size_t> { return into.size() + 1; },
                ": the stream's function says that it read more than there was room for");
        CHECK(received == 0);
    }
}

TEST_CASE_TEMPLATE("never more and never fewer bytes than announced", T, beast_transport, httplib_transport) {
    for (int version : carriers) {
        carrier over(version);
        INFO(over.name());
        std::atomic<std::size_t> received{0};
        std::atomic<int> ended{0};
        raw_server server(
            [&](raw_peer& peer) {
                std::string all;
                for (auto text = peer.read_some(); !text.empty(); text = peer.read_some()) all += text;
                received = behind_head(all).size();
                ++ended;
            },
            over.tls);
        T transport;
        auto const fails = [&](std::size_t size, std::size_t announced, std::string const& expected) {
            auto const before = ended.load();
            auto const source = streamed(std::string(size, 'x'), 100'000, {.size = announced});
            auto const got = over.options.send(transport, posting(over.request(server), source));
            CHECK(failure_of(got, phase::write, transport_error::invalid_request).message.ends_with(expected));
            while (ended == before) std::this_thread::sleep_for(1ms); // the connection is closed
            CHECK(received < announced);
            CHECK(verdict_of({phase::write, transport_error::invalid_request}) ==
                  verdict{outcome::unknown, repetition::never});
        };
        fails(200'000, 200'001, ": its content ended before its size, which was announced");
        fails(200'001, 200'000, ": its content goes on behind its size, which was announced");
        fails(131'073, 131'072, ": its content goes on behind its size, which was announced");
    }
}

TEST_CASE_TEMPLATE("a file that changes its size while it is sent fails the exchange", T, beast_transport,
                   httplib_transport) {
    constexpr std::size_t size = 24u << 20;
    for (bool grows : {false, true}) {
        temporary_folder const folder;
        auto const path = folder.write("changing", std::string(size, 'x'));
        std::atomic<std::size_t> received{0};
        std::atomic<bool> is_over{false};
        raw_server server([&](raw_peer& peer) {
            received += peer.read_some().size();
            if (grows)
                std::ofstream(path, std::ios::app | std::ios::binary) << "more";
            else
                std::filesystem::resize_file(path, size / 2);
            for (auto text = peer.read_some(); !text.empty(); text = peer.read_some()) received += text.size();
            is_over = true;
        });
        T transport;
        auto const got =
            call_options().send(transport, posting(request_to(server.port()), detail::source_of(file::at(path))));
        failure_of(got, phase::write, transport_error::invalid_request);
        while (!is_over) std::this_thread::sleep_for(1ms);
        CHECK(received < size + 200);
        CHECK(received >= size / 2);
    }
}

TEST_CASE_TEMPLATE("an answer that comes before the content's end counts", T, beast_transport, httplib_transport) {
    for (int version : carriers) {
        carrier over(version);
        INFO(over.name());
        raw_server server(
            [](raw_peer& peer) {
                peer.read_some();
                peer.send("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n");
                peer.wait_for_end();
            },
            over.tls);
        T transport;
        std::size_t given = 0;
        auto const endless = stream_of([&](std::span<char> into) {
            std::fill(into.begin(), into.end(), 'x');
            given += into.size();
            return std::optional(into.size());
        });
        CHECK(response_of(over.options.send(transport, posting(over.request(server), endless))).status == 413);
        CHECK(given < (64u << 20));
        CHECK(!endless->may_be_opened());
    }
}

TEST_CASE_TEMPLATE("the write's cap, the deadline and a stop end it", T, beast_transport, httplib_transport) {
    auto const endless = [](std::span<char> into) {
        std::fill(into.begin(), into.end(), 'x');
        return std::optional(into.size());
    };
    for (int version : carriers)
        for (int how : {0, 1, 2}) {
            carrier over(version);
            INFO(over.name() << ' ' << how);
            raw_server server([](raw_peer& peer) { peer.wait_for_end(); }, over.tls);
            T transport;
            std::stop_source stop;
            std::thread soon;
            if (how == 0) over.options.timeouts.write = 50ms;
            if (how == 1) over.options.deadline = 300ms;
            if (how == 2) {
                over.options.stop = stop.get_token();
                soon = std::thread([&] {
                    std::this_thread::sleep_for(150ms);
                    stop.request_stop();
                });
            }
            auto const begin = std::chrono::steady_clock::now();
            auto const got = over.options.send(transport, posting(over.request(server), stream_of(endless)));
            CHECK(std::chrono::steady_clock::now() - begin < 5s);
            if (soon.joinable()) soon.join();
            failure_of(got, phase::write, how == 2 ? transport_error::cancelled : transport_error::timeout);
        }
}

TEST_CASE_TEMPLATE("a slow source is no slow network: the cap is that of each piece", T, beast_transport,
                   httplib_transport) {
    raw_server server([](raw_peer& peer) {
        read_chunked(peer);
        peer.send(answer("ok"));
        peer.drain();
    });
    int left = 6;
    auto const slow = stream_of([&](std::span<char> into) -> std::optional<std::size_t> {
        std::this_thread::sleep_for(60ms);
        if (left-- == 0) return 0;
        into[0] = 'x';
        return 1;
    });
    call_options options;
    options.timeouts.write = 200ms;
    T transport;
    CHECK(response_of(options.send(transport, posting(request_to(server.port()), slow))).body == "ok");
}

TEST_CASE_TEMPLATE("a source that is too slow for the deadline ends the call", T, beast_transport, httplib_transport) {
    raw_server server([](raw_peer& peer) { peer.drain(); });
    auto const slow = stream_of([](std::span<char> into) -> std::optional<std::size_t> {
        std::this_thread::sleep_for(20ms);
        into[0] = 'x';
        return 1;
    });
    call_options options;
    options.deadline = 100ms;
    T transport;
    auto const got = options.send(transport, posting(request_to(server.port()), slow));
    failure_of(got, phase::write, transport_error::timeout);
}
