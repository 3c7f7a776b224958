// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this payload has no envelope: declare template <class T> using envelope = ... beside it
// expect: payload_has_an_envelope<find>

#include "service.hpp"

template <class T>
struct wrapped {
    std::optional<T> result{};
    BOOST_DESCRIBE_CLASS(wrapped, (), (result), (), ())
};

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    template <class T>
    static constexpr auto payload = &wrapped<T>::result;
#ifdef APIBIND_FIXED
    template <class T>
    using envelope = wrapped<T>;
#endif
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
