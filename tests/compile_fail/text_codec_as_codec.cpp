// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
// expect: apibind: the text_codec of this type does not fit: declare
// expect: has_codec_at<color, apibind::detail::path<&find::request::paint

#include "service.hpp"

#include <apibind/text_codec.hpp>

class color {};
template <>
struct apibind::text_codec<color> {
    static void write(color const&, std::string&) {}
#ifndef APIBIND_FIXED
    static bool read(std::string_view, color&, std::string&) {
        return true;
    }
#else
    static constexpr std::string_view expected = "a colour";
    static bool read(std::string_view, color&) {
        return true;
    }
#endif
};
struct find : service {
    static constexpr auto route = apibind::post("/records");
    struct request {
        apibind::required<color> paint;
    };
    using response = answer;
};
BOOST_DESCRIBE_STRUCT(find::request, (), (paint))
static_assert(apibind::valid<find>);
