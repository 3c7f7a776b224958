// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// clang-format off: declarations stand as they are written by hand

#include "support/rendered_request.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

/// https://developer.hashicorp.com/vault/api-docs
namespace vault {

struct refusal {
    std::vector<std::string> errors;
};
BOOST_DESCRIBE_STRUCT(refusal, (), (errors))
template <class T>
struct answered {
    std::string request_id;
    std::optional<T> data{};
    BOOST_DESCRIBE_CLASS(answered, (), (request_id, data), (), ())
};
struct api {
    static constexpr auto base = apibind::base("https://{host}:8200/v1");
    static constexpr auto auth = apibind::header_token("X-Vault-Token");
    struct server {
        apibind::required<std::string> host;
    };
    using error = refusal;
    template <class T>
    using envelope = answered<T>;
    template <class T>
    static constexpr auto payload = &answered<T>::data;
};
BOOST_DESCRIBE_STRUCT(api::server, (), (host))

// [endpoint] read_secret
struct metadata { apibind::rfc3339 created_time; int version = 0; bool destroyed = false; };
BOOST_DESCRIBE_STRUCT(metadata, (), (created_time, version, destroyed))
struct read_secret : api {
    static constexpr auto route = apibind::get("/{mount}/data/{+path}{?version}");
    struct request { apibind::required<std::string> mount, path; std::optional<int> version{}; std::optional<std::string> namespace_{}; };
    static constexpr auto fields = apibind::fields(apibind::field<&request::namespace_>("X-Vault-Namespace"));
    struct response { std::map<std::string, std::string> data; vault::metadata metadata; };
};
BOOST_DESCRIBE_STRUCT(read_secret::request, (), (mount, path, version, namespace_))
BOOST_DESCRIBE_STRUCT(read_secret::response, (), (data, metadata))
static_assert(apibind::valid<read_secret>);

// [endpoint] list_secrets
struct list_secrets : api {
    static constexpr auto route = apibind::with_method("LIST", "/{mount}/metadata/{+path}");
    static constexpr auto effect = apibind::effect::safe;
    struct request { apibind::required<std::string> mount, path; };
    struct response { std::vector<std::string> keys; };
};
BOOST_DESCRIBE_STRUCT(list_secrets::request, (), (mount, path))
BOOST_DESCRIBE_STRUCT(list_secrets::response, (), (keys))
static_assert(apibind::valid<list_secrets>);
// [end]

auto const it = support::unconnected<api>(api::server{.host = "vault.example"}, apibind::secret("hvs.x"));

} // namespace vault

using namespace vault;
using support::answer;
using support::rendered;

TEST_CASE("vault: a secret by its path") {
    CHECK(rendered<read_secret>(it, {.mount = "kv", .path = "team a/db", .version = 2, .namespace_ = "ns1/"}) ==
          "GET https://vault.example:8200/v1/kv/data/team%20a/db?version=2\n"
          "Accept: application/json\nX-Vault-Namespace: ns1/\nX-Vault-Token: hvs.x\n");
    auto const read = apibind::interpret<read_secret>(answer(200, R"({"request_id":"r","lease_id":"","renewable":false,"lease_duration":0,
        "data":{"data":{"password":"p"},"metadata":{"created_time":"2026-01-01T00:00:00.123456789Z","custom_metadata":null,
        "deletion_time":"","destroyed":false,"version":2}},"wrap_info":null,"warnings":null,"auth":null})"));
    REQUIRE(read);
    CHECK(read->data.at("password") == "p");
    CHECK(read->metadata.version == 2);
    CHECK(read->metadata.created_time.fraction() == std::chrono::nanoseconds(123456789));
    auto const refused = apibind::interpret<read_secret>(answer(403, R"({"errors":["permission denied"]})"));
    CHECK(refused.error().vendor_error->errors.at(0) == "permission denied");
}

TEST_CASE("vault: LIST is a method of its own") {
    CHECK(rendered<list_secrets>(it, {.mount = "kv", .path = "team"}) ==
          "LIST https://vault.example:8200/v1/kv/metadata/team\nAccept: application/json\nX-Vault-Token: hvs.x\n");
    CHECK(apibind::interpret<list_secrets>(answer(200, R"({"request_id":"r","data":{"keys":["db","web/"]}})"))->keys.size() == 2);
    CHECK(apibind::interpret<list_secrets>(answer(404, R"({"errors":[]})")).error().vendor_error->errors.empty());
}
