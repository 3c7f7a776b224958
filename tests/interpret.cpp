// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/interpret.hpp>

#include <doctest/doctest.h>

#include <array>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

using namespace apibind;

namespace interpret_tests {

struct problem {
    int code = 0;
    std::optional<std::string> text{};
};
BOOST_DESCRIBE_STRUCT(problem, (), (code, text))
struct done {
    int rows = 0;
};
BOOST_DESCRIBE_STRUCT(done, (), (rows))

struct api {
    static constexpr auto base = apibind::base("https://api.example");
    static constexpr auto route = get("/");
    struct request {};
    using response = done;
};
BOOST_DESCRIBE_STRUCT(api::request, (), ())
struct plain : api {};
struct typed : api {
    using error = problem;
    static constexpr bool rejects_when_busy = true;
};
/// Refuses inside a 2xx, with another shape than its response's.
struct shaped : api {
    using error = problem;
    static bool accepted(done const& d) { return d.rows >= 0; }
    static std::optional<int> status_of(problem const& p) { return p.code ? std::optional(p.code) : std::nullopt; }
};
struct accepting : api {
    static bool accepted(done const& d) { return d.rows >= 0; }
};
struct listing : api {
    using error = problem;
    using response = std::map<std::string, std::vector<done>>;
    static outcome outcome_of(done const& d) {
        return d.rows > 0 ? outcome::executed : d.rows == 0 ? outcome::rejected : outcome::unknown;
    }
};
/// Records in every place that a response has.
struct scattered_answer {
    std::vector<done> records;
    nullable<done> last{};
    std::array<done, 1> first{};
    std::variant<std::string, done> either{};
};
BOOST_DESCRIBE_STRUCT(scattered_answer, (), (records, last, first, either))
struct scattered : api {
    using response = scattered_answer;
    static outcome outcome_of(done const& d) { return d.rows > 0 ? outcome::executed : outcome::rejected; }
};
struct saying : api {
    using error = problem;
    static outcome outcome_of(problem const& p) { return p.code == 5 ? outcome::rejected : outcome::unknown; }
    static bool accepted(done const& d) { return d.rows >= 0; }
};
/// Has an opinion about some errors and some records only.
struct hesitating : api {
    using error = problem;
    using response = std::vector<done>;
    static std::optional<outcome> outcome_of(problem const& p) {
        return p.code == 5 ? std::optional(outcome::partial) : std::nullopt;
    }
    static std::optional<outcome> outcome_of(done const& d) {
        return d.rows == 0 ? std::optional(outcome::rejected) : std::nullopt;
    }
};
struct hesitating_by_code : hesitating {
    using response = done;
    static bool accepted(done const& d) { return d.rows >= 0; }
    static std::optional<int> status_of(problem const& p) { return p.code ? std::optional(p.code) : std::nullopt; }
};
struct unknown_answer : api {
    using response = as_received<done>;
};
static_assert(valid<plain> && valid<typed> && valid<shaped> && valid<accepting> && valid<listing> && valid<saying> &&
              valid<hesitating> && valid<hesitating_by_code> && valid<unknown_answer>);

http_response answer(int status, std::string body, http_fields fields = {}) {
    return {status, std::move(fields), std::move(body)};
}

} // namespace interpret_tests
using namespace interpret_tests;

TEST_CASE("a 2xx that is the declared response is a success") {
    for (int status : {200, 201, 202, 206, 299}) {
        auto const it = interpret<plain>(answer(status, R"({"rows":3})", {{"X", "y"}}));
        REQUIRE(it);
        CHECK(it->rows == 3);
        CHECK(it.outcome() == outcome::executed);
        CHECK(it.info().status == status);
        CHECK(it.info().phase == phase::decode);
        CHECK(it.info().fields.find("x") == "y");
        CHECK(it.info().notes.empty());
    }
}

TEST_CASE("another status is a failure with the outcome of that status") {
    for (int status : {100, 199, 301, 303, 404, 408, 429, 500, 503, 600, 0, 999}) {
        CAPTURE(status);
        auto const it = interpret<plain>(answer(status, R"({"rows":3})"));
        REQUIRE(!it);
        CHECK(it.error().kind == failure_kind::status);
        CHECK(it.outcome() == outcome_of_status(status));
        CHECK(it.info().status == status);
        CHECK(to_string(it.error()).ends_with("HTTP " + std::to_string(status) + ": {\"rows\":3}"));
    }
    CHECK(to_string(interpret<plain>(answer(404, "")).error()) == "interpret_tests::plain: rejected: HTTP 404");
}

TEST_CASE("the vendor's error is read where it is one") {
    auto const it = interpret<typed>(answer(403, R"({"code":7,"text":"no","more":1})"));
    REQUIRE(!it);
    REQUIRE(it.error().vendor_error);
    CHECK(it.error().vendor_error->code == 7);
    CHECK(it.error().vendor_error->text == "no");
    CHECK(it.outcome() == outcome::rejected);
    CHECK(it.info().notes.size() == 1); // `more`
    auto const other = interpret<typed>(answer(403, "<html>"));
    CHECK(!other.error().vendor_error);
    CHECK(other.outcome() == outcome::rejected);
    CHECK(other.error().excerpt == "<html>");
    CHECK(!other.error().decode);
}

TEST_CASE("JSON that is not the declared error is told as that") {
    auto const it = interpret<typed>(answer(403, R"({"code":"x","text":"no"})"));
    REQUIRE(!it);
    CHECK(!it.error().vendor_error);
    CHECK(it.error().message == "HTTP 403, and its content is not the declared error: $.code: expected an integer, "
                                "found the string \"x\" (wrong type, byte 8): {\"code\":\"x\",\"text\":\"no\"}");
    REQUIRE(it.error().decode);
    CHECK(it.error().decode->path == "$.code");
    CHECK(it.outcome() == outcome::rejected);
    CHECK(interpret<typed>(answer(403, "")).error().message == "HTTP 403");
}

TEST_CASE("an outcome_of without an opinion is as one that is not declared") {
    auto const plainly = [](int status, char const* body) {
        return interpret<hesitating>(answer(status, body)).outcome();
    };
    CHECK(plainly(409, R"({"code":5})") == outcome::partial);
    CHECK(plainly(409, R"({"code":6})") == outcome::rejected);
    CHECK(plainly(500, R"({"code":6})") == outcome::unknown);
    CHECK(plainly(200, "[]") == outcome::executed);
    CHECK(plainly(200, R"([{"rows":1}])") == outcome::executed);
    CHECK(plainly(200, R"([{"rows":1},{"rows":0}])") == outcome::rejected); // of the one that says something
    auto const by_code = [](int status, char const* body) {
        return interpret<hesitating_by_code>(answer(status, body)).outcome();
    };
    CHECK(by_code(409, R"({"code":5})") == outcome::partial);
    CHECK(by_code(409, R"({"code":404})") == outcome::rejected);
    CHECK(by_code(409, R"({"code":500})") == outcome::unknown); // the two do not agree
    CHECK(by_code(200, R"({"rows":-1,"code":404})") == outcome::rejected);
    CHECK(by_code(200, R"({"rows":-1})") == outcome::unknown);
}

TEST_CASE("no record is left out of the whole's outcome, wherever it stands") {
    auto const whole = [](char const* last, char const* first, char const* either) {
        return interpret<scattered>(answer(200, std::string(R"({"records":[{"rows":1}],"last":{"rows":)") + last +
                                                    R"(},"first":[{"rows":)" + first + R"(}],"either":{"rows":)" +
                                                    either + "}}"))
            .outcome();
    };
    CHECK(whole("1", "1", "1") == outcome::executed);
    CHECK(whole("0", "1", "1") == outcome::partial);
    CHECK(whole("1", "0", "1") == outcome::partial);
    CHECK(whole("1", "1", "0") == outcome::partial);
}

TEST_CASE("a redirect's target is masked before it is cut") {
    redaction hidden;
    hidden.add("SECRETTOKENabcdefghijklmnop");
    auto const moved = interpret<plain>(
        answer(302, "", {{"Location", "https://o.example/" + std::string(280, 'x') + "SECRETTOKENabcdefghijklmnop"}}),
        {.secrets = &hidden});
    CHECK(moved.error().message.find("SECRET") == std::string::npos);
}

TEST_CASE("a failure's line says where a redirect leads and when to come back") {
    auto const moved = interpret<plain>(answer(301, "", {{"Location", "https://other.example/x"}}));
    CHECK(moved.error().message == "HTTP 301, not followed to https://other.example/x");
    auto const busy = interpret<plain>(answer(429, "", {{"Retry-After", "7"}}));
    CHECK(busy.error().message == "HTTP 429, retry after 7 s");
}

TEST_CASE("Retry-After is told, and makes a 503 a refusal where the descriptor says so") {
    auto const it = interpret<typed>(answer(503, "", {{"Retry-After", "7"}}));
    CHECK(it.info().retry_after == std::chrono::seconds(7));
    CHECK(it.outcome() == outcome::rejected);
    CHECK(interpret<typed>(answer(503, "", {{"Retry-After", "soon"}})).outcome() == outcome::unknown);
    CHECK(interpret<typed>(answer(503, "")).outcome() == outcome::unknown);
    CHECK(interpret<plain>(answer(503, "", {{"Retry-After", "7"}})).outcome() == outcome::unknown);
    CHECK(interpret<plain>(answer(200, R"({"rows":1})", {{"Retry-After", "7"}})).info().retry_after ==
          std::chrono::seconds(7));
}

TEST_CASE("a 2xx that is not the declared response was executed, and its place is told") {
    auto const it = interpret<plain>(answer(200, R"({"rows":"x"})"));
    REQUIRE(!it);
    CHECK(it.error().kind == failure_kind::undecodable);
    CHECK(it.outcome() == outcome::executed);
    REQUIRE(it.error().decode);
    CHECK(it.error().decode->path == "$.rows");
    CHECK(it.error().message.starts_with("HTTP 200, but its content is not the declared response: "));
    for (auto const* bad :
         {"", "{", "[]", "null", R"({"rows":1)", R"({"rows":1}x)", R"({})", R"({"rows":99999999999})"}) {
        CAPTURE(bad);
        CHECK(interpret<plain>(answer(200, bad)).error().kind == failure_kind::undecodable);
        CHECK(interpret<plain>(answer(200, bad)).outcome() == outcome::executed);
    }
}

TEST_CASE("members that nobody knows are noted, or refused in strict mode") {
    auto const body = R"({"rows":1,"new":[1]})";
    auto const it = interpret<plain>(answer(200, body));
    REQUIRE(it);
    REQUIRE(it.info().notes.size() == 1);
    interpret_options strict;
    strict.strict = true;
    auto const refused = interpret<plain>(answer(200, body), strict);
    REQUIRE(!refused);
    CHECK(refused.error().kind == failure_kind::undecodable);
    CHECK(refused.error().decode->path == "$.new");
    interpret_options small;
    small.max_body = 5;
    CHECK(interpret<plain>(answer(200, R"({"rows":1})"), small).error().kind == failure_kind::undecodable);
}

TEST_CASE("a refusal inside a 2xx has the outcome that its code says") {
    auto const refused = [](int code) {
        return interpret<shaped>(answer(200, R"({"code":)" + std::to_string(code) + "}"));
    };
    auto const it = refused(403);
    REQUIRE(!it);
    CHECK(it.error().kind == failure_kind::refusal);
    CHECK(it.error().vendor_error->code == 403);
    CHECK(it.outcome() == outcome::rejected);
    CHECK(to_string(it.error()).find("refused inside HTTP 200") != std::string::npos);
    CHECK(refused(429).outcome() == outcome::rejected);
    CHECK(refused(500).outcome() == outcome::unknown);
    CHECK(refused(200).outcome() == outcome::unknown); // a success is no refusal: nobody knows
    CHECK(refused(0).outcome() == outcome::unknown);   // it says none
}

TEST_CASE("a code and a status that say different things are unknown") {
    auto const it = [](int status, int code) {
        return interpret<shaped>(answer(status, R"({"code":)" + std::to_string(code) + "}")).outcome();
    };
    CHECK(it(403, 403) == outcome::rejected);
    CHECK(it(400, 429) == outcome::rejected);
    CHECK(it(403, 500) == outcome::unknown);
    CHECK(it(500, 403) == outcome::unknown);
    CHECK(it(403, 200) == outcome::unknown);
    CHECK(it(403, 0) == outcome::rejected);
    CHECK(it(500, 0) == outcome::unknown);
}

TEST_CASE("what is neither response nor error is undecodable") {
    auto const it = interpret<shaped>(answer(200, R"({"other":1})"));
    REQUIRE(!it);
    CHECK(it.error().kind == failure_kind::undecodable);
    CHECK(it.outcome() == outcome::executed);
    CHECK(interpret<typed>(answer(200, R"({"code":1})")).error().kind ==
          failure_kind::undecodable); // no `accepted`: never refuses in a 2xx
}

TEST_CASE("a response that is not accepted is a refusal, of unknown outcome where nothing says more") {
    auto const it = interpret<accepting>(answer(200, R"({"rows":-1})"));
    REQUIRE(!it);
    CHECK(it.error().kind == failure_kind::refusal);
    CHECK(it.outcome() == outcome::unknown);
    CHECK(interpret<accepting>(answer(200, R"({"rows":0})")));
    auto const shape = interpret<shaped>(answer(200, R"({"rows":-1})"));
    CHECK(shape.error().kind == failure_kind::refusal);
    CHECK(shape.outcome() == outcome::unknown);
}

TEST_CASE("an endpoint may say the outcome of its errors") {
    CHECK(interpret<saying>(answer(200, R"({"code":5})")).outcome() == outcome::rejected);
    CHECK(interpret<saying>(answer(200, R"({"code":6})")).outcome() == outcome::unknown);
    CHECK(interpret<saying>(answer(500, R"({"code":5})")).outcome() == outcome::rejected);
    CHECK(interpret<saying>(answer(500, "")).outcome() == outcome::unknown);
}

TEST_CASE("the outcomes of the parts of an answer make that of the whole") {
    auto const it = [](std::string body) {
        auto const read = interpret<listing>(answer(200, std::move(body)));
        REQUIRE(read);
        return read.outcome();
    };
    CHECK(it(R"({"a":[{"rows":1},{"rows":2}],"b":[{"rows":1}]})") == outcome::executed);
    CHECK(it(R"({"a":[{"rows":0}],"b":[{"rows":0}]})") == outcome::rejected);
    CHECK(it(R"({"a":[{"rows":0}],"b":[{"rows":1}]})") == outcome::partial);
    CHECK(it(R"({"a":[{"rows":0},{"rows":1}],"b":[{"rows":-1}]})") == outcome::unknown);
    CHECK(it("{}") == outcome::executed); // no part says otherwise
    CHECK(it(R"({"a":[]})") == outcome::executed);
}

TEST_CASE("an answer that is not documented is kept as it came") {
    auto const it =
        interpret<unknown_answer>(answer(200, R"({"rows":3})", {{"Content-Type", "application/json ; charset=utf-8"}}));
    REQUIRE(it);
    CHECK(it->content == R"({"rows":3})");
    CHECK(it->media_type == "application/json");
    CHECK(it->value->rows == 3);
    auto const text = interpret<unknown_answer>(answer(200, "<ok>"));
    REQUIRE(text);
    CHECK(text->content == "<ok>");
    CHECK(text->media_type.empty());
    CHECK(!text->value);
    CHECK(text.outcome() == outcome::executed);
}

TEST_CASE("what strict reading refuses has the outcome that it tells all the same") {
    interpret_options strict;
    strict.strict = true;
    // A refusal inside a 2xx, a record that was refused, and an error, each with a member that nobody knows.
    auto const refused = interpret<accepting>(answer(200, R"({"rows":-1,"new":1})"), strict);
    REQUIRE(!refused);
    CHECK(refused.error().kind == failure_kind::refusal);
    CHECK(refused.outcome() == outcome::unknown);
    auto const records = interpret<listing>(answer(200, R"({"a":[{"rows":0,"new":1}]})"), strict);
    REQUIRE(!records);
    CHECK(records.error().kind == failure_kind::undecodable);
    CHECK(records.outcome() == outcome::rejected);
    auto const error = interpret<shaped>(answer(403, R"({"code":500,"new":1})"), strict);
    REQUIRE(!error);
    CHECK(error.error().vendor_error);
    CHECK(error.outcome() == outcome::unknown); // its code and its status say different things
    CHECK(error.info().notes.size() == 1);
    auto const inside = interpret<shaped>(answer(200, R"({"code":403,"new":1})"), strict);
    REQUIRE(!inside);
    CHECK(inside.outcome() == outcome::rejected);
    auto const kept = interpret<unknown_answer>(answer(200, R"({"rows":1,"new":1})"), strict);
    REQUIRE(kept);
    CHECK(kept->value);
    auto const done = interpret<shaped>(answer(200, R"({"rows":1,"new":1})"), strict);
    REQUIRE(!done);
    CHECK(done.error().kind == failure_kind::undecodable);
    CHECK(done.outcome() == outcome::executed);
}
