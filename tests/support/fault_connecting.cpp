// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "fault_catalogue.hpp"

namespace faults {
namespace {

using apibind::phase;
using apibind::transport_error;
using caps = apibind::timeout_options;

std::string const handshakes = "a handshake of TLS that is reset, fails, stalls or trickles; TLS 1.1";
std::string const accepted = "reset as soon as accepted; over TLS 1.3, an alert for want of a client certificate";

/// Before the handshake, over TLS only: nothing is sent.
fault handshake(std::string name, script played, std::vector<transport_error> errors) {
    return {.name = std::move(name),
            .hazard = handshakes,
            .does = {.script = std::move(played), .before_handshake = true},
            .expected = not_sent({phase::tls}, std::move(errors)),
            .over = over_tls};
}

fault certificate(std::string name, credentials shown) {
    return {.name = "certificate " + std::move(name),
            .hazard = "a certificate of another name or CA, or expired; `DNS:*`; a name in the CN only",
            .does = {.script = doing_and_saying([](auto const& good) { return good.text(); }), .shown = shown},
            .expected = not_sent({phase::tls}, {transport_error::certificate}),
            .over = over_tls};
}

SSL_CTX* context_of(carrier over) {
    return identities::instance().context(credentials::good, over);
}

} // namespace

std::vector<fault> connecting_faults() {
    std::vector<fault> all;
    std::string const nobody = "a connection that is refused or finds no room";
    all.push_back({.name = "F1 refused",
                   .hazard = nobody,
                   .does = {.listening = behaviour::port::refused},
                   .expected = not_sent({phase::connect}, {transport_error::connect})});
    all.push_back({.name = "F2 the backlog is full",
                   .hazard = nobody,
                   .does = {.listening = behaviour::port::full},
                   .expected = not_sent({phase::connect}, {transport_error::timeout}),
                   .tune = cap(&caps::connect, 150)});

    script const reset = [](vendor& it) { it.peer.reset(); };
    all.push_back({.name = "F3 accepted, then reset",
                   .hazard = accepted,
                   .does = {.script = reset},
                   .expected = not_sent_or_unknown(),
                   .over = over_plain});
    all.push_back({.name = "F3 accepted, then reset, before the handshake",
                   .hazard = handshakes,
                   .does = {.script = reset, .before_handshake = true},
                   .expected = not_sent({phase::connect, phase::tls},
                                        {transport_error::closed, transport_error::connect, transport_error::tls}),
                   .over = over_tls});

    all.push_back(handshake("F4 plaintext on TLS",
                            [](vendor& it) {
                                it.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
                                it.stay();
                            },
                            {transport_error::tls}));
    all.push_back(handshake("F5 a fatal alert",
                            [](vendor& it) {
                                it.peer.read_some();
                                it.send(std::string("\x15\x03\x03\x00\x02\x02\x28", 7));
                                it.stay();
                            },
                            {transport_error::tls}));
    all.push_back(handshake("F6 silence in the handshake", [](vendor& it) { it.stay(); }, {transport_error::timeout}));
    all.back().tune = cap(&caps::tls, 150);
    for (auto const over : over_tls) {
        all.push_back(handshake("F6 silence half-way through the handshake",
                                [over](vendor& it) {
                                    auto const flight = first_flight(it.peer, context_of(over));
                                    it.send(flight.substr(0, flight.size() / 2));
                                    it.stay();
                                },
                                {transport_error::timeout}));
        all.back().over = {over};
        all.back().tune = cap(&caps::tls, 150);
        all.push_back(handshake("F7 a handshake byte by byte",
                                [over](vendor& it) { it.trickle(first_flight(it.peer, context_of(over))); },
                                {transport_error::timeout}));
        all.back().over = {over};
        all.back().tune = cap(&caps::tls, 400);
    }
    all.push_back(handshake("TLS 1.1", {}, {transport_error::tls}));
    all.back().does = {.script = doing_and_saying([](auto const& good) { return good.text(); }),
                       .shown = credentials::old_version};

    all.push_back(certificate("of another name", credentials::other_name));
    all.push_back(certificate("with its name in the CN only", credentials::common_name_only));
    all.push_back(certificate("for any name", credentials::any_name));
    all.push_back(certificate("that has expired", credentials::expired));
    all.push_back(certificate("of another CA", credentials::other_authority));

    // TLS 1.3 tells a client of this after its handshake, when it may have written.
    behaviour const wanting{.script = refusing_with(""), .shown = credentials::wants_certificate};
    all.push_back({.name = "F5 an alert for want of a certificate",
                   .hazard = handshakes,
                   .does = wanting,
                   .expected = not_sent({phase::tls}, {transport_error::tls}),
                   .over = {carrier::tls_1_2}});
    all.push_back({.name = "F5 an alert for want of a certificate",
                   .hazard = accepted,
                   .does = wanting,
                   .expected = not_sent_or_unknown(),
                   .over = {carrier::tls_1_3}});
    return all;
}

} // namespace faults
