// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// Every row of the table of outcomes x every endpoint x every row again as the second attempt's: how many attempts
// there are, exactly, and what is known at the end.

#include <apibind/bindings/thulium.hpp>
#include <apibind/bindings/wolkvox.hpp>
#include <apibind/bindings/wooxy.hpp>

#include "support/leaping_clock.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace apibind;
using namespace std::chrono_literals;

namespace retry_matrix {

struct done {
    int rows = 0;
};
BOOST_DESCRIBE_STRUCT(done, (), (rows))
struct nothing {};
BOOST_DESCRIBE_STRUCT(nothing, (), ())
struct api {
    static constexpr auto base = apibind::base("https://matrix.example");
};
struct look : api {
    static constexpr auto route = get("/x");
    using request = nothing;
    using response = done;
};
struct set : api {
    static constexpr auto route = put("/x");
    static constexpr auto effect = apibind::effect::idempotent;
    using request = nothing;
    using response = done;
};
struct set_carefully : set {
    static constexpr apibind::retry_policy retry{.after_unknown = false};
};
static_assert(valid<look>);
static_assert(valid<set>);
static_assert(valid<set_carefully>);

/// What a row allows after it, and what it leaves behind.
enum class then { always, never, if_harmless };
struct row {
    std::string name;
    exchange what;
    then again;
    outcome known;
};

row failed(std::string name, phase where, transport_error why, then again) {
    return {std::move(name), transport_failure{where, why, "failed", {}}, again,
            where < phase::write ? outcome::not_sent : outcome::unknown};
}
row status(int code, then again, outcome known, http_fields fields = {}) {
    auto name = "status " + std::to_string(code) + (fields.empty() ? "" : " with Retry-After");
    return {std::move(name), http_response{code, std::move(fields), ""}, again, known};
}

std::vector<row> rows() {
    std::vector<row> out{
        failed("no address", phase::resolve, transport_error::resolve, then::always),
        failed("refused", phase::connect, transport_error::connect, then::always),
        failed("connect timeout", phase::connect, transport_error::timeout, then::always),
        failed("handshake", phase::tls, transport_error::tls, then::always),
        failed("handshake timeout", phase::tls, transport_error::timeout, then::always),
        failed("certificate", phase::tls, transport_error::certificate, then::never),
        failed("no request", phase::build, transport_error::invalid_request, then::never),
        failed("write timeout", phase::write, transport_error::timeout, then::if_harmless),
        failed("write reset", phase::write, transport_error::closed, then::if_harmless),
        failed("no answer", phase::await, transport_error::timeout, then::if_harmless),
        failed("closed", phase::await, transport_error::closed, then::if_harmless),
        failed("no HTTP", phase::head, transport_error::malformed, then::if_harmless),
        failed("head too large", phase::head, transport_error::too_large, then::never),
        {"cut 200", transport_failure{phase::body, transport_error::closed, "cut", http_response{200, {}, "{"}},
         then::never, outcome::executed},
        {"cut 429", transport_failure{phase::body, transport_error::closed, "cut", http_response{429, {}, "{"}},
         then::always, outcome::rejected},
        {"200 that is no JSON", http_response{200, {}, "<html>"}, then::never, outcome::executed},
    };
    for (int code : {400, 401, 403, 404, 405, 409, 413, 415, 422, 301, 302, 307, 308})
        out.push_back(status(code, then::never, outcome::rejected));
    for (int code : {421, 425, 429}) {
        out.push_back(status(code, then::always, outcome::rejected));
        out.push_back(status(code, then::always, outcome::rejected, {{"Retry-After", "2"}}));
    }
    for (int code : {408, 500, 502, 503, 504, 103, 999})
        out.push_back(status(code, then::if_harmless, outcome::unknown));
    out.push_back(status(503, then::if_harmless, outcome::unknown, {{"Retry-After", "2"}}));
    out.push_back(status(303, then::never, outcome::unknown));
    return out;
}

/// An endpoint of the matrix: what a success of it looks like, and a call of it.
struct subject {
    std::string name;
    bool is_harmless;
    std::string success;
    std::function<call_info(client_options, std::shared_ptr<transport>)> call;
};

template <class E, class Make>
subject subject_of(std::string name, bool is_harmless, std::string success, Make make, request_of<E> request) {
    return {std::move(name), is_harmless, std::move(success),
            [=](client_options options, std::shared_ptr<transport> carrier) {
                return invoke<E>(make(std::move(options), std::move(carrier)), request).info();
            }};
}

std::vector<subject> subjects() {
    auto token = [] { return secret("matrix-token"); };
    auto manager = [=](client_options options, std::shared_ptr<transport> carrier) {
        return client<wolkvox::manager>({.wolkvox_server = "0042"}, token(), std::move(options), std::move(carrier));
    };
    auto crm = [=](client_options options, std::shared_ptr<transport> carrier) {
        return client<wolkvox::crm>({.crm_server = "crm1.wolkvox.com"}, token(), std::move(options),
                                    std::move(carrier));
    };
    auto sources = [=](client_options options, std::shared_ptr<transport> carrier) {
        return client<wooxy::api>(token(), std::move(options), std::move(carrier));
    };
    auto records = [=](client_options options, std::shared_ptr<transport> carrier) {
        return client<thulium::api>({.system_name = "demo"}, {"user", token()}, std::move(options), std::move(carrier));
    };
    auto own = [](client_options options, std::shared_ptr<transport> carrier) {
        return client<api>(std::move(options), std::move(carrier));
    };
    auto const status = R"({"code":202,"error":null,"msg":"deleted"})";
    return {
        subject_of<wooxy::remove_source>("wooxy", false, R"({"result":true,"affectedRows":1})", sources,
                                         {.ids = {{"a"}}}),
        subject_of<wolkvox::remove_record>(
            "wolkvox, record", false, status, manager,
            {.type_campaign = wolkvox::campaign_type::preview, .campaign_id = "1", .customer_id = "2"}),
        subject_of<wolkvox::clear_campaign>(
            "wolkvox, campaign", false, status, manager,
            {.type_campaign = wolkvox::campaign_type::preview, .campaign_id = "1", .records = everything}),
        subject_of<wolkvox::delete_records>("wolkvox, crm", false, R"({"code":"200"})", crm,
                                            {.operation = "o", .module = "contacts", .wolkvox_id = {{"a"}}}),
        subject_of<thulium::remove_records>("thulium", false, R"({"1":[{"http_status":200,"status":"REMOVED"}]})",
                                            records, {.id = "00001", .phone_number = {{"1"}}}),
        subject_of<look>("safe", true, R"({"rows":1})", own, {}),
        subject_of<set>("idempotent", true, R"({"rows":1})", own, {}),
        subject_of<set_carefully>("idempotent, never after an unknown", false, R"({"rows":1})", own, {}),
    };
}

bool goes_on(row const& r, subject const& s) {
    return r.again == then::always || (r.again == then::if_harmless && s.is_harmless);
}

/// The CRM's answer is undocumented: whatever a 2xx holds is its response.
bool is_taken_for_a_response(row const& r, subject const& s) {
    return s.name == "wolkvox, crm" && r.name == "200 that is no JSON";
}

} // namespace retry_matrix
using namespace retry_matrix;

TEST_CASE("retries: every outcome row x endpoint x row of the second attempt") {
    auto const all = rows();
    unsigned cases = 0;
    for (auto const& s : subjects())
        for (auto const& first : all)
            for (auto const& second : all) {
                CAPTURE(s.name);
                CAPTURE(first.name);
                CAPTURE(second.name);
                // The third attempt succeeds.
                unsigned const expected = !goes_on(first, s) ? 1u : !goes_on(second, s) ? 2u : 3u;
                outcome known = expected == 1 ? first.known : expected == 2 ? second.known : outcome::executed;
                bool const may_have_run = expected > 1 && first.known == outcome::unknown;
                if (may_have_run && known != outcome::executed) known = outcome::unknown;
                if (expected > 1 && first.known == outcome::rejected && known == outcome::not_sent)
                    known = outcome::rejected;

                unsigned sent = 0;
                auto const carrier = std::make_shared<support::scripted_transport>([&](auto const&, auto const&) {
                    ++sent;
                    if (sent == 1) return first.what;
                    if (sent == 2) return second.what;
                    return exchange(http_response{200, {}, s.success});
                });
                client_options options;
                options.clock = std::make_shared<support::leaping_clock>();
                options.budget = std::make_shared<retry_budget>(0, 10);
                options.random = [] { return 0.5; };
                // A turn that stays taken after an unknown outcome is another test's.
                options.gate = [](gate_scope const&) { return std::shared_ptr<gate>(); };
                auto const info = s.call(std::move(options), carrier);
                CHECK(sent == expected);
                CHECK(info.attempts == expected);
                CHECK(to_string(info.outcome) == to_string(known));
                CHECK(info.retry_end == retry_end::none);
                ++cases;
            }
    CHECK(cases == 8 * all.size() * all.size());
    CHECK(all.size() == 44);
}
