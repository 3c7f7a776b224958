// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "fault_catalogue.hpp"
#include "fault_gzip.hpp"

namespace faults {
namespace {

using apibind::transport_error;

std::string chunk(std::string const& content) {
    char size[20];
    std::snprintf(size, sizeof size, "%zx\r\n", content.size());
    return size + content + "\r\n";
}

} // namespace

std::vector<fault> body_faults() {
    std::vector<fault> all;
    auto const body = [&](std::string name, std::string hazard, answer_text text, expectation expected) {
        all.push_back({.name = std::move(name),
                       .hazard = std::move(hazard),
                       .does = {.script = doing_saying_and_closing(std::move(text))},
                       .expected = std::move(expected)});
    };
    auto const cut = result_lost({transport_error::closed, transport_error::malformed});

    std::string const cut_short = "a content that is cut, comes byte by byte, or ends with FIN without close_notify";
    all.push_back({.name = "F16 a content byte by byte",
                   .hazard = cut_short,
                   .does = {.script =
                                [](vendor& it) {
                                    if (!it.read()) return;
                                    it.act();
                                    it.send(it.good.head("Content-Length: 4000\r\n"));
                                    it.trickle(std::string(4'000, ' '));
                                }},
                   .expected = result_lost({transport_error::timeout}),
                   .tune = deadline(1'500)});
    body(
        "F23 shorter than its length", cut_short,
        [](good_answer const& good) {
            return good.head("Content-Length: " + std::to_string(good.content.size() + 7) + "\r\n") + good.content;
        },
        cut);

    auto const chunks = [&](std::string name, bool is_cut, std::function<std::string(std::string const&)> made) {
        body(
            "F24 " + std::move(name), is_cut ? cut_short : "a chunk with a bad size or a bad terminator",
            [=](good_answer const& good) { return good.head("Transfer-Encoding: chunked\r\n") + made(good.content); },
            cut);
    };
    chunks("cut between chunks", true, [](auto const& content) { return chunk(content); });
    chunks("cut in a chunk", true, [](auto const& content) { return "ff\r\n" + content; });
    chunks("cut before the last line", true, [](auto const& content) { return chunk(content) + "0\r\n"; });
    chunks("a size that is none", false, [](auto const& content) { return "zz\r\n" + content + "\r\n0\r\n\r\n"; });
    chunks("a negative size", false, [](auto const& content) { return "-" + chunk(content) + "0\r\n\r\n"; });
    chunks("a size with 0x", false, [](auto const& content) { return "0x" + chunk(content) + "0\r\n\r\n"; });
    chunks("a size of 17 digits", false,
           [](auto const& content) { return "fffffffffffffffff\r\n" + content + "\r\n0\r\n\r\n"; });
    chunks("a wrong terminator", false, [](auto const& content) {
        auto text = chunk(content);
        return text.replace(text.size() - 2, 2, "XY") + "0\r\n\r\n";
    });
    chunks("a bare LF", false, [](auto const& content) {
        std::string out;
        for (char const c : chunk(content) + "0\r\n\r\n")
            if (c != '\r') out += c;
        return out;
    });

    auto const unended = [&](std::string name, answer_text text, expectation expected) {
        all.push_back({.name = std::move(name),
                       .hazard = cut_short,
                       .does = {.script =
                                    [=](vendor& it) {
                                        if (!it.read()) return;
                                        it.act();
                                        it.send(text(it.good));
                                        it.peer.cut();
                                    }},
                       .expected = std::move(expected),
                       .over = over_tls});
    };
    unended(
        "F25 FIN without close_notify", [](good_answer const& good) { return good.head("") + good.content; },
        result_lost({transport_error::closed}));
    unended(
        "F25 the same behind a whole content", [](good_answer const& good) { return good.text(); }, executed());
    all.back().hazard = "FIN without close_notify, behind the length that was said";

    std::string const endless = "a gzip bomb; a content without end";
    auto const beyond = result_lost({transport_error::too_large});
    body(
        "F26 a gzip bomb", endless,
        [](good_answer const& good) {
            auto const packed = gzip_bomb(16u << 20);
            return good.head("Content-Encoding: gzip\r\nContent-Length: " + std::to_string(packed.size()) + "\r\n") +
                   packed;
        },
        beyond);
    body(
        "F26 gzip that is cut", "gzip that is cut, or is none",
        [](good_answer const& good) {
            auto const packed = gzip(good.content);
            return good.head("Content-Encoding: gzip\r\nContent-Length: " + std::to_string(packed.size() - 9) +
                             "\r\n") +
                   packed.substr(0, packed.size() - 9);
        },
        cut);
    body(
        "F26 gzip that is none", "gzip that is cut, or is none",
        [](good_answer const& good) {
            return good.head("Content-Encoding: gzip\r\nContent-Length: " + std::to_string(good.content.size()) +
                             "\r\n") +
                   good.content;
        },
        cut);
    auto const forever = [&](std::string name, std::string field, std::string block) {
        all.push_back({.name = std::move(name),
                       .hazard = endless,
                       .does = {.script =
                                    [=](vendor& it) {
                                        if (!it.read()) return;
                                        it.act();
                                        it.send(it.good.head(field));
                                        it.send_forever(block);
                                    }},
                       .expected = beyond});
    };
    forever("F27 a content without end", "", std::string(20'000, ' '));
    forever("F27 chunks without end", "Transfer-Encoding: chunked\r\n", chunk(std::string(20'000, ' ')));
    body(
        "F27 a length beyond the limit", endless,
        [](good_answer const& good) { return good.head("Content-Length: 90000000000\r\n") + good.content; },
        result_lost({transport_error::too_large, transport_error::closed}));

    std::string const surplus = "surplus bytes, or a further answer, behind an answer";
    auto const followed_by = [&](std::string name, answer_text more, bool is_at_once) {
        all.push_back({.name = std::move(name),
                       .hazard = surplus,
                       .does = {.script =
                                    [=](vendor& it) {
                                        while (it.read()) {
                                            it.act();
                                            auto const extra = it.connection == 0 ? more(it.good) : std::string();
                                            it.send(is_at_once ? it.good.text() + extra : it.good.text());
                                            if (!is_at_once) it.send(extra);
                                            it.settle();
                                        }
                                    }},
                       .expected = executed(),
                       .calls = 2});
    };
    for (bool const is_at_once : {true, false}) {
        std::string const when = is_at_once ? ", with it" : ", after it";
        followed_by(
            "F28 surplus bytes" + when, [](good_answer const&) { return "surplus"; }, is_at_once);
        followed_by(
            "F28 a further answer" + when, [](good_answer const&) { return short_answer("500 Injected"); }, is_at_once);
    }
    return all;
}

} // namespace faults
