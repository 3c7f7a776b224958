// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "received.hpp"

#include <algorithm>
#include <optional>

namespace sandbox {
namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_name(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

} // namespace

std::string received_request::header(std::string_view name) const {
    auto const found =
        std::find_if(headers.begin(), headers.end(), [&](auto const& field) { return same_name(field.first, name); });
    return found == headers.end() ? std::string() : found->second;
}

std::size_t received_request::header_count(std::string_view name) const {
    return static_cast<std::size_t>(
        std::count_if(headers.begin(), headers.end(), [&](auto const& field) { return same_name(field.first, name); }));
}

std::string received_request::host() const {
    std::string value = header("Host");
    value.erase(std::min(value.find(':'), value.size()));
    std::transform(value.begin(), value.end(), value.begin(), lower);
    return value;
}

std::string to_text(received_request const& request) {
    std::string text = request.method + " " + request.target + (request.tls ? "  (TLS)\n" : "  (no TLS)\n");
    for (auto const& [name, value] : request.headers) {
        text += name + ": " + value + "\n";
    }
    if (!request.body.empty()) {
        text += "\n" + request.body + "\n";
    }
    return text + "-> " + std::to_string(request.status) + " " + request.answer + "\n";
}

std::uint64_t received_log::arrived(received_request request) {
    std::lock_guard const lock(mutex_);
    request.serial = ++last_serial_;
    requests_.push_back(std::move(request));
    return last_serial_;
}

void received_log::answered(std::uint64_t serial, int status, std::string const& answer) {
    std::optional<received_request> finished;
    {
        std::lock_guard const lock(mutex_);
        auto const found =
            std::find_if(requests_.rbegin(), requests_.rend(), [&](auto const& r) { return r.serial == serial; });
        if (found == requests_.rend()) {
            return;
        }
        found->status = status;
        found->answer = answer;
        if (sink_) {
            finished = *found;
        }
    }
    if (finished) {
        std::lock_guard const lock(sink_mutex_);
        sink_(*finished);
    }
}

std::vector<received_request> received_log::all() const {
    std::lock_guard const lock(mutex_);
    return {requests_.begin(), requests_.end()};
}

void received_log::clear() {
    std::lock_guard const lock(mutex_);
    requests_.clear();
}

} // namespace sandbox
