// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
//
// Coming from elsewhere: types that the program has already, and one's own codec, rule, auth, paging, transport and
// observer, each in a few lines.

#include <apibind/apibind.hpp>
#include <apibind/hmac_auth.hpp>
#include <apibind/pages.hpp>

#include <charconv>
#include <cstdint>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What the program has already, and knows nothing of apibind: a class with its own texts, and a described struct.
namespace accounting {

class amount {
public:
    amount() = default;
    explicit amount(std::int64_t cents) : cents_(cents) {}
    std::int64_t cents() const { return cents_; }

private:
    std::int64_t cents_ = 0;
};

struct entry {
    std::int64_t id = 0;
    std::string iban;
    amount value;
};
BOOST_DESCRIBE_STRUCT(entry, (), (id, iban, value))

inline bool is_iban(std::string_view text) { // the country, two digits, and no more than 34 characters
    return text.size() >= 15 && text.size() <= 34 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'A' &&
           text[1] <= 'Z';
}

} // namespace accounting

// A codec: the amount is a string of cents on the wire, "1250".
template <>
struct apibind::codec<accounting::amount> {
    static void write(accounting::amount const& a, std::string& json) { json += '"' + std::to_string(a.cents()) + '"'; }
    static bool read(std::string_view json, accounting::amount& a, std::string& expected) {
        expected = "cents in a string, such as \"1250\"";
        if (json.size() < 3 || json.front() != '"') return false;
        std::int64_t cents = 0;
        char const* const end = json.data() + json.size() - 1;
        bool const is_read = std::from_chars(json.data() + 1, end, cents).ptr == end;
        if (is_read) a = accounting::amount(cents);
        return is_read;
    }
};

namespace bank {

// An auth: a signature of the whole request, made anew for each attempt.
inline void sign(apibind::http_request& request, apibind::hmac_signer const& with) {
    auto const time = std::to_string(with.now().unix_seconds());
    request.fields.set("X-Time", time);
    request.fields.set("X-Signature", with.hex(time + request.target + request.body.value_or("")));
}

struct service {
    static constexpr auto base = apibind::base("https://bank.example/v1");
    static constexpr auto auth = apibind::hmac_auth<sign>;
};

struct book_entry : service {
    static constexpr auto route = apibind::post("/entries");
    struct request {
        apibind::required<std::string> iban;
        apibind::required<accounting::amount> value;
    };
    // A rule: any function of one value.
    static constexpr auto rules =
        apibind::rules(apibind::check<&request::iban, accounting::is_iban>("must be an IBAN"));
    using response = accounting::entry; // the program's own type, as it is
};
BOOST_DESCRIBE_STRUCT(book_entry::request, (), (iban, value))
static_assert(apibind::valid<book_entry>);

struct list_entries : service {
    static constexpr auto route = apibind::get("/entries{?before}");
    struct request {
        std::optional<std::int64_t> before{};
    };
    using response = std::vector<accounting::entry>;
    // A paging: what is asked for next, or nothing.
    static std::optional<request> next_request(request const&, response const& page) {
        if (page.empty() || page.back().id == 1) return {};
        return request{.before = page.back().id};
    }
};
BOOST_DESCRIBE_STRUCT(list_entries::request, (), (before))
static_assert(apibind::valid<list_entries>);

// A transport: this one is the bank.
class vault final : public apibind::transport {
public:
    apibind::exchange send(apibind::http_request const& request, apibind::send_options const&) override {
        if (!request.fields.find("X-Signature")) return apibind::http_response{401, {}, "who are you?"};
        if (request.method == apibind::method::post)
            return apibind::http_response{201, {}, R"({"id":4,"iban":"PL61109010140000071219812874","value":"1250"})"};
        bool const is_first = request.target == "/v1/entries";
        return apibind::http_response{200,
                                      {},
                                      is_first ? R"([{"id":3,"iban":"a","value":"5"},{"id":2,"iban":"b","value":"7"}])"
                                               : R"([{"id":1,"iban":"c","value":"9"}])"};
    }
    apibind::transport_promises promises() const noexcept override { return {.at_most_once = true}; }
};

// An observer: counts what was sent.
class counter final : public apibind::observer {
public:
    int attempts = 0;
    void attempt_started(apibind::call_label const& call) override {
        ++attempts;
        std::cout << call.endpoint << '\n';
    }
};

} // namespace bank

int main() {
    auto const count = std::make_shared<bank::counter>();
    apibind::client<bank::service> const client(apibind::hmac_key{"me", apibind::secret("a-shared-key")},
                                                {.observer = count}, std::make_shared<bank::vault>());

    auto const wrong = apibind::invoke<bank::book_entry>(client, {.iban = "17", .value = accounting::amount(1250)});
    if (wrong) return 1;
    std::cout << wrong.error() << '\n'; // bank::book_entry: not sent: iban must be an IBAN

    auto const booked = apibind::invoke<bank::book_entry>(
        client, {.iban = "PL61109010140000071219812874", .value = accounting::amount(1250)});
    if (!booked) return std::cerr << booked.error() << '\n', 1;

    std::int64_t cents = 0;
    for (auto const& page : apibind::pages<bank::list_entries>(client)) {
        if (!page) return std::cerr << page.error() << '\n', 1;
        for (auto const& entry : *page) cents += entry.value.cents();
    }
    std::cout << cents << " cents in " << count->attempts << " calls\n"; // 21 cents in 3 calls
    return booked->value.cents() == 1250 && cents == 21 && count->attempts == 3 ? 0 : 1;
}
