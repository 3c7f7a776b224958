// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// clang-format off: declarations stand as they are written by hand

#include "support/rendered_request.hpp"

#include <apibind/paging.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// https://docs.stripe.com/api
namespace stripe {

struct trouble {
    std::string type;
    std::optional<std::string> code{}, message{}, param{}, decline_code{};
};
BOOST_DESCRIBE_STRUCT(trouble, (), (type, code, message, param, decline_code))
struct problem {
    trouble error;
};
BOOST_DESCRIBE_STRUCT(problem, (), (error))

struct api {
    static constexpr auto base = apibind::base("https://api.stripe.com/v1");
    static constexpr auto auth = apibind::bearer;
    static constexpr auto body = apibind::form;
    static constexpr auto query_lists = apibind::bracketed;
    static constexpr auto fields = apibind::fields(apibind::field("Stripe-Version", "2024-06-20"));
    using error = problem;
};

enum class intent_status { requires_payment_method, requires_action, processing, succeeded, canceled };
BOOST_DESCRIBE_ENUM(intent_status, requires_payment_method, requires_action, processing, succeeded, canceled)
struct intent {
    std::string id, currency;
    std::int64_t amount = 0;
    apibind::unix_seconds created;
    apibind::open_enum<intent_status> status;
    std::map<std::string, std::string> metadata{};
};
BOOST_DESCRIBE_STRUCT(intent, (), (id, currency, amount, created, status, metadata))
struct charge { std::string id; std::int64_t amount = 0; bool refunded = false; std::optional<std::string> customer{}; };
BOOST_DESCRIBE_STRUCT(charge, (), (id, amount, refunded, customer))
// [endpoint] create_payment_intent
struct address { std::string line1, country; std::optional<std::string> postal_code{}; };
BOOST_DESCRIBE_STRUCT(address, (), (line1, country, postal_code))
struct shipping { std::string name; stripe::address address; };
BOOST_DESCRIBE_STRUCT(shipping, (), (name, address))
struct create_payment_intent : api {
    static constexpr auto route = apibind::post("/payment_intents");
    static constexpr auto effect = apibind::effect::idempotent;
    struct request {
        apibind::required<std::int64_t> amount;
        apibind::required<std::string> currency;
        std::optional<std::vector<std::string>> payment_method_types{};
        std::optional<stripe::shipping> shipping{};
        std::optional<std::map<std::string, std::string>> metadata{};
        apibind::idempotency_key key{};
    };
    static constexpr auto fields = apibind::fields(apibind::field<&request::key>("Idempotency-Key"));
    using response = intent;
};
BOOST_DESCRIBE_STRUCT(create_payment_intent::request, (), (amount, currency, payment_method_types, shipping, metadata, key))
static_assert(apibind::valid<create_payment_intent>);

// [endpoint] list_charges
struct between { std::optional<apibind::unix_seconds> gte{}, lt{}; };
BOOST_DESCRIBE_STRUCT(between, (), (gte, lt))
struct charges { std::vector<charge> data; bool has_more = false; };
BOOST_DESCRIBE_STRUCT(charges, (), (data, has_more))
struct list_charges : api {
    static constexpr auto route = apibind::get("/charges?expand[]={expand}&created={created}{&limit,starting_after}");
    struct request {
        std::optional<std::vector<std::string>> expand{};
        std::optional<between> created{};
        std::optional<int> limit{};
        std::optional<std::string> starting_after{};
    };
    using response = charges;
    static constexpr auto paging = apibind::next_cursor<&request::starting_after, &charges::data, apibind::last_item, &charge::id>()
                                       .more<&charges::has_more>().items<&charges::data>();
};
BOOST_DESCRIBE_STRUCT(list_charges::request, (), (expand, created, limit, starting_after))
static_assert(apibind::valid<list_charges>);

// [endpoint] find_payment_method
struct card { std::string brand, last4; int exp_month = 0, exp_year = 0; };
BOOST_DESCRIBE_STRUCT(card, (), (brand, last4, exp_month, exp_year))
struct by_card { std::string id; stripe::card card; };
BOOST_DESCRIBE_STRUCT(by_card, (), (id, card))
struct sepa { std::string country, last4; std::optional<std::string> bank_code{}; };
BOOST_DESCRIBE_STRUCT(sepa, (), (country, last4, bank_code))
struct by_sepa { std::string id; sepa sepa_debit; };
BOOST_DESCRIBE_STRUCT(by_sepa, (), (id, sepa_debit))
struct find_payment_method : api {
    static constexpr auto route = apibind::get("/payment_methods/{id}");
    struct request {
        apibind::required<std::string> id;
    };
    using response = apibind::tagged<"type", apibind::as<"card", by_card>, apibind::as<"sepa_debit", by_sepa>, apibind::other>;
};
BOOST_DESCRIBE_STRUCT(find_payment_method::request, (), (id))
static_assert(apibind::valid<find_payment_method>);
// [endpoint] capture_payment_intent
struct capture_payment_intent : api {
    static constexpr auto route = apibind::post("/payment_intents/{id}/capture");
    struct request {
        apibind::required<std::string> id;
        std::optional<std::int64_t> amount_to_capture{};
    };
    using response = intent;
};
BOOST_DESCRIBE_STRUCT(capture_payment_intent::request, (), (id, amount_to_capture))
static_assert(apibind::valid<capture_payment_intent>);

// [endpoint] find_charge
struct find_charge : api {
    static constexpr auto route = apibind::get("/charges/{id}");
    struct request {
        apibind::required<std::string> id;
    };
    using response = charge;
};
BOOST_DESCRIBE_STRUCT(find_charge::request, (), (id))
static_assert(apibind::valid<find_charge>);
// [end]

auto const it = support::unconnected<api>(apibind::secret("sk_test"));

} // namespace stripe

using namespace stripe;
using support::answer;
using support::rendered;

TEST_CASE("stripe: a payment intent is a form with structs, lists and maps, and a key") {
    CHECK(rendered<create_payment_intent>(it, {.amount = 2000,
                                               .currency = "eur",
                                               .payment_method_types = {{"card", "sepa_debit"}},
                                               .shipping = shipping{"J. Doe", {"Rynek 1", "PL", "50-106"}},
                                               .metadata = {{{"order", "17"}}},
                                               .key = "k-1"}) ==
          "POST https://api.stripe.com/v1/payment_intents\n"
          "Accept: application/json\nStripe-Version: 2024-06-20\nIdempotency-Key: k-1\n"
          "Content-Type: application/x-www-form-urlencoded\nAuthorization: Bearer sk_test\n\n"
          "amount=2000&currency=eur&payment_method_types[0]=card&payment_method_types[1]=sepa_debit"
          "&shipping[name]=J.+Doe&shipping[address][line1]=Rynek+1&shipping[address][country]=PL"
          "&shipping[address][postal_code]=50-106&metadata[order]=17");
    auto const made = apibind::interpret<create_payment_intent>(answer(200, R"({"id":"pi_1","object":"payment_intent",
        "amount":2000,"currency":"eur","created":1767225600,"status":"requires_payment_method","metadata":{"order":"17"}})"));
    REQUIRE(made);
    CHECK(made->id == "pi_1");
    CHECK(made->created.seconds().time_since_epoch().count() == 1767225600);
    CHECK(made->status == intent_status::requires_payment_method);
    CHECK(made->metadata.at("order") == "17");
}

TEST_CASE("stripe: a declined card is a typed error") {
    auto const declined = apibind::interpret<create_payment_intent>(answer(402, R"({"error":{"type":"card_error",
        "code":"card_declined","decline_code":"insufficient_funds","message":"Declined.","doc_url":"https://x"}})"));
    REQUIRE(!declined);
    CHECK(declined.outcome() == apibind::outcome::rejected);
    REQUIRE(declined.error().vendor_error);
    CHECK(declined.error().vendor_error->error.decline_code == "insufficient_funds");
}

TEST_CASE("stripe: charges are found by a range of times and come in pages") {
    using namespace std::chrono_literals;
    CHECK(rendered<list_charges>(it, {.expand = {{"data.customer"}},
                                      .created = between{.gte = std::chrono::sys_seconds(1767225600s)},
                                      .limit = 2}) ==
          "GET https://api.stripe.com/v1/charges?expand[]=data.customer&created%5Bgte%5D=1767225600&limit=2\n"
          "Accept: application/json\nStripe-Version: 2024-06-20\nAuthorization: Bearer sk_test\n");
    auto const page = apibind::interpret<list_charges>(answer(200, R"({"object":"list","has_more":true,"data":[
        {"id":"ch_1","amount":5,"refunded":false,"customer":null},{"id":"ch_2","amount":6,"refunded":true,"customer":"cus_1"}]})"));
    REQUIRE(page);
    CHECK(page->data.at(1).customer == "cus_1");
    list_charges::request next;
    CHECK(list_charges::paging.next<list_charges>(next, *page, page.info()).what == apibind::page_step::kind::again);
    CHECK(next.starting_after == "ch_2");
    auto const denied = apibind::interpret<list_charges>(
        answer(401, R"({"error":{"type":"invalid_request_error","message":"Invalid API Key provided"}})"));
    REQUIRE(!denied);
    CHECK(denied.error().vendor_error->error.type == "invalid_request_error");
}

TEST_CASE("stripe: a payment method is told by its type") {
    CHECK(rendered<find_payment_method>(it, {.id = "pm_1"}) ==
          "GET https://api.stripe.com/v1/payment_methods/pm_1\n"
          "Accept: application/json\nStripe-Version: 2024-06-20\nAuthorization: Bearer sk_test\n");
    auto const found = apibind::interpret<find_payment_method>(answer(200, R"({"id":"pm_1","object":"payment_method",
        "card":{"brand":"visa","last4":"4242","exp_month":8,"exp_year":2027},"type":"card"})"));
    REQUIRE(found);
    REQUIRE(std::get_if<by_card>(&*found));
    CHECK(std::get<by_card>(*found).card.last4 == "4242");
    auto const newer = apibind::interpret<find_payment_method>(answer(200, R"({"id":"pm_2","type":"twint","twint":{}})"));
    REQUIRE(newer);
    CHECK(std::get<apibind::other>(*newer).tag == "twint");
    auto const missing = apibind::interpret<find_payment_method>(answer(404, R"({"error":{"code":"resource_missing",
        "message":"No such PaymentMethod","param":"payment_method","type":"invalid_request_error"}})"));
    REQUIRE(!missing);
    CHECK(missing.outcome() == apibind::outcome::rejected);
    CHECK(missing.error().vendor_error->error.code == "resource_missing");
}

TEST_CASE("stripe: capturing part of an intent, or all of it with no content") {
    std::string const head = "Accept: application/json\nStripe-Version: 2024-06-20\n";
    std::string const token = "Authorization: Bearer sk_test\n";
    CHECK(rendered<capture_payment_intent>(it, {.id = "pi_1", .amount_to_capture = 1000}) ==
          "POST https://api.stripe.com/v1/payment_intents/pi_1/capture\n" + head +
              "Content-Type: application/x-www-form-urlencoded\n" + token + "\namount_to_capture=1000");
    auto const captured = apibind::interpret<capture_payment_intent>(
        answer(200, R"({"id":"pi_1","amount":2000,"currency":"eur","created":1,"status":"succeeded","metadata":{}})"));
    REQUIRE(captured);
    CHECK(captured->status == intent_status::succeeded);
    auto const refused = apibind::interpret<capture_payment_intent>(answer(400, R"({"error":{"type":"invalid_request_error",
        "code":"payment_intent_unexpected_state","message":"could not be captured"}})"));
    REQUIRE(!refused);
    CHECK(refused.error().vendor_error->error.code == "payment_intent_unexpected_state");
}

TEST_CASE("stripe: one charge") {
    CHECK(rendered<find_charge>(it, {.id = "ch_1"}) ==
          "GET https://api.stripe.com/v1/charges/ch_1\nAccept: application/json\nStripe-Version: 2024-06-20\n"
          "Authorization: Bearer sk_test\n");
    auto const found = apibind::interpret<find_charge>(answer(200, R"({"id":"ch_1","amount":5,"refunded":true})"));
    REQUIRE(found);
    CHECK(found->refunded);
    auto const busy = apibind::interpret<find_charge>(answer(429, R"({"error":{"type":"invalid_request_error","code":"rate_limit"}})"));
    REQUIRE(!busy);
    CHECK(busy.error().vendor_error->error.code == "rate_limit");
}
