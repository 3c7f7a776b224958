// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "fault_catalogue.hpp"

namespace faults {
namespace {

using apibind::outcome;
using apibind::phase;
using apibind::transport_error;

std::string length_of(good_answer const& good) {
    return std::to_string(good.content.size());
}

/// An answer with those fields in place of its Content-Length.
fault fields(std::string name, std::string hazard, answer_text made, expectation expected) {
    return {.name = std::move(name),
            .hazard = std::move(hazard),
            .does = {.script = doing_saying_and_closing(
                         [=](good_answer const& good) { return good.head(made(good)) + good.content; })},
            .expected = std::move(expected)};
}

fault final_status(std::string const& status, expectation expected) {
    return {.name = "F20 " + status + " as the final answer",
            .hazard = "101, 103, 000 or 999 as the final answer",
            .does = {.script = doing_saying_and_closing([=](good_answer const&) {
                         return "HTTP/1.1 " + status + " Odd\r\nContent-Length: 0\r\n\r\n";
                     })},
            .expected = std::move(expected)};
}

} // namespace

std::vector<fault> head_faults() {
    std::vector<fault> all;
    auto const in_head = std::vector{phase::await, phase::head};
    // What a transport of less insight calls closed is unknown all the same.
    auto const malformed = unknown(in_head, {transport_error::malformed, transport_error::closed});
    auto const too_large = unknown(in_head, {transport_error::too_large, transport_error::closed});

    std::string const huge = "a head byte by byte, of 200,000 fields, with a line of megabytes, after 1xx without end";
    all.push_back({.name = "F16 a head byte by byte",
                   .hazard = huge,
                   .does = {.script =
                                [](vendor& it) {
                                    if (!it.read()) return;
                                    it.act();
                                    it.trickle(it.good.head("X-Filler: " + std::string(4'000, 'x') + "\r\n"));
                                }},
                   .expected = unknown(in_head, {transport_error::timeout}),
                   .tune = deadline(1'500)});

    for (std::size_t const size : {27'000u, 60'000u, 200'000u}) {
        all.push_back({.name = "F17 a reason of " + std::to_string(size / 1'000) + " KB",
                       .hazard = size < 64'000 ? "a reason phrase of 26 KB and more" : "one beyond `limits.head`",
                       .does = {.script = doing_saying_and_closing([=](good_answer const& good) {
                                    auto text = good.text();
                                    return text.replace(13, 4, std::string(size, 'r'));
                                })},
                       .expected = size < 64'000 ? executed() : too_large});
    }
    all.push_back(fields(
        "F18 200,000 header fields", huge,
        [](good_answer const& good) {
            return repeated("X-Field: y\r\n", 200'000) + "Content-Length: " + length_of(good) + "\r\n";
        },
        too_large));
    all.push_back(fields(
        "F19 a header line of 2 MB", huge,
        [](good_answer const& good) {
            return "X-Field: " + std::string(2u << 20, 'y') + "\r\nContent-Length: " + length_of(good) + "\r\n";
        },
        too_large));

    auto const interim = [&](std::string name, std::string hazard, std::string before, expectation expected) {
        all.push_back({.name = std::move(name),
                       .hazard = std::move(hazard),
                       .does = {.script = doing_saying_and_closing(
                                    [=](good_answer const& good) { return before + good.text(); })},
                       .expected = std::move(expected)});
    };
    std::string const proceed = "HTTP/1.1 100 Continue\r\n\r\n", hints = "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n";
    interim("F20 a 100 before the answer", "100 before the answer", proceed, executed());
    interim("F20 a 103 before the answer", "103 before the answer", hints, executed());
    interim("F20 several 1xx before the answer", "103 before the answer", proceed + hints + proceed, executed());
    all.push_back({.name = "F20 1xx without end",
                   .hazard = huge,
                   .does = {.script =
                                [=](vendor& it) {
                                    if (!it.read()) return;
                                    it.act();
                                    it.send_forever(repeated(proceed, 100));
                                }},
                   .expected = unknown(in_head, {transport_error::too_large, transport_error::timeout}),
                   .tune = deadline(1'500)});
    all.push_back(final_status("101", answered(101, outcome::unknown)));
    all.push_back(final_status("103", unknown({}, {})));
    all.push_back(final_status("000", unknown({}, {})));
    all.push_back(final_status("999", answered(999, outcome::unknown)));

    std::string const framing = "a Content-Length that is no number; two of them; `gzip, chunked`";
    auto const framed = [&](std::string name, std::string text) {
        all.push_back(fields(
            "F21 " + std::move(name), framing,
            [=](good_answer const& good) {
                auto out = text;
                for (auto at = out.find('N'); at != std::string::npos; at = out.find('N'))
                    out.replace(at, 1, length_of(good));
                return out;
            },
            malformed));
    };
    framed("two lengths", "Content-Length: N\r\nContent-Length: 3\r\n");
    framed("a list of lengths", "Content-Length: N, 3\r\n");
    framed("a length that is no number", "Content-Length: Nx\r\n");
    framed("a negative length", "Content-Length: -N\r\n");
    framed("a length with a sign", "Content-Length: +N\r\n");
    framed("a length of 21 digits", "Content-Length: 184467440737095516170\r\n");
    framed("an empty length", "Content-Length:\r\n");
    framed("a length and chunks", "Content-Length: N\r\nTransfer-Encoding: chunked\r\n");
    framed("gzip, chunked", "Transfer-Encoding: gzip, chunked\r\n");
    framed("chunked twice", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n");
    framed("a coding that nobody knows", "Transfer-Encoding: odd\r\n");

    std::string const loose = "a bare LF, a folded line, a space before a colon";
    all.push_back({.name = "F22 bare LF",
                   .hazard = loose,
                   .does = {.script = doing_saying_and_closing([](good_answer const& good) {
                                std::string out;
                                for (char const c : good.text())
                                    if (c != '\r') out += c;
                                return out;
                            })},
                   .expected = malformed});
    auto const with_length = [](std::string text) {
        return [=](good_answer const& good) { return text + "Content-Length: " + length_of(good) + "\r\n"; };
    };
    all.push_back(fields("F22 a folded line", loose, with_length("X-Field: a\r\n b\r\n"), malformed));
    all.push_back(fields("F22 a space before a colon", loose, with_length("X-Field : a\r\n"), malformed));

    std::string const hidden = "a space before the colon of Content-Length or Transfer-Encoding; either of them folded";
    auto const hiding = [&](std::string name, answer_text text) {
        all.push_back({.name = "F22 " + std::move(name),
                       .hazard = hidden,
                       .does = {.script = doing_saying_and_closing(std::move(text))},
                       .expected = malformed});
    };
    hiding("a space before the colon of a length", [](good_answer const& good) {
        return good.head("Content-Length : " + length_of(good) + "\r\n") + good.content + "surplus";
    });
    hiding("a folded length", [](good_answer const& good) {
        return good.head("Content-Length:\r\n " + length_of(good) + "\r\n") + good.content + "surplus";
    });
    auto const chunked = [](good_answer const& good) {
        return "5\r\n" + good.content.substr(0, 5) + "\r\nf\r\n" + good.content.substr(5, 15) + "\r\n0\r\n\r\n";
    };
    hiding("a space before the colon of a coding",
           [=](good_answer const& good) { return good.head("Transfer-Encoding : chunked\r\n") + chunked(good); });
    hiding("a folded coding",
           [=](good_answer const& good) { return good.head("Transfer-Encoding:\r\n chunked\r\n") + chunked(good); });
    return all;
}

} // namespace faults
