// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/url_expander.hpp>

#include <doctest/doctest.h>

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

using namespace apibind;

namespace {

/// The target that a request makes, or "fault: " and what is wrong with it.
template <class E>
std::string expanded(typename E::request const& request) {
    using namespace apibind::detail;
    std::string out;
    auto const fault = url_expander(object_table_of<typename E::request>, &request, out, query_lists_of<E>())
                           .expand(endpoint_parts<E>::pieces.data(), endpoint_parts<E>::piece_count);
    return fault ? "fault: " + *fault : out;
}

struct contents {
    static constexpr auto route = get("/repos/{repo}/contents/{+path}:read");
    struct request {
        required<std::string> repo, path;
    };
};
BOOST_DESCRIBE_STRUCT(contents::request, (), (repo, path))
struct resource {
    static constexpr auto route = get("/v1/x{+name}");
    struct request {
        required<std::string> name;
    };
};
BOOST_DESCRIBE_STRUCT(resource::request, (), (name))

struct tree {
    static constexpr auto route = get("/t{/owner,parts*}{/ids}/end");
    struct request {
        std::optional<std::string> owner{};
        std::optional<std::vector<std::string>> parts{};
        std::optional<std::variant<std::array<int, 3>, everything_t>> ids{};
    };
};
BOOST_DESCRIBE_STRUCT(tree::request, (), (owner, parts, ids))
struct numbered {
    static constexpr auto route = get("/n{/ids}");
    struct request {
        required<std::vector<std::string>> ids;
    };
};
BOOST_DESCRIBE_STRUCT(numbered::request, (), (ids))

struct range {
    std::optional<int> gte{}, lt{};
};
BOOST_DESCRIBE_STRUCT(range, (), (gte, lt))
struct filter {
    std::optional<std::string> status{};
    std::optional<range> created{};
    std::optional<std::vector<std::string>> tags{};
    std::optional<std::map<std::string, std::vector<int>>> metadata{};
    std::optional<std::vector<filter>> any_of{};
};
BOOST_DESCRIBE_STRUCT(filter, (), (status, created, tags, metadata, any_of))
consteval auto wire_names(std::type_identity<filter>) {
    return names(camel_case);
}

struct paging {
    std::optional<int> top{};
    std::optional<std::string> order_by{};
    std::optional<std::vector<int>> skip{};
};
BOOST_DESCRIBE_STRUCT(paging, (), (top, order_by, skip))
consteval auto wire_names(std::type_identity<paging>) {
    return names(camel_case, name<&paging::top>("$top"), name<&paging::order_by>("order[by]"));
}

struct find {
    static constexpr auto route = get("/f?q[x]={q}&s=1{&tags,ids*,more*,page*}");
    struct request {
        std::optional<filter> q{};
        std::optional<std::vector<std::string>> tags{};
        std::optional<std::vector<int>> ids{};
        std::optional<std::map<std::string, std::string>> more{};
        std::optional<paging> page{};
    };
};
BOOST_DESCRIBE_STRUCT(find::request, (), (q, tags, ids, more, page))
consteval auto wire_names(std::type_identity<find::request>) {
    return names(name<&find::request::tags>("$tags[]"));
}
struct find_bracketed {
    static constexpr auto route = get("/f?q={q}");
    static constexpr auto query_lists = bracketed;
    using request = find::request;
};
struct find_repeated {
    static constexpr auto route = get("/f?q={q}");
    static constexpr auto query_lists = repeated;
    using request = find::request;
};

struct two_maps {
    static constexpr auto route = get("/m{?one*,other*}");
    struct request {
        std::optional<std::map<std::string, std::string>> one{}, other{};
    };
};
BOOST_DESCRIBE_STRUCT(two_maps::request, (), (one, other))

struct items {
    static constexpr auto route = get("/i?item={item}&grid={grid}");
    struct request {
        std::optional<std::vector<range>> item{};
        std::optional<std::vector<std::vector<int>>> grid{};
    };
};
BOOST_DESCRIBE_STRUCT(items::request, (), (item, grid))

struct literal {
    static constexpr auto route = get("/l?page[size]={size}&custom_fields[Kraj][0]={kraj}");
    struct request {
        std::optional<int> size{};
        std::optional<std::string> kraj{};
    };
};
BOOST_DESCRIBE_STRUCT(literal::request, (), (size, kraj))

} // namespace

TEST_CASE("{+a} is a path of its own: its slashes stay, all else is encoded") {
    CHECK(expanded<contents>({.repo = "a/b", .path = "src/main file.c"}) ==
          "/repos/a%2Fb/contents/src/main%20file.c:read");
    CHECK(expanded<contents>({.repo = "r", .path = "a?b#c/d%2e"}) == "/repos/r/contents/a%3Fb%23c/d%252e:read");
    CHECK(expanded<contents>({.repo = "r", .path = "one"}) == "/repos/r/contents/one:read");
    CHECK(expanded<resource>({.name = "/a/b"}) == "/v1/x/a/b");
}

TEST_CASE("{+a} makes no empty segment and no dot segment") {
    std::string const empty = "fault: path would make an empty path segment: it may not begin or end with a slash";
    CHECK(expanded<contents>({.repo = "r", .path = "/a"}) == empty);
    CHECK(expanded<contents>({.repo = "r", .path = "a//b"}) == empty);
    CHECK(expanded<resource>({.name = "a/"}).starts_with("fault: name would make an empty path segment"));
    CHECK(expanded<resource>({.name = "/"}).starts_with("fault: name "));
    for (auto const* dots : {"a/../b", "../b", "a/./b"})
        CHECK(expanded<contents>({.repo = "r", .path = dots}).starts_with("fault: path would make the path segment"));
    CHECK(expanded<resource>({.name = "/.."}).starts_with("fault: name would make the path segment"));
    CHECK(expanded<contents>({.repo = "r", .path = ""}) == "fault: path must not be empty: it stands in the URL");
    CHECK(expanded<contents>({.repo = "r", .path = ".../b"}) == "/repos/r/contents/.../b:read");
}

TEST_CASE("{/a} is a segment that is left out with its slash, {/a*} one for each value, {/a} of a list is one of all") {
    CHECK(expanded<tree>({}) == "/t/end");
    CHECK(expanded<tree>({.owner = "a b"}) == "/t/a%20b/end");
    CHECK(expanded<tree>({.owner = "o", .parts = {{"x/y", "z"}}, .ids = std::array{1, 2, 3}}) ==
          "/t/o/x%2Fy/z/1,2,3/end");
    CHECK(expanded<tree>({.ids = everything}) == "/t/end");
    CHECK(expanded<numbered>({.ids = {{"a,b", "c"}}}) == "/n/a%2Cb,c");
    CHECK(expanded<tree>({.owner = ""}) == "fault: owner must not be empty: it stands in the URL");
    CHECK(expanded<tree>({.parts = {{"x", ""}}}) == "fault: parts must not be empty: it stands in the URL");
    CHECK(expanded<tree>({.parts = std::vector<std::string>{}}) ==
          "fault: parts must not be empty: it stands in the URL");
    CHECK(expanded<tree>({.parts = {{"x", "..", "y"}}}).starts_with("fault: parts would make the path segment \"..\""));
    CHECK(expanded<tree>({.owner = "."}).starts_with("fault: owner would make the path segment \".\""));
    CHECK(expanded<numbered>({.ids = {{".."}}}).starts_with("fault: ids would make the path segment \"..\""));
}

TEST_CASE("{&a} of a list is one pair, {&a*} repeats it; `$` stays, brackets of a name are encoded") {
    CHECK(expanded<find>({.tags = {{"a,b", "c"}}, .ids = {{1, 2}}}) == "/f?s=1&$tags%5B%5D=a%2Cb,c&ids=1&ids=2");
    CHECK(expanded<find>({.tags = std::vector<std::string>{}}) ==
          "fault: tags must not be empty: it stands in the URL");
    CHECK(expanded<find>({.tags = {{"a", ""}}}) == "fault: tags must not be empty: it stands in the URL");
}

TEST_CASE("{&a*} of a map or a struct are pairs named as its keys or members") {
    CHECK(expanded<find>({.more = {{{"a b", "1"}, {"c[d]", "2&3"}}}}) == "/f?s=1&a%20b=1&c%5Bd%5D=2%263");
    CHECK(expanded<find>({.page = paging{.top = 5, .order_by = "x", .skip = {{1, 2}}}}) ==
          "/f?s=1&$top=5&order%5Bby%5D=x&skip%5B0%5D=1&skip%5B1%5D=2");
    CHECK(expanded<find>({.page = paging{}}) == "/f?s=1");
    CHECK(expanded<find>({.more = std::map<std::string, std::string>{}}) ==
          "fault: more: it must not be empty: it stands in the URL");
    CHECK(expanded<find>({.more = {{{"", "1"}}}}) == "fault: more: it has an empty key");
    CHECK(expanded<find>({.more = {{{"a", ""}}}}) == "fault: more: a must not be empty: it stands in the URL");
    CHECK(expanded<find>({.page = paging{.order_by = "a\nb"}}) ==
          "fault: page: order[by] must hold no control characters: it stands in the URL");
}

TEST_CASE("keys of {&a*} that another pair has are refused, whether that is given or not") {
    std::string const why = " is the name of another pair of the URL, which would then be there twice";
    for (auto const* key : {"s", "$tags[]", "ids", "q[x]", "q[x][status]", "$top", "order[by]", "skip[0]"})
        CHECK(expanded<find>({.more = {{{"a", "1"}, {key, "2"}}}}) == "fault: more: " + std::string(key) + why);
    for (auto const* key : {"S", "tags", "q", "q[x]y", "s[a]", "top"})
        CHECK(expanded<find>({.more = {{{key, "2"}}}}).starts_with("/f?s=1&"));
    CHECK(expanded<two_maps>({.one = {{{"a", "1"}, {"b", "2"}}}, .other = {{{"c", "3"}}}}) == "/m?a=1&b=2&c=3");
    CHECK(expanded<two_maps>({.one = {{{"a", "1"}, {"b", "2"}}}, .other = {{{"b", "3"}}}}) == "fault: other: b" + why);
}

TEST_CASE("keys of {&a*} with a name that is taken elsewhere are refused") {
    using namespace apibind::detail;
    std::array<std::string_view, 2> const taken{"token", "api_key"};
    find::request const request{.more = {{{"api_key", "1"}}}};
    std::string out;
    auto const fault = url_expander(object_table_of<find::request>, &request, out, indexed, taken)
                           .expand(endpoint_parts<find>::pieces.data(), endpoint_parts<find>::piece_count);
    CHECK(fault == "more: api_key is the name of another pair of the URL, which would then be there twice");
    CHECK(expanded<find>({.more = {{{"api_key", "1"}}}}).starts_with("/f?s=1&"));
}

TEST_CASE("a struct or map as name={a} has its pairs named name[member]") {
    filter nested{.status = "o&p", .created = range{.gte = 1}, .tags = {{"a", "b"}}, .metadata = {{{"k", {7, 8}}}}};
    CHECK(expanded<find>({.q = nested}) ==
          "/f?q[x]%5Bstatus%5D=o%26p&q[x]%5Bcreated%5D%5Bgte%5D=1"
          "&q[x]%5Btags%5D%5B0%5D=a&q[x]%5Btags%5D%5B1%5D=b"
          "&q[x]%5Bmetadata%5D%5Bk%5D%5B0%5D=7&q[x]%5Bmetadata%5D%5Bk%5D%5B1%5D=8&s=1");
}

TEST_CASE("what is engaged but makes no pair is refused") {
    CHECK(expanded<find>({.q = filter{}}) == "fault: q must not be empty: it stands in the URL");
    CHECK(expanded<find>({.q = filter{.created = range{}}}) == "fault: q must not be empty: it stands in the URL");
    CHECK(expanded<find>({.q = filter{.tags = std::vector<std::string>{}}}) ==
          "fault: q[tags] must not be empty: an empty list has no form here");
    CHECK(expanded<items>({.item = {{range{}}}}) == "fault: item must not be empty: it stands in the URL");
    CHECK(expanded<items>({.item = std::vector<range>{}}) ==
          "fault: item must not be empty: an empty list has no form here");
}

TEST_CASE("lists of structs and of lists are named by their place") {
    CHECK(expanded<items>({.item = {{range{.gte = 1}, range{.lt = 2}}}}) ==
          "/i?item%5B0%5D%5Bgte%5D=1&item%5B1%5D%5Blt%5D=2");
    CHECK(expanded<items>({.grid = {{{1, 2}, {3}}}}) ==
          "/i?grid%5B0%5D%5B0%5D=1&grid%5B0%5D%5B1%5D=2&grid%5B1%5D%5B0%5D=3");
}

TEST_CASE("query_lists names the lists in a struct otherwise") {
    filter const nested{.tags = {{"a", "b"}}, .any_of = {{filter{.status = "x"}, filter{.tags = {{"c"}}}}}};
    CHECK(expanded<find_bracketed>({.q = nested}) == "/f?q%5Btags%5D%5B%5D=a&q%5Btags%5D%5B%5D=b"
                                                     "&q%5BanyOf%5D%5B%5D%5Bstatus%5D=x"
                                                     "&q%5BanyOf%5D%5B%5D%5Btags%5D%5B%5D=c");
    CHECK(expanded<find_repeated>({.q = nested}) == "/f?q%5Btags%5D=a&q%5Btags%5D=b&q%5BanyOf%5D%5Bstatus%5D=x"
                                                    "&q%5BanyOf%5D%5Btags%5D=c");
}

TEST_CASE("a key cannot part its name in two") {
    for (auto const* key : {"a]b", "[", "a][b"}) {
        filter const f{.metadata = {{{key, {1}}}}};
        CHECK(expanded<find>({.q = f}) ==
              "fault: q[metadata] has a key that is empty or holds a bracket, which would name another value");
    }
}

TEST_CASE("brackets of the template stay as they are printed") {
    CHECK(expanded<literal>({.size = 5, .kraj = "Łódź"}) ==
          "/l?page[size]=5&custom_fields[Kraj][0]=%C5%81%C3%B3d%C5%BA");
    CHECK(expanded<literal>({.kraj = "PL"}) == "/l?custom_fields[Kraj][0]=PL");
}
