// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "calls/caller.hpp"

#include <curl/curl.h>

#include <cstddef>
#include <stdexcept>

namespace calls {
namespace {

/// libcurl's easy interface, with a handle that is kept.
class curl final : public text_caller {
public:
    explicit curl(destination const& to)
        : easy_(curl_easy_init()), post_url_(to.url() + std::string(post_target)),
          get_url_(to.url() + std::string(get_target)) {
        if (!easy_) throw std::runtime_error("curl: no handle");
        for (auto const& field : {std::string("Accept: application/json"), "Access-Token: " + std::string(token)})
            get_fields_ = curl_slist_append(get_fields_, field.c_str());
        for (auto const* field = get_fields_; field; field = field->next)
            post_fields_ = curl_slist_append(post_fields_, field->data);
        post_fields_ = curl_slist_append(post_fields_, "Content-Type: application/json");
        curl_easy_setopt(easy_, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(easy_, CURLOPT_WRITEFUNCTION, &keep);
        if (to.is_tls) curl_easy_setopt(easy_, CURLOPT_CAINFO, to.ca_file.c_str());
    }
    ~curl() override {
        curl_easy_cleanup(easy_);
        curl_slist_free_all(get_fields_);
        curl_slist_free_all(post_fields_);
    }

private:
    static std::size_t keep(char* text, std::size_t, std::size_t size, void* answer) {
        static_cast<std::string*>(answer)->append(text, size);
        return size;
    }
    bool exchange(std::string const& body, std::string& answer) override {
        if (body.empty()) {
            curl_easy_setopt(easy_, CURLOPT_HTTPGET, 1L);
            curl_easy_setopt(easy_, CURLOPT_URL, get_url_.c_str());
            curl_easy_setopt(easy_, CURLOPT_HTTPHEADER, get_fields_);
        } else {
            curl_easy_setopt(easy_, CURLOPT_URL, post_url_.c_str());
            curl_easy_setopt(easy_, CURLOPT_HTTPHEADER, post_fields_);
            curl_easy_setopt(easy_, CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
            curl_easy_setopt(easy_, CURLOPT_POSTFIELDS, body.c_str());
        }
        curl_easy_setopt(easy_, CURLOPT_WRITEDATA, &answer);
        long status = 0;
        return curl_easy_perform(easy_) == CURLE_OK &&
               curl_easy_getinfo(easy_, CURLINFO_RESPONSE_CODE, &status) == CURLE_OK && status == 200;
    }

    CURL* easy_;
    std::string post_url_, get_url_;
    curl_slist* get_fields_ = nullptr;
    curl_slist* post_fields_ = nullptr;
};

} // namespace

std::unique_ptr<caller> curl_caller(destination const& to) {
    return std::make_unique<curl>(to);
}

} // namespace calls
