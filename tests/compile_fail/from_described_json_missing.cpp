// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this type is read, and has only a to_described_json: declare void from_described_json(what that returns, T&) beside it
// expect: has_from_described_json_at<price
// expect: &found::total

#include "service.hpp"

class price {
public:
    int cents() const { return cents_; }
    void set(int cents) { cents_ = cents; }

private:
    int cents_ = 0;
};
inline int to_described_json(price const& it) { return it.cents(); }

#ifndef APIBIND_FIXED
// no way back
#else
inline void from_described_json(int cents, price& it) { it.set(cents); }
#endif
struct found {
    price total;
};
BOOST_DESCRIBE_STRUCT(found, (), (total))
struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<std::string> id;
    };
    using response = found;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (id))
static_assert(apibind::valid<find>);
