// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "fault_expectation.hpp"
#include "fault_server.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace faults {

/// A fault, and what a call that meets it must come to.
struct fault {
    std::string name;   ///< its number in the list of faults, and what it is
    std::string hazard; ///< the line of the README's table that it stands in
    behaviour does{};
    expectation expected{};
    std::vector<carrier> over{std::begin(all_carriers), std::end(all_carriers)};
    std::function<void(apibind::client_options&)> tune{};
    std::size_t padding = 0; ///< bytes that a request is longer by
    int calls = 1;           ///< one after the other, over the same transport
    std::string token{};     ///< instead of one that each call has for itself
};

inline std::vector<carrier> const over_plain = {carrier::plain};
inline std::vector<carrier> const over_tls = {carrier::tls_1_2, carrier::tls_1_3};

using script = std::function<void(vendor&)>;
using answer_text = std::function<std::string(good_answer const&)>;

/// Reads a request, does it, answers that, and stays.
inline script doing_and_saying(answer_text text) {
    return [text = std::move(text)](vendor& it) {
        if (!it.read()) return;
        it.act();
        it.send(text(it.good));
        it.stay();
    };
}
/// The same, and closes as is proper.
inline script doing_saying_and_closing(answer_text text) {
    return [text = std::move(text)](vendor& it) {
        if (!it.read()) return;
        it.act();
        it.send(text(it.good));
        it.peer.close();
    };
}
/// Reads a request, does nothing, answers that, and stays.
inline script refusing_with(std::string text) {
    return [text = std::move(text)](vendor& it) {
        if (!it.read()) return;
        it.send(text);
        it.stay();
    };
}
inline std::string short_answer(std::string const& status, std::string const& fields = "") {
    return "HTTP/1.1 " + status + "\r\n" + fields + "Content-Length: 4\r\n\r\nbusy";
}

/// A limit for the time of one phase; the others have time.
template <class Phase>
std::function<void(apibind::client_options&)> cap(Phase phase, int milliseconds) {
    return [=](apibind::client_options& options) { options.timeouts.*phase = std::chrono::milliseconds(milliseconds); };
}
inline std::function<void(apibind::client_options&)> deadline(int milliseconds) {
    return [=](apibind::client_options& options) { options.deadline = std::chrono::milliseconds(milliseconds); };
}
inline std::string repeated(std::string const& text, std::size_t times) {
    std::string out;
    out.reserve(text.size() * times);
    while (times-- != 0) out += text;
    return out;
}

std::vector<fault> connecting_faults(); // F1-F7, and certificates
std::vector<fault> awaiting_faults();   // F8-F15, and kept connections
std::vector<fault> head_faults();       // F16-F22
std::vector<fault> body_faults();       // F23-F28
std::vector<fault> meaning_faults();    // F29, F30, and what is not to be sent or shown

/// All of them.
std::vector<fault> const& catalogue();

/// A server that nobody is to be led to.
support::raw_server const& other_host();

} // namespace faults
