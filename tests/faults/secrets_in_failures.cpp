// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// Ten thousand failures of all kinds, whose vendors, proxies and callers put the credential everywhere: none shows it.

#include <apibind/apibind.hpp>
#include <apibind/stream_logger.hpp>

#include "support/echoes.hpp"
#include "support/leaping_clock.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

using namespace apibind;
using support::dice;
using namespace std::literals;

namespace secrets_in_failures {

enum class state { open, shut };
BOOST_DESCRIBE_ENUM(state, open, shut)

struct problem {
    std::int64_t code = 0;
    std::optional<std::string> message{};
    std::optional<std::vector<std::string>> errors{};
    std::optional<std::map<std::string, std::string>> details{};
    std::optional<std::variant<std::int64_t, std::string>> id{};
    std::optional<open_enum<state>> state_of{};
};
BOOST_DESCRIBE_STRUCT(problem, (), (code, message, errors, details, id, state_of))

struct row {
    int number = 0;
    std::optional<state> is{};
};
BOOST_DESCRIBE_STRUCT(row, (), (number, is))
struct rows {
    int count = 0;
    std::optional<std::map<std::string, std::vector<row>>> by_name{};
};
BOOST_DESCRIBE_STRUCT(rows, (), (count, by_name))

struct question {
    required<std::string> folder;
    std::optional<std::string> key{};
    std::optional<std::map<std::string, double>> weights{};
    std::optional<std::string> text{};
};
BOOST_DESCRIBE_STRUCT(question, (), (folder, key, weights, text))

struct service {
    static constexpr auto base = apibind::base("https://{tenant}.vendor.example/v1");
    struct server {
        required<std::string> tenant;
    };
    using error = problem;
    static bool accepted(rows const& r) { return r.count >= 0; }
    static std::optional<int> status_of(problem const& p) { return static_cast<int>(p.code); }
};
BOOST_DESCRIBE_STRUCT(service::server, (), (tenant))
struct by_header : service {
    static constexpr auto auth = header_token("X-Token");
};
struct by_bearer : service {
    static constexpr auto auth = bearer;
};
struct by_query : service {
    static constexpr auto auth = query_token("token");
};
struct by_password : service {
    static constexpr auto auth = basic;
};

template <class Service>
struct ask : Service {
    static constexpr auto route = post("/folders/{folder}?key={key}");
    using request = question;
    using response = rows;
    static constexpr auto rules =
        apibind::rules(pattern<&question::key>("[ -~]{1,200}"), max_length<&question::text>(200));
};
static_assert(valid<ask<by_header>> && valid<ask<by_bearer>> && valid<ask<by_query>> && valid<ask<by_password>>);

std::string a_secret(dice& with) {
    static std::vector<std::string> const alphabets{
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
        "0123456789abcdef",
        "0123456789",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=-_.",
        "aB3!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
    };
    auto const& alphabet = with.pick(alphabets);
    std::string out;
    for (auto left = 10 + with.below(with.one_in(5) ? 500 : 40); left != 0; --left)
        out += alphabet[with.below(alphabet.size())];
    return out;
}

/// A call that fails, and all that it said.
struct told {
    std::optional<failure_kind> kind{}; ///< nothing where the call succeeded
    std::string text;
};

class teller {
public:
    void say(std::string_view what) { out_ << what << '\n'; }
    void say(call_info const& info) {
        for (auto const& field : info.fields) out_ << field.name << ": " << field.value << '\n';
        for (auto const& one : info.notes) out_ << one << '\n' << one.path << '\n' << one.text << '\n';
    }
    void say(failure_facts const& why) {
        auto const line = to_string(why); // with what is the same in it
        CHECK(line == why.endpoint + ": " + std::string(to_string(why.info.outcome)) + ": " + why.message);
        CHECK(bad_result_access(why).what() == line);
        out_ << line << '\n' << why.excerpt << '\n';
        if (auto const& d = why.decode)
            out_ << *d << '\n' << d->path << '\n' << d->expected << '\n' << d->found << '\n';
        say(why.info);
    }
    void say(problem const& p) {
        out_ << p.code << '\n' << p.message.value_or("") << '\n';
        for (auto const& one : p.errors.value_or(std::vector<std::string>())) out_ << one << '\n';
        for (auto const& [key, value] : p.details.value_or(std::map<std::string, std::string>()))
            out_ << key << '\n' << value << '\n';
        if (p.id) std::visit([&](auto const& id) { out_ << id << '\n'; }, *p.id);
        if (p.state_of) out_ << p.state_of->wire() << '\n';
    }
    std::string text() const { return out_.str(); }

private:
    std::ostringstream out_;
};

/// What a vendor, a proxy or a transport answers; `echo` makes another echo each time.
template <class Echo>
exchange an_answer(dice& with, Echo echo) {
    auto const in_json = [&] { return support::json_escaped(echo(), with); };
    std::string const filler(with.one_in(2) ? 0 : with.below(1300), '.');
    auto body = [&]() -> std::string {
        switch (with.below(12)) {
        case 0: return filler + "<html>key/secret " + echo() + "</html>";
        case 1: return R"({"code":403,"message":")" + filler + in_json() + "\"}";
        case 2: return R"({"code":403,"errors":["a",")" + in_json() + "\",\"" + in_json() + "\"]}";
        case 3:
            return R"({"code":500,"details":{")" + in_json() + "\":\"" + in_json() + "\",\"x" + in_json() + "\":\"\"}}";
        case 4: return R"({"code":429,"id":")" + in_json() + R"(","state_of":")" + in_json() + "\"}";
        case 5: return R"({"count":")" + in_json() + "\"}";
        case 6: return R"({"count":1,"by_name":{")" + filler + in_json() + R"(":[{"number":true}]}})";
        case 7: return R"({"count":1,"by_name":{"a":[{"number":1,"is":")" + in_json() + "\"}]}}";
        case 8: return R"({"count":-1,")" + in_json() + "\":1}";
        case 9: return R"({"count":1,")" + filler + in_json() + "\":[}";
        case 10: return R"({"code":403,"id":)" + echo() + "}";
        default: return filler + echo() + filler + echo();
        }
    };
    http_fields fields{{"Content-Type", with.one_in(3) ? echo() : "application/json"},
                       {"X-Echo", "you sent " + echo()},
                       {"Location", "https://other.example/?token=" + echo()},
                       {"Retry-After", with.one_in(2) ? echo() : "7"},
                       {"X-" + echo(), "1"}};
    static std::vector<int> const statuses{200, 200, 200, 301, 302, 307, 400, 401, 403, 404, 429, 500, 503, 103, 999};
    http_response response{with.pick(statuses), std::move(fields), body()};
    if (!with.one_in(4)) return response;
    transport_failure out;
    out.phase = static_cast<phase>(2 + with.below(7));
    out.error = static_cast<transport_error>(with.below(10));
    out.message = "the peer said: " + echo() + (with.one_in(2) ? "\r\n" + echo() : "");
    if (with.one_in(2)) {
        response.body.resize(with.below(response.body.size() + 1));
        out.partial = std::move(response);
    }
    return out;
}

/// A call whose request itself holds the secret, in places where that is refused or sent.
template <class Echo>
question a_question(dice& with, std::string const& secret, Echo echo) {
    question out{.folder = "f"};
    switch (with.below(8)) {
    case 0: out.folder = secret + "\n"; break;
    case 1: out.key = secret + "\xff"; break;
    case 2: out.weights = {{secret, std::numeric_limits<double>::quiet_NaN()}}; break;
    case 3: out.text = secret + std::string(200, 'x'); break;
    case 4: out.folder = echo(), out.text = echo(); break;
    default: break;
    }
    return out;
}

template <class Service, class Credential>
void try_calls(dice& with, std::string const& secret, Credential const& credential, int count,
               std::map<failure_kind, int>& seen) {
    support::forbidden const hidden(secret);
    auto const echo = [&] { return support::echo_of(secret, with); };
    auto const carrier = std::make_shared<support::scripted_transport>(
        [&](http_request const&, send_options const&) { return an_answer(with, echo); });
    std::ostringstream log;
    client_options options;
    options.clock = std::make_shared<support::leaping_clock>();
    options.observer = std::make_shared<stream_logger>(log);
    options.budget = std::make_shared<retry_budget>();
    options.retry = retry_policy{.attempts = static_cast<unsigned>(1 + with.below(3))};
    if (with.one_in(3)) options.proxy = {"proxy.example", 3128, "user", apibind::secret(secret)};
    std::string tenant = with.one_in(10) ? secret + "/" : "t";
    client<Service> const here({.tenant = tenant}, credential, options, carrier);
    for (int i = 0; i != count; ++i) {
        auto const request = a_question(with, secret, echo);
        call_options call;
        call.strict = with.one_in(2);
        if (with.one_in(10)) call.fields.add("X-" + secret, "1");
        if (with.one_in(10)) call.fields.add("X-Other", secret + "\n");
        if (with.one_in(20)) call.deadline = std::chrono::milliseconds(-1);

        teller out;
        auto const answer = invoke<ask<Service>>(here, request, call);
        if (answer) {
            for (auto const& one : answer.info().notes) out.say(to_string(one));
        } else {
            ++seen[answer.error().kind];
            out.say(answer.error());
            if (answer.error().vendor_error) out.say(*answer.error().vendor_error);
        }
        if (auto const made = prepare<ask<Service>>(here, request, call)) {
            std::ostringstream shown;
            shown << *made;
            out.say(shown.str());
        } else {
            out.say(made.error());
        }
        out.say(log.str());
        log.str("");
        auto const text = out.text();
        auto const found = hidden.shown_in(text);
        if (!found.empty()) {
            auto const at = text.find(found);
            CAPTURE(secret);
            CAPTURE(found);
            CAPTURE((at == std::string::npos ? text : text.substr(at < 100 ? 0 : at - 100, 300)).substr(0, 3000));
            CHECK(found.empty());
            return;
        }
    }
}

} // namespace secrets_in_failures
using namespace secrets_in_failures;

TEST_CASE("secrets: ten thousand failures show none") {
    std::map<failure_kind, int> seen;
    int failures = 0;
    for (std::uint32_t seed = 1; failures < 10'000 && seed != 2'000; ++seed) {
        CAPTURE(seed);
        dice with(seed);
        auto const secret = a_secret(with);
        auto const count = 30;
        switch (seed % 4) {
        case 0: try_calls<by_header>(with, secret, apibind::secret(secret), count, seen); break;
        case 1: try_calls<by_bearer>(with, secret, apibind::secret(secret), count, seen); break;
        case 2: try_calls<by_query>(with, secret, apibind::secret(secret), count, seen); break;
        default: try_calls<by_password>(with, secret, user_password{"api_user", apibind::secret(secret)}, count, seen);
        }
        failures = 0;
        for (auto const& [kind, times] : seen) failures += times;
    }
    CHECK(failures >= 10'000);
    for (auto const kind : {failure_kind::invalid_request, failure_kind::transport, failure_kind::status,
                            failure_kind::refusal, failure_kind::undecodable}) {
        CAPTURE(static_cast<int>(kind));
        CHECK(seen[kind] > 100);
    }
}
