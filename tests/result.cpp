// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/result.hpp>

#include <doctest/doctest.h>

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>

#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

using namespace apibind;

namespace {

struct error_body {
    int code = 0;
};
using text_result = result<std::string, error_body>;

call_info told(outcome what, int status) {
    call_info info;
    info.outcome = what;
    info.status = status;
    return info;
}
text_result failed() {
    failure<error_body> why;
    why.endpoint = "shop::cancel";
    why.message = "no";
    why.info = told(outcome::rejected, 403);
    why.vendor_error = error_body{7};
    return why;
}
text_result succeeded() {
    return {"text", told(outcome::executed, 200)};
}

} // namespace

TEST_CASE("a success has its response and what is known of the call") {
    auto const it = succeeded();
    CHECK(it);
    CHECK(it.has_value());
    CHECK(*it == "text");
    CHECK(it->size() == 4);
    CHECK(it.value() == "text");
    CHECK(it.info().status == 200);
    CHECK(it.outcome() == outcome::executed);
}

TEST_CASE("a failure has why and what is known of the call") {
    auto const it = failed();
    CHECK(!it);
    CHECK(it.error().message == "no");
    CHECK(it.error().vendor_error->code == 7);
    CHECK(it.info().status == 403);
    CHECK(it.outcome() == outcome::rejected);
    CHECK(&it.info() == &it.error().info);
}

TEST_CASE("value() of a failure throws its line") {
    auto const caught = [](auto&& use) {
        try {
            use();
        } catch (bad_result_access const& e) {
            return std::string(e.what());
        }
        return std::string("nothing");
    };
    CHECK(caught([] { (void)failed().value(); }) == "shop::cancel: rejected: no");
    auto it = failed();
    CHECK(caught([&] { (void)it.value(); }) == "shop::cancel: rejected: no");
    CHECK(caught([&] { (void)std::as_const(it).value(); }) == "shop::cancel: rejected: no");
    CHECK(caught([] { (void)succeeded().value(); }) == "nothing");
    static_assert(std::is_base_of_v<std::runtime_error, bad_result_access>);
}

TEST_CASE("reading what is not there ends the program with the failure's line") {
    auto const last_words = [](auto mistake) {
        int ends[2];
        REQUIRE(::pipe(ends) == 0);
        std::fflush(nullptr);
        auto const child = ::fork();
        if (child == 0) {
            std::signal(SIGABRT, SIG_DFL); // not the test framework's
            ::dup2(ends[1], STDERR_FILENO);
            mistake();
            ::_exit(0);
        }
        ::close(ends[1]);
        std::string said(4'096, '\0');
        auto const size = ::read(ends[0], said.data(), said.size());
        ::close(ends[0]);
        int status = 0;
        REQUIRE(::waitpid(child, &status, 0) == child);
        CHECK((WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT));
        said.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
        return said;
    };
    CHECK(last_words([] {
              static_cast<void>(failed()->size());
          }).find("apibind: * or -> of a result without a response: shop::cancel: rejected: no") != std::string::npos);
    CHECK(last_words([] {
              static_cast<void>(succeeded().error().message.size());
          }).find("apibind: error() of a result that has a response") != std::string::npos);
}

TEST_CASE("parts are moved out of a result that goes, and changed in one that stays") {
    result<std::unique_ptr<int>, no_error_body> it(std::make_unique<int>(5), {});
    auto moved = std::move(it);
    std::unique_ptr<int> const out = *std::move(moved);
    CHECK(*out == 5);
    std::string const value = succeeded().value();
    CHECK(value == "text");
    std::string const message = failed().error().message;
    CHECK(message == "no");

    auto changed = succeeded();
    changed->append("!");
    *changed += "?";
    changed.value() += ".";
    changed.info().attempts = 2;
    CHECK(*changed == "text!?.");
    CHECK(changed.info().attempts == 2);
    changed = failed();
    changed.error().message = "other";
    CHECK(to_string(changed.error()) == "shop::cancel: rejected: other");
}

TEST_CASE("a response of the failure's own type is a response") {
    result<failure<error_body>, error_body> const it(failure<error_body>{}, {});
    CHECK(it);
}

TEST_CASE("a result is copied where its response and its error are") {
    struct unique {
        std::unique_ptr<int> held{};
        unique() = default;
        unique(unique&& other) : held(std::move(other.held)) {} // may throw: a list that grows would rather copy it
        unique& operator=(unique&&) = default;
    };
    static_assert(!std::is_copy_constructible_v<apibind::result<int, unique>>);
    static_assert(!std::is_copy_assignable_v<apibind::result<int, unique>>);
    static_assert(!std::is_copy_constructible_v<apibind::result<unique, int>>);
    static_assert(std::is_copy_constructible_v<apibind::result<int, int>>);
    std::vector<apibind::result<int, unique>> list;
    for (int i = 0; i != 3; ++i) {
        apibind::failure<unique> why;
        why.message = std::to_string(i);
        why.vendor_error.emplace().held = std::make_unique<int>(i);
        list.emplace_back(std::move(why));
    }
    CHECK(list[0].error().message == "0");
    CHECK(*list[2].error().vendor_error->held == 2);
}

TEST_CASE("a result is no bool, no number and not its response by accident") {
    static_assert(!std::is_convertible_v<text_result, bool>);
    static_assert(std::is_constructible_v<bool, text_result>);
    static_assert(!std::is_convertible_v<std::string, text_result>);
    static_assert(!std::is_convertible_v<text_result, std::string>);
    static_assert(std::is_same_v<text_result::value_type, std::string>);
    static_assert(std::is_same_v<text_result::error_type, failure<error_body>>);
    static_assert(std::is_nothrow_move_constructible_v<text_result>);
    CHECK(static_cast<bool>(succeeded()));
}
