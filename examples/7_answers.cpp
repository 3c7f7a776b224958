// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
//
// Answers: what may grow, what is keyed, what has several shapes, and what nobody documented. interpret reads an answer
// without a client; invoke does the same with the answer that it received.

#include <apibind/apibind.hpp>
#include <apibind/json_value.hpp> // link Boost.JSON where this is included

#include <cstdint>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

// [declaration]
namespace fleet {

enum class job_state { stopped, busy };
BOOST_DESCRIBE_ENUM(job_state, stopped, busy)

struct job {
    apibind::open_enum<job_state> state; // a state added later is kept as text; a plain enum refuses it
    std::optional<std::variant<std::int64_t, std::string>> ticket{}; // a number or a text, told apart by its shape
    std::optional<apibind::json_value> details{};                    // any JSON
};
BOOST_DESCRIBE_STRUCT(job, (), (state, ticket, details))

struct service {
    static constexpr auto base = apibind::base("https://fleet.example");
};

struct stop_jobs : service {
    static constexpr auto route = apibind::post("/jobs/stop");
    struct request {
        apibind::required<std::vector<std::string>> jobs;
    };
    using response = std::map<std::string, std::vector<job>>;
    // What happened to one record; the outcome of the whole is made of all of them.
    static apibind::outcome outcome_of(job const& one) {
        if (one.state == job_state::stopped) return apibind::outcome::executed;
        return one.state.is_known() ? apibind::outcome::rejected : apibind::outcome::unknown;
    }
};
BOOST_DESCRIBE_STRUCT(stop_jobs::request, (), (jobs))
static_assert(apibind::valid<stop_jobs>);

struct purge : service {
    static constexpr auto route = apibind::delete_("/jobs");
    struct request {};
    using response = apibind::as_received<job>; // undocumented: takes what comes, keeps it, and reads it where it can
};
BOOST_DESCRIBE_STRUCT(purge::request, (), ())
static_assert(apibind::valid<purge>);

} // namespace fleet
// [/declaration]

int main() {
    auto const stopped = apibind::interpret<fleet::stop_jobs>({200, {}, R"({
        "a": [{"state": "stopped", "ticket": 12, "details": {"took_ms": [3, 4]}}],
        "b": [{"state": "busy", "ticket": "T-13", "since": "09:30"}]})"});
    if (!stopped) {
        std::cerr << stopped.error() << '\n';
        return 1;
    }
    std::cout << "the whole: " << stopped.outcome() << '\n'; // one was, the other was not: partly executed
    for (auto const& [name, jobs] : *stopped)
        for (auto const& job : jobs) std::cout << name << ": " << job.state.wire() << '\n';
    for (auto const& note : stopped.info().notes) std::cout << "noted: " << to_string(note) << '\n';

    auto const wrong = apibind::interpret<fleet::stop_jobs>({200, {}, R"({"a": [{"state": 5}]})"});
    if (wrong) return 1;
    std::cout << wrong.error() << '\n';

    auto const purged = apibind::interpret<fleet::purge>({200, {{"Content-Type", "text/html"}}, "<p>OK</p>"});
    if (!purged) return 1;
    std::cout << purged->media_type << ": " << purged->content << (purged->value ? "" : " (no job)") << '\n';
    return stopped.outcome() == apibind::outcome::partial ? 0 : 1;
}
