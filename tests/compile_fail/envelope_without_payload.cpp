// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this service has an envelope and does not say where its payload is: declare template <class T> static constexpr auto payload = &envelope<T>::member; or take the endpoint out of it: template <class T> using envelope = T;
// expect: names_payload_of_envelope<find, answer>

#include "service.hpp"

template <class T>
struct wrapped {
    bool ok = false;
    std::optional<T> result{};
    BOOST_DESCRIBE_CLASS(wrapped, (), (ok, result), (), ())
};

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    template <class T>
    using envelope = wrapped<T>;
#ifdef APIBIND_FIXED
    template <class T>
    static constexpr auto payload = &wrapped<T>::result;
#endif
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
