// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this auth cannot authorise a request: declare void authorize(apibind::http_request&, credential const&) const, or std::string authorize(apibind::http_request&, credential const&, apibind::auth_moment const&) const with static std::string identity(credential const&)
// expect: authorizes

#include "service.hpp"
#include <apibind/apibind.hpp>

struct own_auth {
    using credential = apibind::secret;
    void authorize(apibind::http_request& request, apibind::secret const& key, apibind::auth_moment const&) const {
        request.fields.set("Key", key.reveal());
    }
    static void conceal(apibind::redaction& hidden, apibind::secret const& key) { hidden.add(key.reveal()); }
#ifdef APIBIND_FIXED
    static std::string identity(apibind::secret const&) {
        return "one";
    }
#endif
};
struct there {
    static constexpr auto base = apibind::base("https://api.example.com");
    static constexpr auto auth = own_auth{};
};
auto build(std::shared_ptr<apibind::transport> carrier) {
    return apibind::client<there>(apibind::secret("x"), {}, carrier);
}
