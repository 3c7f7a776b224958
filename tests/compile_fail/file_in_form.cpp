// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: this member has no form as name=value pairs: no files, and no lists or structs in lists that are not apibind::indexed: send files by body = apibind::multipart, and lists of structs by apibind::form
// expect: &find::request::photo

#include "service.hpp"
#include <apibind/apibind.hpp>

struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<apibind::file> photo;
    };
#ifndef APIBIND_FIXED
    static constexpr auto body = apibind::form;
#else
    static constexpr auto body = apibind::multipart;
#endif
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (photo))
static_assert(apibind::valid<find>);
