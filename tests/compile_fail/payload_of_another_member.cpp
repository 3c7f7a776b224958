// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: payload does not lead to the response: the last member on the way is the T of the envelope, or an optional of it
// expect: payload_leads_to<find, answer>

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
#ifndef APIBIND_FIXED
    template <class T>
    static constexpr auto payload = &wrapped<T>::ok;
#else
    template <class T>
    static constexpr auto payload = &wrapped<T>::result;
#endif
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
