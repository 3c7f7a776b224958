// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
//
// A call that has no response says what is known: whether it was carried out, how far it came, what the vendor said.

#include <apibind/apibind.hpp>

#include <cstdint>
#include <iostream>
#include <memory>
#include <string>
#include <utility>

namespace bank {

struct complaint {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(complaint, (), (reason))

struct service {
    static constexpr auto base = apibind::base("https://bank.example/v2");
    static constexpr auto auth = apibind::header_token("X-Api-Key");
    using error = complaint; // the body of a refusal
};

struct close_account : service {
    static constexpr auto route = apibind::delete_("/accounts/{id}");
    struct request {
        apibind::required<std::string> id;
    };
    struct response {
        std::int64_t cents = 0;
    };
};
BOOST_DESCRIBE_STRUCT(close_account::request, (), (id))
BOOST_DESCRIBE_STRUCT(close_account::response, (), (cents))
static_assert(apibind::valid<close_account>);

// [outcomes]
void after(char const* title, apibind::result_of<close_account> const& closed) {
    std::cout << title << ":\n";
    switch (closed.outcome()) {
    case apibind::outcome::executed: std::cout << "  it happened\n"; break;
    case apibind::outcome::not_sent: std::cout << "  nothing happened: correct the call, or try again\n"; break;
    case apibind::outcome::rejected: std::cout << "  nothing happened: the vendor would not\n"; break;
    case apibind::outcome::partial: std::cout << "  some of it happened: the response says which\n"; break;
    case apibind::outcome::unknown: std::cout << "  it may have happened: look before calling again\n"; break;
    }
    if (closed) return;
    apibind::failure<complaint> const& why = closed.error();
    std::cout << "  " << why << '\n'; // one line for a person
    if (why.vendor_error) std::cout << "  the vendor's own error: " << why.vendor_error->reason << '\n';
    if (why.decode)
        std::cout << "  unreadable at " << why.decode->path << ", expected " << why.decode->expected << '\n';
    if (why.info.retry_after) std::cout << "  welcome again in " << why.info.retry_after->count() << " s\n";
    std::cout << "  it came to the phase " << why.info.phase << '\n';
}
// [/outcomes]

struct scripted_vendor : apibind::transport {
    apibind::exchange answer;
    apibind::exchange send(apibind::http_request const&, apibind::send_options const&) override { return answer; }
};

apibind::result_of<close_account> close(std::string id, apibind::exchange answer) {
    auto const vendor = std::make_shared<scripted_vendor>();
    vendor->answer = std::move(answer);
    apibind::client<service> const client(apibind::secret("k-17"), {}, vendor);
    return apibind::invoke<close_account>(client, {.id = std::move(id)});
}

} // namespace bank

int main() {
    using apibind::http_response;
    apibind::transport_failure const silence{apibind::phase::await, apibind::transport_error::timeout, "no answer", {}};
    bank::after("answered", bank::close("9", http_response{200, {}, R"({"cents": 1250})"}));
    bank::after("no id", bank::close("", http_response{}));
    bank::after("refused", bank::close("9", http_response{409, {}, R"({"reason": "not empty"})"}));
    bank::after("too often", bank::close("9", http_response{429, {{"Retry-After", "30"}}, ""}));
    bank::after("not as declared", bank::close("9", http_response{200, {}, R"({"cents": "1250"})"}));
    bank::after("no answer", bank::close("9", silence));

    try {
        return bank::close("9", silence).value().cents == 0 ? 1 : 2; // for those who prefer exceptions
    } catch (apibind::bad_result_access const& thrown) {
        std::cout << "thrown: " << thrown.what() << '\n';
        return 0;
    }
}
