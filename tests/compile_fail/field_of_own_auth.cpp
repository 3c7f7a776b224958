// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this field is the credential's, which auth puts into every request: take it out of fields
// expect: is_no_field_of_the_credential<find
// expect: apibind::detail::at<'x', '-', 'k', 'e', 'y'>

#include "service.hpp"

struct own_auth {
    using credential = apibind::secret;
    static constexpr std::string_view field() { return "X-Key"; }
    void authorize(apibind::http_request& request, apibind::secret const& key) const {
        request.fields.set(field(), key.reveal());
    }
    static void conceal(apibind::redaction& hidden, apibind::secret const& key) { hidden.add(key.reveal()); }
};
struct own_service {
    static constexpr auto base = apibind::base("https://api.example.com/v1");
    static constexpr own_auth auth{};
};
struct find : own_service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
#ifndef APIBIND_FIXED
    static constexpr auto fields = apibind::fields(apibind::field<&request::id>("x-key"));
#else
    static constexpr auto fields = apibind::fields(apibind::field<&request::id>("x-id"));
#endif
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
