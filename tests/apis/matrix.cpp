// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// clang-format off: declarations stand as they are written by hand

#include "support/rendered_request.hpp"

#include <chrono>
#include <optional>
#include <string>

/// https://spec.matrix.org/latest/client-server-api/
namespace matrix {

struct refusal {
    std::string errcode;
    std::optional<std::string> error{};
    std::optional<std::int64_t> retry_after_ms{};
};
BOOST_DESCRIBE_STRUCT(refusal, (), (errcode, error, retry_after_ms))
struct api {
    static constexpr auto base = apibind::base("https://{homeserver}/_matrix/client/v3");
    static constexpr auto auth = apibind::bearer;
    struct server {
        apibind::required<std::string> homeserver;
    };
    using error = refusal;
    static std::optional<std::chrono::milliseconds> retry_after_of(refusal const& r) {
        if (!r.retry_after_ms) return {};
        return std::chrono::milliseconds(*r.retry_after_ms);
    }
};
BOOST_DESCRIBE_STRUCT(api::server, (), (homeserver))

// [endpoint] send_message
struct text { std::string body; std::optional<std::string> format{}, formatted_body{}; };
BOOST_DESCRIBE_STRUCT(text, (), (body, format, formatted_body))
struct image { std::string body, url; };
BOOST_DESCRIBE_STRUCT(image, (), (body, url))
struct send_message : api {
    static constexpr auto route = apibind::put("/rooms/{room}/send/m.room.message/{txn}");
    static constexpr auto effect = apibind::effect::idempotent;
    struct request {
        apibind::required<std::string> room;
        apibind::idempotency_key txn{};
        apibind::required<apibind::tagged<"msgtype", apibind::as<"m.text", text>, apibind::as<"m.image", image>>> content;
    };
    static constexpr auto body = apibind::json_of<&request::content>;
    struct response { std::string event_id; };
};
BOOST_DESCRIBE_STRUCT(send_message::request, (), (room, txn, content))
BOOST_DESCRIBE_STRUCT(send_message::response, (), (event_id))
static_assert(apibind::valid<send_message>);
// [end]

auto const it = support::unconnected<api>(api::server{.homeserver = "matrix.org"}, apibind::secret("syt_t0ken"));

} // namespace matrix

using namespace matrix;
using support::answer;
using support::rendered;

TEST_CASE("matrix: a message is put once, by its transaction") {
    CHECK(rendered<send_message>(it, {.room = "!ab:matrix.org", .txn = "t1", .content = text{.body = "hi"}}) ==
          "PUT https://matrix.org/_matrix/client/v3/rooms/%21ab%3Amatrix.org/send/m.room.message/t1\n"
          "Accept: application/json\nContent-Type: application/json\nAuthorization: Bearer syt_t0ken\n\n"
          R"({"msgtype":"m.text","body":"hi"})");
    CHECK(rendered<send_message>(it, {.room = "!ab:matrix.org", .txn = "t2", .content = image{"cat.png", "mxc://matrix.org/x"}})
              .ends_with("\n\n" R"({"msgtype":"m.image","body":"cat.png","url":"mxc://matrix.org/x"})"));
    CHECK(apibind::interpret<send_message>(answer(200, R"({"event_id":"$YUwR"})"))->event_id == "$YUwR");
    auto const refused = apibind::interpret<send_message>(answer(403, R"({"errcode":"M_FORBIDDEN","error":"not in the room"})"));
    CHECK(refused.error().vendor_error->errcode == "M_FORBIDDEN");
    auto const busy = apibind::interpret<send_message>(answer(429, R"({"errcode":"M_LIMIT_EXCEEDED","retry_after_ms":2000})"));
    CHECK(busy.error().vendor_error->retry_after_ms == 2000);
    CHECK(busy.info().retry_after == std::chrono::seconds(2));
}
