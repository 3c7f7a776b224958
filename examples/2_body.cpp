// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
//
// A JSON body: wire names, and members that must be, may be, or may be null.

#include <apibind/apibind.hpp>

#include <cstdint>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

// [declaration]
namespace helpdesk {

enum class urgency { low, normal, very_high };
BOOST_DESCRIBE_ENUM(urgency, low, normal, very_high)
consteval auto wire_names(std::type_identity<urgency>) {
    return apibind::names(apibind::kebab_case);
} // "very-high"

struct service {
    static constexpr auto base = apibind::base("https://helpdesk.example/api");
};

struct change_ticket : service {
    static constexpr auto route = apibind::patch("/tickets/{id}");
    struct request {
        apibind::required<std::int64_t> id;               // in the route: goes into the URL
        apibind::required<urgency> urgency_level;         // not in the route: a member of the body, and must be given
        std::optional<std::string> subject{};             // left out of the body unless given
        apibind::nullable<std::string> assigned_to{};     // left out, or null, or a value
        std::optional<std::vector<std::string>> labels{}; // a list is required or optional, never plain
        std::optional<std::string> class_{};
    };
    struct response {
        std::int64_t revision = 0;
    };
};
consteval auto wire_names(std::type_identity<change_ticket::request>) {
    return apibind::names(apibind::camel_case, apibind::name<&change_ticket::request::class_>("class"));
}
BOOST_DESCRIBE_STRUCT(change_ticket::request, (), (id, urgency_level, subject, assigned_to, labels, class_))
BOOST_DESCRIBE_STRUCT(change_ticket::response, (), (revision))
static_assert(apibind::valid<change_ticket>);

} // namespace helpdesk
// [/declaration]

namespace {

// Shows what would be sent, and answers as the vendor would.
class scripted_vendor : public apibind::transport {
public:
    apibind::exchange send(apibind::http_request const& request, apibind::send_options const&) override {
        std::cout << to_string(request.method) << ' ' << request.target << "  " << *request.body << '\n';
        return apibind::http_response{200, {{"Content-Type", "application/json"}}, R"({"revision": 7})"};
    }
    apibind::transport_promises promises() const noexcept override { return {.at_most_once = true}; }
};

} // namespace

int main() {
    apibind::client<helpdesk::service> const client({}, std::make_shared<scripted_vendor>());

    // [call]
    auto const changed =
        apibind::invoke<helpdesk::change_ticket>(client, {.id = 1207,
                                                          .urgency_level = helpdesk::urgency::very_high,
                                                          .assigned_to = apibind::null,
                                                          .labels = {{"billing", "vip"}}});
    // [/call]
    if (!changed) {
        std::cerr << changed.error() << '\n';
        return 1;
    }
    std::cout << "revision " << changed->revision << '\n';
    return 0;
}
