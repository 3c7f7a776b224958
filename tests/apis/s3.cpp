// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// clang-format off: declarations stand as they are written by hand

#include "support/rendered_request.hpp"

#include "support/manual_clock.hpp"

#include <apibind/aws_sigv4.hpp>

#include <map>
#include <optional>
#include <string>

/// https://docs.aws.amazon.com/AmazonS3/latest/API/
namespace s3 {

struct api {
    static constexpr auto base = apibind::base("https://{bucket}.s3.{region}.amazonaws.com");
    static constexpr auto auth = apibind::aws_sigv4("s3");
    struct server {
        apibind::required<std::string> bucket, region;
    };
    using error = apibind::content; // XML
};
BOOST_DESCRIBE_STRUCT(api::server, (), (bucket, region))

// [endpoint] put_object
enum class storage { standard, standard_ia, glacier };
BOOST_DESCRIBE_ENUM(storage, standard, standard_ia, glacier)
consteval auto wire_names(std::type_identity<storage>) { return apibind::names(apibind::upper_snake_case); }
struct stored { std::string etag; std::optional<std::string> x_amz_version_id{}, x_amz_server_side_encryption{}; };
BOOST_DESCRIBE_STRUCT(stored, (), (etag, x_amz_version_id, x_amz_server_side_encryption))
consteval auto wire_names(std::type_identity<stored>) { return apibind::names(apibind::kebab_case); }
struct put_object : api {
    static constexpr auto route = apibind::put("/{+key}");
    static constexpr auto effect = apibind::effect::idempotent;
    struct request {
        apibind::required<std::string> key;
        apibind::required<apibind::file> data;
        std::optional<storage> storage_class{};
        std::optional<std::string> if_none_match{};
        std::optional<std::map<std::string, std::string>> metadata{};
    };
    static constexpr auto body = apibind::content_of<&request::data>;
    static constexpr auto fields = apibind::fields(apibind::field<&request::storage_class>("x-amz-storage-class"),
                                                   apibind::field<&request::if_none_match>("If-None-Match"),
                                                   apibind::field<&request::metadata>("x-amz-meta-*"));
    using response = apibind::with_fields<void, stored>;
};
BOOST_DESCRIBE_STRUCT(put_object::request, (), (key, data, storage_class, if_none_match, metadata))
static_assert(apibind::valid<put_object>);
// [end]

auto const it = support::unconnected<api>(
    api::server{.bucket = "examplebucket", .region = "us-east-1"},
    apibind::aws_credentials{"AKIAIOSFODNN7EXAMPLE", apibind::secret("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"), "us-east-1"});

} // namespace s3

using namespace s3;
using support::answer;

TEST_CASE("s3: an object is put, signed") {
    auto const made = apibind::prepare<put_object>(it, {.key = "photos/cat 1.txt",
                                                        .data = apibind::file::of("Welcome to Amazon S3.", {.media_type = "text/plain"}),
                                                        .storage_class = storage::standard_ia,
                                                        .if_none_match = "*",
                                                        .metadata = {{{"owner", "Ada"}}}});
    REQUIRE(made);
    CHECK(made->target == "/photos/cat%201.txt");
    CHECK(made->fields.find("x-amz-storage-class") == "STANDARD_IA");
    CHECK(made->fields.find("x-amz-meta-owner") == "Ada");
    CHECK(made->fields.find("Content-Type") == "text/plain");
    CHECK(made->fields.find("X-Amz-Content-Sha256") == "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072");
    CHECK(made->fields.find("Authorization")->find("SignedHeaders=content-type;host;if-none-match;x-amz-content-sha256;x-amz-date;"
                                                   "x-amz-meta-owner;x-amz-storage-class") != std::string::npos);
    auto const done = apibind::interpret<put_object>(
        answer(200, "", {{"ETag", "\"fba9dede5f27731c9771645a39863328\""}, {"x-amz-version-id", "v1"}}));
    REQUIRE(done);
    CHECK(done->fields.etag == "\"fba9dede5f27731c9771645a39863328\"");
    CHECK(done->fields.x_amz_version_id == "v1");
    auto const refused = apibind::interpret<put_object>(
        answer(412, "<Error><Code>PreconditionFailed</Code></Error>", {{"Content-Type", "application/xml"}}));
    CHECK(refused.error().vendor_error->media_type == "application/xml");
    CHECK(refused.outcome() == apibind::outcome::rejected);
}
