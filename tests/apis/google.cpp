// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// clang-format off: declarations stand as they are written by hand

#include "support/rendered_request.hpp"

#include <apibind/paging.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// https://developers.google.com/drive/api, /calendar/api, https://cloud.google.com/storage/docs/json_api, /pubsub/docs
namespace google {

struct status {
    int code = 0;
    std::string message;
    std::optional<std::string> status{};
};
BOOST_DESCRIBE_STRUCT(status, (), (code, message, status))
struct problem { status error; };
BOOST_DESCRIBE_STRUCT(problem, (), (error))

struct api {
    static constexpr auto base = apibind::base("https://www.googleapis.com");
    static constexpr auto auth = apibind::bearer;
    using error = problem;
};

using moment = apibind::keyed<apibind::as<"dateTime", apibind::rfc3339>, apibind::as<"date", std::chrono::year_month_day>>;
struct event { std::string id; std::optional<std::string> summary{}; moment start, end; };
BOOST_DESCRIBE_STRUCT(event, (), (id, summary, start, end))
// [endpoint] upload_file
struct file_metadata { std::string name; std::optional<std::vector<std::string>> parents{}; };
BOOST_DESCRIBE_STRUCT(file_metadata, (), (name, parents))
struct drive_file { std::string id, name; std::optional<std::string> mimeType{}; };
BOOST_DESCRIBE_STRUCT(drive_file, (), (id, name, mimeType))
struct upload_file : api {
    static constexpr auto route = apibind::post("/upload/drive/v3/files?uploadType=multipart{&fields}");
    static constexpr auto body = apibind::multipart_related;
    struct request {
        apibind::required<file_metadata> metadata; apibind::required<apibind::file> media;
        std::optional<std::vector<std::string>> fields{};
    };
    using response = drive_file;
};
BOOST_DESCRIBE_STRUCT(upload_file::request, (), (metadata, media, fields))
static_assert(apibind::valid<upload_file>);

// [endpoint] list_events
struct events { std::vector<event> items; std::optional<std::string> nextPageToken{}; };
BOOST_DESCRIBE_STRUCT(events, (), (items, nextPageToken))
struct list_events : api {
    static constexpr auto route = apibind::get("/calendar/v3/calendars/{calendar}/events{?timeMin,singleEvents,pageToken}");
    struct request {
        apibind::required<std::string> calendar;
        std::optional<apibind::rfc3339> timeMin{};
        std::optional<bool> singleEvents{}; std::optional<std::string> pageToken{};
    };
    using response = events;
    static constexpr auto paging =
        apibind::next_cursor<&request::pageToken, &events::nextPageToken>().items<&events::items>();
};
BOOST_DESCRIBE_STRUCT(list_events::request, (), (calendar, timeMin, singleEvents, pageToken))
static_assert(apibind::valid<list_events>);

// [endpoint] get_event
struct get_event : api {
    static constexpr auto route = apibind::get("/calendar/v3/calendars/{calendar}/events/{id}");
    struct request {
        apibind::required<std::string> calendar, id;
    };
    using response = event;
};
BOOST_DESCRIBE_STRUCT(get_event::request, (), (calendar, id))
static_assert(apibind::valid<get_event>);

// [shared]
struct storage : api {
    static constexpr auto base = apibind::base("https://storage.googleapis.com");
};

struct object {
    std::string name;
    apibind::in_string<std::uint64_t> size;
    apibind::in_string<std::int64_t> generation;
    apibind::base64_bytes md5Hash;
    apibind::rfc3339 timeCreated;
};
BOOST_DESCRIBE_STRUCT(object, (), (name, size, generation, md5Hash, timeCreated))
// [endpoint] insert_object
struct insert_object : storage {
    static constexpr auto route = apibind::post("/upload/storage/v1/b/{bucket}/o?uploadType=media{&name,ifGenerationMatch}");
    struct request {
        apibind::required<std::string> bucket;
        std::optional<std::string> name{};
        std::optional<std::int64_t> ifGenerationMatch{};
        apibind::required<apibind::file> data;
    };
    static constexpr auto body = apibind::content_of<&request::data>;
    using response = object;
};
BOOST_DESCRIBE_STRUCT(insert_object::request, (), (bucket, name, ifGenerationMatch, data))
static_assert(apibind::valid<insert_object>);

// [endpoint] download_object
struct download_object : storage {
    static constexpr auto route = apibind::get("/storage/v1/b/{bucket}/o/{object}?alt=media");
    struct request {
        apibind::required<std::string> bucket, object;
    };
    using response = apibind::content;
};
BOOST_DESCRIBE_STRUCT(download_object::request, (), (bucket, object))
static_assert(apibind::valid<download_object>);

// [shared]
struct pubsub : api {
    static constexpr auto base = apibind::base("https://pubsub.googleapis.com/v1");
};

// [endpoint] patch_topic
struct topic {
    std::optional<std::string> name{};
    std::optional<std::map<std::string, std::string>> labels{};
    std::optional<apibind::protobuf_duration> messageRetentionDuration{};
};
BOOST_DESCRIBE_STRUCT(topic, (), (name, labels, messageRetentionDuration))
struct patch_topic : pubsub {
    static constexpr auto route = apibind::patch("/{+name}");
    struct request {
        apibind::required<std::string> name;
        apibind::required<google::topic> topic;
        apibind::derived<apibind::joined<std::string>> updateMask{};
    };
    static void derive(request& r) { r.updateMask = apibind::field_mask(r.topic.value()); }
    using response = google::topic;
};
BOOST_DESCRIBE_STRUCT(patch_topic::request, (), (name, topic, updateMask))
static_assert(apibind::valid<patch_topic>);
// [end]

template <class Service>
auto const it = support::unconnected<Service>(apibind::secret("ya29"));
std::string const token = "Authorization: Bearer ya29\n";

} // namespace google

using namespace google;
using support::answer;
using support::rendered;

TEST_CASE("google: a file of Drive is JSON and what it is about") {
    CHECK(rendered<upload_file>(it<api>, {.metadata = file_metadata{"a.txt", {{"root"}}},
                                     .media = apibind::file::of("hi", {.media_type = "text/plain"}),
                                     .fields = {{"id", "name"}}}) ==
          "POST https://www.googleapis.com/upload/drive/v3/files?uploadType=multipart&fields=id,name\n"
          "Accept: application/json\nContent-Type: multipart/related; boundary=B; type=\"application/json\"\n" + token + "\n"
          "--B\nContent-Type: application/json\n\n" R"({"name":"a.txt","parents":["root"]})"
          "\n--B\nContent-Type: text/plain\n\nhi\n--B--\n");
    auto const made = apibind::interpret<upload_file>(answer(200, R"({"id":"1A","name":"a.txt"})"));
    REQUIRE(made);
    CHECK(made->id == "1A");
    auto const refused = apibind::interpret<upload_file>(answer(403, R"({"error":{"code":403,"message":"Insufficient Permission",
        "errors":[{"domain":"global","reason":"insufficientPermissions"}]}})"));
    REQUIRE(!refused);
    CHECK(refused.error().vendor_error->error.code == 403);
}

TEST_CASE("google: an event begins at a time or on a day") {
    using namespace std::chrono;
    CHECK(rendered<list_events>(it<api>, {.calendar = "me@a.pl", .timeMin = sys_days(2026y / 1 / 1), .singleEvents = true}) ==
          "GET https://www.googleapis.com/calendar/v3/calendars/me%40a.pl/events"
          "?timeMin=2026-01-01T00%3A00%3A00Z&singleEvents=true\nAccept: application/json\n" + token);
    auto const page = apibind::interpret<list_events>(answer(200, R"({"kind":"calendar#events","nextPageToken":"p2","items":[
        {"id":"1","summary":"a","start":{"dateTime":"2026-01-02T09:00:00+01:00","timeZone":"Europe/Warsaw"},"end":{"dateTime":"2026-01-02T10:00:00+01:00"}},
        {"id":"2","start":{"date":"2026-01-03"},"end":{"date":"2026-01-04"}}]})"));
    REQUIRE(page);
    CHECK(std::get<apibind::rfc3339>(page->items.at(0).start).seconds() == sys_days(2026y / 1 / 2) + 8h);
    CHECK(std::get<year_month_day>(page->items.at(1).end) == 2026y / 1 / 4);
    list_events::request next{.calendar = "x"};
    CHECK(list_events::paging.next<list_events>(next, *page, page.info()).what == apibind::page_step::kind::again);
    CHECK(next.pageToken == "p2");
    auto const gone = apibind::interpret<list_events>(answer(410, R"({"error":{"code":410,"message":"Sync token is no longer valid"}})"));
    REQUIRE(!gone);
    CHECK(gone.error().vendor_error->error.code == 410);
}

TEST_CASE("google: an object of Cloud Storage is bytes, and its numbers are texts") {
    CHECK(rendered<insert_object>(it<storage>, {.bucket = "b", .name = "a/b.csv", .ifGenerationMatch = 0,
                                       .data = apibind::file::of("1,2\n", {.media_type = "text/csv"})}) ==
          "POST https://storage.googleapis.com/upload/storage/v1/b/b/o?uploadType=media&name=a%2Fb.csv&ifGenerationMatch=0\n"
          "Accept: application/json\nContent-Type: text/csv\n" + token + "\n1,2\n");
    auto const made = apibind::interpret<insert_object>(answer(200, R"({"kind":"storage#object","name":"a/b.csv","size":"4",
        "generation":"1767225600123456","md5Hash":"AAECAwQFBgcICQoLDA0ODw==","timeCreated":"2026-01-01T00:00:00.123Z"})"));
    REQUIRE(made);
    CHECK(made->generation.value() == 1767225600123456);
    CHECK(made->md5Hash.bytes.size() == 16);
    CHECK(made->timeCreated.fraction() == std::chrono::milliseconds(123));
    auto const other = apibind::interpret<insert_object>(answer(412, R"({"error":{"code":412,"message":"conditionNotMet"}})"));
    REQUIRE(!other);
    CHECK(other.outcome() == apibind::outcome::rejected);
    CHECK(other.error().vendor_error->error.message == "conditionNotMet");
}

TEST_CASE("google: the mask of a patch follows from what it sets") {
    CHECK(rendered<patch_topic>(it<pubsub>, {.name = "projects/p/topics/t",
                                     .topic = topic{.labels = {{{"team", "a"}}},
                                                    .messageRetentionDuration = std::chrono::hours(24)}}) ==
          "PATCH https://pubsub.googleapis.com/v1/projects/p/topics/t\n"
          "Accept: application/json\nContent-Type: application/json\n" + token + "\n"
          R"({"topic":{"labels":{"team":"a"},"messageRetentionDuration":"86400s"},"updateMask":"labels,messageRetentionDuration"})");
    auto const set = apibind::interpret<patch_topic>(answer(200, R"({"name":"projects/p/topics/t","messageRetentionDuration":"86400s"})"));
    REQUIRE(set);
    CHECK(set->messageRetentionDuration == apibind::protobuf_duration(std::chrono::hours(24)));
    auto const refused = apibind::interpret<patch_topic>(
        answer(400, R"({"error":{"code":400,"message":"Invalid update_mask","status":"INVALID_ARGUMENT"}})"));
    REQUIRE(!refused);
    CHECK(refused.error().vendor_error->error.status == "INVALID_ARGUMENT");
}

TEST_CASE("google: one event") {
    CHECK(rendered<get_event>(it<api>, {.calendar = "primary", .id = "e1"}) ==
          "GET https://www.googleapis.com/calendar/v3/calendars/primary/events/e1\nAccept: application/json\n" + token);
    auto const found = apibind::interpret<get_event>(
        answer(200, R"({"id":"e1","start":{"date":"2026-01-03"},"end":{"date":"2026-01-04"}})"));
    REQUIRE(found);
    CHECK(!found->summary);
    auto const missing = apibind::interpret<get_event>(answer(404, R"({"error":{"code":404,"message":"Not Found"}})"));
    REQUIRE(!missing);
    CHECK(missing.error().vendor_error->error.message == "Not Found");
}

TEST_CASE("google: an object's name is one segment, and its content is bytes") {
    CHECK(rendered<download_object>(it<storage>, {.bucket = "b", .object = "a/b.csv"}) ==
          "GET https://storage.googleapis.com/storage/v1/b/b/o/a%2Fb.csv?alt=media\nAccept: */*\n" + token);
    auto const got = apibind::interpret<download_object>(answer(200, "1,2\n", {{"Content-Type", "text/csv"}}));
    REQUIRE(got);
    CHECK(got->data == "1,2\n");
    CHECK(got->media_type == "text/csv");
    auto const missing = apibind::interpret<download_object>(
        answer(404, R"({"error":{"code":404,"message":"No such object: b/a/b.csv"}})"));
    REQUIRE(!missing);
    CHECK(missing.error().vendor_error->error.code == 404);
}
