// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// clang-format off: declarations stand as they are written by hand

#include "support/rendered_request.hpp"

#include <optional>
#include <string>
#include <variant>

/// https://www.dropbox.com/developers/documentation/http/documentation
namespace dropbox {

struct refusal {
    std::string error_summary;
};
BOOST_DESCRIBE_STRUCT(refusal, (), (error_summary))
struct content_api {
    static constexpr auto base = apibind::base("https://content.dropboxapi.com/2");
    static constexpr auto auth = apibind::bearer;
    using error = refusal;
};
struct entry {
    std::string id, name, rev, path_lower;
    std::int64_t size = 0;
    apibind::rfc3339 server_modified;
};
BOOST_DESCRIBE_STRUCT(entry, (), (id, name, rev, path_lower, size, server_modified))

// [endpoint] upload
enum class write_mode { add, overwrite };
BOOST_DESCRIBE_ENUM(write_mode, add, overwrite)
struct at_revision { std::string update; };
BOOST_DESCRIBE_STRUCT(at_revision, (), (update))
using only_if = apibind::tagged<".tag", apibind::as<"update", at_revision>>;
struct upload_facts { std::string path; std::optional<std::variant<write_mode, only_if>> mode{}; std::optional<bool> autorename{}; };
BOOST_DESCRIBE_STRUCT(upload_facts, (), (path, mode, autorename))
struct upload : content_api {
    static constexpr auto route = apibind::post("/files/upload");
    struct request { apibind::required<apibind::in_string<upload_facts>> facts; apibind::required<apibind::file> data; };
    static constexpr auto body = apibind::content_of<&request::data>;
    static constexpr auto fields = apibind::fields(apibind::field<&request::facts>("Dropbox-API-Arg"));
    using response = entry;
};
BOOST_DESCRIBE_STRUCT(upload::request, (), (facts, data))
static_assert(apibind::valid<upload>);

// [endpoint] download
struct which { std::string path; };
BOOST_DESCRIBE_STRUCT(which, (), (path))
struct entry_field { apibind::in_string<entry> dropbox_api_result; };
BOOST_DESCRIBE_STRUCT(entry_field, (), (dropbox_api_result))
consteval auto wire_names(std::type_identity<entry_field>) { return apibind::names(apibind::kebab_case); }
struct download : content_api {
    static constexpr auto route = apibind::post("/files/download");
    static constexpr auto effect = apibind::effect::safe;
    struct request { apibind::required<apibind::in_string<which>> facts; };
    static constexpr auto fields = apibind::fields(apibind::field<&request::facts>("Dropbox-API-Arg"));
    using response = apibind::with_fields<apibind::content, entry_field>;
};
BOOST_DESCRIBE_STRUCT(download::request, (), (facts))
static_assert(apibind::valid<download>);
// [end]

auto const it = support::unconnected<content_api>(apibind::secret("sl.x"));
constexpr auto notes = R"({"name":"a.txt","id":"id:a4ay","client_modified":"2026-01-01T00:00:00Z","server_modified":"2026-01-01T00:00:01Z",)"
                       R"("rev":"a1c1","size":2,"path_lower":"/a.txt","is_downloadable":true})";

} // namespace dropbox

using namespace dropbox;
using support::answer;
using support::rendered;

TEST_CASE("dropbox: an upload, with its arguments as JSON in a field") {
    CHECK(rendered<upload>(it, {.facts = upload_facts{"/a.txt", only_if(at_revision{"a1c0"}), false},
                                .data = apibind::file::of("hi")}) ==
          "POST https://content.dropboxapi.com/2/files/upload\nAccept: application/json\n"
          R"(Dropbox-API-Arg: {"path":"/a.txt","mode":{".tag":"update","update":"a1c0"},"autorename":false})" "\n"
          "Content-Type: application/octet-stream\nAuthorization: Bearer sl.x\n\nhi");
    CHECK(rendered<upload>(it, {.facts = upload_facts{"/za\xc5\xbc.txt", write_mode::add, {}}, .data = apibind::file::of("hi")})
              .find(R"(Dropbox-API-Arg: {"path":"/za\u017c.txt","mode":"add"})") != std::string::npos);
    auto const done = apibind::interpret<upload>(answer(200, notes));
    REQUIRE(done);
    CHECK(done->rev == "a1c1");
    auto const refused = apibind::interpret<upload>(answer(409, R"({"error_summary":"path/conflict/file/..","error":{".tag":"path"}})"));
    CHECK(refused.error().vendor_error->error_summary == "path/conflict/file/..");
}

TEST_CASE("dropbox: a download, with its facts as JSON in a field") {
    CHECK(rendered<download>(it, {.facts = which{"/a.txt"}}) ==
          "POST https://content.dropboxapi.com/2/files/download\nAccept: */*\n"
          R"(Dropbox-API-Arg: {"path":"/a.txt"})" "\nAuthorization: Bearer sl.x\n");
    auto const got = apibind::interpret<download>(
        answer(200, "hi", {{"Content-Type", "application/octet-stream"}, {"Dropbox-API-Result", notes}}));
    REQUIRE(got);
    CHECK(got->value.data == "hi");
    CHECK(got->fields.dropbox_api_result->size == 2);
}
