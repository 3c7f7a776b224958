// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// clang-format off: declarations stand as they are written by hand

#include "support/rendered_request.hpp"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// https://nominatim.org/release-docs/latest/api/Overview/
namespace nominatim {

struct refusal {
    struct facts {
        int code = 0;
        std::string message;
    };
    facts error;
};
BOOST_DESCRIBE_STRUCT(refusal::facts, (), (code, message))
BOOST_DESCRIBE_STRUCT(refusal, (), (error))
struct api {
    static constexpr auto base = apibind::base("https://nominatim.openstreetmap.org");
    using error = refusal;
};

// [endpoint] search
enum class bit { off, on };
BOOST_DESCRIBE_ENUM(bit, off, on)
consteval auto wire_names(std::type_identity<bit>) { return apibind::names(apibind::name<bit::off>("0"), apibind::name<bit::on>("1")); }
struct place { std::int64_t place_id = 0; apibind::in_string<double> lat, lon; std::string display_name;
               std::array<apibind::in_string<double>, 4> boundingbox; std::optional<std::map<std::string, std::string>> address{}; };
BOOST_DESCRIBE_STRUCT(place, (), (place_id, lat, lon, display_name, boundingbox, address))
struct search : api {
    static constexpr auto route = apibind::get("/search?format=jsonv2{&q,countrycodes,viewbox,bounded,addressdetails,limit}");
    struct request {
        apibind::required<std::string> q;
        std::optional<std::vector<std::string>> countrycodes{};
        std::optional<std::array<double, 4>> viewbox{};
        std::optional<bit> bounded{}, addressdetails{};
        std::optional<int> limit{};
    };
    using response = std::vector<place>;
};
BOOST_DESCRIBE_STRUCT(search::request, (), (q, countrycodes, viewbox, bounded, addressdetails, limit))
static_assert(apibind::valid<search>);
// [end]

auto const it = support::unconnected<api>();

} // namespace nominatim

using namespace nominatim;
using support::answer;
using support::rendered;

TEST_CASE("nominatim: places in a box, with numbers in strings") {
    CHECK(rendered<search>(it, {.q = "Kraków Rynek",
                                .countrycodes = {{"pl", "cz"}},
                                .viewbox = {{19.5, 50.25, 20, 49.75}},
                                .bounded = bit::on,
                                .limit = 1}) ==
          "GET https://nominatim.openstreetmap.org/search?format=jsonv2&q=Krak%C3%B3w%20Rynek&countrycodes=pl,cz"
          "&viewbox=19.5,50.25,20,49.75&bounded=1&limit=1\nAccept: application/json\n");
    auto const found = apibind::interpret<search>(answer(200, R"([{"place_id":100149,"osm_type":"node","lat":"50.0617","lon":"19.9373",
        "display_name":"Rynek, Krak\u00f3w","boundingbox":["50.06","50.07","19.93","19.94"],"address":{"city":"Krak\u00f3w"}}])"));
    REQUIRE(found);
    CHECK(*found->at(0).lat == 50.0617);
    CHECK(*found->at(0).boundingbox[3] == 19.94);
    CHECK(found->at(0).address->at("city") == "Kraków");
    auto const refused = apibind::interpret<search>(answer(400, R"({"error":{"code":400,"message":"Nothing to search for."}})"));
    CHECK(refused.error().vendor_error->error.code == 400);
}
