// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "echoes.hpp"
#include "fuzz.hpp"
#include "support/hostile_values.hpp"
#include "support/scripted_transport.hpp"

#include <apibind/apibind.hpp>
#include <apibind/prepare.hpp>
#include <apibind/sendable.hpp>

#include <boost/json/parse.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Any values in every place of a request: it is refused in one line without the token, or host, path, query, fields and
// body are those of the declaration with that value where it belongs. The input: tenant, token, the values of the path
// and of the query, the text of the body, and the elements of a list.

namespace fuzz_request_making {

struct service {
    static constexpr auto base = apibind::base("https://{tenant}.shop.example/{area}/v1");
    static constexpr auto auth = apibind::header_token("Shop-Token");
    struct server {
        apibind::required<std::string> tenant;
        apibind::required<std::string> area;
    };
};
BOOST_DESCRIBE_STRUCT(service::server, (), (tenant, area))

struct change : service {
    static constexpr auto route = apibind::put("/{segment}/x-{part}.json/end?k={query}&l[]={list}{&more}");
    struct request {
        apibind::required<std::string> segment, part, query;
        std::optional<std::vector<std::string>> list{};
        std::optional<std::string> more{};
        std::optional<std::string> text{};
    };
    using response = int;
};
BOOST_DESCRIBE_STRUCT(change::request, (), (segment, part, query, list, more, text))
static_assert(apibind::valid<change>);

struct keyed {
    static constexpr auto base = apibind::base("https://{host}");
    static constexpr auto auth = apibind::query_token("key");
    struct server {
        apibind::required<std::string> host;
    };
};
BOOST_DESCRIBE_STRUCT(keyed::server, (), (host))
struct find : keyed {
    static constexpr auto route = apibind::get("/find/{a}{b}{?q}");
    struct request {
        apibind::required<std::string> a, b;
        std::optional<std::string> q{};
    };
    using response = int;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (a, b, q))
static_assert(apibind::valid<find>);

using strings = std::vector<std::string>;

std::shared_ptr<apibind::transport> const& nobody() {
    static std::shared_ptr<apibind::transport> const out =
        std::make_shared<support::scripted_transport>(apibind::http_response{});
    return out;
}

void check_refusal(apibind::failure_facts const& failure, std::string const& token) {
    fuzz::require(failure.info.outcome == apibind::outcome::not_sent, "a refused request is not sent");
    auto const line = to_string(failure);
    fuzz::require(!apibind::detail::utf8_fault(line), "a refusal is UTF-8", line);
    for (char c : line) fuzz::require(static_cast<unsigned char>(c) >= 0x20, "a refusal is one line", line);
    fuzz::require(line == failure.endpoint + ": not sent: " + failure.message, "a refusal says who, and why", line);
    // What a short token has in common with any text is no secret, nor what one has with the name of the endpoint.
    if (token.size() > 8)
        fuzz::require(!fuzz::shows(failure.message, token), "a refusal shows no token", failure.message);
}

void check_message(apibind::http_request const& request) {
    fuzz::require(apibind::detail::is_host(request.origin.host), "a host is a name or an address", request.origin.host);
    for (char c : request.target) fuzz::require(c > ' ' && c < 0x7f, "a target is visible ASCII", request.target);
    for (auto const& field : request.fields) {
        fuzz::require(apibind::detail::is_field_token(field.name), "names of fields are tokens", field.name);
        for (char c : field.value)
            fuzz::require((c >= ' ' && c < 0x7f) || c == '\t', "no value of a field breaks it", field.value);
    }
}

void check_change(std::string const& tenant, std::string const& token, change::request const& given) {
    apibind::client<service> const client({.tenant = tenant, .area = *given.part}, apibind::secret(token), {},
                                          nobody());
    auto const made = apibind::prepare<change>(client, given);
    if (!made) return check_refusal(made.error(), token);
    check_message(*made);
    fuzz::require(made->origin.host == tenant + ".shop.example" && tenant.find('.') == tenant.npos,
                  "a tenant is one label", made->origin.host);
    auto const parts = support::taken_apart(made->target);
    strings keys{"k"}, values{*given.query};
    if (given.list)
        for (auto const& one : *given.list) keys.push_back("l[]"), values.push_back(one);
    if (given.more) keys.push_back("more"), values.push_back(*given.more);
    fuzz::require(parts.sound, "a target is one", made->target);
    fuzz::require(parts.segments == strings{*given.part, "v1", *given.segment, "x-" + *given.part + ".json", "end"},
                  "the path is the declared one", made->target);
    fuzz::require(parts.keys == keys && parts.values == values, "the query is the declared one", made->target);
    fuzz::require(made->fields.find("Shop-Token") == token, "the token is sent as it is");
    fuzz::require(made->body.has_value(), "a body is sent");
    boost::system::error_code error;
    auto const body = boost::json::parse(*made->body, error);
    fuzz::require(!error && body.is_object() && body.get_object().size() == (given.text ? 1u : 0u),
                  "the body is an object of what was given", *made->body);
    if (given.text)
        fuzz::require(body.get_object().at("text") == boost::json::string(*given.text), "the text is as it was given",
                      *made->body);
}

void check_find(std::string const& host, std::string const& token, find::request const& given) {
    apibind::client<keyed> const client({.host = host}, apibind::secret(token), {}, nobody());
    auto const made = apibind::prepare<find>(client, given);
    if (!made) return check_refusal(made.error(), token);
    check_message(*made);
    fuzz::require(made->origin.host == apibind::detail::bare_host(host), "the host is the given one",
                  made->origin.host);
    auto const parts = support::taken_apart(made->target);
    strings keys, values;
    if (given.q) keys.push_back("q"), values.push_back(*given.q);
    keys.push_back("key"), values.push_back(token);
    fuzz::require(parts.sound && parts.segments == strings{"find", *given.a + *given.b}, "the path is the declared one",
                  made->target);
    fuzz::require(parts.keys == keys && parts.values == values, "the query is the declared one", made->target);
}

} // namespace fuzz_request_making

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    using namespace fuzz_request_making;
    if (size > 2000) return 0;
    fuzz::values in(fuzz::text_of(data, size));
    auto const next = [&] { return std::string(in.next()); };
    auto const maybe = [&]() -> std::optional<std::string> {
        auto text = next();
        if (text == "-") return std::nullopt;
        return text;
    };
    auto const tenant = next(), token = next(), segment = next(), part = next(), query = next();
    auto const more = maybe(), text = maybe();
    change::request given{.segment = segment, .part = part, .query = query, .more = more, .text = text};
    if (!in.empty()) given.list.emplace();
    while (!in.empty()) given.list->push_back(next());
    check_change(tenant, token, given);
    check_find(tenant, token, {.a = segment, .b = part, .q = more});
    return 0;
}
