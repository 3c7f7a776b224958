// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/bindings/wooxy.hpp>

#include "requests.hpp"

#include <boost/json.hpp>

using namespace bindings_test;
using wooxy::remove_source;

namespace {

struct wooxy_account {
    std::shared_ptr<counting_transport> carrier = std::make_shared<counting_transport>();
    apibind::client<wooxy::api> client{apibind::secret("YOUR_API_KEY"), {.user_agent = "test/1"}, carrier};
};

std::string body_of(remove_source::request const& request) {
    return prepared_body<remove_source>(wooxy_account().client, request);
}

void check_not_sent(remove_source::request const& request, std::string_view what) {
    wooxy_account const account;
    bindings_test::check_not_sent<remove_source>(account.client, *account.carrier, request, what);
}

using ids = std::vector<std::string>;

std::string const neither = "at least one of ids, customerSourceIds must be given, and not be empty";

} // namespace

TEST_CASE("wooxy: a source is removed by one POST with the token in its header") {
    CHECK(prepared<remove_source>(wooxy_account().client, {.ids = {{"5d915c22d132d5f45a4e38b8"}}}) ==
          "POST https://api.wooxy.com /v3/contact-source/remove\n"
          "Accept: application/json\n"
          "User-Agent: test/1\n"
          "Content-Type: application/json\n"
          "Access-Token: YOUR_API_KEY\n"
          "\n"
          R"({"ids":["5d915c22d132d5f45a4e38b8"]})");
}

TEST_CASE("wooxy: a list that is absent is left out, not sent as null or empty") {
    CHECK(body_of({.ids = {{"a", "b"}}}) == R"({"ids":["a","b"]})");
    CHECK(body_of({.customerSourceIds = {{"c", "d"}}}) == R"({"customerSourceIds":["c","d"]})");
    CHECK(body_of({.ids = {{"a"}}, .customerSourceIds = {{"c"}}}) == R"({"ids":["a"],"customerSourceIds":["c"]})");
}

TEST_CASE("wooxy: an empty list beside one that is not stays what it was given as") {
    CHECK(body_of({.ids = ids{}, .customerSourceIds = {{"c"}}}) == R"({"ids":[],"customerSourceIds":["c"]})");
    CHECK(body_of({.ids = {{"a"}}, .customerSourceIds = ids{}}) == R"({"ids":["a"],"customerSourceIds":[]})");
}

TEST_CASE("wooxy: an id travels as a JSON string, whatever it holds") {
    CHECK(body_of({.ids = {{"007"}}}) == R"({"ids":["007"]})");
    CHECK(body_of({.ids = {{"a\"b\\c/d"}}}) == R"({"ids":["a\"b\\c/d"]})");
    CHECK(body_of({.ids = {{"a b&c#d"}}}) == R"({"ids":["a b&c#d"]})");
    CHECK(body_of({.ids = {{"источник"}}}) == R"({"ids":["источник"]})");
    CHECK(body_of({.ids = {{"a\nb"}}}) == R"({"ids":["a\nb"]})");
}

TEST_CASE("wooxy: a customerSourceId may have up to 40 letters and digits") {
    std::string const longest(40, 'Z');
    CHECK(body_of({.customerSourceIds = {{"a"}}}) == R"({"customerSourceIds":["a"]})");
    CHECK(body_of({.customerSourceIds = {{longest}}}) == R"({"customerSourceIds":[")" + longest + "\"]}");
    CHECK(body_of({.customerSourceIds = {{"0123456789"}}}) == R"({"customerSourceIds":["0123456789"]})");
}

// The vendor's page, under "Body Example" and "Code Examples".
TEST_CASE("wooxy: the vendor's sample request, where its own rule lets it pass") {
    auto sample = boost::json::parse(R"({
"ids":[
"YOUR_sourceId_1",
"YOUR_sourceId_2"
],
"customerSourceIds": [
"YOUR_customerSourceId_1",
"YOUR_customerSourceId_2"
]
})");
    remove_source::request request{.ids = {{"YOUR_sourceId_1", "YOUR_sourceId_2"}},
                                   .customerSourceIds = {{"YOUR_customerSourceId_1", "YOUR_customerSourceId_2"}}};
    // Its customerSourceIds are placeholders with underscores, which "must be an alphanumeric string" refuses.
    check_not_sent(request, "customerSourceIds[0] must hold only letters and digits");

    request.customerSourceIds = ids{"YOURcustomerSourceId1", "YOURcustomerSourceId2"};
    sample.at("customerSourceIds") = {"YOURcustomerSourceId1", "YOURcustomerSourceId2"};
    auto const made = apibind::prepare<remove_source>(wooxy_account().client, request);
    REQUIRE(made.has_value());
    CHECK(boost::json::parse(*made->body) == sample);
    // $url, CURLOPT_CUSTOMREQUEST and CURLOPT_HTTPHEADER; Content-Length is the transport's.
    CHECK(made->origin.scheme + "://" + made->origin.authority() + made->target ==
          "https://api.wooxy.com/v3/contact-source/remove");
    CHECK((made->method == apibind::method::post));
    CHECK(made->fields.find("Access-Token") == "YOUR_API_KEY");
    CHECK(made->fields.find("Content-Type") == "application/json");
}

TEST_CASE("wooxy: both lists absent or empty are never sent") {
    check_not_sent({}, neither);
    check_not_sent({.ids = ids{}}, neither);
    check_not_sent({.customerSourceIds = ids{}}, neither);
    check_not_sent({.ids = ids{}, .customerSourceIds = ids{}}, neither);
}

TEST_CASE("wooxy: an empty id is never sent, beside others either") {
    check_not_sent({.ids = {{""}}}, "ids[0] must not be empty");
    check_not_sent({.ids = {{"a", ""}}}, "ids[1] must not be empty");
    check_not_sent({.customerSourceIds = {{"a", ""}}}, "customerSourceIds[1] must not be empty");
    check_not_sent({.ids = {{"a"}}, .customerSourceIds = {{""}}}, "customerSourceIds[0] must not be empty");
}

TEST_CASE("wooxy: a customerSourceId of 41 characters is never sent") {
    check_not_sent({.customerSourceIds = {{"ok", std::string(41, 'a')}}},
                   "customerSourceIds[1] must be at most 40 characters long, and has 41");
}

TEST_CASE("wooxy: a customerSourceId with anything but letters and digits is never sent") {
    for (char const* id : {"a-b", "a_b", "a b", "a.b", "a\n", "ключ", "é", "１", "a/b", "\"", "*"}) {
        CAPTURE(id);
        check_not_sent({.customerSourceIds = {{id}}}, "customerSourceIds[0] must hold only letters and digits");
    }
    check_not_sent({.customerSourceIds = {{std::string("a\0b", 3)}}},
                   "customerSourceIds[0] must hold only letters and digits");
}

TEST_CASE("wooxy: an id that is not UTF-8 is never sent") {
    check_not_sent({.ids = {{"a\xff"}}}, "ids[0] must be UTF-8");
}

TEST_CASE("wooxy: no call without a token, or with one that no header can carry") {
    for (auto const& [token, what] :
         {std::pair{"", "the token is empty"},
          std::pair{"line\nbreak",
                    "the value of the field Access-Token may hold only visible ASCII characters and inner "
                    "spaces (a token with a line break at its end?)"}}) {
        auto const carrier = std::make_shared<counting_transport>();
        apibind::client<wooxy::api> const client(apibind::secret(token), {}, carrier);
        bindings_test::check_not_sent<remove_source>(client, *carrier, {.ids = {{"a"}}}, what);
    }
}
