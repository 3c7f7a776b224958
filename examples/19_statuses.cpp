// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
//
// Answers whose type the status says, and header fields of an answer as members.

#include <apibind/apibind.hpp>

#include <iostream>
#include <memory>
#include <optional>
#include <string>

// [declaration]
namespace depot {

struct service {
    static constexpr auto base = apibind::base("https://depot.example");
};
struct job {
    std::string id;
};
BOOST_DESCRIBE_STRUCT(job, (), (id))

struct told { // of the answer's header fields
    std::optional<int> x_rate_limit_remaining{};
    std::optional<std::string> location{};
};
consteval auto wire_names(std::type_identity<told>) {
    return apibind::names(apibind::upper_kebab_case);
}
BOOST_DESCRIBE_STRUCT(told, (), (x_rate_limit_remaining, location))

struct erase : service { // 204: it is gone; 202: it will be, and a job says when
    static constexpr auto route = apibind::delete_("/crates/{id}");
    struct request {
        apibind::required<std::string> id;
    };
    using response = apibind::with_fields<apibind::by_status<apibind::on<202, job>, apibind::on<204, void>>, told>;
};
BOOST_DESCRIBE_STRUCT(erase::request, (), (id))
static_assert(apibind::valid<erase>);

} // namespace depot
// [/declaration]

namespace {

// Plays the vendor, who erases small crates at once.
class keeper final : public apibind::transport {
public:
    apibind::exchange send(apibind::http_request const& request, apibind::send_options const&) override {
        if (request.target == "/crates/small")
            return apibind::http_response{204, {{"X-Rate-Limit-Remaining", "9"}}, ""};
        return apibind::http_response{202, {{"Location", "/jobs/5"}}, R"({"id":"5"})"};
    }
    apibind::transport_promises promises() const noexcept override { return {.at_most_once = true}; }
};

int erase(apibind::client<depot::service> const& client, std::string const& id) {
    // [call]
    auto const erased = apibind::invoke<depot::erase>(client, {.id = id});
    if (!erased) return std::cerr << erased.error() << '\n', 1;
    if (auto const* job = erased->value.get_if<depot::job>()) std::cout << "by job " << job->id << '\n';
    if (erased->value.holds<void>()) std::cout << "gone\n";
    if (auto const left = erased->fields.x_rate_limit_remaining) std::cout << *left << " more calls\n";
    // [/call]
    return erased->value.holds<void>() == (id == "small") ? 0 : 1;
}

} // namespace

int main() {
    apibind::client<depot::service> const client({}, std::make_shared<keeper>());
    return erase(client, "small") + erase(client, "large");
}
