// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
//
// A transport of one's own: here one that tells what passes through another one.

#include <apibind/apibind.hpp>

#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <variant>

// [transport]
// A transport carries a request at most once, never throws, and may be used by several threads at once.
class telling_transport : public apibind::transport {
public:
    explicit telling_transport(std::shared_ptr<apibind::transport> inner) : inner_(std::move(inner)) {}

    apibind::exchange send(apibind::http_request const& request, apibind::send_options const& options) override {
        auto out = inner_->send(request, options);
        std::cerr << to_string(request.method) << ' ' << request.origin.host; // the target may hold a query_token
        if (auto const* answer = std::get_if<apibind::http_response>(&out))
            std::cerr << ": HTTP " << answer->status << ", " << answer->body.size() << " bytes\n";
        else
            std::cerr << ": " << to_string(std::get<apibind::transport_failure>(out).error) << '\n';
        return out;
    }
    apibind::transport_promises promises() const noexcept override { return inner_->promises(); }

private:
    std::shared_ptr<apibind::transport> inner_;
};
// [/transport]

namespace probe {

struct service {
    static constexpr auto base = apibind::base("https://status.example");
};
struct health : service {
    static constexpr auto route = apibind::get("/health");
    struct request {};
    struct response {
        std::string state;
    };
};
BOOST_DESCRIBE_STRUCT(health::request, (), ())
BOOST_DESCRIBE_STRUCT(health::response, (), (state))
static_assert(apibind::valid<health>);

// What is below it: in a program that calls somebody, std::make_shared<apibind::httplib_transport>().
class flaky_vendor : public apibind::transport {
public:
    apibind::exchange send(apibind::http_request const&, apibind::send_options const&) override {
        if (is_up_ = !is_up_; is_up_) return apibind::http_response{200, {}, R"({"state": "up"})"};
        // A phase before `write` promises that no byte of the request was sent: the outcome is not_sent.
        return apibind::transport_failure{
            apibind::phase::connect, apibind::transport_error::connect, "connection refused", {}};
    }
    apibind::transport_promises promises() const noexcept override { return {.at_most_once = true}; }

private:
    bool is_up_ = false;
};

} // namespace probe

int main() {
    apibind::client<probe::service> const client(
        {.retry = apibind::no_retry}, std::make_shared<telling_transport>(std::make_shared<probe::flaky_vendor>()));
    auto const first = apibind::invoke<probe::health>(client, {});
    auto const second = apibind::invoke<probe::health>(client, {});
    if (!first || second) return 1;
    std::cout << first->state << "\n" << second.error() << '\n';
    return second.outcome() == apibind::outcome::not_sent ? 0 : 1;
}
