// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// clang-format off: declarations stand as they are written by hand

#include "support/rendered_request.hpp"

#include <apibind/pages.hpp>
#include <apibind/paging.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

/// https://kubernetes.io/docs/reference/kubernetes-api/
namespace kubernetes {

template <class T>
consteval auto wire_names(std::type_identity<T>) { return apibind::names(apibind::camel_case); } // of all that follows

struct api_status { // what refusals and some successes are
    std::string status;
    std::optional<std::string> message{}, reason{};
    std::optional<int> code{};
};
BOOST_DESCRIBE_STRUCT(api_status, (), (status, message, reason, code))

struct api {
    static constexpr auto base = apibind::base("https://{host}:6443");
    static constexpr auto auth = apibind::bearer;
    struct server {
        apibind::required<std::string> host;
    };
    using error = api_status;
    static std::optional<int> status_of(api_status const& s) { return s.code; }
};
BOOST_DESCRIBE_STRUCT(api::server, (), (host))

struct object_meta {
    std::string name, uid;
    std::optional<std::int64_t> generation{};
    std::optional<std::map<std::string, std::string>> labels{};
    std::optional<apibind::rfc3339> creation_timestamp{};
};
BOOST_DESCRIBE_STRUCT(object_meta, (), (name, uid, generation, labels, creation_timestamp))

// [endpoint] list_pods
enum class pod_phase { pending, running, succeeded, failed, unknown };
BOOST_DESCRIBE_ENUM(pod_phase, pending, running, succeeded, failed, unknown)
consteval auto wire_names(std::type_identity<pod_phase>) { return apibind::names(apibind::pascal_case); }
struct pod_status { std::optional<apibind::open_enum<pod_phase>> phase{}; };
BOOST_DESCRIBE_STRUCT(pod_status, (), (phase))
struct pod { object_meta metadata; std::optional<pod_status> status{}; };
BOOST_DESCRIBE_STRUCT(pod, (), (metadata, status))
struct list_meta { std::string resource_version; std::optional<std::string> continue_{}; };
BOOST_DESCRIBE_STRUCT(list_meta, (), (resource_version, continue_))
struct pod_list { list_meta metadata; std::vector<pod> items; };
BOOST_DESCRIBE_STRUCT(pod_list, (), (metadata, items))
struct list_pods : api {
    static constexpr auto route = apibind::get("/api/v1/namespaces/{namespace_}/pods{?label_selector,limit,continue_}");
    struct request {
        apibind::required<std::string> namespace_;
        std::optional<std::string> label_selector{};
        std::optional<int> limit{};
        std::optional<std::string> continue_{};
    };
    using response = pod_list;
    static constexpr auto paging =
        apibind::next_cursor<&request::continue_, &pod_list::metadata, &list_meta::continue_>().items<&pod_list::items>();
};
BOOST_DESCRIBE_STRUCT(list_pods::request, (), (namespace_, label_selector, limit, continue_))
static_assert(apibind::valid<list_pods>);

// [endpoint] patch_deployment
struct meta_change { std::optional<std::map<std::string, apibind::nullable<std::string>>> annotations{}; };
BOOST_DESCRIBE_STRUCT(meta_change, (), (annotations))
struct deployment_spec { std::optional<int> replicas{}; apibind::nullable<bool> paused{}; };
BOOST_DESCRIBE_STRUCT(deployment_spec, (), (replicas, paused))
struct deployment { object_meta metadata; deployment_spec spec; };
BOOST_DESCRIBE_STRUCT(deployment, (), (metadata, spec))
struct patch_deployment : api {
    static constexpr auto route = apibind::patch("/apis/apps/v1/namespaces/{namespace_}/deployments/{name}");
    static constexpr auto body = apibind::json("application/merge-patch+json");
    struct request {
        apibind::required<std::string> namespace_, name;
        std::optional<meta_change> metadata{};
        std::optional<deployment_spec> spec{};
    };
    using response = deployment;
};
BOOST_DESCRIBE_STRUCT(patch_deployment::request, (), (namespace_, name, metadata, spec))
static_assert(apibind::valid<patch_deployment>);

// [endpoint] delete_pod
enum class propagation { foreground, background, orphan };
BOOST_DESCRIBE_ENUM(propagation, foreground, background, orphan)
consteval auto wire_names(std::type_identity<propagation>) { return apibind::names(apibind::pascal_case); }
struct preconditions { std::optional<std::string> uid{}; };
BOOST_DESCRIBE_STRUCT(preconditions, (), (uid))
struct delete_pod : api {
    static constexpr auto route = apibind::delete_("/api/v1/namespaces/{namespace_}/pods/{name}");
    struct request {
        apibind::required<std::string> namespace_, name;
        std::optional<int> grace_period_seconds{};
        std::optional<propagation> propagation_policy{};
        std::optional<kubernetes::preconditions> preconditions{};
    };
    using response = pod;
};
BOOST_DESCRIBE_STRUCT(delete_pod::request, (), (namespace_, name, grace_period_seconds, propagation_policy, preconditions))
static_assert(apibind::valid<delete_pod>);
// [end]

auto const it = support::unconnected<api>(api::server{.host = "k8s.example"}, apibind::secret("t0ken"));

} // namespace kubernetes

using namespace kubernetes;
using support::answer;
using support::rendered;

TEST_CASE("kubernetes: pods are listed in pages by a continue token") {
    CHECK(rendered<list_pods>(it, {.namespace_ = "default", .label_selector = "app=web,tier!=db", .limit = 2}) ==
          "GET https://k8s.example:6443/api/v1/namespaces/default/pods?labelSelector=app%3Dweb%2Ctier%21%3Ddb&limit=2\n"
          "Accept: application/json\nAuthorization: Bearer t0ken\n");
    auto const pods = apibind::interpret<list_pods>(answer(200, R"({"kind":"PodList","apiVersion":"v1",
        "metadata":{"resourceVersion":"41","continue":"ZW5j","remainingItemCount":7},
        "items":[{"metadata":{"name":"web-1","uid":"u1","labels":{"app":"web"},"creationTimestamp":"2026-01-02T03:04:05Z"},
                  "status":{"phase":"Running"}}]})"));
    REQUIRE(pods);
    CHECK(pods->metadata.continue_ == "ZW5j");
    CHECK(pods->items.at(0).metadata.labels->at("app") == "web");
    CHECK(pods->items[0].status->phase == pod_phase::running);
    auto const expired = apibind::interpret<list_pods>(answer(410, R"({"kind":"Status","apiVersion":"v1","metadata":{},
        "status":"Failure","message":"too old","reason":"Expired","code":410})"));
    REQUIRE(!expired);
    CHECK(expired.error().vendor_error->reason == "Expired");
    CHECK(expired.outcome() == apibind::outcome::rejected);
}

TEST_CASE("kubernetes: a merge patch takes away by null") {
    CHECK(rendered<patch_deployment>(it, {.namespace_ = "default",
                                          .name = "web",
                                          .metadata = meta_change{.annotations = {{{"note", apibind::null}, {"by", "me"}}}},
                                          .spec = deployment_spec{.replicas = 3}}) ==
          "PATCH https://k8s.example:6443/apis/apps/v1/namespaces/default/deployments/web\n"
          "Accept: application/json\nContent-Type: application/merge-patch+json\nAuthorization: Bearer t0ken\n\n"
          R"({"metadata":{"annotations":{"by":"me","note":null}},"spec":{"replicas":3}})");
    auto const done = apibind::interpret<patch_deployment>(
        answer(200, R"({"metadata":{"name":"web","uid":"u","generation":8},"spec":{"replicas":3,"selector":{}}})"));
    REQUIRE(done);
    CHECK(done->metadata.generation == 8);
    CHECK(done->spec.replicas == 3);
    auto const conflict = apibind::interpret<patch_deployment>(
        answer(409, R"({"status":"Failure","message":"modified","reason":"Conflict","code":409})"));
    CHECK(conflict.error().vendor_error->code == 409);
}

TEST_CASE("kubernetes: a pod is deleted with options") {
    CHECK(rendered<delete_pod>(it, {.namespace_ = "default",
                                    .name = "web-1",
                                    .grace_period_seconds = 0,
                                    .propagation_policy = propagation::foreground,
                                    .preconditions = preconditions{.uid = "u1"}}) ==
          "DELETE https://k8s.example:6443/api/v1/namespaces/default/pods/web-1\n"
          "Accept: application/json\nContent-Type: application/json\nAuthorization: Bearer t0ken\n\n"
          R"({"gracePeriodSeconds":0,"propagationPolicy":"Foreground","preconditions":{"uid":"u1"}})");
    CHECK(apibind::interpret<delete_pod>(answer(200, R"({"metadata":{"name":"web-1","uid":"u1"}})"))->metadata.uid == "u1");
    auto const missing = apibind::interpret<delete_pod>(
        answer(404, R"({"status":"Failure","message":"pods \"web-1\" not found","reason":"NotFound","code":404})"));
    CHECK(missing.error().vendor_error->reason == "NotFound");
}
