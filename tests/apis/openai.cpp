// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// clang-format off: declarations stand as they are written by hand

#include "support/rendered_request.hpp"

#include <apibind/for_each_event.hpp>
#include <apibind/json_value.hpp>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// https://platform.openai.com/docs/api-reference
namespace openai {

struct trouble {
    std::string message;
    std::optional<std::string> type{}, param{}, code{};
};
BOOST_DESCRIBE_STRUCT(trouble, (), (message, type, param, code))
struct problem { trouble error; };
BOOST_DESCRIBE_STRUCT(problem, (), (error))

struct api {
    static constexpr auto base = apibind::base("https://api.openai.com/v1");
    static constexpr auto auth = apibind::bearer;
    using error = problem;
};

enum class role { system, user, assistant, tool };
BOOST_DESCRIBE_ENUM(role, system, user, assistant, tool)
struct text_part { std::string text; };
BOOST_DESCRIBE_STRUCT(text_part, (), (text))
struct image_url { std::string url; };
BOOST_DESCRIBE_STRUCT(image_url, (), (url))
struct image_part { openai::image_url image_url; };
BOOST_DESCRIBE_STRUCT(image_part, (), (image_url))
using part = apibind::tagged<"type", apibind::as<"text", text_part>, apibind::as<"image_url", image_part>>;
struct message { openai::role role{}; std::variant<std::string, std::vector<part>> content; };
BOOST_DESCRIBE_STRUCT(message, (), (role, content))

// [endpoint] chat
struct delta { std::optional<std::string> content{}; };
BOOST_DESCRIBE_STRUCT(delta, (), (content))
struct choice { int index = 0; openai::delta delta; std::optional<std::string> finish_reason{}; };
BOOST_DESCRIBE_STRUCT(choice, (), (index, delta, finish_reason))
struct chunk { std::string id; apibind::unix_seconds created; std::vector<choice> choices; };
BOOST_DESCRIBE_STRUCT(chunk, (), (id, created, choices))
struct chat : api {
    static constexpr auto route = apibind::post("/chat/completions");
    static constexpr std::string_view end_of_events = "[DONE]";
    struct request {
        apibind::required<std::string> model;
        apibind::required<std::vector<message>> messages;
        std::optional<double> temperature{};
        apibind::constant<true> stream{};
    };
    using response = apibind::event_stream<chunk>;
};
BOOST_DESCRIBE_STRUCT(chat::request, (), (model, messages, temperature, stream))
static_assert(apibind::valid<chat>);

// [endpoint] upload_file
enum class purpose { assistants, batch, vision };
BOOST_DESCRIBE_ENUM(purpose, assistants, batch, vision)
struct stored { std::string id, filename; std::int64_t bytes = 0; apibind::unix_seconds created_at; };
BOOST_DESCRIBE_STRUCT(stored, (), (id, filename, bytes, created_at))
struct upload_file : api {
    static constexpr auto route = apibind::post("/files");
    static constexpr auto body = apibind::multipart;
    struct request {
        apibind::required<openai::purpose> purpose;
        apibind::required<apibind::file> file;
    };
    using response = stored;
};
BOOST_DESCRIBE_STRUCT(upload_file::request, (), (purpose, file))
static_assert(apibind::valid<upload_file>);
// [endpoint] complete
struct completed { std::string id; std::vector<std::map<std::string, apibind::json_value>> choices; };
BOOST_DESCRIBE_STRUCT(completed, (), (id, choices))
struct complete : api {
    static constexpr auto route = apibind::post("/chat/completions");
    struct request {
        apibind::required<std::string> model;
        apibind::required<std::vector<message>> messages;
        std::optional<std::map<std::string, double>> logit_bias{};
    };
    using response = completed;
};
BOOST_DESCRIBE_STRUCT(complete::request, (), (model, messages, logit_bias))
static_assert(apibind::valid<complete>);
// [end]

auto const it = support::unconnected<api>(apibind::secret("sk-1"));
apibind::client<api> with(int status, std::string body, std::string type) {
    return apibind::client<api>(apibind::secret("sk-1"), {},
                                std::make_shared<support::scripted_transport>(
                                    support::answer(status, std::move(body), {{"Content-Type", std::move(type)}})));
}

} // namespace openai

using namespace openai;
using support::answer;
using support::rendered;

TEST_CASE("openai: a chat is answered by events") {
    chat::request const asked{.model = "gpt-4o",
                              .messages = {{{role::system, "Be brief."},
                                            {role::user, std::vector<part>{text_part{"What?"}, image_part{{"https://a/b.png"}}}}}},
                              .temperature = 0.5};
    CHECK(rendered<chat>(it, asked) ==
          "POST https://api.openai.com/v1/chat/completions\n"
          "Accept: text/event-stream\nContent-Type: application/json\nAuthorization: Bearer sk-1\n\n"
          R"({"model":"gpt-4o","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":[)"
          R"({"type":"text","text":"What?"},{"type":"image_url","image_url":{"url":"https://a/b.png"}}]}],"temperature":0.5,"stream":true})");
    auto const streaming = with(200,
        "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1767225600,\"choices\":[{\"index\":0,\"delta\":"
        "{\"role\":\"assistant\",\"content\":\"A \"},\"finish_reason\":null}]}\n\n"
        "data: {\"id\":\"c1\",\"created\":1767225600,\"choices\":[{\"index\":0,\"delta\":{\"content\":\"cat\"},\"finish_reason\":\"stop\"}]}\n\n"
        "data: [DONE]\n\n", "text/event-stream");
    std::string said;
    auto const all = apibind::for_each_event<chat>(streaming, asked, [&](chunk const& c) {
        said += c.choices.at(0).delta.content.value_or("");
    });
    REQUIRE(all);
    CHECK(said == "A cat");
    auto const denied = apibind::for_each_event<chat>(
        with(401, R"({"error":{"message":"Incorrect API key provided","type":"invalid_request_error","param":null,"code":"invalid_api_key"}})",
             "application/json"), asked, [](chunk const&) { FAIL("an event of an error"); });
    REQUIRE(!denied);
    CHECK(denied.error().vendor_error->error.code == "invalid_api_key");
}

TEST_CASE("openai: an error may come in the middle of the events") {
    chat::request const asked{.model = "gpt-4o", .messages = {{{role::user, "?"}}}};
    int events = 0;
    auto const broken = apibind::for_each_event<chat>(
        with(200, "data: {\"id\":\"c1\",\"created\":1,\"choices\":[]}\n\ndata: {\"error\":{\"message\":\"The server had an error\","
                  "\"type\":\"server_error\",\"param\":null,\"code\":null}}\n\n", "text/event-stream"),
        asked, [&](chunk const&) { ++events; });
    CHECK(events == 1);
    REQUIRE(!broken);
    REQUIRE(broken.error().vendor_error);
    CHECK(broken.error().vendor_error->error.type == "server_error");
}

TEST_CASE("openai: a file is a part beside its purpose") {
    CHECK(rendered<upload_file>(it, {.purpose = purpose::batch, .file = apibind::file::of("{}\n", {.name = "a.jsonl"})}) ==
          "POST https://api.openai.com/v1/files\n"
          "Accept: application/json\nContent-Type: multipart/form-data; boundary=B\nAuthorization: Bearer sk-1\n\n"
          "--B\nContent-Disposition: form-data; name=\"purpose\"\n\nbatch\n"
          "--B\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jsonl\"\nContent-Type: application/octet-stream\n\n{}\n\n--B--\n");
    auto const made = apibind::interpret<upload_file>(answer(200, R"({"id":"file-1","object":"file","bytes":3,
        "created_at":1767225600,"filename":"a.jsonl","purpose":"batch"})"));
    REQUIRE(made);
    CHECK(made->bytes == 3);
    auto const refused = apibind::interpret<upload_file>(answer(400, R"({"error":{"message":"Invalid file format.",
        "type":"invalid_request_error","param":"file","code":null}})"));
    REQUIRE(!refused);
    CHECK(refused.error().vendor_error->error.param == "file");
}

TEST_CASE("openai: a chat is answered at once") {
    CHECK(rendered<complete>(it, {.model = "gpt-4o", .messages = {{{role::user, "?"}}}, .logit_bias = {{{"50256", -100}}}}) ==
          "POST https://api.openai.com/v1/chat/completions\n"
          "Accept: application/json\nContent-Type: application/json\nAuthorization: Bearer sk-1\n\n"
          R"({"model":"gpt-4o","messages":[{"role":"user","content":"?"}],"logit_bias":{"50256":-100}})");
    auto const said = apibind::interpret<complete>(answer(200, R"({"id":"c1","object":"chat.completion","choices":[{"index":0,
        "message":{"role":"assistant","content":"A cat","refusal":null},"finish_reason":"stop"}]})"));
    REQUIRE(said);
    CHECK(said->choices.at(0).at("message").at("content") == "A cat");
    auto const busy = apibind::interpret<complete>(answer(429, R"({"error":{"message":"You exceeded your current quota",
        "type":"insufficient_quota","param":null,"code":"insufficient_quota"}})"));
    REQUIRE(!busy);
    CHECK(busy.error().vendor_error->error.code == "insufficient_quota");
}
