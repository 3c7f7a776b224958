// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// clang-format off: declarations stand as they are written by hand

#include "support/rendered_request.hpp"

#include <apibind/all_of.hpp>

#include <optional>
#include <string>
#include <tuple>
#include <vector>

/// https://docs.datadoghq.com/api/latest/
namespace datadog {

enum class site { us1, us5, eu };
BOOST_DESCRIBE_ENUM(site, us1, us5, eu)
consteval auto wire_names(std::type_identity<site>) {
    return apibind::names(apibind::name<site::us1>("api.datadoghq.com"), apibind::name<site::us5>("api.us5.datadoghq.com"),
                          apibind::name<site::eu>("api.datadoghq.eu"));
}
struct refusal {
    std::vector<std::string> errors;
};
BOOST_DESCRIBE_STRUCT(refusal, (), (errors))

struct api {
    static constexpr auto base = apibind::base("https://{where}");
    static constexpr auto auth = apibind::all_of(apibind::header_token("DD-API-KEY"), apibind::header_token("DD-APPLICATION-KEY"));
    struct server {
        apibind::required<site> where;
    };
    using error = refusal;
};
BOOST_DESCRIBE_STRUCT(api::server, (), (where))

// [endpoint] submit_metrics
enum class metric_type { unspecified, count, rate, gauge }; // travels as a number
inline int to_described_json(metric_type type) { return static_cast<int>(type); }
struct point { apibind::unix_seconds timestamp; double value = 0; };
BOOST_DESCRIBE_STRUCT(point, (), (timestamp, value))
struct series { std::string metric; std::optional<metric_type> type{}; std::vector<point> points; std::optional<std::vector<std::string>> tags{}; };
BOOST_DESCRIBE_STRUCT(series, (), (metric, type, points, tags))
struct submit_metrics : api {
    static constexpr auto route = apibind::post("/api/v2/series");
    struct request { apibind::required<std::vector<datadog::series>> series; };
    struct response { std::vector<std::string> errors; };
    static bool accepted(response const& r) { return r.errors.empty(); }
};
BOOST_DESCRIBE_STRUCT(submit_metrics::request, (), (series))
BOOST_DESCRIBE_STRUCT(submit_metrics::response, (), (errors))
static_assert(apibind::valid<submit_metrics>);
// [end]

auto const it = support::unconnected<api>(api::server{.where = site::eu}, std::tuple(apibind::secret("k1"), apibind::secret("k2")));

} // namespace datadog

using namespace datadog;
using support::answer;
using support::rendered;

TEST_CASE("datadog: points of a metric") {
    CHECK(rendered<submit_metrics>(it, {.series = {{{.metric = "system.load.1",
                                                     .type = metric_type::gauge,
                                                     .points = {{std::chrono::sys_seconds(std::chrono::seconds(1767225600)), 0.7}},
                                                     .tags = {{"env:test"}}}}}}) ==
          "POST https://api.datadoghq.eu/api/v2/series\n"
          "Accept: application/json\nContent-Type: application/json\nDD-API-KEY: k1\nDD-APPLICATION-KEY: k2\n\n"
          R"({"series":[{"metric":"system.load.1","type":3,"points":[{"timestamp":1767225600,"value":0.7}],"tags":["env:test"]}]})");
    CHECK(apibind::interpret<submit_metrics>(answer(202, R"({"errors":[]})")));
    auto const refused = apibind::interpret<submit_metrics>(answer(403, R"({"errors":["Forbidden"]})"));
    CHECK(refused.error().vendor_error->errors.at(0) == "Forbidden");
}
