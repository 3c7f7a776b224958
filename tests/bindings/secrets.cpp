// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

// No text that the library makes shows a credential, whatever a vendor echoes.

#include "requests.hpp"
#include "support/leaping_clock.hpp"

#include <apibind/bindings/thulium.hpp>
#include <apibind/bindings/wolkvox.hpp>
#include <apibind/bindings/wooxy.hpp>

#include <sstream>
#include <vector>

using namespace bindings_test;
using apibind::invoke;

namespace {

// Long enough that no part of a message resembles it, and with what JSON, URLs and base64 write in other ways.
std::string const token = "S3cr/et+T0ken=\"q\"\\end";
std::string const token_in_json = R"(S3cr/et+T0ken=\"q\"\\end)";
std::string const token_in_php_json = R"(S3cr\/et+T0ken=\"q\"\\end)"; // as the vendor's own page escapes the slash
std::string const token_in_url = "S3cr%2Fet%2BT0ken%3D%22q%22%5Cend";
std::string const token_in_base64 = "UzNjci9ldCtUMGtlbj0icSJcZW5k";
std::string const basic_in_base64 = "YXBpX3VzZXI6UzNjci9ldCtUMGtlbj0icSJcZW5k"; // api_user:token

std::string texts_of(wooxy::refusal const& error) {
    std::string out;
    for (auto const& text : error.errors) out += text + "\n";
    return out;
}
std::string texts_of(wolkvox::status const& error) {
    return error.error.value_or("") + "\n" + error.msg;
}
std::string texts_of(wolkvox::crm_answer const& error) {
    auto out = error.content + "\n" + error.media_type + "\n";
    if (error.value) out += error.value->error.value_or("") + "\n" + error.value->msg.value_or("");
    return out;
}
std::string texts_of(thulium::problem const& error) {
    std::string out = error.request_id + "\n";
    for (auto const& one : error.errors) out += one.message + "\n";
    return out;
}

/// Every text of a failure, as a program would log it.
template <class Error>
std::string texts_of(apibind::failure<Error> const& failure) {
    std::ostringstream out;
    if (failure.vendor_error) out << texts_of(*failure.vendor_error) << "\n";
    for (auto const& field : failure.info.fields) out << field.name << ": " << field.value << "\n";
    for (auto const& note : failure.info.notes) out << note << "\n";
    out << failure << "\n" << failure.message << "\n" << failure.excerpt << "\n" << failure.endpoint << "\n";
    if (failure.decode) out << *failure.decode << "\n" << failure.decode->path << "\n" << failure.decode->found << "\n";
    out << apibind::bad_result_access(failure).what();
    return out.str();
}

void check_hidden(std::string const& text) {
    CAPTURE(text);
    for (auto const& form : {token, token_in_json, token_in_php_json, token_in_url, token_in_base64, basic_in_base64})
        CHECK(text.find(form) == std::string::npos);
}

/// The vendors' gates hold a place after an unknown outcome, and refused calls are tried again: nobody waits for that.
apibind::client_options without_waiting() {
    static auto const clock = std::make_shared<support::leaping_clock>();
    apibind::client_options out;
    out.clock = clock;
    out.retry = apibind::no_retry;
    return out;
}

std::string const json_type = "application/json";

template <class Endpoint>
std::string failed(int status, std::string body, typename Endpoint::request const& request) {
    auto const carrier = std::make_shared<counting_transport>(
        apibind::http_response{status,
                               {{"Content-Type", json_type},
                                {"X-Echo", token},
                                {"Set-Cookie", "session=" + token_in_url},
                                {"X-Authorization", "Basic " + basic_in_base64},
                                {"X-" + token_in_base64, "1"},
                                {"Location", "https://vendor.example/?token=" + token_in_url}},
                               std::move(body)});
    auto const text = [&](auto const& client) {
        auto const result = invoke<Endpoint>(client, request, {.strict = true});
        REQUIRE_FALSE(result.has_value());
        return texts_of(result.error());
    };
    if constexpr (std::is_base_of_v<wooxy::api, Endpoint>)
        return text(apibind::client<wooxy::api>(apibind::secret(token), without_waiting(), carrier));
    else if constexpr (std::is_base_of_v<wolkvox::manager, Endpoint>)
        return text(apibind::client<wolkvox::manager>({.wolkvox_server = "0042"}, apibind::secret(token),
                                                      without_waiting(), carrier));
    else if constexpr (std::is_base_of_v<wolkvox::crm, Endpoint>)
        return text(apibind::client<wolkvox::crm>({.crm_server = "crm.example.com"}, apibind::secret(token),
                                                  without_waiting(), carrier));
    else
        return text(apibind::client<thulium::api>({.system_name = "demo"}, {"api_user", apibind::secret(token)},
                                                  without_waiting(), carrier));
}

wooxy::remove_source::request const a_source{.ids = {{"a"}}};
wolkvox::remove_record::request const a_customer{
    .type_campaign = wolkvox::campaign_type::preview, .campaign_id = "17", .customer_id = "42"};
wolkvox::delete_records::request const a_contact{.operation = "demo", .module = "contacts", .wolkvox_id = {{"a"}}};
thulium::remove_records::request const a_number{.id = "00001", .phone_number = {{"441"}}};

/// The forms in which a vendor may send a token back inside a JSON string.
std::vector<std::string> echoes() {
    return {token_in_json, token_in_php_json, token_in_url, token_in_base64, "Basic " + basic_in_base64};
}

} // namespace

TEST_CASE("secrets, wooxy: its own texts with the token filled in") {
    for (auto const& echo : echoes())
        for (int const status : {200, 401, 500})
            for (std::string const text :
                 {"no matches found for access token ", R"(access token check failed for key\/secret 4711\/)",
                  "no data found for key "}) {
                auto const line = failed<wooxy::remove_source>(
                    status, R"({"result":false,"errors":[")" + text + echo + "\"]}", a_source);
                check_hidden(line);
                CHECK(line.find("[secret]") != std::string::npos);
            }
}

TEST_CASE("secrets: a vendor that sends the token back in its error") {
    for (auto const& echo : echoes()) {
        check_hidden(failed<wolkvox::remove_record>(403, R"({"code":403,"error":"FORBIDDEN","msg":")" + echo + "\"}",
                                                    a_customer));
        check_hidden(failed<wolkvox::delete_records>(200, R"({"code":"403","error":"FORBIDDEN","msg":")" + echo + "\"}",
                                                     a_contact));
        check_hidden(failed<thulium::remove_records>(
            401, R"({"request_id":"1","errors":[{"message":")" + echo + R"(","code":1}]})", a_number));
    }
}

TEST_CASE("secrets: a page that shows the request it was sent") {
    for (auto const& echo : {token, token_in_url, token_in_base64, basic_in_base64}) {
        auto const page = "<pre>wolkvox-token: " + echo + "\nAuthorization: Basic " + echo + "</pre>";
        for (int const status : {200, 403, 500}) {
            check_hidden(failed<wolkvox::remove_record>(status, page, a_customer));
            check_hidden(failed<thulium::remove_records>(status, page, a_number));
        }
    }
}

TEST_CASE("secrets: the path and the value of a decode failure") {
    for (auto const& echo : echoes()) {
        check_hidden(
            failed<thulium::remove_records>(200, "{\"" + echo + R"(":[{"http_status":200,"status":7}]})", a_number));
        check_hidden(failed<thulium::remove_records>(200, R"({"441":[{"http_status":")" + echo + "\"}]}", a_number));
        check_hidden(failed<wolkvox::remove_record>(200, R"({"code":")" + echo + "\"}", a_customer));
        check_hidden(failed<wolkvox::remove_record>(200, R"({"code":202,"error":null,"msg":"","x)" + echo + "\":1}",
                                                    a_customer));
        check_hidden(failed<wooxy::remove_source>(200, R"({"result":")" + echo + "\"}", a_source));
    }
}

TEST_CASE("secrets: a long token at the place where the excerpt ends") {
    std::string const long_token = std::string(200, 'k') + std::string(200, 'K');
    for (std::size_t before : {0u, 90u, 250u, 299u, 399u, 799u, 1000u, 1199u}) {
        auto const carrier = std::make_shared<counting_transport>(apibind::http_response{
            403, {}, std::string(before % 100, '.') + long_token + long_token + std::string(before, '.') + long_token});
        apibind::client<wooxy::api> const client(apibind::secret(long_token), without_waiting(), carrier);
        auto const result = invoke<wooxy::remove_source>(client, a_source);
        REQUIRE_FALSE(result.has_value());
        CHECK(texts_of(result.error()).find("kkkkkkkk") == std::string::npos);
        CHECK(texts_of(result.error()).find("KKKKKKKK") == std::string::npos);
    }
}

// The reader shows 40 characters of a value and 80 of a key.
TEST_CASE("secrets: a long token that a decode failure or a note cuts") {
    std::string const long_token = std::string(60, 'k') + std::string(60, 'K');
    for (std::string const& before : {std::string(), std::string(30, '.'), std::string(75, '.')})
        for (std::string const& body :
             {"{\"" + before + long_token + R"(":[{"http_status":200,"status":7}]})",
              R"({"441":[{"http_status":")" + before + long_token + "\"}]}",
              R"({"441":[{"http_status":200,"status":"REMOVED",")" + before + long_token + "\":1}]}"})
            for (bool const strict : {true, false}) {
                CAPTURE(body);
                auto const carrier = std::make_shared<counting_transport>(apibind::http_response{200, {}, body});
                apibind::client<thulium::api> const client(
                    {.system_name = "demo"}, {"user", apibind::secret(long_token)}, without_waiting(), carrier);
                auto const result = invoke<thulium::remove_records>(client, a_number, {.strict = strict});
                std::string text = result ? "" : texts_of(result.error());
                for (auto const& note : result.info().notes) text += note.path + note.text;
                CHECK_FALSE(text.empty());
                CHECK(text.find("kk") == std::string::npos);
                CHECK(text.find("KK") == std::string::npos);
            }
}

TEST_CASE("secrets: a request that is shown") {
    auto const shown = [](auto const& made) {
        REQUIRE(made.has_value());
        std::ostringstream out;
        out << *made;
        return out.str();
    };
    auto const carrier = std::make_shared<counting_transport>();
    apibind::client<wooxy::api> const wooxy(apibind::secret(token), without_waiting(), carrier);
    check_hidden(shown(apibind::prepare<wooxy::remove_source>(wooxy, a_source)));
    apibind::client<thulium::api> const thulium({.system_name = "demo"}, {"api_user", apibind::secret(token)}, {},
                                                carrier);
    check_hidden(shown(apibind::prepare<thulium::remove_records>(thulium, a_number)));
}

TEST_CASE("secrets: a token that no header can carry is not shown in the refusal") {
    apibind::client<wooxy::api> const client(apibind::secret(token + "\n"), {}, std::make_shared<counting_transport>());
    auto const result = invoke<wooxy::remove_source>(client, a_source);
    REQUIRE_FALSE(result.has_value());
    CHECK(result.outcome() == apibind::outcome::not_sent);
    check_hidden(texts_of(result.error()));
}
