// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this auth names no secrets: declare static void conceal(apibind::redaction&, credential const&), which adds what no text may show

#include "service.hpp"

#include <apibind/all_of.hpp>
#include <apibind/apibind.hpp>

struct own_auth {
    using credential = apibind::secret;
    void authorize(apibind::http_request& request, apibind::secret const& key) const {
        request.fields.set("Key", key.reveal());
    }
#ifdef APIBIND_FIXED
    static void conceal(apibind::redaction& hidden, apibind::secret const& key) {
        hidden.add(key.reveal());
    }
#endif
};
struct there {
    static constexpr auto base = apibind::base("https://api.example.com");
    static constexpr auto auth = apibind::all_of(own_auth{}, apibind::bearer);
};
auto build(std::shared_ptr<apibind::transport> carrier) {
    return apibind::client<there>({apibind::secret("x"), apibind::secret("y")}, {}, carrier);
}
