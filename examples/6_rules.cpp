// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
//
// Rules that a vendor documents are declared, and checked before anything is sent.

#include <apibind/apibind.hpp>

#include <cstdint>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

// [declaration]
namespace mailing {

struct service {
    static constexpr auto base = apibind::base("https://mailing.example/v1");
};

struct unsubscribe : service {
    static constexpr auto route = apibind::post("/unsubscribe");
    struct request {
        apibind::required<std::string> list;
        std::optional<std::vector<std::string>> addresses{};
        std::optional<std::vector<std::string>> keys{};
        std::optional<std::string> reason{};
    };
    static constexpr auto rules = apibind::rules(
        apibind::pattern<&request::list>("[a-z][a-z0-9-]{2,30}"),
        apibind::at_least_one_of<&request::addresses, &request::keys>(), apibind::max_items<&request::addresses>(3),
        apibind::each<&request::keys>(apibind::length(8), apibind::alphanumeric()),
        apibind::max_length<&request::reason>(200)); // characters, not bytes
    struct response {
        std::int64_t removed = 0;
    };
};
BOOST_DESCRIBE_STRUCT(unsubscribe::request, (), (list, addresses, keys, reason))
BOOST_DESCRIBE_STRUCT(unsubscribe::response, (), (removed))
static_assert(apibind::valid<unsubscribe>);

} // namespace mailing
// [/declaration]

namespace {

class scripted_vendor : public apibind::transport {
public:
    int requests = 0;
    apibind::exchange send(apibind::http_request const&, apibind::send_options const&) override {
        ++requests;
        return apibind::http_response{200, {}, R"({"removed": 1})"};
    }
    apibind::transport_promises promises() const noexcept override { return {.at_most_once = true}; }
};

bool unsubscribed(apibind::client<mailing::service> const& client, mailing::unsubscribe::request const& request) {
    auto const done = apibind::invoke<mailing::unsubscribe>(client, request);
    if (done)
        std::cout << done->removed << " removed\n";
    else
        std::cout << done.error() << '\n';
    return done.has_value();
}

} // namespace

int main() {
    auto const vendor = std::make_shared<scripted_vendor>();
    apibind::client<mailing::service> const client({}, vendor);
    bool good = true;
    good &= unsubscribed(client, {.list = "news", .addresses = {{"a@example.com"}}});
    good &= !unsubscribed(client, {.list = "news"});
    good &= !unsubscribed(client, {.list = "News!", .addresses = {{"a@example.com"}}});
    good &= !unsubscribed(client, {.list = "news", .addresses = {{"a@example.com", "b@x.org", "c@x.org", "d@x.org"}}});
    good &= !unsubscribed(client, {.list = "news", .keys = {{"12345678", "1234-678"}}});
    std::cout << vendor->requests << " request was sent\n";
    return good && vendor->requests == 1 ? 0 : 1;
}
