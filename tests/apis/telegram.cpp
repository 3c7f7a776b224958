// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// clang-format off: declarations stand as they are written by hand

#include "support/rendered_request.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// https://core.telegram.org/bots/api
namespace telegram {

struct parameters {
    std::optional<int> retry_after{};
    std::optional<std::int64_t> migrate_to_chat_id{};
};
BOOST_DESCRIBE_STRUCT(parameters, (), (retry_after, migrate_to_chat_id))
struct refusal {
    std::string description;
    int error_code = 0;
    std::optional<telegram::parameters> parameters{};
};
BOOST_DESCRIBE_STRUCT(refusal, (), (description, error_code, parameters))
template <class T>
struct answered {
    bool ok = false;
    std::optional<T> result{};
    BOOST_DESCRIBE_CLASS(answered, (), (ok, result), (), ())
};
struct bot_token { // the token is the first segment of the path
    using credential = apibind::secret;
    void authorize(apibind::http_request& request, apibind::secret const& token) const {
        request.target.insert(0, "/bot" + token.reveal());
    }
    static void conceal(apibind::redaction& hidden, apibind::secret const& token) { hidden.add(token.reveal()); }
};

struct api {
    static constexpr auto base = apibind::base("https://api.telegram.org");
    static constexpr auto auth = bot_token{};
    using error = refusal;
    static std::optional<std::chrono::seconds> retry_after_of(refusal const& r) {
        if (!r.parameters || !r.parameters->retry_after) return {};
        return std::chrono::seconds(*r.parameters->retry_after);
    }
    template <class T>
    using envelope = answered<T>;
    template <class T>
    static constexpr auto payload = &answered<T>::result;
    template <class T>
    static bool accepted(answered<T> const& whole) { return whole.ok; }
    static std::optional<int> status_of(refusal const& r) { return r.error_code; }
};

struct chat {
    std::int64_t id = 0;
    std::string type;
    std::optional<std::string> username{};
};
BOOST_DESCRIBE_STRUCT(chat, (), (id, type, username))
struct photo_size {
    std::string file_id;
    int width = 0, height = 0;
};
BOOST_DESCRIBE_STRUCT(photo_size, (), (file_id, width, height))
struct message {
    std::int64_t message_id = 0;
    apibind::unix_seconds date;
    telegram::chat chat;
    std::optional<std::string> text{}, caption{};
    std::optional<std::vector<photo_size>> photo{};
};
BOOST_DESCRIBE_STRUCT(message, (), (message_id, date, chat, text, caption, photo))
using chat_id = std::variant<std::int64_t, std::string>;

// [endpoint] send_message
enum class parse_mode { html, markdown_v2 };
BOOST_DESCRIBE_ENUM(parse_mode, html, markdown_v2)
consteval auto wire_names(std::type_identity<parse_mode>) {
    return apibind::names(apibind::name<parse_mode::html>("HTML"), apibind::name<parse_mode::markdown_v2>("MarkdownV2"));
}
struct button { std::string text; std::optional<std::string> url{}, callback_data{}; };
BOOST_DESCRIBE_STRUCT(button, (), (text, url, callback_data))
struct keyboard { std::vector<std::vector<button>> inline_keyboard; };
BOOST_DESCRIBE_STRUCT(keyboard, (), (inline_keyboard))
struct send_message : api {
    static constexpr auto route = apibind::post("/sendMessage");
    struct request {
        apibind::required<telegram::chat_id> chat_id;
        apibind::required<std::string> text;
        std::optional<telegram::parse_mode> parse_mode{};
        std::optional<keyboard> reply_markup{};
    };
    using response = message;
};
BOOST_DESCRIBE_STRUCT(send_message::request, (), (chat_id, text, parse_mode, reply_markup))
static_assert(apibind::valid<send_message>);

// [endpoint] send_photo
struct send_photo : api {
    static constexpr auto route = apibind::post("/sendPhoto");
    static constexpr auto body = apibind::multipart;
    struct request {
        apibind::required<telegram::chat_id> chat_id;
        apibind::required<std::variant<std::string, apibind::file>> photo;
        std::optional<std::string> caption{};
        std::optional<bool> has_spoiler{};
    };
    using response = message;
};
BOOST_DESCRIBE_STRUCT(send_photo::request, (), (chat_id, photo, caption, has_spoiler))
static_assert(apibind::valid<send_photo>);
// [end]

auto const it = support::unconnected<api>(apibind::secret("123:ABC"));

} // namespace telegram

using namespace telegram;
using support::answer;
using support::rendered;

TEST_CASE("telegram: a message to a chat or a channel") {
    CHECK(rendered<send_message>(it, {.chat_id = "@news",
                                      .text = "<b>hi</b>",
                                      .parse_mode = parse_mode::html,
                                      .reply_markup = keyboard{{{{.text = "ok", .callback_data = "1"}}}}}) ==
          "POST https://api.telegram.org/bot123:ABC/sendMessage\n"
          "Accept: application/json\nContent-Type: application/json\n\n"
          R"({"chat_id":"@news","text":"<b>hi</b>","parse_mode":"HTML",)"
          R"("reply_markup":{"inline_keyboard":[[{"text":"ok","callback_data":"1"}]]}})");
    auto const sent = apibind::interpret<send_message>(answer(200, R"({"ok":true,"result":{"message_id":7,"date":1767225600,
        "chat":{"id":-1001234567890,"type":"channel","username":"news"},"text":"hi","entities":[]}})"));
    REQUIRE(sent);
    CHECK(sent->chat.id == -1001234567890);
    CHECK(sent->date.seconds() == std::chrono::sys_seconds(std::chrono::seconds(1767225600)));
    auto const busy = apibind::interpret<send_message>(answer(429,
        R"({"ok":false,"error_code":429,"description":"Too Many Requests: retry after 5","parameters":{"retry_after":5}})"));
    REQUIRE(!busy);
    CHECK(busy.error().vendor_error->parameters->retry_after == 5);
    CHECK(busy.info().retry_after == std::chrono::seconds(5));
    CHECK(busy.outcome() == apibind::outcome::rejected);
}

TEST_CASE("telegram: a photo is a file, or one that is there already") {
    CHECK(rendered<send_photo>(it, {.chat_id = 42, .photo = "AgACAgI", .caption = "again"}) ==
          "POST https://api.telegram.org/bot123:ABC/sendPhoto\n"
          "Accept: application/json\nContent-Type: multipart/form-data; boundary=B\n\n"
          "--B\nContent-Disposition: form-data; name=\"chat_id\"\n\n42\n"
          "--B\nContent-Disposition: form-data; name=\"photo\"\n\nAgACAgI\n"
          "--B\nContent-Disposition: form-data; name=\"caption\"\n\nagain\n--B--\n");
    CHECK(rendered<send_photo>(it, {.chat_id = 42, .photo = apibind::file::of("PNG", {"cat.png", "image/png"})}) ==
          "POST https://api.telegram.org/bot123:ABC/sendPhoto\n"
          "Accept: application/json\nContent-Type: multipart/form-data; boundary=B\n\n"
          "--B\nContent-Disposition: form-data; name=\"chat_id\"\n\n42\n"
          "--B\nContent-Disposition: form-data; name=\"photo\"; filename=\"cat.png\"\nContent-Type: image/png\n\nPNG\n--B--\n");
    auto const sent = apibind::interpret<send_photo>(answer(200, R"({"ok":true,"result":{"message_id":8,"date":1767225600,
        "chat":{"id":42,"type":"private"},"photo":[{"file_id":"AgAC","file_unique_id":"AQAD","width":90,"height":60}]}})"));
    CHECK(sent->photo->at(0).width == 90);
    auto const wrong = apibind::interpret<send_photo>(
        answer(400, R"({"ok":false,"error_code":400,"description":"Bad Request: chat not found"})"));
    CHECK(wrong.error().vendor_error->description == "Bad Request: chat not found");
}
