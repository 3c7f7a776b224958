// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#pragma once

#include <doctest/doctest.h>
#include <httplib.h>

#include <sandbox/server.hpp>

#include <string>
#include <utility>

/// Raw calls to the sandbox, with nothing of apibind between, so that requests no typed client makes can be made.
namespace sandbox_call {

struct raw_call {
    std::string method;
    std::string host;
    std::string target;
    httplib::Headers headers{};
    std::string body{};
};

struct raw_answer {
    int status{};
    std::string body;
    std::string content_type{};

    friend bool operator==(raw_answer const& a, raw_answer const& b) {
        return a.status == b.status && a.body == b.body;
    }
};

inline doctest::String toString(raw_answer const& answer) {
    return (std::to_string(answer.status) + " " + answer.body).c_str();
}

/// The target is sent byte for byte; the name of that switch depends on httplib's version.
template <class Client>
void send_target_as_given(Client& client) {
    if constexpr (requires { client.set_path_encode(false); }) {
        client.set_path_encode(false);
    } else {
        client.set_url_encode(false);
    }
}

inline httplib::Request request_of(raw_call const& call) {
    httplib::Request request;
    request.method = call.method;
    request.path = call.target;
    request.headers = call.headers;
    request.body = call.body;
    return request;
}

/// Without an answer the status is 0 and the body says why; nothing is thrown, as callers are threads as well.
inline raw_answer answer_of(httplib::Result const& result) {
    if (!result) {
        return {0, "no answer: " + httplib::to_string(result.error())};
    }
    return {result->status, result->body, result->get_header_value("Content-Type")};
}

/// Over TLS, verified against the sandbox's CA under the vendor's own host name.
inline raw_answer send(sandbox::server const& server, raw_call const& call) {
    httplib::SSLClient client(call.host, server.https_port());
    client.set_hostname_addr_map({{call.host, "127.0.0.1"}});
    client.set_ca_cert_path(server.ca_file().c_str());
    client.enable_server_certificate_verification(true);
    send_target_as_given(client);
    return answer_of(client.send(request_of(call)));
}

/// `call` with one header field more, or with another value for it.
inline raw_call with_header(raw_call call, std::string const& name, std::string const& value) {
    call.headers.erase(name);
    call.headers.emplace(name, value);
    return call;
}

inline raw_call without_header(raw_call call, std::string const& name) {
    call.headers.erase(name);
    return call;
}

inline raw_call with_body(raw_call call, std::string body) {
    call.body = std::move(body);
    return call;
}

inline raw_call with_target(raw_call call, std::string target) {
    call.target = std::move(target);
    return call;
}

inline raw_call with_method(raw_call call, std::string method) {
    call.method = std::move(method);
    return call;
}

/// A call of each vendor that succeeds once with the seed that the sandbox brings.
inline raw_call wooxy_call(std::string body = R"({"ids":["5d915c22d132d5f45a4e38b8"]})") {
    return {"POST",
            "api.wooxy.com",
            "/v3/contact-source/remove",
            {{"Access-Token", "wooxy-demo-token"}, {"Content-Type", "application/json"}},
            std::move(body)};
}

inline raw_call remove_record_call(std::string const& customer_id = "42") {
    return {"DELETE",
            "wv0042.wolkvox.com",
            "/api/v2/campaign.php?api=remove_record&type_campaign=predictive&campaign_id=17",
            {{"wolkvox-token", "wolkvox-demo-token"}, {"Content-Type", "application/json"}},
            R"({"customer_id": ")" + customer_id + "\"}"};
}

inline raw_call clear_campaign_call(std::string const& more = "") {
    return {"DELETE",
            "wv0042.wolkvox.com",
            "/api/v2/campaign.php?api=clear_campaign&type_campaign=predictive&campaign_id=17" + more,
            {{"wolkvox-token", "wolkvox-demo-token"}}};
}

inline raw_call crm_call(std::string const& multiple = "false",
                         std::string const& id = R"("6074a1b0801374c2d4e6781a")") {
    return {"POST",
            "crm0001.wolkvox.com",
            "/server/API/v2/custom/delete.php",
            {{"Wolkvox-Token", "crm-demo-token"}, {"Content-Type", "application/json"}},
            R"({"operation":"demo_operation","module":"contacts","multiple":)" + multiple + R"(,"wolkvox-id":)" + id +
                "}"};
}

inline raw_call thulium_call(std::string const& query = "phone_number[]=441", std::string const& id = "00001") {
    return {"DELETE",
            "demo.thulium.com",
            "/api/batch/outbounds/" + id + "/records/?" + query,
            {{"Authorization", "Basic YXBpX3VzZXI6YXBpX3Bhc3M="}, {"Accept", "application/json"}}};
}

} // namespace sandbox_call
