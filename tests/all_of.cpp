// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "support/everything_api_credentials.hpp"
#include "support/manual_clock.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

#include <map>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

using namespace apibind;
using namespace everything_api::credentials;
using support::answer;

namespace {

auto carrier(exchange what = answer(204, "")) {
    return std::make_shared<support::scripted_transport>(std::move(what));
}
std::string shown(auto const& what) {
    std::ostringstream out;
    out << what;
    return out.str();
}
renewed_token token_of(int& asked) {
    return renewed_token(
        [&asked](renewal const&) -> token_answer {
            return issued_token{secret("r3newed-" + std::to_string(++asked)), std::chrono::hours(1)};
        },
        {.pause = {}});
}

/// An auth of the program's own, which sets a field that nobody knows beforehand.
struct own_fact {
    using credential = secret;
    void authorize(http_request& request, secret const& key) const { request.fields.set("X-Api-Key", key.reveal()); }
    static void conceal(redaction& hidden, secret const& key) { hidden.add(key.reveal()); }
};
struct one_field_twice {
    static constexpr auto base = apibind::base("https://keys.example");
    static constexpr auto auth = all_of(header_token("X-Api-Key"), own_fact{});
};
struct get_twice : one_field_twice {
    static constexpr auto route = get("/monitors");
    using request = list_monitors::request;
    using response = void;
};
static_assert(valid<get_twice>);

void sign_as_authorization(http_request& request, hmac_signer const& with) {
    request.fields.set("Authorization", with.hex(request.target));
}
struct signed_over_a_token {
    static constexpr auto base = apibind::base("https://keys.example");
    static constexpr auto auth = all_of(bearer, hmac_auth<sign_as_authorization>);
};
struct get_signed : signed_over_a_token {
    static constexpr auto route = get("/monitors");
    using request = list_monitors::request;
    using response = void;
};
static_assert(valid<get_signed>);

struct filtered_users : user_and_program {
    static constexpr auto route = get("/users{?more*}");
    struct request {
        std::optional<std::map<std::string, std::string>> more{};
    };
    using response = void;
};
BOOST_DESCRIBE_STRUCT(filtered_users::request, (), (more))
static_assert(valid<filtered_users>);

/// Counts the attempts of a call in what it is given to remember.
template <char Name>
struct counting_fact {
    using credential = secret;
    std::string authorize(http_request& request, secret const&, auth_moment const& now) const {
        *now.memory += Name == 'a' ? 1 : 10;
        request.fields.set(std::string("X-") + Name, std::to_string(*now.memory));
        return {};
    }
    static std::string identity(secret const&) { return "one"; }
    static void conceal(redaction& hidden, secret const& key) { hidden.add(key.reveal()); }
};
struct two_memories {
    static constexpr auto base = apibind::base("https://keys.example");
    static constexpr auto auth = all_of(counting_fact<'a'>{}, counting_fact<'b'>{});
};
struct get_counted : two_memories {
    static constexpr auto route = get("/monitors");
    using request = list_monitors::request;
    using response = void;
};
static_assert(valid<get_counted>);

} // namespace

TEST_CASE("each auth puts its own credential into the request") {
    client<two_keys> const it({secret("api-k3y"), secret("app-k3y")}, {}, carrier());
    auto const made = prepare<list_monitors>(it);
    REQUIRE(made);
    CHECK(made->fields.find("X-Api-Key") == "api-k3y");
    CHECK(made->fields.find("X-Application-Key") == "app-k3y");
    CHECK(invoke<list_monitors>(it));

    client<user_and_program> const more(
        {.tenant = "acme"}, {user_password{"u", secret("p4ss")}, secret("pr0g"), secret("qu3ry")}, {}, carrier());
    auto const whole = prepare<list_users>(more);
    REQUIRE(whole);
    CHECK(whole->target == "/users?limit=5&key=qu3ry");
    CHECK(whole->fields.find("Authorization") == "Basic dTpwNHNz");
    CHECK(whole->fields.find("X-Program") == "pr0g");
}

TEST_CASE("no text shows any of the credentials") {
    client<two_keys> const it({secret("api-k3y"), secret("app-k3y")}, {},
                              carrier(answer(403, "neither api-k3y nor app-k3y", {{"X-Echo", "app-k3y"}})));
    auto const text = shown(*prepare<list_monitors>(it));
    CHECK(text.find("-k3y") == std::string::npos);
    auto const refused = invoke<list_monitors>(it);
    REQUIRE(!refused);
    CHECK(shown(refused.error()).find("neither [secret] nor [secret]") != std::string::npos);
    CHECK(refused.info().fields.find("X-Echo") == "[secret]");
}

TEST_CASE("what is wrong with one of them is told before anything is sent") {
    auto const told = [](two_keys const&, secret one, secret other) {
        client<two_keys> const it({std::move(one), std::move(other)}, {}, carrier());
        return invoke<list_monitors>(it).error().message;
    };
    CHECK(told({}, secret("k1"), secret()) == "credential 2: the token is empty");
    CHECK(told({}, secret(), secret()) == "credential 1: the token is empty");
    client<two_keys> const it({secret("api-k3y"), secret("app-k3y")}, {.fields = {{"x-application-key", "mine"}}},
                              carrier());
    auto const refused = invoke<list_monitors>(it);
    REQUIRE(!refused);
    CHECK(refused.outcome() == outcome::not_sent);
    CHECK(refused.error().message.find("the field x-application-key is the credential's") != std::string::npos);
}

TEST_CASE("calls with the same credentials are those of one client to a gate, others are not") {
    std::vector<std::string> seen;
    client_options options;
    options.gate = [&](gate_scope const& scope) -> std::shared_ptr<gate> {
        seen.push_back(scope.hash("0123456789abcdef"));
        return nullptr;
    };
    for (auto const* second : {"b", "b", "c"}) client<two_keys>({secret("a"), secret(second)}, options, carrier());
    REQUIRE(seen.size() == 3);
    CHECK(seen[0] == seen[1]);
    CHECK(seen[0] != seen[2]);
    seen.clear();
    int asked = 0;
    auto const token = token_of(asked);
    for (auto const* key : {"b", "b", "c"})
        client<renewed_and_signed>({secret(key), token, hmac_key{"id", secret("s1gn")}}, options, carrier());
    REQUIRE(seen.size() == 3);
    CHECK(seen[0] == seen[1]);
    CHECK(seen[0] != seen[2]);
}

TEST_CASE("they are asked in their order, each attempt anew where one of them is") {
    int asked = 0;
    auto const vendor = carrier(answer(401, "no r3newed-1, no api-k3y"));
    client<renewed_and_signed> const it({secret("api-k3y"), token_of(asked), hmac_key{"id", secret("s1gn")}}, {},
                                        vendor);
    auto const refused = invoke<ping>(it);
    REQUIRE(!refused);
    CHECK(asked == 2); // a 401 has the token renewed, whose own auth declares it
    CHECK(refused.info().attempts == 2);
    CHECK(refused.error().message.find("no [secret], no [secret]") != std::string::npos);
    auto const sent = vendor->requests().back();
    CHECK(sent.fields.find("X-Api-Key") == "api-k3y");
    CHECK(sent.fields.find("Authorization") == "Bearer r3newed-2");
    // The signature saw both.
    hmac_key const key{"id", secret("s1gn")};
    support::manual_clock clock;
    auth_moment const now{clock};
    CHECK(sent.fields.find("X-Signature") == hmac_signer(key, now).hex("api-k3yBearer r3newed-2").substr(0, 8));
}

TEST_CASE("the first that cannot authorise a request ends the call before it is sent") {
    renewed_token const none([](renewal const&) -> token_answer { return no_token("out of tokens"); });
    auto const vendor = carrier();
    client<renewed_and_signed> const it({secret("api-k3y"), none, hmac_key{"id", secret("s1gn")}}, {}, vendor);
    auto const refused = invoke<ping>(it);
    REQUIRE(!refused);
    CHECK(refused.error().kind == failure_kind::credential);
    CHECK(refused.error().message.find("out of tokens") != std::string::npos);
    CHECK(vendor->requests().empty());
}

TEST_CASE("an auth that replaces the field of another one ends the call before it is sent") {
    auto const vendor = carrier();
    client<one_field_twice> const it({secret("f1rst"), secret("s3cond")}, {}, vendor);
    auto const refused = invoke<get_twice>(it);
    REQUIRE(!refused);
    CHECK(refused.outcome() == outcome::not_sent);
    CHECK(refused.error().message == "two auths of the all_of put the field X-Api-Key: each needs a field of its own");
    CHECK(!prepare<get_twice>(it));

    client<signed_over_a_token> const more({secret("t0ken"), hmac_key{"id", secret("s1gn")}}, {}, vendor);
    auto const unsigned_one = invoke<get_signed>(more);
    REQUIRE(!unsigned_one);
    CHECK(unsigned_one.outcome() == outcome::not_sent);
    CHECK(unsigned_one.error().message.find("put the field Authorization") != std::string::npos);
    CHECK(vendor->requests().empty());

    // What the options set and an auth replaces is told as theirs.
    client<one_field_twice> const third({secret("f1rst"), secret("f1rst")}, {.fields = {{"X-Api-Key", "mine"}}},
                                        vendor);
    CHECK(invoke<get_twice>(third).error().message.find("the field X-Api-Key is the credential's") == 0);
}

TEST_CASE("a map makes no pair with the name of a query token") {
    auto const vendor = carrier();
    client<user_and_program> const it(
        {.tenant = "acme"}, {user_password{"u", secret("p4ss")}, secret("pr0g"), secret("qu3ry")}, {}, vendor);
    auto const refused = invoke<filtered_users>(it, {.more = {{{"key", "mine"}}}});
    REQUIRE(!refused);
    CHECK(refused.outcome() == outcome::not_sent);
    CHECK(refused.error().message ==
          "more: key is the name of another pair of the URL, which would then be there twice");
    CHECK(vendor->requests().empty());
    CHECK(invoke<filtered_users>(it, {.more = {{{"keys", "mine"}}}}));
}

TEST_CASE("each auth remembers by itself from attempt to attempt") {
    auto const vendor = carrier(answer(503, "busy"));
    client_options options;
    backoff const at_once{std::chrono::milliseconds(0), std::chrono::milliseconds(0)};
    options.retry = retry_policy{.attempts = 3, .network = at_once, .throttled = at_once};
    client<two_memories> const it({secret("a-k3y"), secret("b-k3y")}, options, vendor);
    CHECK(!invoke<get_counted>(it));
    REQUIRE(vendor->requests().size() == 3);
    CHECK(vendor->requests().back().fields.find("X-a") == "3");
    CHECK(vendor->requests().back().fields.find("X-b") == "30");
}
