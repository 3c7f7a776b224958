// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
//
// Bodies: a form with nested values and an idempotency key, an upload of a file, a merge patch under a condition.

#include <apibind/apibind.hpp>

#include <cstdint>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

// [declaration]
namespace till {

struct service {
    static constexpr auto base = apibind::base("https://till.example/v1");
    static constexpr auto auth = apibind::bearer;
    using error = apibind::problem_details;
};
struct created {
    std::string id;
};
BOOST_DESCRIBE_STRUCT(created, (), (id))

struct item {
    std::string price;
    std::int64_t quantity = 1;
};
BOOST_DESCRIBE_STRUCT(item, (), (price, quantity))

struct open_order : service { // items[0][price]=tea&items[0][quantity]=2&metadata[table]=17
    static constexpr auto route = apibind::post("/orders");
    static constexpr auto body = apibind::form;
    struct request {
        apibind::required<std::vector<item>> items;
        std::optional<std::map<std::string, std::string>> metadata{};
        apibind::idempotency_key key{}; // made for each call that gives none, and the same in all of its attempts
    };
    static constexpr auto fields = apibind::fields(apibind::field<&request::key>("Idempotency-Key"));
    static constexpr auto effect = apibind::effect::idempotent; // this vendor documents what a repeated key does
    using response = created;
};
BOOST_DESCRIBE_STRUCT(open_order::request, (), (items, metadata, key))
static_assert(apibind::valid<open_order>);

struct upload : service { // one part of text, one with the bytes and the name of the file
    static constexpr auto route = apibind::post("/files");
    static constexpr auto body = apibind::multipart;
    struct request {
        apibind::required<std::string> purpose;
        apibind::required<apibind::file> file;
    };
    using response = created;
};
BOOST_DESCRIBE_STRUCT(upload::request, (), (purpose, file))
static_assert(apibind::valid<upload>);

struct change_guest : service { // {"name":"Ada","phone":null}: what is not given is not touched
    static constexpr auto route = apibind::patch("/guests/{id}");
    static constexpr auto body = apibind::json("application/merge-patch+json");
    struct request {
        apibind::required<std::string> id;
        apibind::required<std::string> etag; // with its quotes, as etag_of(result.info()) tells it
        std::optional<std::string> name{};
        apibind::nullable<std::string> phone{};
    };
    static constexpr auto fields = apibind::fields(apibind::field<&request::etag>("If-Match"));
    using response = void; // a 204, or whatever else comes with a 2xx
};
BOOST_DESCRIBE_STRUCT(change_guest::request, (), (id, etag, name, phone))
static_assert(apibind::valid<change_guest>);

} // namespace till
// [/declaration]

namespace {

// Plays the vendor: creates what it is told to, and has a guest whose ETag is "v2".
class till_of_one final : public apibind::transport {
public:
    apibind::exchange send(apibind::http_request const& request, apibind::send_options const&) override {
        std::cout << request << '\n';
        if (request.method == apibind::method::post) return answer(201, "application/json", R"({"id":"n1"})");
        if (*request.fields.find("If-Match") == "\"v2\"") return apibind::http_response{204, {}, ""};
        return answer(412, "application/problem+json", R"({"title":"The guest has changed","status":412})");
    }
    apibind::transport_promises promises() const noexcept override {
        return {.at_most_once = true, .sends_sources = true};
    }

private:
    static apibind::exchange answer(int status, char const* type, char const* body) {
        return apibind::http_response{status, {{"Content-Type", type}}, body};
    }
};

} // namespace

int main() {
    apibind::client<till::service> const client(apibind::secret("a-token"), {}, std::make_shared<till_of_one>());
    // [call]
    auto const order = apibind::invoke<till::open_order>(
        client, {.items = {{{.price = "tea", .quantity = 2}, {.price = "cake"}}}, .metadata = {{{"table", "17"}}}});
    auto const menu = apibind::invoke<till::upload>(
        client, {.purpose = "menu", .file = apibind::file::of("tea, cake", {.name = "menu.txt"})});
    auto const guest = apibind::invoke<till::change_guest>(
        client, {.id = "7", .etag = "\"v1\"", .name = "Ada", .phone = apibind::null});
    if (!guest && guest.error().vendor_error) std::cerr << guest.error().vendor_error->title.value_or("?") << '\n';
    // [/call]
    return order && !order.info().idempotency_key.empty() && menu && guest.outcome() == apibind::outcome::rejected ? 0
                                                                                                                   : 1;
}
