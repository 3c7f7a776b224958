// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
//
// prepare and interpret are the two halves of a call without the network between them: a dry run, a test, a tool.

#include <apibind/bindings/wolkvox.hpp>

#include <iostream>
#include <memory>

namespace {

class no_network : public apibind::transport {
public:
    apibind::exchange send(apibind::http_request const&, apibind::send_options const&) override {
        return apibind::transport_failure{};
    }
    apibind::transport_promises promises() const noexcept override { return {.at_most_once = true}; }
};

} // namespace

int main() {
    // [prepare]
    apibind::client<wolkvox::manager> const client({.wolkvox_server = "0042"}, apibind::secret("b3f1"), {},
                                                   std::make_shared<no_network>());
    auto const request = apibind::prepare<wolkvox::remove_record>(
        client, {.type_campaign = wolkvox::campaign_type::predictive, .campaign_id = "17", .customer_id = "42"});
    if (!request) {
        std::cerr << request.error() << '\n';
        return 1;
    }
    std::cout << *request; // what would be sent; the token is masked
    // [/prepare]

    // [interpret]
    apibind::http_response const answer{
        403, {}, R"({"code": 403, "error": "FORBIDDEN", "msg": "TOKEN LIMIT EXCEEDED"})"};
    auto const removed = apibind::interpret<wolkvox::remove_record>(answer);
    if (!removed && removed.error().vendor_error)
        std::cout << '\n' << removed.outcome() << ": " << removed.error().vendor_error->msg << '\n';
    // [/interpret]
    return removed.outcome() == apibind::outcome::rejected ? 0 : 1;
}
