// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// clang-format off: declarations stand as they are written by hand

#include "support/rendered_request.hpp"

#include <apibind/oauth2.hpp>
#include <apibind/poll.hpp>

#include <optional>
#include <string>

/// https://learn.microsoft.com/azure/azure-resource-manager/management/async-operations
namespace azure {

struct error_facts {
    std::string code, message;
};
BOOST_DESCRIBE_STRUCT(error_facts, (), (code, message))
struct refusal {
    error_facts error;
};
BOOST_DESCRIBE_STRUCT(refusal, (), (error))
struct api {
    static constexpr auto base = apibind::base("https://management.azure.com");
    static constexpr auto auth = apibind::oauth2_bearer;
    using error = refusal;
};

// [endpoint] start_machine
struct job_fields { std::optional<std::string> azure_async_operation{}, location{}; std::optional<int> retry_after{}; };
BOOST_DESCRIBE_STRUCT(job_fields, (), (azure_async_operation, location, retry_after))
consteval auto wire_names(std::type_identity<job_fields>) {
    return apibind::names(apibind::kebab_case, apibind::name<&job_fields::azure_async_operation>("Azure-AsyncOperation"));
}
struct start_machine : api {
    static constexpr auto route = apibind::post("/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Compute"
                                                "/virtualMachines/{name}/start?api-version=2024-07-01");
    static constexpr auto effect = apibind::effect::idempotent;
    struct request { apibind::required<std::string> subscription, group, name; };
    using response = apibind::with_fields<apibind::by_status<apibind::on<200, void>, apibind::on<202, void>>, job_fields>;
};
BOOST_DESCRIBE_STRUCT(start_machine::request, (), (subscription, group, name))
static_assert(apibind::valid<start_machine>);

// [endpoint] show_operation
enum class job_state { in_progress, succeeded, failed, canceled };
BOOST_DESCRIBE_ENUM(job_state, in_progress, succeeded, failed, canceled)
consteval auto wire_names(std::type_identity<job_state>) { return apibind::names(apibind::pascal_case); }
struct show_operation : api {
    static constexpr auto route = apibind::get("/subscriptions/{subscription}/providers/Microsoft.Compute/locations/{where}"
                                               "/operations/{id}?api-version=2024-07-01");
    struct request { apibind::required<std::string> subscription, where, id; };
    struct response { apibind::open_enum<job_state> status; std::optional<apibind::rfc3339> start_time{}; std::optional<error_facts> error{}; };
};
BOOST_DESCRIBE_STRUCT(show_operation::request, (), (subscription, where, id))
BOOST_DESCRIBE_STRUCT(show_operation::response, (), (status, start_time, error))
consteval auto wire_names(std::type_identity<show_operation::response>) { return apibind::names(apibind::camel_case); }
static_assert(apibind::valid<show_operation>);
// [end]

auto const it = support::unconnected<api>(apibind::renewed_token(
    [](apibind::renewal const&) -> apibind::token_answer { return apibind::issued_token{apibind::secret("t0ken")}; },
    {.first = apibind::issued_token{apibind::secret("t0ken")}}));

} // namespace azure

using namespace azure;
using support::answer;
using support::rendered;

TEST_CASE("azure: a machine is started, now or later") {
    CHECK(rendered<start_machine>(it, {.subscription = "s", .group = "g", .name = "vm1"}) ==
          "POST https://management.azure.com/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/vm1/start"
          "?api-version=2024-07-01\nAccept: application/json\nAuthorization: Bearer t0ken\n");
    auto const begun = apibind::interpret<start_machine>(answer(202, "", {{"Location", "https://management.azure.com/l"},
        {"Azure-AsyncOperation", "https://management.azure.com/subscriptions/s/o/1?api-version=2024-07-01"}, {"Retry-After", "10"}}));
    REQUIRE(begun);
    CHECK(begun->value.index() == 1);
    CHECK(begun->fields.azure_async_operation == "https://management.azure.com/subscriptions/s/o/1?api-version=2024-07-01");
    CHECK(begun->fields.retry_after == 10);
    CHECK(apibind::interpret<start_machine>(answer(200, ""))->value.index() == 0);
    auto const refused = apibind::interpret<start_machine>(answer(409, R"({"error":{"code":"OperationNotAllowed","message":"m"}})"));
    CHECK(refused.error().vendor_error->error.code == "OperationNotAllowed");
}

TEST_CASE("azure: the operation is asked about until it is done") {
    CHECK(rendered<show_operation>(it, {.subscription = "s", .where = "westeurope", .id = "1"}) ==
          "GET https://management.azure.com/subscriptions/s/providers/Microsoft.Compute/locations/westeurope/operations/1"
          "?api-version=2024-07-01\nAccept: application/json\nAuthorization: Bearer t0ken\n");
    auto const going = apibind::interpret<show_operation>(
        answer(200, R"({"startTime":"2026-01-01T00:00:00.1+00:00","status":"InProgress","name":"1"})"));
    REQUIRE(going);
    CHECK(going->status == job_state::in_progress);
    auto const failed = apibind::interpret<show_operation>(answer(200, R"({"status":"Failed","error":{"code":"C","message":"m"}})"));
    CHECK(failed->error->code == "C");
}
