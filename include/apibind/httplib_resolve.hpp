// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/transport.hpp>

#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <chrono>
#include <future>
#include <string>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

namespace apibind::detail {

struct resolved {
    std::vector<std::string> addresses;
    int code = 0; ///< of getaddrinfo
};
inline resolved look_up(std::string const& host, int flags) {
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = flags;
    addrinfo* list = nullptr;
    resolved out;
    out.code = ::getaddrinfo(host.c_str(), nullptr, &hints, &list);
    if (out.code != 0) return out;
    for (auto const* one = list; one; one = one->ai_next) {
        char text[NI_MAXHOST];
        if (::getnameinfo(one->ai_addr, one->ai_addrlen, text, sizeof text, nullptr, 0, NI_NUMERICHOST) == 0 &&
            std::find(out.addresses.begin(), out.addresses.end(), text) == out.addresses.end())
            out.addresses.emplace_back(text);
    }
    ::freeaddrinfo(list);
    return out;
}

/// The addresses of a host, as numbers in the system's order. The C library's look-up cannot be interrupted: a name is
/// looked up aside, on a thread that holds nothing of the caller's, and the caller does not wait beyond its time.
inline std::variant<std::vector<std::string>, transport_failure> resolve(std::string const& host,
                                                                         std::chrono::steady_clock::time_point until) {
    auto const fail = [&](transport_error why, std::string const& what) {
        return transport_failure{phase::resolve, why, "looking up the address of \"" + host + "\": " + what, {}};
    };
    auto found = look_up(host, AI_NUMERICHOST);
    if (found.code != 0) {
        std::packaged_task<resolved()> task([host] { return look_up(host, 0); });
        auto aside = task.get_future();
        std::thread(std::move(task)).detach();
        if (aside.wait_until(until) != std::future_status::ready)
            return fail(transport_error::timeout, "it took too long");
        found = aside.get();
    }
    if (found.addresses.empty())
        return fail(transport_error::resolve, found.code == 0 ? "it has none" : ::gai_strerror(found.code));
    return std::move(found.addresses);
}

} // namespace apibind::detail
