// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
//
// What all endpoints of a service share: where it lives, who may call it, how much at once, and how it refuses.

#include <apibind/apibind.hpp>

#include <chrono>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <utility>

// [declaration]
namespace shop {

struct answer { // this vendor wraps everything, refusals included, and sends them with HTTP 200
    int code = 0;
    std::string message;
};
BOOST_DESCRIBE_STRUCT(answer, (), (code, message))

struct service {
    static constexpr auto base = apibind::base("https://{tenant}.shop.example/rest/{version}");
    static constexpr auto auth = apibind::basic;         // or bearer, header_token("..."), query_token("..."), no_auth
    static constexpr auto limit = apibind::in_flight(2); // calls at once with one credential; more wait their turn
    static constexpr auto time_limit = std::chrono::seconds(60); // what the vendor allows itself for one answer
    struct server {
        apibind::required<std::string> tenant;
        apibind::required<std::string> version;
    };
    using error = answer;
    static bool accepted(answer const& a) { return a.code < 300; }          // a 2xx that is none
    static std::optional<int> status_of(answer const& a) { return a.code; } // what the refusal means
};
BOOST_DESCRIBE_STRUCT(service::server, (), (tenant, version))

struct cancel_order : service {
    static constexpr auto route = apibind::post("/orders/{number}/cancel");
    struct request {
        apibind::required<int> number;
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(cancel_order::request, (), (number))
static_assert(apibind::valid<cancel_order>);

} // namespace shop
// [/declaration]

namespace {

class scripted_vendor : public apibind::transport {
public:
    explicit scripted_vendor(std::string body) : body_(std::move(body)) {}
    apibind::exchange send(apibind::http_request const& request, apibind::send_options const&) override {
        std::cout << request.origin.scheme << "://" << request.origin.authority() << request.target << '\n';
        return apibind::http_response{200, {}, body_};
    }
    apibind::transport_promises promises() const noexcept override { return {.at_most_once = true}; }

private:
    std::string body_;
};

apibind::outcome cancel(int order, std::string answer) {
    // [client]
    apibind::client<shop::service> const client({.tenant = "acme", .version = "v3"},
                                                apibind::user_password{"robot", apibind::secret("hunter2")},
                                                {.user_agent = "order-sync/1.4", .deadline = std::chrono::seconds(20)},
                                                std::make_shared<scripted_vendor>(std::move(answer)));
    // [/client]
    auto const cancelled = apibind::invoke<shop::cancel_order>(client, {.number = order});
    if (cancelled)
        std::cout << "  cancelled: " << cancelled->message << '\n';
    else
        std::cout << "  " << cancelled.error() << '\n';
    return cancelled.outcome();
}

} // namespace

int main() {
    bool const as_expected =
        cancel(12, R"({"code": 200, "message": "order 12 is cancelled"})") == apibind::outcome::executed &&
        cancel(13, R"({"code": 404, "message": "no such order"})") == apibind::outcome::rejected &&
        cancel(14, R"({"code": 500, "message": "something broke"})") == apibind::outcome::unknown;
    return as_expected ? 0 : 1;
}
