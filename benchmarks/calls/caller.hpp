// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "hand/codec.hpp"
#include "payloads/values.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

/// Whole typed calls, each by one contender: the request's values go in, the answer's values come out.
namespace calls {

/// Where the benchmarks' server is.
struct destination {
    std::uint16_t port = 0;
    bool is_tls = false;
    std::string ca_file;

    std::string url() const { return (is_tls ? "https://localhost:" : "http://127.0.0.1:") + std::to_string(port); }
};

/// One thread's way to the server, over a connection that is kept.
class caller {
public:
    caller() = default;
    caller(caller const&) = delete;
    caller& operator=(caller const&) = delete;
    virtual ~caller() = default;

    /// POST of 124 bytes, answered by 32. False: it went wrong.
    virtual bool post(payload::removal const& what, payload::removed& out) = 0;
    /// GET, answered by 891 KB.
    virtual bool get(payload::directory& out) = 0;
};

/// Carries text for those contenders whose codec is the hand-written one.
class text_caller : public caller {
public:
    bool post(payload::removal const& what, payload::removed& out) final {
        std::string body, answer;
        return hand::encode(what, body) && exchange(body, answer) && hand::decode(answer, out);
    }
    bool get(payload::directory& out) final {
        std::string answer;
        return exchange({}, answer) && hand::decode(answer, out);
    }

protected:
    static constexpr std::string_view post_target = "/v3/contact-source/remove";
    static constexpr std::string_view get_target = "/directory";
    static constexpr std::string_view token = "0123456789abcdef0123456789abcdef";

    /// The content of the answer to a POST of `body`, or to the GET where that is empty.
    virtual bool exchange(std::string const& body, std::string& answer) = 0;
};

std::unique_ptr<caller> raw_caller(destination const&);
std::unique_ptr<caller> beast_caller(destination const&);
std::unique_ptr<caller> httplib_caller(destination const&);
std::unique_ptr<caller> curl_caller(destination const&);
/// These share a client, as threads of a program do.
std::unique_ptr<caller> apibind_beast_caller(destination const&);
std::unique_ptr<caller> apibind_httplib_caller(destination const&);

struct contender {
    char const* name;
    std::unique_ptr<caller> (*make)(destination const&);
};
inline constexpr contender contenders[] = {
    {"raw", raw_caller},   {"apibind_beast", apibind_beast_caller},     {"beast", beast_caller},
    {"curl", curl_caller}, {"apibind_httplib", apibind_httplib_caller}, {"httplib", httplib_caller},
};

} // namespace calls
