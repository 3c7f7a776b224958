// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// clang-format off: declarations stand as they are written by hand

#include "support/rendered_request.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// https://developer.squareup.com/reference/square/payments-api
namespace square {

struct fault {
    std::string category, code;
    std::optional<std::string> detail{}, field{};
};
BOOST_DESCRIBE_STRUCT(fault, (), (category, code, detail, field))
struct problem { std::vector<fault> errors; };
BOOST_DESCRIBE_STRUCT(problem, (), (errors))

enum class site { live, sandbox };
BOOST_DESCRIBE_ENUM(site, live, sandbox)
consteval auto wire_names(std::type_identity<site>) {
    return apibind::names(apibind::name<site::live>("squareup"), apibind::name<site::sandbox>("squareupsandbox"));
}
struct api {
    static constexpr auto base = apibind::base("https://connect.{site}.com/v2");
    static constexpr auto auth = apibind::bearer;
    static constexpr auto fields = apibind::fields(apibind::field("Square-Version", "2024-10-17"));
    struct server {
        apibind::required<square::site> site;
    };
    using error = problem;
};
BOOST_DESCRIBE_STRUCT(api::server, (), (site))

struct money { std::int64_t amount = 0; std::string currency; };
BOOST_DESCRIBE_STRUCT(money, (), (amount, currency))
enum class payment_status { approved, pending, completed, canceled, failed };
BOOST_DESCRIBE_ENUM(payment_status, approved, pending, completed, canceled, failed)
consteval auto wire_names(std::type_identity<payment_status>) { return apibind::names(apibind::upper_snake_case); }
struct payment { std::string id; apibind::open_enum<payment_status> status; money amount_money; apibind::rfc3339 created_at; };
BOOST_DESCRIBE_STRUCT(payment, (), (id, status, amount_money, created_at))
struct paid { square::payment payment; };
BOOST_DESCRIBE_STRUCT(paid, (), (payment))

// [endpoint] create_payment
struct create_payment : api {
    static constexpr auto route = apibind::post("/payments");
    static constexpr auto effect = apibind::effect::idempotent;
    struct request {
        apibind::required<std::string> source_id;
        apibind::required<money> amount_money;
        std::optional<bool> autocomplete{};
        apibind::idempotency_key idempotency_key{}; // a member of the body
    };
    using response = paid;
};
BOOST_DESCRIBE_STRUCT(create_payment::request, (), (source_id, amount_money, autocomplete, idempotency_key))
static_assert(apibind::valid<create_payment>);
// [endpoint] get_payment
struct get_payment : api {
    static constexpr auto route = apibind::get("/payments/{id}");
    struct request {
        apibind::required<std::string> id;
    };
    using response = paid;
};
BOOST_DESCRIBE_STRUCT(get_payment::request, (), (id))
static_assert(apibind::valid<get_payment>);
// [end]

} // namespace square

using namespace square;
using support::answer;
using support::rendered;

TEST_CASE("square: the key of a payment is in its content, and the sandbox is another host") {
    auto const it = support::unconnected<api>(api::server{.site = site::sandbox}, apibind::secret("EAAA"));
    CHECK(rendered<create_payment>(it, {.source_id = "cnon:card-nonce-ok", .amount_money = money{1000, "USD"}, .idempotency_key = "k-1"}) ==
          "POST https://connect.squareupsandbox.com/v2/payments\n"
          "Accept: application/json\nSquare-Version: 2024-10-17\nContent-Type: application/json\nAuthorization: Bearer EAAA\n\n"
          R"({"source_id":"cnon:card-nonce-ok","amount_money":{"amount":1000,"currency":"USD"},"idempotency_key":"k-1"})");
    auto const made = apibind::prepare<create_payment>(it, {.source_id = "x", .amount_money = money{1, "USD"}});
    REQUIRE(made);
    auto const key = made->body->find(R"("idempotency_key":")");
    REQUIRE(key != std::string::npos);
    CHECK(made->body->size() - key == 19 + 36 + 2); // a UUID, and the end of the object
}

TEST_CASE("square: a payment, and one that is refused") {
    auto const paid = apibind::interpret<create_payment>(answer(200, R"({"payment":{"id":"GQT","status":"COMPLETED",
        "amount_money":{"amount":1000,"currency":"USD"},"created_at":"2026-01-01T00:00:00.615Z","source_type":"CARD"}})"));
    REQUIRE(paid);
    CHECK(paid->payment.status == payment_status::completed);
    CHECK(paid->payment.amount_money.amount == 1000);
    auto const declined = apibind::interpret<create_payment>(answer(402, R"({"errors":[{"category":"PAYMENT_METHOD_ERROR",
        "code":"GENERIC_DECLINE","detail":"Authorization error: 'GENERIC_DECLINE'"}]})"));
    REQUIRE(!declined);
    CHECK(declined.outcome() == apibind::outcome::rejected);
    CHECK(declined.error().vendor_error->errors.at(0).code == "GENERIC_DECLINE");
}

TEST_CASE("square: one payment") {
    auto const it = support::unconnected<api>(api::server{.site = site::live}, apibind::secret("EAAA"));
    CHECK(rendered<get_payment>(it, {.id = "GQT"}) ==
          "GET https://connect.squareup.com/v2/payments/GQT\n"
          "Accept: application/json\nSquare-Version: 2024-10-17\nAuthorization: Bearer EAAA\n");
    auto const found = apibind::interpret<get_payment>(answer(200, R"({"payment":{"id":"GQT","status":"DISPUTED",
        "amount_money":{"amount":1000,"currency":"USD"},"created_at":"2026-01-01T00:00:00Z"}})"));
    REQUIRE(found);
    CHECK(found->payment.status.wire() == "DISPUTED"); // one that was added later
    auto const missing = apibind::interpret<get_payment>(
        answer(404, R"({"errors":[{"category":"INVALID_REQUEST_ERROR","code":"NOT_FOUND"}]})"));
    REQUIRE(!missing);
    CHECK(missing.error().vendor_error->errors.at(0).code == "NOT_FOUND");
}
