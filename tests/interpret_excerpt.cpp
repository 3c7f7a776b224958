// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/interpret.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

using namespace apibind;
using detail::excerpt_of;
using namespace std::literals;

namespace excerpt_tests {

struct done {
    int rows = 0;
};
BOOST_DESCRIBE_STRUCT(done, (), (rows))
struct call {
    static constexpr auto base = apibind::base("https://api.example");
    static constexpr auto route = get("/");
    struct request {};
    using response = done;
};
BOOST_DESCRIBE_STRUCT(call::request, (), ())
enum class condition { ok, t0ken };
BOOST_DESCRIBE_ENUM(condition, ok, t0ken)
struct complaint {
    std::string text;
    std::optional<std::array<std::string, 2>> both{};
    std::optional<open_enum<condition>> state{};
    std::optional<std::int64_t> number{};
};
BOOST_DESCRIBE_STRUCT(complaint, (), (text, both, state, number))
struct complaining : call {
    using error = complaint;
};
static_assert(valid<call> && valid<complaining>);

redaction hiding(std::string_view text) {
    redaction out;
    out.add(text);
    return out;
}

} // namespace excerpt_tests
using namespace excerpt_tests;

TEST_CASE("a short body is its excerpt, as one line") {
    CHECK(excerpt_of("", nullptr) == "");
    CHECK(excerpt_of("a\nb\r\tc\x1b[31m\0d\x7f"sv, nullptr) == "a b??c?[31m?d?");
    CHECK(excerpt_of("\xc3\xa9\xf0\x9f\x98\x80", nullptr) == "\xc3\xa9\xf0\x9f\x98\x80");
    CHECK(excerpt_of("\xff\xc2\x9b", nullptr) == "??");
}

TEST_CASE("a long one is cut behind a whole character") {
    CHECK(excerpt_of(std::string(300, 'a'), nullptr) == std::string(300, 'a'));
    CHECK(excerpt_of(std::string(301, 'a'), nullptr) == std::string(300, 'a') + "...");
    for (std::size_t before = 296; before != 301; ++before) {
        auto const cut = excerpt_of(std::string(before, 'a') + "\xf0\x9f\x98\x80" + std::string(50, 'b'), nullptr);
        CAPTURE(cut);
        CHECK(detail::count_characters(cut) > 0);
        CHECK(cut.ends_with("..."));
        CHECK(cut.size() <= 306);
        CHECK(cut.find('?') == std::string::npos);
    }
    CHECK(excerpt_of(std::string(100'000, 'a'), nullptr).size() == 303);
}

TEST_CASE("secrets are masked, also where the cut goes through one") {
    std::string const token(90, 't');
    auto const hidden = hiding(token + "END");
    for (std::size_t before = 0; before < 1300; before += 7) {
        auto const cut = excerpt_of(std::string(before, 'a') + token + "END tail", &hidden);
        CHECK(cut.find("ttt") == std::string::npos);
    }
    // Masking shortens: what follows many secrets is shown, up to one that the end of what is looked at cuts.
    std::string many;
    for (int i = 0; i != 40; ++i) many += token + "END";
    CHECK(excerpt_of(many, &hidden).find("ttt") == std::string::npos);
    CHECK(excerpt_of("x " + token, &hidden, true) == "x [secret]");
    CHECK(excerpt_of("x " + token, &hidden) == "x " + token);
}

TEST_CASE("no text of a failure holds a secret") {
    auto const hidden = hiding("t0ken");
    interpret_options how;
    how.secrets = &hidden;
    for (auto const* body :
         {"t0ken", R"({"t0ken":1})", R"({"rows":"t0ken"})", R"({"rows":1,"t0ken":{)", R"({"rows":1,"rows":"t0ken"})",
          "{\"rows\":\"t\\u0030ken\"}", "t%30ken", "dDBrZW4=", "{\"a t0ken b\":"})
        for (int status : {200, 403, 500})
            for (bool strict : {false, true}) {
                CAPTURE(body);
                how.strict = strict;
                auto const it = interpret<call>({status, {}, body}, how);
                if (it) continue;
                auto const& why = it.error();
                for (auto const& text :
                     {to_string(why), why.message, why.excerpt, why.decode ? to_string(*why.decode) : std::string()})
                    for (auto const* spelt : {"t0ken", "\\u0030ken", "t%30ken", "dDBrZW4"})
                        CHECK(text.find(spelt) == std::string::npos);
            }
    CHECK(to_string(interpret<call>({403, {}, "key t0ken"}, how).error()) ==
          "excerpt_tests::call: rejected: HTTP 403: key [secret]");
}

TEST_CASE("a member that nobody knows is noted without the secret in its name, in a success, too") {
    auto const hidden = hiding("t0ken");
    for (int status : {200, 403}) {
        auto const it =
            interpret<complaining>({status, {}, R"({"rows":1,"text":"","a t0ken":1})"}, {.secrets = &hidden});
        REQUIRE(!it.info().notes.empty());
        for (auto const& note : it.info().notes) CHECK(note.path.find("t0ken") == std::string::npos);
    }
}

TEST_CASE("an error of megabytes is masked as well, also where the secret is spelt") {
    auto const hidden = hiding("t0ken");
    auto const it = interpret<complaining>(
        {403, {}, R"({"text":"t%30ken t0ken )" + std::string(100'000, 'x') + R"("})"}, {.secrets = &hidden});
    REQUIRE(!it);
    REQUIRE(it.error().vendor_error);
    CHECK(it.error().vendor_error->text.starts_with("[secret] [secret] xxx"));
}

TEST_CASE("masked in an error are all elements, and numbers of six digits; not the program's own words") {
    auto hidden = hiding("t0ken");
    for (auto const* digits : {"54321", "654321"}) hidden.add(digits);
    auto const error = [&](std::string const& body) {
        return *interpret<complaining>({403, {}, body}, {.secrets = &hidden}).error().vendor_error;
    };
    CHECK(error(R"({"text":"","both":["x","t0ken"]})").both == std::array<std::string, 2>{"x", "[secret]"});
    CHECK(error(R"({"text":"","state":"t0ken"})").state == condition::t0ken);
    CHECK(error(R"({"text":"","number":654321})").number == 0);
    CHECK(error(R"({"text":"","number":54321})").number == 54321); // so few are chance
}

TEST_CASE("a media type has no parameters") {
    CHECK(detail::media_type_of({}) == "");
    CHECK(detail::media_type_of({{"content-type", "text/html"}}) == "text/html");
    CHECK(detail::media_type_of({{"Content-Type", "text/html ;charset=x"}}) == "text/html");
    CHECK(detail::media_type_of({{"Content-Type", ""}}) == "");
}
