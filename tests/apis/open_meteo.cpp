// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// clang-format off: declarations stand as they are written by hand

#include "support/rendered_request.hpp"

#include <optional>
#include <string>
#include <vector>

/// https://open-meteo.com/en/docs
namespace open_meteo {

struct refusal {
    bool error = false;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(refusal, (), (error, reason))
struct api {
    static constexpr auto base = apibind::base("https://api.open-meteo.com/v1");
    using error = refusal;
};

// [endpoint] forecast
struct hours { std::vector<apibind::local_date_time> time; std::optional<std::vector<std::optional<double>>> temperature_2m{}, rain{}; };
BOOST_DESCRIBE_STRUCT(hours, (), (time, temperature_2m, rain))
struct outlook { double latitude = 0, longitude = 0; std::string timezone; std::optional<hours> hourly{}; };
BOOST_DESCRIBE_STRUCT(outlook, (), (latitude, longitude, timezone, hourly))
struct forecast : api {
    static constexpr auto route = apibind::get("/forecast{?latitude,longitude,hourly,timezone,forecast_days}");
    struct request {
        apibind::required<std::vector<double>> latitude, longitude;
        std::optional<std::vector<std::string>> hourly{};
        std::optional<std::string> timezone{}; std::optional<int> forecast_days{};
    };
    using response = apibind::one_or_many<outlook>; // an object of one place, an array of several
};
BOOST_DESCRIBE_STRUCT(forecast::request, (), (latitude, longitude, hourly, timezone, forecast_days))
static_assert(apibind::valid<forecast>);
// [end]

auto const it = support::unconnected<api>();

} // namespace open_meteo

using namespace open_meteo;
using support::answer;
using support::rendered;

TEST_CASE("open_meteo: one place or several") {
    CHECK(rendered<forecast>(it, {.latitude = {{50.06, 52.23}}, .longitude = {{19.94, 21.01}},
                                  .hourly = {{"temperature_2m", "rain"}}, .timezone = "Europe/Warsaw", .forecast_days = 1}) ==
          "GET https://api.open-meteo.com/v1/forecast?latitude=50.06,52.23&longitude=19.94,21.01"
          "&hourly=temperature_2m,rain&timezone=Europe%2FWarsaw&forecast_days=1\nAccept: application/json\n");
    constexpr auto one = R"({"latitude":50.06,"longitude":19.94,"timezone":"Europe/Warsaw","elevation":219.0,
        "hourly_units":{"time":"iso8601"},"hourly":{"time":["2026-01-01T00:00","2026-01-01T01:00"],"temperature_2m":[-1.5,null]}})";
    auto const here = apibind::interpret<forecast>(answer(200, one));
    REQUIRE(here);
    CHECK(here->size() == 1);
    CHECK(here->at(0).hourly->temperature_2m->at(0) == -1.5);
    CHECK(!here->at(0).hourly->temperature_2m->at(1));
    using namespace std::chrono_literals;
    CHECK(here->at(0).hourly->time.at(1) == std::chrono::local_days(2026y / 1 / 1) + 1h);
    CHECK(apibind::interpret<forecast>(answer(200, "[" + std::string(one) + "," + one + "]"))->size() == 2);
    auto const refused = apibind::interpret<forecast>(answer(400, R"({"error":true,"reason":"Latitude must be in range of -90 to 90"})"));
    CHECK(refused.error().vendor_error->reason == "Latitude must be in range of -90 to 90");
}
