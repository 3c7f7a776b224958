// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
//
// A type that the library does not know gets a codec: how it is written as one JSON value, and read from one.

#include <apibind/apibind.hpp>

#include <charconv>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>

namespace clinic {

struct date {
    int year = 0, month = 0, day = 0;
};

} // namespace clinic

// [codec]
template <>
struct apibind::codec<clinic::date> { // on the wire: "2026-11-20"
    static void write(clinic::date const& d, std::string& json) {
        auto two_digits = [](int n) { return std::to_string(100 + n).substr(1); };
        json += '"' + std::to_string(d.year) + '-' + two_digits(d.month) + '-' + two_digits(d.day) + '"';
    }
    static bool read(std::string_view json, clinic::date& d, std::string& expected) {
        expected = "a date such as \"2026-11-20\"";
        auto number = [&](std::size_t from, std::size_t size, int& out) {
            auto const digits = json.substr(from, size);
            return std::from_chars(digits.data(), digits.data() + size, out).ptr == digits.data() + size;
        };
        return json.size() == 12 && json[0] == '"' && json[5] == '-' && json[8] == '-' && number(1, 4, d.year) &&
               number(6, 2, d.month) && number(9, 2, d.day);
    }
};
// [/codec]

namespace clinic {

struct service {
    static constexpr auto base = apibind::base("https://clinic.example");
};

struct move_visit : service {
    static constexpr auto route = apibind::put("/visits/{id}");
    struct request {
        apibind::required<int> id;
        apibind::required<date> to;
    };
    struct response {
        date moved_to;
    };
};
BOOST_DESCRIBE_STRUCT(move_visit::request, (), (id, to))
BOOST_DESCRIBE_STRUCT(move_visit::response, (), (moved_to))
static_assert(apibind::valid<move_visit>);

class scripted_vendor : public apibind::transport {
public:
    apibind::exchange send(apibind::http_request const& request, apibind::send_options const&) override {
        std::cout << "sent: " << *request.body << '\n';
        return apibind::http_response{200, {}, R"({"moved_to": "2026-11-23"})"};
    }
    apibind::transport_promises promises() const noexcept override { return {.at_most_once = true}; }
};

} // namespace clinic

int main() {
    apibind::client<clinic::service> const client({}, std::make_shared<clinic::scripted_vendor>());
    auto const moved = apibind::invoke<clinic::move_visit>(client, {.id = 5, .to = clinic::date{2026, 11, 20}});
    if (!moved) {
        std::cerr << moved.error() << '\n';
        return 1;
    }
    std::cout << "moved to day " << moved->moved_to.day << '\n';
    auto const wrong = apibind::interpret<clinic::move_visit>({200, {}, R"({"moved_to": "tomorrow"})"});
    if (wrong) return 1;
    std::cout << wrong.error() << '\n';
    return 0;
}
