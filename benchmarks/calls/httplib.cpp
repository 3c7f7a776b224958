// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "calls/caller.hpp"

#include <httplib.h>

namespace calls {
namespace {

class httplib_alone final : public text_caller {
public:
    explicit httplib_alone(destination const& to) : client_(to.url()) {
        client_.set_keep_alive(true);
        client_.set_tcp_nodelay(true);
        if (to.is_tls) {
            client_.set_ca_cert_path(to.ca_file.c_str());
            client_.enable_server_certificate_verification(true);
        }
    }

private:
    bool exchange(std::string const& body, std::string& answer) override {
        httplib::Headers const fields{{"Accept", "application/json"}, {"Access-Token", std::string(token)}};
        auto response = body.empty() ? client_.Get(std::string(get_target).c_str(), fields)
                                     : client_.Post(std::string(post_target).c_str(), fields, body, "application/json");
        if (!response || response->status != 200) return false;
        answer = std::move(response->body);
        return true;
    }

    httplib::Client client_;
};

} // namespace

std::unique_ptr<caller> httplib_caller(destination const& to) {
    return std::make_unique<httplib_alone>(to);
}

} // namespace calls
