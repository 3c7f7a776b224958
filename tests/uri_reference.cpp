// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/uri_reference.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>

using namespace apibind;
using detail::resolved;

namespace {

http_request request_to(std::string target) {
    http_request out;
    out.origin = {"https", "api.example.com", 443};
    out.target = std::move(target);
    return out;
}
std::string followed(std::string_view link, std::string from = "/v1/list?page=1") {
    auto request = request_to(std::move(from));
    auto const fault = detail::follow_link(link, request);
    return fault ? "refused" : request.target;
}

} // namespace

TEST_CASE("references resolve as the examples of RFC 3986 section 5.4 do") {
    using row = std::pair<std::string_view, std::string_view>;
    for (auto const& [reference, target] : {row{"g", "http://a/b/c/g"},
                                            row{"./g", "http://a/b/c/g"},
                                            row{"g/", "http://a/b/c/g/"},
                                            row{"/g", "http://a/g"},
                                            row{"?y", "http://a/b/c/d;p?y"},
                                            row{"g?y", "http://a/b/c/g?y"},
                                            row{"#s", "http://a/b/c/d;p?q"},
                                            row{"g#s", "http://a/b/c/g"},
                                            row{";x", "http://a/b/c/;x"},
                                            row{"", "http://a/b/c/d;p?q"},
                                            row{".", "http://a/b/c/"},
                                            row{"./", "http://a/b/c/"},
                                            row{"..", "http://a/b/"},
                                            row{"../", "http://a/b/"},
                                            row{"../g", "http://a/b/g"},
                                            row{"../..", "http://a/"},
                                            row{"../../g", "http://a/g"},
                                            row{"../../../g", "http://a/g"},
                                            row{"/./g", "http://a/g"},
                                            row{"/../g", "http://a/g"},
                                            row{"g.", "http://a/b/c/g."},
                                            row{"..g", "http://a/b/c/..g"},
                                            row{"./../g", "http://a/b/g"},
                                            row{"./g/.", "http://a/b/c/g/"},
                                            row{"g/./h", "http://a/b/c/g/h"},
                                            row{"g/../h", "http://a/b/c/h"},
                                            row{"g;x=1/../y", "http://a/b/c/y"},
                                            row{"g?y/../x", "http://a/b/c/g?y/../x"},
                                            row{"g:h", "g:h"}}) {
        auto const& text = reference;
        CAPTURE(text);
        CHECK(resolved("http://a/b/c/d;p?q", reference) == target);
    }
}

TEST_CASE("a reference from a relative one stays relative until the base is known") {
    CHECK(resolved("page/2?x", "3") == "page/3");
    CHECK(resolved("page/2", "?y") == "page/2?y");
    CHECK(resolved("..", "g") == "../g");
    CHECK(followed(resolved("a/b", "../c"), "/x/y/z") == "/x/y/c");
}

TEST_CASE("a link within the origin is followed") {
    CHECK(followed("https://api.example.com/v1/list?page=2") == "/v1/list?page=2");
    CHECK(followed("HTTPS://API.example.com:443/v1/list?page=2#top") == "/v1/list?page=2");
    CHECK(followed("//api.example.com/x") == "/x");
    CHECK(followed("https://api.example.com") == "/");
    CHECK(followed("https://api.example.com?a=b") == "/?a=b");
    CHECK(followed("?page=2") == "/v1/list?page=2");
    CHECK(followed("/v2/../list") == "/list");
    CHECK(followed("list2") == "/v1/list2");
    CHECK(followed("/a?f=a|b&g={x}\"") == "/a?f=a%7Cb&g=%7Bx%7D%22");
    CHECK(followed("/a%2Fb?c=%20") == "/a%2Fb?c=%20");
}

TEST_CASE("a link to anywhere else is refused") {
    for (auto const* link : {"https://evil.example/v1/list",
                             "http://api.example.com/v1/list",
                             "https://api.example.com:8443/v1/list",
                             "//evil.example/x",
                             "https://api.example.com@evil.example/",
                             "https://user:pass@api.example.com/",
                             "https://api.example.com.evil.example/",
                             "https:///x",
                             "https:/x",
                             "ftp://api.example.com/",
                             "javascript:x",
                             "https://api.example.com:0/",
                             "https://api.example.com:99999/",
                             "https://api.example.com:4a/",
                             "file:/etc/passwd",
                             "/a b",
                             "/a\r\nX: y",
                             "/a\tb",
                             "/\xc3\xa9",
                             "///evil.example/"}) {
        CAPTURE(link);
        CHECK(followed(link) == "refused");
    }
    CHECK(followed("/\\evil.example/") == "/%5Cevil.example/");
    CHECK(followed("/x//evil.example/") == "/x//evil.example/");
}

TEST_CASE("the refusal says where the link leads and where the service is") {
    auto request = request_to("/v1");
    CHECK(detail::follow_link("https://evil.example:8443/v1?token=1", request) ==
          "the link leads to \"https://evil.example:8443\", and the service is https://api.example.com: it is not "
          "followed, and no credential goes there");
    CHECK(request.target == "/v1");
}

TEST_CASE("origins") {
    CHECK(detail::origin_of("http", "a") == http_origin{"http", "a", 80});
    CHECK(detail::origin_of("https", "A:8443") == http_origin{"https", "a", 8443});
    CHECK(detail::origin_of("https", "[::1]:8443") == http_origin{"https", "::1", 8443});
    CHECK(detail::origin_of("https", "[::1]") == http_origin{"https", "::1", 443});
    CHECK(detail::origin_of("https", "a:") == http_origin{"https", "a", 443});
    CHECK_FALSE(detail::origin_of("https", ""));
}
