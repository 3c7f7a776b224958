// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "answer_input.hpp"
#include "fuzz.hpp"
#include "scripted_peer.hpp"

#include <apibind/httplib_client.hpp>
#include <apibind/httplib_reader.hpp>
#include <apibind/httplib_request.hpp>
#include <apibind/httplib_stream.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>

// Any bytes as the answer of a server to cpp-httplib, in pieces of any size, as for Boost.Beast in http_answer.cpp.

namespace fuzz_http_answer_by_httplib {

using namespace apibind;
namespace strict = apibind::detail::strict;

void check(fuzz::answer_input const& in) {
    http_request request;
    request.method = in.asked();
    request.origin = {"http", "a", 80};
    send_options const options{.deadline = std::chrono::steady_clock::now() + std::chrono::hours(1),
                               .limits = in.limits};
    fuzz::scripted_peer peer(in.bytes, in.piece, in.end);
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
    in.check_part(*reader.answer());
    if (is_done) in.check_whole(*reader.answer(), peer.left());
}

} // namespace fuzz_http_answer_by_httplib

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    if (size != 0) fuzz_http_answer_by_httplib::check(fuzz::answer_input::of(data, size));
    return 0;
}
