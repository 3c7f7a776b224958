// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "framing.hpp"
#include "fuzz.hpp"
#include "scripted_peer.hpp"

#include <apibind/httplib_client.hpp>
#include <apibind/httplib_reader.hpp>
#include <apibind/httplib_request.hpp>
#include <apibind/httplib_stream.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>

// Any bytes as the answer of a server to cpp-httplib, in pieces of any size, as for Boost.Beast in http_answer.cpp.

namespace fuzz_http_answer_by_httplib {

using namespace apibind;
namespace strict = apibind::detail::strict;

void check(std::string_view bytes, bool is_head, strict::io end, std::size_t piece) {
    http_request request;
    request.method = is_head ? method::head : method::get;
    request.origin = {"http", "a", 80};
    send_options const options{.deadline = std::chrono::steady_clock::now() + std::chrono::hours(1),
                               .limits = {.head = 4u << 10, .body = 16u << 10}};
    fuzz::scripted_peer peer(bytes, piece, end);
    auto now = phase::write;
    detail::httplib_stream stream(peer, "GET / HTTP/1.1\r\n", options, now);
    detail::httplib_reader reader(request.method, options);
    auto wire = detail::wire_request(request, {});
    wire.response_handler = [&](httplib::Response const& head) { return reader.take_head(head); };
    wire.content_receiver = [&](char const* data, std::size_t size, auto...) {
        return reader.take_content({data, size});
    };
    static detail::httplib_client client;
    httplib::Response got;
    auto error = httplib::Error::Success;
    bool is_done = client.run(stream, wire, got, error);
    if (is_done && !reader.has_head()) reader.take_head(got);
    is_done = is_done && !reader.wrong() && (!reader.has_content() || stream.finish()) && reader.is_whole();
    if (stream.fault()) fuzz::require(!stream.fault()->what.empty(), "a failure is explained");
    if (!reader.answer()) return fuzz::require(!is_done, "a success has a head");
    auto const& answer = *reader.answer();
    fuzz::require(answer.body.size() <= options.limits.body, "the content is within its limit");
    fuzz::require(answer.status >= 0 && answer.status <= 999, "a status has three digits");
    for (auto const& field : answer.fields) {
        fuzz::require(detail::is_field_token(field.name), "names of fields are tokens", field.name);
        fuzz::require(field.value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos,
                      "no value breaks its line", field.value);
    }
    if (!is_done) return;
    auto const plain = fuzz::read_answer(bytes, is_head, end == strict::io::ended, options.limits.body);
    fuzz::require(plain.has_value(), "what is a success is an answer to a plain reader");
    fuzz::require(plain->status == answer.status, "the status is that of the final answer");
    fuzz::require(plain->content == answer.body, "the content is the content", answer.body);
    fuzz::require(plain->end + peer.left() == bytes.size(), "nothing is read beyond the answer");
}

} // namespace fuzz_http_answer_by_httplib

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    using apibind::detail::strict::io;
    if (size == 0) return 0;
    auto const how = data[0];
    constexpr io ends[] = {io::ended, io::cut, io::timed_out, io::ended};
    constexpr std::size_t pieces[] = {1u << 20, 1, 2, 3, 7, 19, 64, 500};
    fuzz_http_answer_by_httplib::check(fuzz::text_of(data + 1, size - 1), (how & 1) != 0, ends[how >> 1 & 3],
                               pieces[how >> 3 & 7]);
    return 0;
}
