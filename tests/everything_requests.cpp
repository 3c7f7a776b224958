// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/apibind.hpp>
#include <apibind/beast_transport.hpp>

#include "support/everything_api_requests.hpp"
#include "support/raw_server.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

#include <map>
#include <memory>
#include <string>
#include <utility>

using namespace apibind;
using namespace everything_api::requests;

static_assert(valid<list_secrets>);
static_assert(valid<access_resource>);
static_assert(valid<walk>);
static_assert(valid<search>);
static_assert(valid<list_charges>);
static_assert(valid<void_charge>);
static_assert(valid<put_receipt>);

namespace {

auto const carrier = std::make_shared<support::scripted_transport>(support::answer(200, R"({"said":"done"})"));
client<service> const it({}, secret("t0ken"), {.user_agent = "test"}, carrier);

/// The request line, and the fields where they are not those of every request.
template <class E>
std::string line(typename E::request const& request) {
    auto const made = prepare<E>(it, request);
    REQUIRE(made);
    CHECK(!made->body);
    CHECK(made->origin == http_origin{"https", "api.everything.example", 443});
    CHECK(invoke<E>(it, request)->said == "done");
    return std::string(to_string(made->method)) + " " + made->target;
}

} // namespace

TEST_CASE("paths") {
    CHECK(line<list_secrets>({.path = "team/db prod"}) == "LIST /v1/secret/metadata/team/db%20prod");
    CHECK(line<access_resource>({.name = "projects/p/secrets/s"}) == "GET /v1/projects/p/secrets/s:access");
    CHECK(line<walk>({.folders = {{"a", "b/c"}}, .ids = {{1, 2}}, .part = "fields"}) ==
          "GET /v1/folders/a/b%2Fc/items/1,2/fields");
    CHECK(line<walk>({.ids = {{7}}}) == "GET /v1/folders/items/7");
}

TEST_CASE("queries") {
    CHECK(line<search>({.size = 2,
                        .kraj = "PL",
                        .filter = "a eq 'b'",
                        .expand = {{"x", "y"}},
                        .ids = {{1, 2}},
                        .archived = yes_no::yes,
                        .deep = bit::on}) ==
          "GET /v1/search?page[size]=2&custom_fields[Kraj][0]=PL&$filter=a%20eq%20%27b%27&expand=x,y&id=1&id=2"
          "&archived=yes&deep=1");
    CHECK(line<search>({.archived = yes_no::no, .deep = bit::off}) == "GET /v1/search?archived=no&deep=0");
    CHECK(line<search>({}) == "GET /v1/search");
    CHECK(
        line<list_charges>(
            {.filter = filter{.at = created{.gte = 5}, .status = {{"paid", "open"}}, .metadata = {{{"order id", "7"}}}},
             .page = paging{.limit = 3},
             .more = {{{"tag", "x"}}}}) ==
        "GET /v1/charges?filter%5Bat%5D%5Bgte%5D=5&filter%5Bstatus%5D%5B%5D=paid&filter%5Bstatus%5D%5B%5D=open"
        "&filter%5Bmetadata%5D%5Border%20id%5D=7&limit=3&tag=x");
}

TEST_CASE("fields") {
    auto const made = prepare<void_charge>(
        it, {.id = "ch_1", .version = "2025-01-01", .if_match = {{"\"a\"", "\"b\""}}, .session = "31d4", .key = "k1"});
    REQUIRE(made);
    CHECK(made->method == method::delete_);
    CHECK(made->target == "/v1/charges/ch_1");
    CHECK(made->fields == http_fields{{"Accept", "application/vnd.everything+json"},
                                      {"User-Agent", "test"},
                                      {"Api-Version", "2025-01-01"},
                                      {"If-Match", "\"a\", \"b\""},
                                      {"Idempotency-Key", "k1"},
                                      {"Cookie", "lang=en; session=31d4"},
                                      {"Authorization", "Bearer t0ken"}});
    CHECK(!made->body);
    CHECK(invoke<void_charge>(it, {.id = "ch_1"}).info().idempotency_key.size() == 36);
}

TEST_CASE("regions") {
    client<service> const eu({.where = region::eu}, secret("t"), {}, carrier);
    CHECK(prepare<search>(eu)->origin.host == "api.eu.everything.example");
}

TEST_CASE("a Unix domain socket takes credentials over plain http") {
    support::temporary_folder folder;
    auto const path = folder.path_of("everything.sock");
    support::raw_server* self = nullptr;
    support::raw_server server(
        [&](support::raw_peer& peer) {
            for (auto request = peer.read_request(); !request.empty(); request = peer.read_request()) {
                self->keep(request);
                peer.send("HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\n{\"said\":\"local\"}");
            }
        },
        std::nullopt, path);
    self = &server;
    client<service> const local({}, secret("t0ken"),
                                {.base = "http://d/v1.43", .connect_to = {{.unix_socket = path}}, .user_agent = "test"},
                                std::make_shared<beast_transport>());
    auto const found = invoke<search>(local, {.size = 1});
    REQUIRE(found);
    CHECK(found->said == "local");
    CHECK(invoke<search>(local).info().attempts == 1);
    CHECK(server.connections() == 1);
    CHECK(server.requests().at(0) == "GET /v1.43/search?page[size]=1 HTTP/1.1\r\nHost: d\r\n"
                                     "Accept: application/vnd.everything+json\r\nUser-Agent: test\r\n"
                                     "Api-Version: 2024-06-20\r\nAuthorization: Bearer t0ken\r\n"
                                     "Accept-Encoding: gzip\r\n\r\n");
}

TEST_CASE("a map is a field for each of its keys, and read back from such fields") {
    auto const fields_of = [](std::map<std::string, std::string> metadata) {
        auto const made = prepare<put_receipt>(it, {.id = "ch_1", .metadata = std::move(metadata)});
        if (!made) return made.error().message;
        std::string out;
        for (auto const& field : made->fields)
            if (field.name.starts_with("X-Meta-")) out.append(field.name).append("=").append(field.value).append(";");
        return out;
    };
    CHECK(fields_of({{"owner", "Ada"}, {"Stage", "2, or 3"}}) == "X-Meta-Stage=2, or 3;X-Meta-owner=Ada;");
    CHECK(fields_of({}) == "metadata must not be empty: its keys name the fields X-Meta-*");
    CHECK(fields_of({{"a b", "1"}}) == "metadata has a key that is empty or has a character that no field name may "
                                       "have: it ends the name of a field X-Meta-*");
    CHECK(fields_of({{"", "1"}}).starts_with("metadata has a key that is empty"));
    CHECK(fields_of({{"a\r\nHost", "1"}}).starts_with("metadata has a key that is empty or has"));
    CHECK(fields_of({{"A", "1"}, {"a", "2"}}) ==
          "metadata[a] is there already, in whatever case: it ends the name of a field X-Meta-*");
    CHECK(fields_of({{"a", "b\r\nc: d"}}) ==
          "metadata[a] may hold only visible ASCII characters and inner spaces: it stands in the field X-Meta-*");
    CHECK(fields_of({{"a", ""}}) == "metadata[a] must not be empty: it stands in the field X-Meta-*");
    CHECK(prepare<put_receipt>(it, {.id = "ch_1"}));

    auto const told = interpret<put_receipt>(http_response{
        200,
        {{"X-META-Owner", "Ada"}, {"x-meta-", "none"}, {"X-Met", "none"}, {"x-meta-owner", "Bob"}, {"x-meta-b", ""}},
        ""});
    REQUIRE(told);
    CHECK(told->fields.metadata == std::map<std::string, std::string>{{"b", ""}, {"owner", "Ada"}});
    CHECK(interpret<put_receipt>(http_response{200, {}, ""})->fields.metadata.empty());
}
