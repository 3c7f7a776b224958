// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/invoke_all.hpp>

#include "support/fault_memory.hpp"
#include "support/one_pass.hpp"
#include "support/scripted_transport.hpp"

#include <doctest/doctest.h>

#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>
#include <vector>

using namespace apibind;
using namespace std::chrono_literals;

namespace invoke_all_tests {

struct done {
    int rows = 0;
};
BOOST_DESCRIBE_STRUCT(done, (), (rows))
struct api {
    static constexpr auto base = apibind::base("https://all.example");
};
struct erase : api {
    static constexpr auto route = delete_("/x/{id}");
    struct request {
        required<int> id;
    };
    using response = done;
    static outcome outcome_of(done const& it) { return it.rows == 0 ? outcome::partial : outcome::executed; }
};
BOOST_DESCRIBE_STRUCT(erase::request, (), (id))
static_assert(valid<erase>);
/// Its own code throws for some requests.
struct erase_derived : api {
    static constexpr auto route = delete_("/d/{id}?twice={twice}");
    struct request {
        required<int> id;
        derived<int> twice{};
    };
    static void derive(request& it) {
        if (it.id.value() == 3) throw std::runtime_error("derive");
        it.twice = 2 * it.id;
    }
    using response = done;
};
BOOST_DESCRIBE_STRUCT(erase_derived::request, (), (id, twice))
static_assert(valid<erase_derived>);
struct limited_to_1 {
    static constexpr auto base = apibind::base("https://limited.example");
    static constexpr auto limit = in_flight(1);
};
struct touch_1 : limited_to_1 {
    static constexpr auto route = get("/1/{id}");
    struct request {
        required<int> id;
    };
    using response = done;
};
struct limited_to_3 {
    static constexpr auto base = apibind::base("https://limited.example");
    static constexpr auto limit = in_flight(3);
};
struct touch_3 : limited_to_3 {
    static constexpr auto route = get("/3/{id}");
    struct request {
        required<int> id;
    };
    using response = done;
};
BOOST_DESCRIBE_STRUCT(touch_1::request, (), (id))
BOOST_DESCRIBE_STRUCT(touch_3::request, (), (id))
static_assert(valid<touch_1> && valid<touch_3>);

using support::scripted_transport;

int id_of(http_request const& request) {
    return std::stoi(request.target.substr(request.target.rfind('/') + 1));
}
http_response answer_with(int rows) {
    return support::answer(200, R"({"rows":)" + std::to_string(rows) + "}");
}
client<api> client_of(scripted_transport::script script) {
    return client<api>({.retry = no_retry}, std::make_shared<scripted_transport>(std::move(script)));
}
/// Answers with the id.
client<api> echo() {
    return client_of([](auto const& request, auto const&) { return answer_with(id_of(request)); });
}
std::vector<erase::request> requests(int count) {
    std::vector<erase::request> out;
    for (int id = 1; id <= count; ++id) out.push_back({.id = id});
    return out;
}

/// Lets its callers through together, once so many have come.
class meeting {
public:
    explicit meeting(int size) : left_(size) {}
    void attend() {
        std::unique_lock lock(mutex_);
        if (--left_ <= 0) changed_.notify_all();
        changed_.wait(lock, [&] { return left_ <= 0; });
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int left_;
};

/// How many are in it, and were at most.
class crowd {
public:
    int enter() {
        int const now = ++inside_;
        for (int seen = most_; seen < now && !most_.compare_exchange_weak(seen, now);) {
        }
        return now;
    }
    void leave() { --inside_; }
    int most() const { return most_; }

private:
    std::atomic<int> inside_{0}, most_{0};
};

using one_pass = support::one_pass<erase::request>;
one_pass counting_to(int last) {
    return one_pass([last, id = 0]() mutable -> std::optional<erase::request> {
        if (id == last) return std::nullopt;
        return erase::request{.id = ++id};
    });
}

} // namespace invoke_all_tests
using namespace invoke_all_tests;

TEST_CASE("each request is called once and comes to on_result once, with its own result") {
    auto const all = requests(500);
    std::set<int> seen;
    auto const summary = invoke_all<erase>(echo(), all, [&](auto const& request, auto const& result) {
        REQUIRE(result);
        CHECK(result->rows == request.id);
        CHECK(&request == &all[static_cast<std::size_t>(request.id - 1)]); // the element itself
        CHECK(seen.insert(request.id).second);
    });
    CHECK(seen.size() == 500);
    CHECK(summary.executed == 500);
    CHECK(summary.calls() == 500);
    CHECK(summary.is_complete());
    CHECK(summary.elapsed > 0ns);
}

TEST_CASE("the summary has every outcome exactly") {
    auto const it = client_of([](auto const& request, auto const&) -> exchange {
        switch (id_of(request) % 5) {
        case 0: return answer_with(0); // partial
        case 1: return answer_with(1);
        case 2: return support::answer(403, "");
        case 3: return support::answer(500, "");
        }
        return transport_failure{phase::connect, transport_error::connect, "nobody there"};
    });
    std::size_t heard[5] = {};
    auto const summary = invoke_all<erase>(it, requests(93), [&](auto const&, auto const& result) {
        ++heard[static_cast<std::size_t>(result.outcome())];
    });
    CHECK(summary.partial == 18);
    CHECK(summary.executed == 19);
    CHECK(summary.rejected == 19);
    CHECK(summary.unknown == 19);
    CHECK(summary.not_sent == 18);
    CHECK(summary.left == 0);
    CHECK(heard[static_cast<std::size_t>(outcome::not_sent)] == 18);
    CHECK(heard[static_cast<std::size_t>(outcome::unknown)] == 19);
}

TEST_CASE("requests are written in braces, too, and a result may be taken along") {
    std::vector<std::pair<int, result_of<erase>>> kept;
    auto const summary =
        invoke_all<erase>(echo(), {{.id = 7}, {.id = 8}, {.id = 9}}, [&](auto const& request, result_of<erase> result) {
            kept.emplace_back(request.id, std::move(result));
        });
    CHECK(summary.executed == 3);
    REQUIRE(kept.size() == 3);
    for (auto const& [id, result] : kept) CHECK(result->rows == id);
}

TEST_CASE("no request is no call") {
    auto const carrier = std::make_shared<scripted_transport>(answer_with(1));
    client<api> const it({}, carrier);
    auto const never = [](auto const&, auto const&) { FAIL("there is no result"); };
    CHECK(invoke_all<erase>(it, std::vector<erase::request>{}, never).is_complete());
    CHECK(invoke_all<erase>(it, {}, never).is_complete());
    auto const summary = invoke_all<erase>(it, counting_to(0), never);
    CHECK(summary.is_complete());
    CHECK(summary.calls() == 0);
    CHECK(carrier->requests().empty());
}

TEST_CASE("calls of which no request can be made are not sent, and have their results like others") {
    auto const carrier = std::make_shared<scripted_transport>(answer_with(1));
    client<api> const refused({.base = "not a URL"}, carrier);
    auto const summary = invoke_all<erase>(refused, requests(20), [](auto const&, auto const& result) {
        CHECK(result.error().kind == failure_kind::invalid_request);
    });
    CHECK(summary.not_sent == 20);
    CHECK(carrier->requests().empty());
}

TEST_CASE("results come in the order in which calls end") {
    std::atomic<bool> is_second_heard = false;
    auto const it = client_of([&](auto const& request, auto const&) {
        if (id_of(request) == 1) is_second_heard.wait(false);
        return answer_with(1);
    });
    std::vector<int> order;
    auto const summary = invoke_all<erase>(it, requests(2),
                                           [&](auto const& request, auto const&) {
                                               order.push_back(request.id);
                                               is_second_heard = true;
                                               is_second_heard.notify_all();
                                           },
                                           {.in_flight = 2});
    CHECK(order == std::vector{2, 1});
    CHECK(summary.executed == 2);
}

TEST_CASE("as many calls are in flight as the limit or the option allows, and never more") {
    crowd inside;
    std::unique_ptr<meeting> all_there;
    auto const script = [&](auto const& request, auto const&) {
        inside.enter();
        if (id_of(request) <= 8) all_there->attend(); // goes on only if so many are there at once
        inside.leave();
        return answer_with(1);
    };
    auto const ignore = [](auto const&, auto const&) {};
    SUBCASE("what the service declares") {
        all_there = std::make_unique<meeting>(3);
        client<limited_to_3> const it({}, std::make_shared<scripted_transport>(script));
        std::vector<touch_3::request> all;
        for (int id = 1; id <= 50; ++id) all.push_back({.id = id});
        CHECK(invoke_all<touch_3>(it, all, ignore, {.in_flight = 100}).executed == 50);
        CHECK(inside.most() == 3);
    }
    SUBCASE("what the option says") {
        all_there = std::make_unique<meeting>(8);
        CHECK(invoke_all<erase>(client_of(script), requests(60), ignore, {.in_flight = 8}).executed == 60);
        CHECK(inside.most() == 8);
    }
    SUBCASE("what the option says, of requests that come one by one") {
        all_there = std::make_unique<meeting>(8);
        CHECK(invoke_all<erase>(client_of(script), counting_to(60), ignore, {.in_flight = 8}).executed == 60);
        CHECK(inside.most() == 8);
    }
    SUBCASE("sixteen, where nobody says anything") {
        all_there = std::make_unique<meeting>(16);
        auto const sixteen = client_of([&](auto const& request, auto const&) {
            inside.enter();
            if (id_of(request) <= 16) all_there->attend();
            inside.leave();
            return answer_with(1);
        });
        CHECK(invoke_all<erase>(sixteen, requests(100), ignore).executed == 100);
        CHECK(inside.most() == 16);
    }
}

TEST_CASE("where calls are made one at a time, all of it happens on the calling thread, in order") {
    auto const here = std::this_thread::get_id();
    auto const script = [&](auto const&, auto const&) {
        CHECK(std::this_thread::get_id() == here);
        return answer_with(1);
    };
    std::vector<int> order;
    auto const note = [&](auto const& request, auto const&) {
        CHECK(std::this_thread::get_id() == here);
        order.push_back(request.id);
    };
    SUBCASE("by the service's limit") {
        client<limited_to_1> const it({}, std::make_shared<scripted_transport>(script));
        CHECK(invoke_all<touch_1>(it, {{.id = 1}, {.id = 2}, {.id = 3}, {.id = 4}}, note).executed == 4);
    }
    SUBCASE("by the option") {
        CHECK(invoke_all<erase>(client_of(script), requests(4), note, {.in_flight = 1}).executed == 4);
    }
    SUBCASE("by an option that is below one") {
        CHECK(invoke_all<erase>(client_of(script), counting_to(4), note, {.in_flight = 0}).executed == 4);
    }
    CHECK(order == std::vector{1, 2, 3, 4});
}

TEST_CASE("the range and on_result run one at a time, and need no locks") {
    int taken = 0, heard = 0; // plain numbers, for ThreadSanitizer to watch
    crowd inside;
    one_pass all([&]() -> std::optional<erase::request> {
        CHECK(inside.enter() == 1);
        CHECK(taken - heard < 6); // no more are taken than are in flight
        inside.leave();
        if (taken == 3'000) return std::nullopt;
        return erase::request{.id = ++taken};
    });
    auto const summary = invoke_all<erase>(echo(), all,
                                           [&](auto const& request, auto const& result) {
                                               CHECK(inside.enter() == 1);
                                               ++heard;
                                               CHECK(result->rows == request.id); // the request is its own copy
                                               CHECK(taken - heard < 6);
                                               inside.leave();
                                           },
                                           {.in_flight = 6});
    CHECK(summary.executed == 3'000);
    CHECK(summary.is_complete());
    CHECK(heard == 3'000);
}

TEST_CASE("while on_result takes its time, calls end and no further one begins") {
    std::atomic<int> sent = 0;
    auto const it = client_of([&](auto const&, auto const&) {
        ++sent;
        return answer_with(1);
    });
    int heard = 0;
    auto const summary = invoke_all<erase>(it, requests(20),
                                           [&](auto const&, auto const&) {
                                               // Until the calls that may be in flight have ended, and long enough for
                                               // another one to begin.
                                               int const most = std::min(heard + 4, 20);
                                               for (int i = 0; heard == 0 && i != 50; ++i) std::this_thread::yield();
                                               CHECK(sent <= most);
                                               ++heard;
                                           },
                                           {.in_flight = 4});
    CHECK(summary.executed == 20);
}

TEST_CASE("on_result ends it by false; calls in flight come to their end") {
    meeting all_there(4);
    std::atomic<bool> is_unknown_heard = false;
    auto const it = client_of([&](auto const& request, auto const&) {
        if (id_of(request) <= 4)
            all_there.attend();
        else
            is_unknown_heard.wait(false);
        return id_of(request) == 2 ? support::answer(500, "") : answer_with(1);
    });
    std::set<int> heard;
    auto const no_unknown = [&](auto const& request, auto const& result) -> bool {
        heard.insert(request.id);
        if (result.outcome() != outcome::unknown) return true;
        is_unknown_heard = true;
        is_unknown_heard.notify_all();
        return false;
    };
    SUBCASE("of a range that knows its size") {
        auto const summary = invoke_all<erase>(it, requests(1'000), no_unknown, {.in_flight = 4});
        CHECK(summary.unknown == 1);
        CHECK(summary.calls() == heard.size());
        CHECK(summary.left == 1'000 - heard.size());
        CHECK(!summary.is_complete());
    }
    SUBCASE("of one that does not") {
        auto const summary = invoke_all<erase>(it, counting_to(1'000'000), no_unknown, {.in_flight = 4});
        CHECK(summary.unknown == 1);
        CHECK(!summary.left);
        CHECK(!summary.is_complete());
    }
    CHECK(heard.count(1) + heard.count(2) + heard.count(3) + heard.count(4) == 4); // the four that were in flight
    CHECK(heard.size() <= 7);
    CHECK(*heard.rbegin() == static_cast<int>(heard.size())); // none was left out
}

TEST_CASE("false for the last request leaves nothing") {
    auto const summary = invoke_all<erase>(
        echo(), requests(3), [](auto const& request, auto const&) -> bool { return request.id.value() != 3; },
        {.in_flight = 1});
    CHECK(summary.is_complete());
}

TEST_CASE("a stop starts no further call, and lets those in flight end") {
    std::stop_source enough;
    meeting both_there(2);
    auto const it = client_of([&](auto const& request, send_options const& options) {
        if (id_of(request) <= 2) both_there.attend();
        CHECK(!options.stop.stop_possible()); // it is not the calls' own
        return answer_with(1);
    });
    std::size_t heard = 0;
    auto const summary = invoke_all<erase>(it, requests(100),
                                           [&](auto const&, auto const& result) {
                                               ++heard;
                                               CHECK(result);
                                               enough.request_stop();
                                           },
                                           {.in_flight = 2, .stop = enough.get_token()});
    CHECK(summary.executed == 2);
    CHECK(heard == 2);
    CHECK(summary.left == 98);
}

TEST_CASE("a stop of the calls ends those in flight, too") {
    std::stop_source abort;
    meeting all_there(3);
    auto const it = client_of([&](auto const& request, send_options const& options) -> exchange {
        all_there.attend();
        if (id_of(request) == 1) return answer_with(1);
        while (!options.stop.stop_requested()) std::this_thread::yield();
        return transport_failure{phase::await, transport_error::cancelled, "stopped"};
    });
    std::size_t cancelled = 0;
    auto const summary = invoke_all<erase>(it, requests(100),
                                           [&](auto const&, auto const& result) {
                                               if (!result) cancelled += result.error().kind == failure_kind::cancelled;
                                               abort.request_stop();
                                           },
                                           {.in_flight = 3, .call = {.stop = abort.get_token()}});
    CHECK(summary.executed == 1);
    CHECK(summary.unknown == 2);
    CHECK(cancelled == 2);
    CHECK(summary.left == 97);
}

TEST_CASE("after a stop nothing is taken from the range") {
    std::stop_source before;
    before.request_stop();
    auto const never = [](auto const&, auto const&) { FAIL("there is no result"); };
    for (auto const& options : {bulk_options{.stop = before.get_token()}, {.call = {.stop = before.get_token()}}}) {
        CHECK(invoke_all<erase>(echo(), requests(9), never, options).left == 9);
        int taken = 0;
        auto const summary = invoke_all<erase>(
            echo(), one_pass([&]() -> std::optional<erase::request> { return erase::request{.id = ++taken}; }), never,
            options);
        CHECK(!summary.left);
        CHECK(summary.calls() == 0);
        CHECK(taken == 1); // by begin(), as such ranges do
    }
}

TEST_CASE("options of the calls are those of each call") {
    auto const carrier = std::make_shared<scripted_transport>(answer_with(1));
    client<api> const it({}, carrier);
    auto const before = std::chrono::steady_clock::now();
    auto const summary = invoke_all<erase>(it, requests(10), [](auto const&, auto const&) {},
                                           {.call = {.deadline = 20s, .fields = {{"X-Run", "7"}}}});
    CHECK(summary.executed == 10);
    CHECK(carrier->options().deadline > before + 19s);
    CHECK(carrier->options().deadline < std::chrono::steady_clock::now() + 21s);
    for (auto const& sent : carrier->requests()) CHECK(sent.fields.find("X-Run") == "7");
}

TEST_CASE("what is thrown starts no further call, loses no result, and is thrown on") {
    meeting all_there(4);
    auto const it = client_of([&](auto const& request, auto const&) {
        if (id_of(request) <= 4) all_there.attend();
        return answer_with(1);
    });
    std::set<int> heard;
    std::string thrown;
    auto const run = [&](auto&& range, int throwing) {
        try {
            auto const none =
                invoke_all<erase>(it, range,
                                  [&](auto const& request, auto const&) {
                                      heard.insert(request.id);
                                      if (throwing != 0 && static_cast<int>(heard.size()) >= throwing)
                                          throw std::runtime_error("on_result " + std::to_string(heard.size()));
                                  },
                                  {.in_flight = 4});
            FAIL("it threw nothing, and came to " << none);
        } catch (std::exception const& e) {
            thrown = e.what();
        }
    };
    SUBCASE("by on_result, again and again") {
        run(requests(100), 1);
        CHECK(thrown == "on_result 1");
        CHECK(heard == std::set{1, 2, 3, 4});
    }
    SUBCASE("by the range, where it is asked for the fifth request") {
        run(one_pass([id = 0]() mutable -> std::optional<erase::request> {
                if (id == 4) throw std::runtime_error("range");
                return erase::request{.id = ++id};
            }),
            0);
        CHECK(thrown == "range");
        CHECK(heard == std::set{1, 2, 3, 4});
    }
    SUBCASE("by its begin") {
        run(one_pass([]() -> std::optional<erase::request> { throw std::runtime_error("begin"); }), 0);
        CHECK(thrown == "begin");
        CHECK(heard.empty());
    }
}

TEST_CASE("what a call throws is thrown on, and the results of the others are handed over") {
    std::vector<int> heard;
    auto const it = client<api>({}, std::make_shared<scripted_transport>(answer_with(1)));
    std::vector<erase_derived::request> all;
    for (int id = 1; id <= 100; ++id) all.push_back({.id = id});
    CHECK_THROWS_WITH_AS(
        (void)invoke_all<erase_derived>(it, all, [&](auto const& request, auto const&) { heard.push_back(request.id); },
                                        {.in_flight = 1}),
        "derive", std::runtime_error);
    CHECK(heard == std::vector{1, 2});
    CHECK_THROWS_AS((void)invoke_all<erase>(it, requests(1), [](auto const&, auto const&) { throw 5; }), int);
}

TEST_CASE("on_result may be any function object, which is not copied") {
    struct counter {
        int count = 0;
        counter() = default;
        counter(counter const&) = delete;
        bool operator()(erase::request const&, result_of<erase>&& result) & { return result && ++count < 3; }
    } some;
    CHECK(invoke_all<erase>(echo(), requests(10), some, {.in_flight = 1}).executed == 3);
    CHECK(some.count == 3);
    std::function<void(erase::request const&, result_of<erase> const&)> const other = [](auto const&, auto const&) {};
    CHECK(invoke_all<erase>(echo(), requests(10), other).executed == 10);
}

TEST_CASE("requests may be made of other values, and on_result may make calls") {
    struct record {
        int id;
        operator erase::request() const { return {.id = id}; }
    };
    auto const it = echo();
    std::vector<record> const records{{1}, {2}, {3}};
    int again = 0;
    auto const summary = invoke_all<erase>(it, records, [&](auto const& request, auto const& result) {
        CHECK(result->rows == request.id);
        again += invoke<erase>(it, {.id = 10 * request.id})->rows;
    });
    CHECK(summary.executed == 3);
    CHECK(again == 60);
}

TEST_CASE("where the system has no more threads, fewer calls are made at once" *
          doctest::skip(!faults::is_memory_telling)) {
    std::mutex mutex;
    std::set<std::thread::id> threads;
    rlimit before{};
    REQUIRE(::getrlimit(RLIMIT_AS, &before) == 0);
    rlimit tight = before;
    // No room for many more stacks of some megabytes; those that the system keeps of threads that ended are some.
    tight.rlim_cur = (static_cast<rlim_t>(faults::memory_figure("VmSize")) << 10) + (rlim_t{40} << 20);
    REQUIRE(::setrlimit(RLIMIT_AS, &tight) == 0);
    auto const summary = invoke_all<erase>(echo(), requests(400),
                                           [&](auto const&, auto const&) {
                                               std::lock_guard const lock(mutex);
                                               threads.insert(std::this_thread::get_id());
                                           },
                                           {.in_flight = 200});
    REQUIRE(::setrlimit(RLIMIT_AS, &before) == 0);
    CHECK(summary.executed == 400);
    CHECK(threads.size() < 100);
}
