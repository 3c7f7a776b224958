// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// clang-format off: declarations stand as they are written by hand

#include "support/rendered_request.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

/// https://developers.asana.com/reference
namespace asana {

struct fault {
    std::string message;
    std::optional<std::string> help{};
};
BOOST_DESCRIBE_STRUCT(fault, (), (message, help))
struct faults {
    std::vector<fault> errors;
};
BOOST_DESCRIBE_STRUCT(faults, (), (errors))
template <class T>
struct answered {
    std::optional<T> data{};
    BOOST_DESCRIBE_CLASS(answered, (), (data), (), ())
};
struct api {
    static constexpr auto base = apibind::base("https://app.asana.com/api/1.0");
    static constexpr auto auth = apibind::bearer;
    using error = faults;
    template <class T>
    using envelope = answered<T>;
    template <class T>
    static constexpr auto payload = &answered<T>::data;
};

// [endpoint] create_task
struct new_task { std::string name; std::optional<std::vector<std::string>> projects{}; std::optional<std::string> assignee{};
                  std::optional<std::chrono::year_month_day> due_on{}; };
BOOST_DESCRIBE_STRUCT(new_task, (), (name, projects, assignee, due_on))
struct person { std::string gid; std::optional<std::string> name{}; };
BOOST_DESCRIBE_STRUCT(person, (), (gid, name))
struct task { std::string gid, name; bool completed = false; std::optional<std::chrono::year_month_day> due_on{}; std::optional<person> assignee{}; };
BOOST_DESCRIBE_STRUCT(task, (), (gid, name, completed, due_on, assignee))
struct create_task : api {
    static constexpr auto route = apibind::post("/tasks{?opt_fields}");
    struct request { std::optional<std::vector<std::string>> opt_fields{}; apibind::required<new_task> data; };
    using response = task;
};
BOOST_DESCRIBE_STRUCT(create_task::request, (), (opt_fields, data))
static_assert(apibind::valid<create_task>);
// [end]

auto const it = support::unconnected<api>(apibind::secret("1/x"));

} // namespace asana

using namespace asana;
using support::answer;
using support::rendered;

TEST_CASE("asana: a task, in data both ways") {
    using namespace std::chrono_literals;
    CHECK(rendered<create_task>(it, {.opt_fields = {{"name", "assignee.name"}},
                                     .data = new_task{.name = "Buy catnip", .projects = {{"123"}}, .due_on = 2026y / 9 / 15}}) ==
          "POST https://app.asana.com/api/1.0/tasks?opt_fields=name,assignee.name\n"
          "Accept: application/json\nContent-Type: application/json\nAuthorization: Bearer 1/x\n\n"
          R"({"data":{"name":"Buy catnip","projects":["123"],"due_on":"2026-09-15"}})");
    auto const made = apibind::interpret<create_task>(answer(201,
        R"({"data":{"gid":"12345","resource_type":"task","name":"Buy catnip","completed":false,"due_on":"2026-09-15","assignee":null}})"));
    REQUIRE(made);
    CHECK(made->gid == "12345");
    CHECK(made->due_on == 2026y / 9 / 15);
    CHECK(!made->assignee);
    auto const refused = apibind::interpret<create_task>(answer(400, R"({"errors":[{"message":"project: Missing input","help":"h"}]})"));
    CHECK(refused.error().vendor_error->errors.at(0).message == "project: Missing input");
}
