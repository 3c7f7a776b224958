// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: envelope is there and is no public template of one type: declare template <class T> using envelope = wrapped<T>;
// expect: envelope_is_a_template<find>

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
    using response = answer;
#ifndef APIBIND_FIXED
    using envelope = wrapped<answer>;
#else
    template <class T>
    using envelope = wrapped<T>;
#endif
    template <class T>
    static constexpr auto payload = &wrapped<T>::result;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
