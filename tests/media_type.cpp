// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/media_type.hpp>

#include <doctest/doctest.h>

using apibind::detail::is_media_type;

TEST_CASE("a media type is type, subtype and parameters") {
    for (auto const* good : {"a/b", "application/json", "application/vnd.api+json", "text/csv; charset=utf-8",
                             "text/csv;charset=utf-8;header=present", "application/x-amz-json-1.1",
                             "multipart/mixed; boundary=\"a b; c\"", "a/b; c=\"\" ; d=e", "image/svg+xml"})
        CHECK_MESSAGE(is_media_type(good), good);
    for (auto const* bad : {"",
                            "/",
                            "a",
                            "a/",
                            "/b",
                            "a/b/c",
                            "a /b",
                            "a/b c",
                            "a/b;",
                            "a/b; ",
                            "a/b ",
                            "a/b; c",
                            "a/b; c=",
                            "a/b; =d",
                            "a/b; c=\"",
                            "a/b; c=\"d\"e",
                            "a/b; c=d e",
                            "a/b\r\nX: y",
                            "a/b; c=\"\r\n\"",
                            "a/b; c=\"\\\"",
                            "a/\xc3\xa9"})
        CHECK_MESSAGE(!is_media_type(bad), bad);
}
