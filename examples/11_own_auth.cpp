// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
//
// A way to authorise requests that the library does not know: any type with a credential and two functions.

#include <apibind/apibind.hpp>

#include <iostream>
#include <memory>
#include <string>

// [auth]
struct account_key {
    std::string account;
    apibind::secret key;
};

struct account_and_key {
    using credential = account_key;

    // Called with a request that is complete but for this.
    void authorize(apibind::http_request& request, account_key const& who) const {
        request.fields.set("X-Account", who.account);
        request.fields.set("X-Key", who.key.reveal());
    }
    // What no text of the library may show.
    static void conceal(apibind::redaction& hidden, account_key const& who) { hidden.add(who.key.reveal()); }
};
// [/auth]

namespace ledger {

struct service {
    static constexpr auto base = apibind::base("https://ledger.example/api");
    static constexpr auto auth = account_and_key{};
};
struct drop_draft : service {
    static constexpr auto route = apibind::delete_("/drafts/{id}");
    struct request {
        apibind::required<int> id;
    };
    using response = apibind::as_received<std::string>;
};
BOOST_DESCRIBE_STRUCT(drop_draft::request, (), (id))
static_assert(apibind::valid<drop_draft>);

// A vendor that puts the key into its own error text, as some do.
class indiscreet_vendor : public apibind::transport {
public:
    apibind::exchange send(apibind::http_request const& request, apibind::send_options const&) override {
        return apibind::http_response{403, {}, "key " + std::string(*request.fields.find("X-Key")) + " may not delete"};
    }
    apibind::transport_promises promises() const noexcept override { return {.at_most_once = true}; }
};

} // namespace ledger

int main() {
    apibind::client<ledger::service> const client(account_key{"acme", apibind::secret("s3cr3t")}, {},
                                                  std::make_shared<ledger::indiscreet_vendor>());
    auto const dropped = apibind::invoke<ledger::drop_draft>(client, {.id = 3});
    if (dropped) return 1;
    std::cout << dropped.error() << '\n';
    return dropped.error().message.find("s3cr3t") == std::string::npos ? 0 : 1;
}
