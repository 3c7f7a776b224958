// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
//
// What values become in a URL. Nothing is sent here: prepare makes the request of a call and no more.

#include <apibind/apibind.hpp>

#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

// [declaration]
namespace archive {

enum class state { draft, published };
BOOST_DESCRIBE_ENUM(state, draft, published)

struct service {
    static constexpr auto base = apibind::base("https://archive.example");
};

struct find : service {
    // A list repeats its pair; {&a,b} are optional pairs that are named as their members.
    static constexpr auto route = apibind::get("/folders/{folder}/files?tag[]={tags}&owner={owner}{&limit,after}");
    struct request {
        apibind::required<std::string> folder;
        apibind::required<std::vector<std::string>> tags;
        std::optional<std::string> owner{}; // absent: its pair is dropped
        std::optional<int> limit{};
        std::optional<std::string> after{};
    };
    using response = std::vector<std::string>;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (folder, tags, owner, limit, after))
static_assert(apibind::valid<find>);

struct erase : service {
    static constexpr auto route = apibind::delete_("/folders/{folder}/files?state={which}");
    struct request {
        apibind::required<std::string> folder;
        // To this vendor a DELETE without `state` means every file. That is said aloud or not at all.
        apibind::required<std::variant<state, apibind::everything_t>> which;
    };
    using response = apibind::as_received<std::string>;
};
BOOST_DESCRIBE_STRUCT(erase::request, (), (folder, which))
static_assert(apibind::valid<erase>);

} // namespace archive
// [/declaration]

namespace {

template <class E>
bool show(apibind::client<archive::service> const& client, typename E::request const& request) {
    auto const made = apibind::prepare<E>(client, request);
    if (made)
        std::cout << to_string(made->method) << ' ' << made->target << '\n';
    else
        std::cout << made.error() << '\n';
    return made.has_value();
}

class no_network : public apibind::transport {
public:
    apibind::exchange send(apibind::http_request const&, apibind::send_options const&) override {
        return apibind::transport_failure{};
    }
    apibind::transport_promises promises() const noexcept override { return {.at_most_once = true}; }
};

} // namespace

int main() {
    apibind::client<archive::service> const client({}, std::make_shared<no_network>());
    // [calls]
    bool good = true;
    good &= show<archive::find>(client, {.folder = "2026", .tags = {{"tax", "to do"}}, .limit = 20});
    good &= show<archive::find>(client, {.folder = "a/b & c", .tags = {{"50%"}}, .owner = "zoë"}); // one segment
    good &= show<archive::erase>(client, {.folder = "2026", .which = archive::state::draft});
    good &= show<archive::erase>(client, {.folder = "2026", .which = apibind::everything});
    // Refused: what would be another path, and what has no form in a URL.
    good &= !show<archive::find>(client, {.folder = "..", .tags = {{"tax"}}});
    good &= !show<archive::find>(client, {.folder = "2026", .tags = std::vector<std::string>{}});
    good &= !show<archive::erase>(client, {.folder = "", .which = archive::state::draft});
    // [/calls]
    return good ? 0 : 1;
}
