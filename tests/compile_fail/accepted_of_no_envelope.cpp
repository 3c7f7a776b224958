// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: accepted cannot take the response: declare static bool accepted(response const&) in the endpoint
// expect: accepted_takes_response<find>

#include "service.hpp"

template <class T>
struct wrapped {
    bool ok = false;
    std::optional<T> result{};
    BOOST_DESCRIBE_CLASS(wrapped, (), (ok, result), (), ())
};
struct other {};

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    template <class T>
    using envelope = wrapped<T>;
    template <class T>
    static constexpr auto payload = &wrapped<T>::result;
#ifndef APIBIND_FIXED
    static bool accepted(other const&) { return true; }
#else
    template <class T>
    static bool accepted(wrapped<T> const& all) {
        return all.ok;
    }
#endif
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
