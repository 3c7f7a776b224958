// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// clang-format off: declarations stand as they are written by hand

#include "support/rendered_request.hpp"

#include <apibind/aws_sigv4.hpp>

#include <optional>
#include <string>
#include <vector>

/// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/
namespace sqs {

template <class T>
consteval auto wire_names(std::type_identity<T>) { return apibind::names(apibind::pascal_case); } // of all that follows

struct refusal {
    std::string type;
    std::optional<std::string> message{};
};
BOOST_DESCRIBE_STRUCT(refusal, (), (type, message))
consteval auto wire_names(std::type_identity<refusal>) { return apibind::names(apibind::name<&refusal::type>("__type")); }
struct api {
    static constexpr auto base = apibind::base("https://sqs.{region}.amazonaws.com");
    static constexpr auto auth = apibind::aws_sigv4("sqs");
    static constexpr auto body = apibind::json("application/x-amz-json-1.0");
    struct server {
        apibind::required<std::string> region;
    };
    using error = refusal;
};
BOOST_DESCRIBE_STRUCT(api::server, (), (region))

// [endpoint] send_message_batch
struct entry { std::string id, message_body; std::optional<int> delay_seconds{}; };
BOOST_DESCRIBE_STRUCT(entry, (), (id, message_body, delay_seconds))
struct sent { std::string id, message_id; };
BOOST_DESCRIBE_STRUCT(sent, (), (id, message_id))
struct not_sent { std::string id, code; bool sender_fault = false; std::optional<std::string> message{}; };
BOOST_DESCRIBE_STRUCT(not_sent, (), (id, code, sender_fault, message))
struct send_message_batch : api {
    static constexpr auto route = apibind::post("/");
    static constexpr auto fields = apibind::fields(apibind::field("X-Amz-Target", "AmazonSQS.SendMessageBatch"));
    struct request { apibind::required<std::string> queue_url; apibind::required<std::vector<entry>> entries; };
    static constexpr auto rules = apibind::rules(apibind::max_items<&request::entries>(10));
    struct response { std::optional<std::vector<sent>> successful{}; std::optional<std::vector<not_sent>> failed{}; };
    static apibind::outcome outcome_of(sent const&) { return apibind::outcome::executed; }
    static apibind::outcome outcome_of(not_sent const&) { return apibind::outcome::rejected; }
};
BOOST_DESCRIBE_STRUCT(send_message_batch::request, (), (queue_url, entries))
BOOST_DESCRIBE_STRUCT(send_message_batch::response, (), (successful, failed))
static_assert(apibind::valid<send_message_batch>);
// [end]

auto const it = support::unconnected<api>(api::server{.region = "eu-west-1"},
                                          apibind::aws_credentials{"AKID", apibind::secret("k3y"), "eu-west-1"});

} // namespace sqs

using namespace sqs;
using support::answer;

TEST_CASE("sqs: messages in a batch, each sent or not") {
    auto const made = apibind::prepare<send_message_batch>(
        it, {.queue_url = "https://sqs.eu-west-1.amazonaws.com/1/q",
             .entries = {{{.id = "a", .message_body = "1"}, {.id = "b", .message_body = "2", .delay_seconds = 5}}}});
    REQUIRE(made);
    CHECK(made->fields.find("X-Amz-Target") == "AmazonSQS.SendMessageBatch");
    CHECK(made->body == R"({"QueueUrl":"https://sqs.eu-west-1.amazonaws.com/1/q",)"
                        R"("Entries":[{"Id":"a","MessageBody":"1"},{"Id":"b","MessageBody":"2","DelaySeconds":5}]})");
    auto const done = apibind::interpret<send_message_batch>(
        answer(200, R"({"Successful":[{"Id":"a","MessageId":"m1","MD5OfMessageBody":"c4ca"}],
                        "Failed":[{"Id":"b","Code":"InternalError","SenderFault":false}]})"));
    REQUIRE(done);
    CHECK(done->failed->at(0).code == "InternalError");
    CHECK(done.outcome() == apibind::outcome::partial);
    CHECK(apibind::interpret<send_message_batch>(answer(200, R"({"Successful":[{"Id":"a","MessageId":"m1"}]})")).outcome() == apibind::outcome::executed);
    auto const refused = apibind::interpret<send_message_batch>(
        answer(400, R"({"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"The specified queue does not exist."})"));
    CHECK(refused.error().vendor_error->type == "com.amazonaws.sqs#QueueDoesNotExist");
}
