// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
//
// Pages by a cursor, from a vendor who wraps all answers and refuses inside HTTP 200.

#include <apibind/apibind.hpp>
#include <apibind/pages.hpp>

#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

// [declaration]
namespace chat {

template <class T>
struct wrapped { // {"ok":true,"result":...}, or {"ok":false,"description":"...","error_code":400}
    bool ok = false;
    std::optional<T> result{};
    std::optional<std::string> description{};
    std::optional<int> error_code{};
    // A template is described inside of itself, by this macro.
    BOOST_DESCRIBE_CLASS(wrapped, (), (ok, result, description, error_code), (), ())
};
struct refusal {
    std::string description;
    int error_code = 0;
};
BOOST_DESCRIBE_STRUCT(refusal, (), (description, error_code))

struct service {
    static constexpr auto base = apibind::base("https://chat.example");
    template <class T>
    using envelope = wrapped<T>;
    template <class T>
    static constexpr auto payload = &wrapped<T>::result;
    template <class T>
    static bool accepted(wrapped<T> const& answer) {
        return answer.ok;
    }
    using error = refusal;
    static std::optional<int> status_of(refusal const& why) { return why.error_code; } // without it: unknown
};

struct page { // what a call gets: the payload
    std::vector<std::string> members;
    std::optional<std::string> next_cursor{};
};
BOOST_DESCRIBE_STRUCT(page, (), (members, next_cursor))

struct list_members : service {
    static constexpr auto route = apibind::get("/members{?channel,cursor}");
    struct request {
        apibind::required<std::string> channel;
        std::optional<std::string> cursor{};
    };
    using response = page;
    static constexpr auto paging = apibind::next_cursor<&request::cursor, &page::next_cursor>().items<&page::members>();
};
BOOST_DESCRIBE_STRUCT(list_members::request, (), (channel, cursor))
static_assert(apibind::valid<list_members>);

} // namespace chat
// [/declaration]

namespace {

// Plays the vendor, who has one channel with two pages of members.
class room final : public apibind::transport {
public:
    apibind::exchange send(apibind::http_request const& request, apibind::send_options const&) override {
        auto const& target = request.target;
        if (target == "/members?channel=c1")
            return answer(R"({"ok":true,"result":{"members":["a","b"],"next_cursor":"2"}})");
        if (target == "/members?channel=c1&cursor=2") return answer(R"({"ok":true,"result":{"members":["c"]}})");
        return answer(R"({"ok":false,"description":"channel not found","error_code":404})");
    }
    apibind::transport_promises promises() const noexcept override { return {.at_most_once = true}; }

private:
    static apibind::exchange answer(char const* body) {
        return apibind::http_response{200, {{"Content-Type", "application/json"}}, body};
    }
};

} // namespace

int main() {
    apibind::client<chat::service> const client({}, std::make_shared<room>());
    std::size_t members = 0;
    // [call]
    auto const failed = apibind::for_each_item<chat::list_members>(
        client, {.channel = "c1"}, [&](std::string const& member) { members += !member.empty(); });
    if (failed) std::cerr << *failed << '\n';
    // [/call]
    auto const refused = apibind::invoke<chat::list_members>(client, {.channel = "c2"});
    if (!refused) std::cout << refused.error() << '\n'; // rejected: refused inside HTTP 200
    return !failed && members == 3 && refused.outcome() == apibind::outcome::rejected ? 0 : 1;
}
