// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// clang-format off: declarations stand as they are written by hand

#include "support/rendered_request.hpp"

#include <apibind/pages.hpp>
#include <apibind/paging.hpp>

#include <optional>
#include <string>
#include <vector>

/// https://docs.digitalocean.com/reference/api/
namespace digitalocean {

struct refusal {
    std::string id, message;
    std::optional<std::string> request_id{};
};
BOOST_DESCRIBE_STRUCT(refusal, (), (id, message, request_id))
struct api {
    static constexpr auto base = apibind::base("https://api.digitalocean.com/v2");
    static constexpr auto auth = apibind::bearer;
    using error = refusal;
};

// [endpoint] list_droplets
struct address { std::string ip_address, type; };
BOOST_DESCRIBE_STRUCT(address, (), (ip_address, type))
struct networks { std::vector<address> v4; };
BOOST_DESCRIBE_STRUCT(networks, (), (v4))
struct droplet { std::int64_t id = 0; std::string name, status; apibind::rfc3339 created_at; digitalocean::networks networks; };
BOOST_DESCRIBE_STRUCT(droplet, (), (id, name, status, created_at, networks))
struct page_urls { std::optional<std::string> next{}; };
BOOST_DESCRIBE_STRUCT(page_urls, (), (next))
struct link_list { std::optional<page_urls> pages{}; };
BOOST_DESCRIBE_STRUCT(link_list, (), (pages))
struct list_droplets : api {
    static constexpr auto route = apibind::get("/droplets{?tag_name,page,per_page}");
    struct request { std::optional<std::string> tag_name{}; std::optional<int> page{}, per_page{}; };
    struct response { std::vector<droplet> droplets; link_list links; };
    static constexpr auto paging = apibind::next_url<&response::links, &link_list::pages, &page_urls::next>().items<&response::droplets>();
};
BOOST_DESCRIBE_STRUCT(list_droplets::request, (), (tag_name, page, per_page))
BOOST_DESCRIBE_STRUCT(list_droplets::response, (), (droplets, links))
static_assert(apibind::valid<list_droplets>);
// [end]

auto const it = support::unconnected<api>(apibind::secret("dop_v1_x"));

} // namespace digitalocean

using namespace digitalocean;
using support::answer;
using support::rendered;

TEST_CASE("digitalocean: droplets, with the URL of the next page") {
    CHECK(rendered<list_droplets>(it, {.tag_name = "web", .per_page = 1}) ==
          "GET https://api.digitalocean.com/v2/droplets?tag_name=web&per_page=1\n"
          "Accept: application/json\nAuthorization: Bearer dop_v1_x\n");
    auto const page = apibind::interpret<list_droplets>(answer(200, R"({"droplets":[{"id":3164444,"name":"web-1","memory":1024,"status":"active",
        "created_at":"2026-01-01T00:00:00Z","networks":{"v4":[{"ip_address":"203.0.113.5","netmask":"n","gateway":"g","type":"public"}],"v6":[]}}],
        "links":{"pages":{"next":"https://api.digitalocean.com/v2/droplets?page=2","last":"https://api.digitalocean.com/v2/droplets?page=3"}},"meta":{"total":3}})"));
    REQUIRE(page);
    CHECK(page->droplets.at(0).networks.v4.at(0).ip_address == "203.0.113.5");
    CHECK(page->links.pages->next == "https://api.digitalocean.com/v2/droplets?page=2");
    CHECK(!apibind::interpret<list_droplets>(answer(200, R"({"droplets":[],"links":{},"meta":{"total":0}})"))->links.pages);
    auto const refused = apibind::interpret<list_droplets>(answer(401, R"({"id":"unauthorized","message":"Unable to authenticate you"})"));
    CHECK(refused.error().vendor_error->id == "unauthorized");
}
