// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// clang-format off: declarations stand as they are written by hand

#include "support/rendered_request.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

/// https://docs.docker.com/reference/api/engine/
namespace docker {

template <class T>
consteval auto wire_names(std::type_identity<T>) { return apibind::names(apibind::pascal_case); } // of all that follows

struct refusal {
    std::string message;
};
BOOST_DESCRIBE_STRUCT(refusal, (), (message))
consteval auto wire_names(std::type_identity<refusal>) { return apibind::names(); }
struct api {
    static constexpr auto base = apibind::base("http://docker/v1.43");
    using error = refusal;
};

// [endpoint] list_containers
struct filters { std::optional<std::vector<std::string>> label{}, status{}; };
BOOST_DESCRIBE_STRUCT(filters, (), (label, status))
consteval auto wire_names(std::type_identity<filters>) { return apibind::names(); }
struct port { std::uint16_t private_port = 0; std::optional<std::uint16_t> public_port{}; std::string type; };
BOOST_DESCRIBE_STRUCT(port, (), (private_port, public_port, type))
struct container { std::string id; std::vector<std::string> names; std::string image; apibind::unix_seconds created;
                   std::vector<port> ports; std::string state; std::map<std::string, std::string> labels; };
BOOST_DESCRIBE_STRUCT(container, (), (id, names, image, created, ports, state, labels))
struct list_containers : api {
    static constexpr auto route = apibind::get("/containers/json{?all,limit,filters}");
    struct request {
        std::optional<bool> all{};
        std::optional<int> limit{};
        std::optional<apibind::in_string<docker::filters>> filters{};
    };
    using response = std::vector<container>;
};
BOOST_DESCRIBE_STRUCT(list_containers::request, (), (all, limit, filters))
consteval auto wire_names(std::type_identity<list_containers::request>) { return apibind::names(); }
static_assert(apibind::valid<list_containers>);

// [endpoint] create_container
struct nothing {};
BOOST_DESCRIBE_STRUCT(nothing, (), ())
struct published { apibind::in_string<std::uint16_t> host_port; };
BOOST_DESCRIBE_STRUCT(published, (), (host_port))
struct host_config { std::optional<std::map<std::string, std::vector<published>>> port_bindings{}; std::optional<std::int64_t> memory{}; };
BOOST_DESCRIBE_STRUCT(host_config, (), (port_bindings, memory))
struct create_container : api {
    static constexpr auto route = apibind::post("/containers/create?name={name}");
    struct request {
        std::optional<std::string> name{};
        apibind::required<std::string> image;
        std::optional<std::vector<std::string>> cmd{}, env{};
        std::optional<std::map<std::string, nothing>> exposed_ports{};
        std::optional<docker::host_config> host_config{};
    };
    struct response { std::string id; std::optional<std::vector<std::string>> warnings{}; };
};
BOOST_DESCRIBE_STRUCT(create_container::request, (), (name, image, cmd, env, exposed_ports, host_config))
BOOST_DESCRIBE_STRUCT(create_container::response, (), (id, warnings))
static_assert(apibind::valid<create_container>);

// [endpoint] start_container
struct start_container : api {
    static constexpr auto route = apibind::post("/containers/{id}/start");
    static constexpr auto effect = apibind::effect::idempotent;
    struct request { apibind::required<std::string> id; };
    using response = apibind::by_status<apibind::on<204, void>, apibind::on<304, void>>; // 304: it runs already
};
BOOST_DESCRIBE_STRUCT(start_container::request, (), (id))
static_assert(apibind::valid<start_container>);
// [end]

apibind::client<api> const it({.connect_to = {{.unix_socket = "/var/run/docker.sock"}}, .user_agent = ""},
                              std::make_shared<support::scripted_transport>(support::answer(500, "")));

} // namespace docker

using namespace docker;
using support::answer;
using support::rendered;

TEST_CASE("docker: containers by filters that are JSON in the query") {
    CHECK(rendered<list_containers>(it, {.all = true, .filters = filters{.label = {{"tier=web"}}, .status = {{"running", "paused"}}}}) ==
          "GET http://docker/v1.43/containers/json?all=true"
          "&filters=%7B%22label%22%3A%5B%22tier%3Dweb%22%5D%2C%22status%22%3A%5B%22running%22%2C%22paused%22%5D%7D\n"
          "Accept: application/json\n");
    auto const list = apibind::interpret<list_containers>(answer(200, R"([{"Id":"8dfa","Names":["/web"],"Image":"nginx","Created":1767225600,
        "Ports":[{"IP":"0.0.0.0","PrivatePort":80,"PublicPort":8080,"Type":"tcp"}],"Labels":{"tier":"web"},"State":"running","Status":"Up"}])"));
    REQUIRE(list);
    CHECK(list->at(0).ports.at(0).public_port == 8080);
    CHECK(list->at(0).labels.at("tier") == "web");
    CHECK(apibind::interpret<list_containers>(answer(400, R"({"message":"invalid filter"})")).error().vendor_error->message == "invalid filter");
}

TEST_CASE("docker: a container is made and started") {
    CHECK(rendered<create_container>(it, {.name = "web",
                                          .image = "nginx",
                                          .env = {{"A=1"}},
                                          .exposed_ports = {{{"80/tcp", {}}}},
                                          .host_config = host_config{.port_bindings = {{{"80/tcp", {{std::uint16_t{8080}}}}}}}}) ==
          "POST http://docker/v1.43/containers/create?name=web\nAccept: application/json\nContent-Type: application/json\n\n"
          R"({"Image":"nginx","Env":["A=1"],"ExposedPorts":{"80/tcp":{}},"HostConfig":{"PortBindings":{"80/tcp":[{"HostPort":"8080"}]}}})");
    CHECK(apibind::interpret<create_container>(answer(201, R"({"Id":"ede5","Warnings":[]})"))->id == "ede5");
    CHECK(apibind::interpret<create_container>(answer(409, R"({"message":"name in use"})")).error().vendor_error->message == "name in use");
    CHECK(rendered<start_container>(it, {.id = "ede5"}) == "POST http://docker/v1.43/containers/ede5/start\nAccept: application/json\n");
    CHECK(apibind::interpret<start_container>(answer(204, ""))->index() == 0);
    CHECK(apibind::interpret<start_container>(answer(304, ""))->index() == 1);
    CHECK(!apibind::interpret<start_container>(answer(404, R"({"message":"No such container"})")));
}
