// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "calls/caller.hpp"

#include <apibind/apibind.hpp>

#include <memory>
#include <utility>

namespace calls {

/// The GET of 891 KB; the POST is Wooxy's.
struct directory_service {
    static constexpr auto base = apibind::base("https://directory.example");
    static constexpr auto auth = apibind::header_token("Access-Token");
};
struct find_directory : directory_service {
    static constexpr auto route = apibind::get("/directory");
    struct request {};
    using response = payload::directory;
};
BOOST_DESCRIBE_STRUCT(find_directory::request, (), ())
static_assert(apibind::valid<find_directory>);

/// What a program has once, for all its threads: its turns, checks and retries are part of each call.
class apibind_clients {
public:
    apibind_clients(destination const& to, std::shared_ptr<apibind::transport> over)
        : post_(apibind::secret("0123456789abcdef0123456789abcdef"), options(to, "/v3"), over),
          get_(apibind::secret("0123456789abcdef0123456789abcdef"), options(to, ""), over) {}

    bool post(payload::removal const& what, payload::removed& out) const {
        auto result = apibind::invoke<wooxy::remove_source>(post_, what);
        if (!result) return false;
        out = *result;
        return true;
    }
    bool get(payload::directory& out) const {
        auto result = apibind::invoke<find_directory>(get_);
        if (!result) return false;
        out = *std::move(result);
        return true;
    }

    apibind::client<wooxy::api> const& wooxy() const { return post_; }

private:
    static apibind::client_options options(destination const& to, char const* path) {
        apibind::client_options out;
        out.base = to.url() + path;
        if (to.is_tls) out.connect_to = {"127.0.0.1", to.port};
        out.ca_file = to.ca_file;
        return out;
    }

    apibind::client<wooxy::api> post_;
    apibind::client<directory_service> get_;
};

} // namespace calls
