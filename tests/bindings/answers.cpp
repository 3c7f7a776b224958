// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "documented_answers.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace bindings_test;

namespace {

/// What an answer read as, whatever its endpoint.
struct reading {
    bool has_value = false;
    std::optional<typed> value{}; ///< the response, or the error
    apibind::failure_kind kind{};
    apibind::call_info info{};
    std::string kept{}; ///< the content that the CRM's types keep
};

typed typed_of(wolkvox::crm_answer const& answer) {
    return answer.value;
}
template <class T>
typed typed_of(T const& value) {
    return value;
}

std::string kept_of(wolkvox::crm_answer const& answer) {
    return answer.content;
}
template <class T>
std::string kept_of(T const&) {
    return {};
}

template <class Endpoint>
reading read(apibind::http_response const& response) {
    auto const result = apibind::interpret<Endpoint>(response);
    reading out;
    out.has_value = result.has_value();
    out.info = result.info();
    auto keep = [&](auto const& value) { out.value = typed_of(value), out.kept = kept_of(value); };
    if (result) {
        keep(*result);
        return out;
    }
    out.kind = result.error().kind;
    if (result.error().vendor_error) keep(*result.error().vendor_error);
    return out;
}

reading read(std::string const& endpoint, apibind::http_response const& response) {
    if (endpoint == "wooxy::remove_source") return read<wooxy::remove_source>(response);
    if (endpoint == "wolkvox::remove_record") return read<wolkvox::remove_record>(response);
    if (endpoint == "wolkvox::clear_campaign") return read<wolkvox::clear_campaign>(response);
    if (endpoint == "wolkvox::delete_records") return read<wolkvox::delete_records>(response);
    REQUIRE(endpoint == "thulium::remove_records");
    return read<thulium::remove_records>(response);
}

void check(answer_row const& row, std::string const& endpoint, int status) {
    CAPTURE(endpoint);
    CAPTURE(status);
    CAPTURE(row.body);
    auto const got = read(endpoint, {status, {{"Content-Type", "application/json"}}, row.body});
    CHECK(got.has_value == (row.with == answers::with_a_response));
    REQUIRE(got.value.has_value());
    CHECK((*got.value == row.value));
    CHECK(got.info.outcome == row.outcome);
    CHECK(got.info.status == status);
    if (endpoint == "wolkvox::delete_records") CHECK(got.kept == row.body);
    if (got.has_value) return;
    bool const inside = status >= 200 && status < 300;
    CHECK((got.kind == (inside ? apibind::failure_kind::refusal : apibind::failure_kind::status)));
}

} // namespace

TEST_CASE("answers: every documented success and error yields its typed value, outcome and kind of failure") {
    std::set<std::string> succeeded, refused;
    for (auto const& row : documented_answers())
        for (auto const& endpoint : row.endpoints)
            for (int const status : row.statuses) {
                check(row, endpoint, status);
                (row.with == answers::with_a_response ? succeeded : refused).insert(endpoint);
            }
    CHECK(succeeded.size() == 5);
    CHECK(refused.size() == 5);
}
