// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/apibind.hpp>
#include <apibind/poll.hpp>

#include "support/echoes.hpp"
#include "support/leaping_clock.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

#include <map>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

using apibind::secret;
using support::answer;
using support::scripted_transport;

namespace {

struct problem {
    std::string message;
};
BOOST_DESCRIBE_STRUCT(problem, (), (message))

struct hooks {
    static constexpr auto base = apibind::base("https://hooks.example/services");
    using error = problem;
};

struct post_hook : hooks {
    static constexpr auto route = apibind::post("/{team}/{key}?again={again}");
    struct request {
        apibind::required<std::string> team;
        apibind::required<secret> key;
        std::optional<secret> again{};
        apibind::required<std::string> text;
    };
    using response = void;
};
BOOST_DESCRIBE_STRUCT(post_hook::request, (), (team, key, again, text))
static_assert(apibind::valid<post_hook>);

// Everywhere that a body may have one.
struct by_password {
    secret password;
};
BOOST_DESCRIBE_STRUCT(by_password, (), (password))
struct by_key {
    std::map<std::string, secret> keys;
    apibind::joined<secret> parts{};
};
BOOST_DESCRIBE_STRUCT(by_key, (), (keys, parts))
struct folder {
    std::string name;
    std::optional<secret> lock{};
    std::vector<folder> inner{};
};
BOOST_DESCRIBE_STRUCT(folder, (), (name, lock, inner))
struct wrapped {
    secret inner;
};
std::vector<secret> to_described_json(wrapped const& value) {
    return {value.inner};
}

struct enqueue : hooks {
    static constexpr auto route = apibind::post("/enqueue");
    struct request {
        apibind::required<secret> routing_key;
        std::optional<apibind::tagged<"kind", apibind::as<"password", by_password>, apibind::as<"key", by_key>>> who{};
        std::optional<std::variant<int, secret>> either{};
        std::optional<apibind::in_string<folder>> root{};
        std::optional<wrapped> other{};
        apibind::nullable<secret> old{};
        apibind::required<secret> token; // in a field
        apibind::derived<secret> copy{};
    };
    static constexpr auto fields = apibind::fields(apibind::field<&request::token>("X-Token"));
    static void derive(request& it) {
        if (it.routing_key->reveal() == "derive") it.copy = secret("derived-s3cret");
    }
    struct response {
        std::string state;
    };
};
BOOST_DESCRIBE_STRUCT(enqueue::request, (), (routing_key, who, either, root, other, old, token, copy))
BOOST_DESCRIBE_STRUCT(enqueue::response, (), (state))
static_assert(apibind::valid<enqueue>);

struct log_in : hooks {
    static constexpr auto route = apibind::post("/login");
    static constexpr auto body = apibind::form;
    struct request {
        apibind::required<std::string> user;
        apibind::required<secret> password;
    };
    struct response {
        secret token;
        std::optional<secret> refresh{};
    };
};
BOOST_DESCRIBE_STRUCT(log_in::request, (), (user, password))
BOOST_DESCRIBE_STRUCT(log_in::response, (), (token, refresh))
static_assert(apibind::valid<log_in>);

struct bots {
    static constexpr auto base = apibind::base("https://bots.example/bot{token}");
    struct server {
        apibind::required<secret> token;
    };
};
BOOST_DESCRIBE_STRUCT(bots::server, (), (token))
struct get_me : bots {
    static constexpr auto route = apibind::get("/getMe");
    struct request {};
    using response = void;
};
BOOST_DESCRIBE_STRUCT(get_me::request, (), ())
static_assert(apibind::valid<get_me>);

static_assert(apibind::detail::endpoint_table_of<post_hook>.has_secrets);
static_assert(apibind::detail::endpoint_table_of<enqueue>.has_secrets);
static_assert(apibind::detail::endpoint_table_of<log_in>.has_secrets);
static_assert(!apibind::detail::endpoint_table_of<get_me>.has_secrets);

std::string const key = "s3cr/et+K3y \"q\"";

template <class Service>
apibind::client<Service> client_of(std::shared_ptr<apibind::transport> carrier) {
    return apibind::client<Service>({.user_agent = "", .retry = apibind::no_retry}, std::move(carrier));
}
template <class Service>
apibind::client<Service> idle() {
    return client_of<Service>(std::make_shared<scripted_transport>(answer(200, "{}")));
}
std::string shown(apibind::http_request const& request) {
    std::ostringstream out;
    out << request;
    return out.str();
}
bool has(std::string_view text, std::string_view part) {
    return text.find(part) != text.npos;
}

/// Every text of a failure.
std::string texts_of(apibind::failure<problem> const& why) {
    std::ostringstream out;
    if (why.vendor_error) out << why.vendor_error->message << "\n";
    for (auto const& field : why.info.fields) out << field.name << ": " << field.value << "\n";
    for (auto const& note : why.info.notes) out << note << "\n";
    out << why << "\n" << why.message << "\n" << why.excerpt << "\n";
    if (why.decode) out << *why.decode << "\n" << why.decode->found << "\n";
    return out.str();
}
std::vector<std::string> forms_of(std::string const& text) {
    support::dice with(7);
    return {text, support::base64_of(text), support::base16_of(text, false), support::percent_encoded(text, with),
            support::json_escaped(text, with)};
}

} // namespace

TEST_CASE("a secret in a route travels as its text and is masked where the request is shown") {
    auto const made = apibind::prepare<post_hook>(
        idle<hooks>(), {.team = "T0", .key = secret("Xb/2"), .again = secret("ag41n&"), .text = "hello"});
    REQUIRE(made);
    CHECK(made->target == "/services/T0/Xb%2F2?again=ag41n%26");
    CHECK(made->body == R"({"text":"hello"})");
    CHECK(has(shown(*made), "POST /services/T0/[secret]?again=[secret] HTTP/1.1"));
    CHECK(apibind::prepare<post_hook>(idle<hooks>(), {.team = "T0", .key = secret("k"), .text = "t"})->target ==
          "/services/T0/k");
}

TEST_CASE("a secret anywhere in a body or a field is found") {
    auto const make = [](enqueue::request const& request) {
        auto made = apibind::prepare<enqueue>(idle<hooks>(), request);
        REQUIRE(made);
        return std::move(*made);
    };
    auto const whole =
        make({.routing_key = secret("r0uting"),
              .who = by_password{secret("passw0rd")},
              .either = std::variant<int, secret>(secret("3ither")),
              .root = folder{.name = "a", .lock = {}, .inner = {{.name = "b", .lock = secret("l0ck"), .inner = {}}}},
              .other = wrapped{secret("0ther")},
              .old = secret("0ld"),
              .token = secret("t0ken")});
    CHECK(whole.body == R"({"routing_key":"r0uting","who":{"kind":"password","password":"passw0rd"},)"
                        R"("either":"3ither","root":"{\"name\":\"a\",\"inner\":[{\"name\":\"b\",\"lock\":\"l0ck\",)"
                        R"(\"inner\":[]}]}","other":["0ther"],"old":"0ld","copy":""})");
    CHECK(whole.fields.find("X-Token") == "t0ken");
    auto const text = shown(whole);
    for (auto const one : {"r0uting", "passw0rd", "3ither", "l0ck", "0ther", "0ld", "t0ken"}) {
        CAPTURE(one);
        CHECK(!has(text, one));
    }
    CHECK(has(text, "X-Token: [secret]"));

    auto const keys = make({.routing_key = secret("derive"),
                            .who = by_key{{{"a", secret("k3y")}}, {{secret("p4rt"), secret("tr4p")}}},
                            .token = secret("t")});
    CHECK(has(*keys.body, R"("keys":{"a":"k3y"},"parts":"p4rt,tr4p"})"));
    CHECK(has(*keys.body, R"("copy":"derived-s3cret")"));
    for (auto const one : {"k3y", "p4rt", "tr4p", "derived-s3cret"}) CHECK(!has(shown(keys), one));
    auto const none = make({.routing_key = secret("a"), .old = apibind::null, .token = secret("t")});
    CHECK(none.body == R"({"routing_key":"a","old":null,"copy":""})");
}

TEST_CASE("what a vendor echoes of a request's secret shows in no text of the call") {
    for (auto const& form : forms_of(key)) {
        CAPTURE(form);
        support::dice with(3);
        auto const carrier = std::make_shared<scripted_transport>(
            answer(400, R"({"message":"no such key: )" + support::json_escaped(form, with) + R"(","x":1})",
                   {{"Content-Type", "application/json"}, {"X-Echo", form}}));
        auto const result = apibind::invoke<enqueue>(client_of<hooks>(carrier),
                                                     {.routing_key = secret(key), .token = secret("other-t0ken")});
        REQUIRE(!result);
        REQUIRE(result.error().vendor_error);
        auto const text = texts_of(result.error());
        CAPTURE(text);
        for (auto const& hidden : forms_of(key)) CHECK(!has(text, hidden));
        CHECK(has(result.error().vendor_error->message, "no such key: [secret]"));
        REQUIRE(carrier->requests().size() == 1);
        CHECK(!has(shown(carrier->requests()[0]), "s3cr"));
    }
}

TEST_CASE("a transport that names a secret of the request is masked") {
    auto const carrier = std::make_shared<scripted_transport>(apibind::exchange(apibind::transport_failure{
        apibind::phase::connect, apibind::transport_error::connect, "no way to /services/T0/Xb%2F2", {}}));
    auto const result =
        apibind::invoke<post_hook>(client_of<hooks>(carrier), {.team = "T0", .key = secret("Xb/2"), .text = "hello"});
    REQUIRE(!result);
    CHECK(has(result.error().message, "no way to /services/T0/[secret]"));
}

TEST_CASE("the password of a form is masked, and the token of the answer is the caller's") {
    auto const carrier = std::make_shared<scripted_transport>(
        answer(200, R"({"token":"p4ss w0rd","refresh":null})", {{"Content-Type", "application/json"}}));
    auto const client = client_of<hooks>(carrier);
    auto const result = apibind::invoke<log_in>(client, {.user = "ann", .password = secret("p4ss w0rd")});
    REQUIRE(result);
    CHECK(result->token.reveal() == "p4ss w0rd");
    CHECK(!result->refresh);
    auto const sent = carrier->requests()[0];
    CHECK(sent.body == "user=ann&password=p4ss+w0rd");
    CHECK(has(shown(sent), "user=ann&password=[secret]"));
}

TEST_CASE("a refused request does not tell its secret") {
    auto const made =
        apibind::prepare<post_hook>(idle<hooks>(), {.team = "..", .key = secret(".."), .text = "the key is not said"});
    REQUIRE(!made);
    CHECK(!has(made.error().message, "\"..\""));
    auto const broken =
        apibind::prepare<enqueue>(idle<hooks>(), {.routing_key = secret("r0uting"), .token = secret("line\nbreak")});
    REQUIRE(!broken);
    CHECK(has(broken.error().message, "token may hold only visible ASCII"));
    CHECK(!has(broken.error().message, "break"));
}

TEST_CASE("a secret in the base URL is the client's") {
    auto const carrier = std::make_shared<scripted_transport>(answer(404, "no bot123:abc here"));
    apibind::client<bots> const client({.token = secret("123:abc")}, {.user_agent = "", .retry = apibind::no_retry},
                                       carrier);
    auto const result = apibind::invoke<get_me>(client);
    REQUIRE(!result);
    CHECK(result.error().excerpt == "no bot[secret] here");
    REQUIRE(carrier->requests().size() == 1);
    CHECK(carrier->requests()[0].target == "/bot123%3Aabc/getMe");
    CHECK(has(shown(carrier->requests()[0]), "GET /bot[secret]/getMe"));
}

TEST_CASE("an unfinished poll does not show what the last answer echoed") {
    auto const carrier = std::make_shared<scripted_transport>(
        answer(200, R"({"state":"running"})", {{"Content-Type", "application/json"}, {"X-Echo", key}}));
    auto const clock = std::make_shared<support::leaping_clock>();
    apibind::client<hooks> const client({.retry = apibind::no_retry, .clock = clock}, carrier);
    auto const result = apibind::poll<enqueue>(client, {.routing_key = secret(key), .token = secret("other-t0ken")},
                                               [](auto const& one) { return one.state == "done"; });
    REQUIRE(!result);
    CHECK(result.error().kind == apibind::failure_kind::unfinished);
    CHECK(result.error().info.fields.find("X-Echo") == "[secret]");
}
