// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <doctest/doctest.h>

#include <apibind/apibind.hpp>

#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

/// What the tests of the bindings share: requests as text, and a transport that counts.
namespace bindings_test {

/// Counts what would have been sent, and answers each request with the same.
class counting_transport final : public apibind::transport {
public:
    explicit counting_transport(apibind::http_response answer = {}) : answer_(std::move(answer)) {}

    apibind::exchange send(apibind::http_request const&, apibind::send_options const&) override {
        ++sent_;
        return answer_;
    }
    apibind::transport_promises promises() const noexcept override { return {.at_most_once = true}; }
    int sent() const { return sent_; }

private:
    apibind::http_response answer_;
    std::atomic<int> sent_ = 0;
};

/// A request as it leaves: the first line, then the fields in their order, then the content.
inline std::string text_of(apibind::http_request const& request) {
    std::string text{apibind::to_string(request.method)};
    text += " " + request.origin.scheme + "://" + request.origin.authority() + " " + request.target + "\n";
    for (auto const& field : request.fields)
        text.append(field.name).append(": ").append(field.value).append("\n");
    return text + (request.body ? "\n" + *request.body : "");
}

/// What `prepare` makes of the call, as text; where it makes nothing, the failure's line.
template <class Endpoint, class Service>
std::string prepared(apibind::client<Service> const& client, typename Endpoint::request const& request) {
    auto const made = apibind::prepare<Endpoint>(client, request);
    return made ? text_of(*made) : to_string(made.error());
}

template <class Endpoint, class Service>
std::string prepared_target(apibind::client<Service> const& client, typename Endpoint::request const& request) {
    auto const made = apibind::prepare<Endpoint>(client, request);
    return made ? made->target : to_string(made.error());
}

template <class Endpoint, class Service>
std::string prepared_body(apibind::client<Service> const& client, typename Endpoint::request const& request) {
    auto const made = apibind::prepare<Endpoint>(client, request);
    return made ? made->body.value_or("no content") : to_string(made.error());
}

/// The call reaches no transport and its failure says so and says `what`.
template <class Endpoint, class Service>
void check_not_sent(apibind::client<Service> const& client, counting_transport const& carrier,
                    typename Endpoint::request const& request, std::string_view what) {
    int const before = carrier.sent();
    auto const result = apibind::invoke<Endpoint>(client, request);
    REQUIRE_FALSE(result.has_value());
    CHECK(result.outcome() == apibind::outcome::not_sent);
    CHECK((result.error().kind == apibind::failure_kind::invalid_request));
    CHECK(result.info().attempts == 0);
    CHECK(result.error().message == what);
    CHECK(carrier.sent() == before);
    auto const made = apibind::prepare<Endpoint>(client, request);
    REQUIRE_FALSE(made.has_value());
    CHECK(made.error().message == what);
}

} // namespace bindings_test
