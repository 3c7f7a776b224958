// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/apibind.hpp>
#include <apibind/aws_sigv4.hpp>
#include <apibind/hmac_auth.hpp>
#include <apibind/not_modified_or.hpp>
#include <apibind/paging.hpp>
#include <apibind/renewed_token.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What the parts of the comprehensive API share that are about more than one call.
namespace everything_api::conversations {

struct renewing_service { // whoever calls holds a token that renews itself
    static constexpr auto base = apibind::base("https://api.everything.example/v1");
    static constexpr auto auth = apibind::renewed_bearer;
};

struct read_thing : renewing_service {
    static constexpr auto route = apibind::get("/things/{id}");
    struct request {
        apibind::required<std::string> id;
    };
    struct response {
        std::string name;
    };
};
BOOST_DESCRIBE_STRUCT(read_thing::request, (), (id))
BOOST_DESCRIBE_STRUCT(read_thing::response, (), (name))
static_assert(apibind::valid<read_thing>);

struct make_thing : renewing_service { // may never happen twice
    static constexpr auto route = apibind::post("/things");
    struct request {
        apibind::required<std::string> name;
    };
    struct response {
        std::string id;
    };
};
BOOST_DESCRIBE_STRUCT(make_thing::request, (), (name))
BOOST_DESCRIBE_STRUCT(make_thing::response, (), (id))
static_assert(apibind::valid<make_thing>);

struct narrow_service { // one call at a time with one token
    static constexpr auto base = apibind::base("https://api.everything.example/v1");
    static constexpr auto auth = apibind::renewed_bearer;
    static constexpr auto limit = apibind::in_flight(1);
};
struct touch : narrow_service {
    static constexpr auto route = apibind::post("/touch");
    struct request {};
    using response = apibind::as_received<std::string>;
};
BOOST_DESCRIBE_STRUCT(touch::request, (), ())
static_assert(apibind::valid<touch>);

struct door_service { // where a session begins
    static constexpr auto base = apibind::base("https://api.everything.example/v1");
};
struct log_in : door_service {
    static constexpr auto route = apibind::post("/sessions");
    struct request {
        apibind::required<std::string> user;
        apibind::required<std::string> password;
    };
    struct response {
        std::string session;
        std::int64_t seconds = 0;
    };
};
BOOST_DESCRIBE_STRUCT(log_in::request, (), (user, password))
BOOST_DESCRIBE_STRUCT(log_in::response, (), (session, seconds))
static_assert(apibind::valid<log_in>);

struct session_service {
    static constexpr auto base = apibind::base("https://api.everything.example/v1");
    static constexpr auto auth = apibind::renewed_header_token("X-Session");
};
struct who_am_i : session_service {
    static constexpr auto route = apibind::get("/me");
    struct request {};
    struct response {
        std::string name;
    };
};
BOOST_DESCRIBE_STRUCT(who_am_i::request, (), ())
BOOST_DESCRIBE_STRUCT(who_am_i::response, (), (name))
static_assert(apibind::valid<who_am_i>);

// Pages -------------------------------------------------------------------------------------------------------------

struct paged_service {
    static constexpr auto base = apibind::base("https://api.everything.example/v1");
    static constexpr auto auth = apibind::bearer;
};

struct item {
    std::int64_t id = 0;
};
BOOST_DESCRIBE_STRUCT(item, (), (id))

struct page_meta {
    std::optional<std::string> next_cursor{};
    std::optional<std::string> continue_{};
};
BOOST_DESCRIBE_STRUCT(page_meta, (), (next_cursor, continue_))
consteval auto wire_names(std::type_identity<page_meta>) {
    return apibind::names(apibind::name<&page_meta::continue_>("continue"));
}

struct page {
    std::vector<item> items{};
    std::optional<page_meta> metadata{};
    std::optional<std::int64_t> total{};
    std::optional<bool> has_more{};
    std::optional<std::string> next_page_uri{};
};
BOOST_DESCRIBE_STRUCT(page, (), (items, metadata, total, has_more, next_page_uri))

struct by_cursor : paged_service { // Slack, Notion
    static constexpr auto route = apibind::get("/by_cursor{?cursor,limit}");
    struct request {
        std::optional<std::string> cursor{};
        std::optional<int> limit{};
    };
    using response = page;
    static constexpr auto paging =
        apibind::next_cursor<&request::cursor, &page::metadata, &page_meta::next_cursor>().items<&page::items>();
};
BOOST_DESCRIBE_STRUCT(by_cursor::request, (), (cursor, limit))
static_assert(apibind::valid<by_cursor>);

struct after_last : paged_service { // Stripe: the cursor is the last item's id
    static constexpr auto route = apibind::get("/after_last{?starting_after}");
    struct request {
        std::optional<std::int64_t> starting_after{};
    };
    using response = page;
    static constexpr auto paging =
        apibind::next_cursor<&request::starting_after, &page::items, apibind::last_item, &item::id>()
            .more<&page::has_more>()
            .items<&page::items>();
};
BOOST_DESCRIBE_STRUCT(after_last::request, (), (starting_after))
static_assert(apibind::valid<after_last>);

struct continued : paged_service { // Kubernetes
    static constexpr auto route = apibind::get("/continued?limit=2&continue={continue_}");
    struct request {
        std::optional<std::string> continue_{};
    };
    using response = page;
    static constexpr auto paging = apibind::next_cursor<&request::continue_, &page::metadata, &page_meta::continue_>();
};
BOOST_DESCRIBE_STRUCT(continued::request, (), (continue_))
static_assert(apibind::valid<continued>);

struct by_offset : paged_service {
    static constexpr auto route = apibind::get("/by_offset{?offset,limit}");
    struct request {
        std::optional<int> offset{};
        std::optional<int> limit{};
    };
    using response = page;
    static constexpr auto paging =
        apibind::by_offset<&request::offset, &page::items>().total<&page::total>().limit<&request::limit>();
};
BOOST_DESCRIBE_STRUCT(by_offset::request, (), (offset, limit))
static_assert(apibind::valid<by_offset>);

struct by_number : paged_service {
    static constexpr auto route = apibind::get("/by_number{?page}");
    struct request {
        std::optional<std::uint8_t> page{};
    };
    using response = std::vector<item>; // the whole content is the list
    static constexpr auto paging = apibind::by_page<&request::page>();
};
BOOST_DESCRIBE_STRUCT(by_number::request, (), (page))
static_assert(apibind::valid<by_number>);

struct by_number_of : paged_service {
    static constexpr auto route = apibind::get("/by_number_of{?page}");
    struct request {
        std::optional<int> page{};
    };
    using response = page;
    static constexpr auto paging = apibind::by_page<&request::page, &page::items>(0).total<&page::total>();
};
BOOST_DESCRIBE_STRUCT(by_number_of::request, (), (page))
static_assert(apibind::valid<by_number_of>);

struct by_link : paged_service { // GitHub
    static constexpr auto route = apibind::get("/by_link{?per_page}");
    struct request {
        std::optional<int> per_page{};
    };
    using response = std::vector<item>;
    static constexpr auto paging = apibind::next_link();
};
BOOST_DESCRIBE_STRUCT(by_link::request, (), (per_page))
static_assert(apibind::valid<by_link>);

struct by_url : paged_service { // Twilio, Graph
    static constexpr auto route = apibind::get("/by_url{?size}");
    struct request {
        std::optional<int> size{};
    };
    using response = page;
    static constexpr auto paging = apibind::next_url<&page::next_page_uri>();
};
BOOST_DESCRIBE_STRUCT(by_url::request, (), (size))
static_assert(apibind::valid<by_url>);

template <class T>
struct page_wrapping { // the cursor stands beside the payload
    std::optional<T> result{};
    std::optional<page_meta> metadata{};
    std::optional<std::int64_t> total{};
    std::optional<bool> ok{};
    BOOST_DESCRIBE_CLASS(page_wrapping, (), (result, metadata, total, ok), (), ())
};
struct wrapped_pages : paged_service { // Asana, Cloudflare
    template <class T>
    using envelope = page_wrapping<T>;
    template <class T>
    static constexpr auto payload = &page_wrapping<T>::result;
    template <class T>
    static bool accepted(page_wrapping<T> const& whole) {
        return whole.ok.value_or(true);
    }
};
struct by_cursor_of_envelope : wrapped_pages {
    static constexpr auto route = apibind::get("/wrapped{?cursor}");
    struct request {
        std::optional<std::string> cursor{};
    };
    using response = std::vector<item>;
    static constexpr auto paging =
        apibind::next_cursor<&request::cursor, &page_wrapping<response>::metadata, &page_meta::next_cursor>().items();
};
BOOST_DESCRIBE_STRUCT(by_cursor_of_envelope::request, (), (cursor))
static_assert(apibind::valid<by_cursor_of_envelope>);

struct by_offset_of_envelope : paged_service { // a function makes the payload
    static constexpr auto route = apibind::get("/offset{?offset}");
    template <class T>
    using envelope = page_wrapping<T>;
    template <class T>
    static std::optional<T> payload(page_wrapping<T>&& whole) {
        return std::move(whole.result);
    }
    struct request {
        std::optional<int> offset{};
    };
    using response = std::vector<item>;
    static constexpr auto paging = apibind::by_offset<&request::offset>().total<&page_wrapping<response>::total>();
};
BOOST_DESCRIBE_STRUCT(by_offset_of_envelope::request, (), (offset))
static_assert(apibind::valid<by_offset_of_envelope>);

struct by_body : paged_service { // the cursor is in the content of a POST
    static constexpr auto route = apibind::post("/search");
    struct request {
        apibind::required<std::string> query;
        std::optional<std::string> after{};
    };
    using response = page;
    static std::optional<request> next_request(request const& before, page const& answer) {
        if (answer.items.empty()) return {};
        auto next = before;
        next.after = std::to_string(answer.items.back().id);
        return next;
    }
};
BOOST_DESCRIBE_STRUCT(by_body::request, (), (query, after))
static_assert(apibind::valid<by_body>);

// Long jobs, conditions, rules --------------------------------------------------------------------------------------

enum class job_state { queued, running, done };
BOOST_DESCRIBE_ENUM(job_state, queued, running, done)

struct show_job : paged_service { // asked about until it is done
    static constexpr auto route = apibind::get("/jobs/{id}");
    struct request {
        apibind::required<std::string> id;
    };
    struct response {
        job_state state = job_state::queued;
    };
};
BOOST_DESCRIBE_STRUCT(show_job::request, (), (id))
BOOST_DESCRIBE_STRUCT(show_job::response, (), (state))
static_assert(apibind::valid<show_job>);

struct show_item : paged_service { // 304 is an answer
    static constexpr auto route = apibind::get("/items/{id}");
    struct request {
        apibind::required<std::int64_t> id;
    };
    using response = apibind::not_modified_or<item>;
};
BOOST_DESCRIBE_STRUCT(show_item::request, (), (id))
static_assert(apibind::valid<show_item>);

struct change_item : paged_service { // If-Match: 412 where somebody else was faster
    static constexpr auto route = apibind::put("/items/{id}");
    struct request {
        apibind::required<std::int64_t> id;
        apibind::required<std::string> name;
    };
    using response = item;
};
BOOST_DESCRIBE_STRUCT(change_item::request, (), (id, name))
static_assert(apibind::valid<change_item>);

inline bool is_even(std::string_view digits) {
    return !digits.empty() && (digits.back() - '0') % 2 == 0;
}
inline bool is_sorted(std::vector<int> const& numbers) {
    for (std::size_t i = 1; i < numbers.size(); ++i)
        if (numbers[i] < numbers[i - 1]) return false;
    return true;
}
inline bool is_small(int number) {
    return number < 100;
}
struct checked : paged_service { // rules that are functions of the program
    static constexpr auto route = apibind::post("/checked");
    struct request {
        apibind::required<std::string> number;
        std::optional<std::vector<int>> sorted{};
        std::optional<int> small{};
        apibind::nullable<std::string> even{};
    };
    static constexpr auto rules =
        apibind::rules(apibind::check<&request::number, is_even>("must be an even number"),
                       apibind::check<&request::sorted, is_sorted>("must be sorted"),
                       apibind::each<&request::sorted>(apibind::check<is_small>("must be below 100")),
                       apibind::check<&request::small, is_small>("must be below 100"),
                       apibind::check<&request::even, is_even>("must be an even number"));
    using response = item;
};
BOOST_DESCRIBE_STRUCT(checked::request, (), (number, sorted, small, even))
static_assert(apibind::valid<checked>);

// Signatures --------------------------------------------------------------------------------------------------------

inline void sign(apibind::http_request& request, apibind::hmac_signer const& with) {
    auto const time = std::to_string(with.now().unix_seconds()), nonce = with.now().nonce();
    request.fields.set("X-Time", time);
    request.fields.set("X-Nonce", nonce);
    request.fields.set("X-Key", with.key_id());
    request.fields.set("X-Signature", with.hex(time + "\n" + nonce + "\n" + std::string(to_string(request.method)) +
                                               "\n" + request.origin.authority() + request.target + "\n" +
                                               with.hex_digest(request.body.value_or(""))));
}
struct signed_service {
    static constexpr auto base = apibind::base("https://signed.everything.example");
    static constexpr auto auth = apibind::hmac_auth<sign>;
};
struct pay : signed_service {
    static constexpr auto route = apibind::post("/payments?currency={currency}");
    static constexpr auto effect = apibind::effect::idempotent;
    struct request {
        apibind::required<std::string> currency;
        apibind::required<int> amount;
    };
    using response = item;
};
BOOST_DESCRIBE_STRUCT(pay::request, (), (currency, amount))
static_assert(apibind::valid<pay>);

struct aws_service {
    static constexpr auto base = apibind::base("https://example.amazonaws.com");
    static constexpr auto auth = apibind::aws_sigv4("service");
};
struct aws_get : aws_service {
    static constexpr auto route = apibind::get("/?Param2={b}&Param1={a}");
    struct request {
        std::optional<std::string> a{};
        std::optional<std::string> b{};
    };
    using response = apibind::as_received<std::string>;
};
BOOST_DESCRIBE_STRUCT(aws_get::request, (), (a, b))
static_assert(apibind::valid<aws_get>);

} // namespace everything_api::conversations
