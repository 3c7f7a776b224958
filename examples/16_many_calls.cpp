// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
//
// One endpoint, called for many records: several calls at once, results as they come, and what to do about those of
// which nobody knows.

#include <apibind/apibind.hpp>
#include <apibind/invoke_all.hpp>

#include <atomic>
#include <iostream>
#include <memory>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace crm {

struct service {
    static constexpr auto base = apibind::base("https://crm.example/v2");
};
struct nothing {};
BOOST_DESCRIBE_STRUCT(nothing, (), ())

struct erase_contact : service {
    static constexpr auto route = apibind::delete_("/contacts/{id}");
    static constexpr auto retry = apibind::no_retry;
    struct request {
        apibind::required<int> id;
    };
    using response = nothing;
};
BOOST_DESCRIBE_STRUCT(erase_contact::request, (), (id))
static_assert(apibind::valid<erase_contact>);

/// Cannot be reached at first for some contacts, and answers 500 for some others.
class moody_vendor final : public apibind::transport {
public:
    std::atomic<bool> is_down = true;

    apibind::exchange send(apibind::http_request const& request, apibind::send_options const&) override {
        int const id = std::stoi(request.target.substr(request.target.rfind('/') + 1));
        if (is_down && id % 10 == 0)
            return apibind::transport_failure{apibind::phase::connect, apibind::transport_error::connect, "refused"};
        if (id % 100 == 7) return apibind::http_response{500, {}, "oops"};
        return apibind::http_response{200, {}, "{}"};
    }
    apibind::transport_promises promises() const noexcept override { return {.at_most_once = true}; }
};

} // namespace crm

int main() {
    auto const vendor = std::make_shared<crm::moody_vendor>();
    apibind::client<crm::service> const client({}, vendor);
    std::vector<crm::erase_contact::request> contacts;
    for (int id = 1; id <= 500; ++id) contacts.push_back({.id = id});

    // [bulk]
    std::vector<crm::erase_contact::request> again;                       // nothing happened to these
    std::vector<int> unclear;                                             // these may be gone: to be looked at
    auto const on_result = [&](auto const& request, auto const& result) { // is run by one thread at a time
        if (!result) std::clog << request.id.value() << ": " << result.error() << '\n';
        if (result.outcome() == apibind::outcome::not_sent) again.push_back(request);
        if (result.outcome() == apibind::outcome::unknown) unclear.push_back(request.id);
        return unclear.size() < 20; // something is wrong over there: no further calls
    };
    auto const erased = apibind::invoke_all<crm::erase_contact>(client, contacts, on_result, {.in_flight = 4});
    std::cout << erased << '\n'; // 500 calls in 8 ms: 445 executed, 50 not sent, 5 outcome unknown
    // [/bulk]

    vendor->is_down = false;
    auto const unsent = std::exchange(again, {});
    auto const second = apibind::invoke_all<crm::erase_contact>(client, unsent, on_result);
    std::cout << second << '\n';

    std::stop_source at_once;
    at_once.request_stop();
    auto const stopped =
        apibind::invoke_all<crm::erase_contact>(client, contacts, on_result, {.stop = at_once.get_token()});
    std::cout << stopped << '\n'; // nothing was called

    return erased.executed == 445 && erased.not_sent == 50 && erased.unknown == 5 && erased.is_complete() &&
                   second.executed == 50 && again.empty() && unclear.size() == 5 && stopped.calls() == 0 &&
                   stopped.left == contacts.size()
               ? 0
               : 1;
}
