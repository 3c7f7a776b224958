// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#include <apibind/apibind.hpp>
#include <apibind/json_value.hpp>

#include <doctest/doctest.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

// What is sound compiles; what is not is in compile_fail/.
namespace {

/// Answers every request with the same content, and keeps the request.
class echo final : public apibind::transport {
public:
    explicit echo(std::string content) : content_(std::move(content)) {}
    apibind::exchange send(apibind::http_request const& request, apibind::send_options const&) override {
        sent = request;
        apibind::http_response answer;
        answer.status = 200;
        answer.body = content_;
        return answer;
    }
    apibind::transport_promises promises() const noexcept override { return {.at_most_once = true}; }
    apibind::http_request sent;

private:
    std::string content_;
};

apibind::http_response ok(std::string content) {
    apibind::http_response answer;
    answer.status = 200;
    answer.body = std::move(content);
    return answer;
}

struct service {
    static constexpr auto base = apibind::base("https://api.example.com/v1");
};
struct answer {
    int code = 0;
};
BOOST_DESCRIBE_STRUCT(answer, (), (code))

/// A request without members.
struct ping : service {
    static constexpr auto route = apibind::post("/ping");
    struct request {};
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(ping::request, (), ())
static_assert(apibind::valid<ping>);

enum class level : signed char { lowest = -128, below = -1, none = 0, above = 1 };
BOOST_DESCRIBE_ENUM(level, lowest, below, none, above)
enum plain_level : std::uint64_t { first = 1, last = 0xFFFF'FFFF'FFFF'FFFFu };
BOOST_DESCRIBE_ENUM(plain_level, first, last)

struct tree {
    std::string name;
    std::vector<tree> children;
    std::map<std::string, tree> named;
};
BOOST_DESCRIBE_STRUCT(tree, (), (name, children, named))

struct identified {
    apibind::required<std::string> id;
};
BOOST_DESCRIBE_STRUCT(identified, (), (id))
struct stamped {
    std::int64_t at = 0;
};
BOOST_DESCRIBE_STRUCT(stamped, (), (at))
struct empty_base {};
BOOST_DESCRIBE_STRUCT(empty_base, (), ())
struct entry : identified, stamped, empty_base {
    std::string text;
    apibind::required<level> how;
    std::optional<identified> parent{};
    identified owner;
};
BOOST_DESCRIBE_STRUCT(entry, (identified, stamped, empty_base), (text, how, parent, owner))

/// Not an aggregate: what is public and described travels.
class account {
public:
    account() = default;
    std::string owner;
    std::int64_t balance() const { return balance_; }

private:
    std::int64_t balance_ = 7;
};
BOOST_DESCRIBE_STRUCT(account, (), (owner))

struct grid {
    int cells[2][3]{};
    std::array<answer, 2> corners{};
    answer edges[2]{};
    double scale = 1;
};
BOOST_DESCRIBE_STRUCT(grid, (), (cells, corners, edges, scale))

/// Every shape of a response.
struct everything_at_once {
    bool yes = false;
    std::int8_t i8 = 0;
    std::uint64_t u64 = 0;
    float f = 0;
    double d = 0;
    std::string text;
    level closed{};
    plain_level wide{};
    apibind::open_enum<level> open;
    std::optional<std::string> optional{};
    apibind::nullable<int> nullable{};
    std::vector<bool> bits;
    std::list<int> list;
    apibind::one_or_many<std::string> one_or_many;
    std::map<std::int64_t, answer> by_number;
    std::unordered_map<std::string, std::vector<answer>> by_text;
    std::map<level, int> by_level;
    std::variant<std::int64_t, std::string, answer, std::vector<answer>, std::monostate> any;
    std::optional<std::vector<std::optional<answer>>> sparse{};
    apibind::json_value free;
    tree root;
    account holder;
    grid map;
    std::vector<entry> entries;
};
BOOST_DESCRIBE_STRUCT(everything_at_once, (),
                      (yes, i8, u64, f, d, text, closed, wide, open, optional, nullable, bits, list, one_or_many,
                       by_number, by_text, by_level, any, sparse, free, root, holder, map, entries))

struct inspect : service {
    static constexpr auto route = apibind::get("/everything");
    struct request {};
    using response = everything_at_once;
    using error = std::variant<std::string, entry>;
};
BOOST_DESCRIBE_STRUCT(inspect::request, (), ())
static_assert(apibind::valid<inspect>);

struct places {
    static constexpr auto base = apibind::base("https://{tenant}.example.com:8443/{region}/api");
    static constexpr auto auth = apibind::query_token("api_key");
    static constexpr auto limit = apibind::in_flight(2);
    static constexpr auto time_limit = std::chrono::minutes(1);
    static constexpr bool rejects_when_busy = true;
    struct server {
        apibind::required<std::string> tenant;
        apibind::required<level> region;
    };
};
BOOST_DESCRIBE_STRUCT(places::server, (), (tenant, region))

/// Every place of a request.
struct store : places {
    static constexpr auto route =
        apibind::put("/{kind}/{number}-{which}.json?range={from}..{to}&tag[]={tags}&all={all}{&page,flag}");
    struct request {
        apibind::required<level> kind;
        apibind::required<int> number = 1;
        apibind::required<std::variant<int, std::string>> which;
        std::optional<int> from{}, to{};
        apibind::required<std::vector<std::string_view>> tags;
        apibind::required<std::variant<level, apibind::everything_t>> all;
        std::optional<std::array<int, 2>> page{};
        std::optional<bool> flag{};
        std::optional<std::map<std::string, std::vector<int>>> body_map{};
        apibind::nullable<grid> body_grid{};
        std::optional<std::string_view> note = "";
        apibind::derived<std::vector<int>> lengths{};
    };
    static void derive(request& all) { all.lengths = {static_cast<int>(all.tags.value().size())}; }
    static constexpr auto rules =
        apibind::rules(apibind::pattern<&request::note>("[a-z]*"), apibind::max_items<&request::body_map>(3),
                       apibind::min_items<&request::tags>(1),
                       apibind::each<&request::tags>(apibind::alphanumeric(), apibind::max_length(4)),
                       apibind::at_least_one_of<&request::from, &request::body_map, &request::body_grid>());
    using response = answer;
    static bool accepted(request const&) { return false; }
    static bool accepted(response const& all) { return all.code == 1; }
};
BOOST_DESCRIBE_STRUCT(store::request, (),
                      (kind, number, which, from, to, tags, all, page, flag, body_map, body_grid, note, lengths))
static_assert(apibind::valid<store>);

/// Members that are named as what the library reads.
struct namesake : service {
    static constexpr auto route = apibind::post("/{route}/{request}?name={name}&names={names}");
    struct request {
        apibind::required<std::string> route, request;
        std::optional<std::string> name{}, names{}, base{}, auth{}, rules{}, error{}, response{}, accepted{},
            outcome_of{}, count{}, members{}, object{}, unused{}, value{}, at{}, pointer{};
    };
    struct response {
        int accepted = 0, error = 0, value = 0, write = 0, read = 0;
    };
};
BOOST_DESCRIBE_STRUCT(namesake::request, (),
                      (route, request, name, names, base, auth, rules, error, response, accepted, outcome_of, count,
                       members, object, unused, value, at, pointer))
BOOST_DESCRIBE_STRUCT(namesake::response, (), (accepted, error, value, write, read))
static_assert(apibind::valid<namesake>);

/// As many members as Boost.Describe names.
struct wide {
    int a0{}, a1{}, a2{}, a3{}, a4{}, a5{}, a6{}, a7{}, a8{}, a9{}, b0{}, b1{}, b2{}, b3{}, b4{}, b5{}, b6{}, b7{},
        b8{}, b9{}, c0{}, c1{}, c2{}, c3{}, c4{}, c5{}, c6{}, c7{}, c8{}, c9{}, d0{}, d1{}, d2{}, d3{}, d4{}, d5{},
        d6{}, d7{}, d8{}, d9{}, e0{}, e1{}, e2{}, e3{}, e4{}, e5{}, e6{}, e7{}, e8{}, e9{}, f0{}, f1{};
};
BOOST_DESCRIBE_STRUCT(wide, (),
                      (a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, c0, c1, c2, c3,
                       c4, c5, c6, c7, c8, c9, d0, d1, d2, d3, d4, d5, d6, d7, d8, d9, e0, e1, e2, e3, e4, e5, e6, e7,
                       e8, e9, f0, f1))
struct measure : service {
    static constexpr auto route = apibind::post("/wide");
    struct request {
        apibind::required<wide> all;
    };
    using response = request;
};
BOOST_DESCRIBE_STRUCT(measure::request, (), (all))
static_assert(apibind::valid<measure>);

TEST_CASE("an endpoint without request members sends no body") {
    auto const carrier = std::make_shared<echo>(R"({"code":5})");
    apibind::client<service> const client({}, carrier);
    auto const pong = apibind::invoke<ping>(client, {});
    REQUIRE(pong);
    CHECK(pong->code == 5);
    CHECK(carrier->sent.target == "/v1/ping");
    CHECK_FALSE(carrier->sent.body.has_value());
}

TEST_CASE("what is required in a base or behind a member is read and not left out") {
    auto const read = apibind::interpret<inspect>(ok(
        R"({"yes":true,"i8":-8,"u64":18446744073709551615,"f":1.5,"d":2.5,"text":"t","closed":"lowest","wide":"last","open":"new",)"
        R"("nullable":null,"bits":[true,false],"list":[1,2],"one_or_many":"x","by_number":{"-3":{"code":3}},"by_text":{"a":[{"code":4}]},)"
        R"("by_level":{"below":2},"any":{"code":9},"sparse":[null,{"code":1}],"free":{"x":[1]},)"
        R"("root":{"name":"r","children":[{"name":"c","children":[],"named":{}}],"named":{"n":{"name":"n","children":[],"named":{}}}},)"
        R"("holder":{"owner":"me"},"map":{"cells":[[1,2,3],[4,5,6]],"corners":[{"code":1},{"code":2}],"edges":[{"code":3},{"code":4}],"scale":2},)"
        R"("entries":[{"id":"i","at":5,"text":"e","how":"above","owner":{"id":"o"}}]})"));
    REQUIRE(read);
    CHECK(read->u64 == 18446744073709551615u);
    CHECK(read->closed == level::lowest);
    CHECK(read->wide == last);
    CHECK(read->open.wire() == "new");
    CHECK(read->by_level.at(level::below) == 2);
    CHECK(std::get<answer>(read->any).code == 9);
    CHECK(read->root.children.at(0).name == "c");
    CHECK(read->holder.balance() == 7);
    CHECK(read->map.cells[1][2] == 6);
    CHECK(read->map.edges[1].code == 4);
    REQUIRE(read->entries.size() == 1);
    CHECK(read->entries[0].id.value() == "i");
    CHECK(read->entries[0].at == 5);
    CHECK(read->entries[0].how.value() == level::above);
    CHECK(read->entries[0].owner.id.value() == "o");

    auto const without =
        apibind::interpret<inspect>(ok(R"({"entries":[{"at":5,"text":"e","how":"above","owner":{"id":"o"}}]})"));
    CHECK_FALSE(without);
}

TEST_CASE("every place of a request is filled") {
    auto const carrier = std::make_shared<echo>(R"({"code":1})");
    apibind::client<places> const client({.tenant = "acme", .region = level::below}, apibind::secret("k&y"), {},
                                         carrier);
    std::vector<std::string_view> const tags{"a", "b"};
    store::request request{.kind = level::above, .which = 7, .tags = tags, .all = apibind::everything};
    request.from = 1;
    request.to = 2;
    request.page = std::array{3, 4};
    auto const stored = apibind::invoke<store>(client, request);
    REQUIRE(stored);
    CHECK(carrier->sent.origin.host == "acme.example.com");
    CHECK(carrier->sent.origin.port == 8443);
    CHECK(carrier->sent.target == "/below/api/above/1-7.json?range=1..2&tag[]=a&tag[]=b&page=3,4&api_key=k%26y");
    CHECK(carrier->sent.body.value_or("") == R"({"note":"","lengths":[2]})");

    request.from.reset();
    auto const refused = apibind::invoke<store>(client, request);
    REQUIRE_FALSE(refused);
    CHECK(refused.outcome() == apibind::outcome::not_sent);
}

TEST_CASE("fifty-two members travel both ways") {
    auto const carrier = std::make_shared<echo>("{}");
    apibind::client<service> const client({}, carrier);
    wide all;
    all.a0 = 1;
    all.f1 = 52;
    auto const request = apibind::prepare<measure>(client, {.all = all});
    REQUIRE(request);
    auto const read = apibind::interpret<measure>(ok(request->body.value()));
    REQUIRE(read);
    CHECK(read->all->a0 == 1);
    CHECK(read->all->f1 == 52);
    CHECK_FALSE(apibind::interpret<measure>(ok(R"({"all":{"a0":1}})"))); // the others are missing
}

} // namespace
