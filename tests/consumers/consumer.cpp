// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// A program of somebody else: declares one endpoint, and prints the request that a call would send. Nothing is sent.

#include <apibind/apibind.hpp>
#include <apibind/httplib_transport.hpp>

#include <cstdint>
#include <iostream>
#include <optional>
#include <string>

namespace shop {

struct service {
    static constexpr auto base = apibind::base("https://{tenant}.shop.example/api/v1");
    static constexpr auto auth = apibind::header_token("shop-token");
    struct server {
        apibind::required<std::string> tenant;
    };
};
BOOST_DESCRIBE_STRUCT(service::server, (), (tenant))

struct cancel_order : service {
    static constexpr auto route = apibind::delete_("/orders/{order_id}?notify={notify}");
    struct request {
        apibind::required<std::int64_t> order_id;
        std::optional<bool> notify{};
        apibind::required<std::string> reason;
    };
    struct response {
        bool cancelled{};
    };
};
BOOST_DESCRIBE_STRUCT(cancel_order::request, (), (order_id, notify, reason))
BOOST_DESCRIBE_STRUCT(cancel_order::response, (), (cancelled))
static_assert(apibind::valid<cancel_order>);

} // namespace shop

int main() {
    apibind::client<shop::service> client({.tenant = "north"}, apibind::secret("not to be printed"),
                                          {.user_agent = "consumer"});
    auto prepared = apibind::prepare<shop::cancel_order>(client, {.order_id = 17, .reason = "ordered twice"});
    if (!prepared) {
        std::cerr << prepared.error() << '\n';
        return 1;
    }
    std::cout << *prepared;
}
