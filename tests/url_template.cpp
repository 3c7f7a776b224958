// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/url_template.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace apibind::detail;
using fault = template_fault;
using namespace std::literals;

namespace {

/// The pieces of a route: each literal text, `{name}`, with '?' before the first of a pair, '=' where it is named, and
/// its operator and star.
std::string pieces(std::string_view text) {
    auto const parsed = parse_route(text);
    CHECK(parsed.fault == fault::none);
    std::string out;
    for (std::size_t i = 0; i != parsed.count; ++i) {
        auto const& p = parsed.pieces[i];
        out.append(p.in_query ? "q" : "p").append(p.starts_pair ? "?" : "").append("[").append(p.before).append("]");
        if (p.how != expansion::simple) out.append(p.how == expansion::reserved ? "+" : "/");
        if (!p.name.empty())
            out.append(p.named ? "=" : "").append(p.explode ? "*" : "").append("{").append(p.name).append("}");
        out += " ";
    }
    return out;
}

void check_route(std::string_view text, fault what, std::string_view where) {
    CAPTURE(text);
    auto const parsed = parse_route(text);
    CHECK(parsed.fault == what);
    CHECK(parsed.where == where);
    if (!where.empty()) CHECK(parsed.where.data() >= text.data());
}
void check_base(std::string_view text, fault what, std::string_view where) {
    CAPTURE(text);
    auto const parsed = parse_base(text);
    CHECK(parsed.fault == what);
    CHECK(parsed.where == where);
}
void check_base(std::string_view text, bool secure, std::string_view host, int port, std::string_view path) {
    CAPTURE(text);
    auto const parsed = parse_base(text);
    CHECK(parsed.fault == fault::none);
    CHECK(parsed.secure == secure);
    CHECK(parsed.host == host);
    CHECK(parsed.port == port);
    CHECK(parsed.path == path);
}

std::string repeated(std::string_view one, int n) {
    std::string out;
    for (int i = 0; i != n; ++i) out += one;
    return out;
}

} // namespace

TEST_CASE("a path is literal text and placeholders") {
    CHECK(pieces("/") == "p[/] ");
    CHECK(pieces("/a/b") == "p[/a/b] ");
    CHECK(pieces("/{a}") == "p[/]{a} p[] ");
    CHECK(pieces("/x/{a}-{b_2}.json/") == "p[/x/]{a} p[-]{b_2} p[.json/] ");
    CHECK(pieces("/a;v=1/@b:c/%20/!$&'()*+,") == "p[/a;v=1/@b:c/%20/!$&'()*+,] ");
}

TEST_CASE("a query is pairs") {
    CHECK(pieces("/a?x=1") == "p[/a] q?[x=1] ");
    CHECK(pieces("/a?x={x}&y={y}") == "p[/a] q?[x=]{x} q?[y=]{y} q[] ");
    CHECK(pieces("/a/?n[]={n}&s=2") == "p[/a/] q?[n[]=]{n} q?[s=2] ");
    CHECK(pieces("/a?r={a}-{b}z&c") == "p[/a] q?[r=]{a} q[-]{b} q[z] q?[c] ");
    CHECK(pieces("/a?x=http://b?c/../d") == "p[/a] q?[x=http://b?c/../d] ");
}

TEST_CASE("{?a,b} and {&a,b} are pairs named as their members") {
    CHECK(pieces("/a{?x,y}") == "p[/a] q?[]={x} q?[]={y} q[] ");
    CHECK(pieces("/a{?x}{&y}") == "p[/a] q?[]={x} q[] q?[]={y} q[] ");
    CHECK(pieces("/a{?x}&l=1") == "p[/a] q?[]={x} q?[l=1] ");
    CHECK(pieces("/a?l=1{&x,y}") == "p[/a] q?[l=1] q?[]={x} q?[]={y} q[] ");
    CHECK(pieces("/{id}{?x}") == "p[/]{id} p[] q?[]={x} q[] ");
}

TEST_CASE("{+a} keeps slashes, {/a,b} are segments, a star takes each value by itself") {
    CHECK(pieces("/v1/{+name}:cancel") == "p[/v1/]+{name} p[:cancel] ");
    CHECK(pieces("/v1/{+parent}/secrets?x={x}") == "p[/v1/]+{parent} p[/secrets] q?[x=]{x} q[] ");
    CHECK(pieces("/a{/b}") == "p[/a]/{b} p[] ");
    CHECK(pieces("/a{/b,c*}{/d}/e{/f}{?g*,h}") == "p[/a]/{b} p[]/*{c} p[]/{d} p[/e]/{f} p[] q?[]=*{g} q?[]={h} q[] ");
    CHECK(pieces("/a{/b}?x=1{&y*}") == "p[/a]/{b} p[] q?[x=1] q?[]=*{y} q[] ");
}

TEST_CASE("every fault of a route has its place") {
    check_route("", fault::no_slash, "");
    check_route("a/b", fault::no_slash, "a");
    check_route("?a", fault::no_slash, "?");
    check_route("{a}", fault::no_slash, "{");
    check_route("/a{b", fault::unterminated, "{b");
    check_route("/a{b{c}", fault::unterminated, "{b{c}");
    check_route("/a{{b}}", fault::unterminated, "{{b}}");
    check_route("/a}", fault::stray_brace, "}");
    check_route("/a{b}}", fault::stray_brace, "}");
    check_route("/{}", fault::empty_placeholder, "{}");
    check_route("/{?}", fault::empty_placeholder, "{?}");
    check_route("/{?a,}", fault::empty_placeholder, "{?a,}");
    check_route("/{?,a}", fault::empty_placeholder, "{?,a}");
    for (auto const* bad : {"{a-b}", "{ a}", "{a,b}", "{1}", "{a.b}", "{a*}", "{a?}", "{+a,b}", "{+a*}", "{++a}"})
        check_route("/" + std::string(bad), fault::bad_placeholder, bad);
    check_route("/{+}", fault::empty_placeholder, "{+}");
    check_route("/a{/}", fault::empty_placeholder, "{/}");
    check_route("/a{/b,}", fault::empty_placeholder, "{/b,}");
    check_route("/a{/b**}", fault::bad_placeholder, "{/b**}");
    for (auto const* unknown : {"{#a}", "{;a}", "{.a}", "{a:3}", "{=a}", "{!a}", "{@a}", "{|a}", "{,a}", "{+a:3}"})
        check_route("/" + std::string(unknown), fault::unknown_operator, unknown);
    check_route("/x{/a:3}", fault::unknown_operator, "{/a:3}");
    check_route("/x{?a:3}", fault::unknown_operator, "{?a:3}");
    check_route("/?x={+a}", fault::misplaced_operator, "{+a}");
    check_route("/?x=1{/a}", fault::misplaced_operator, "{/a}");
    check_route("/{/a}", fault::misplaced_operator, "/{/a}");
    check_route("/a{/b}c", fault::misplaced_operator, "c");
    check_route("/a{/b}{c}", fault::misplaced_operator, "{c}");
    check_route("/a{/b}{+c}", fault::misplaced_operator, "{+c}");
    check_route("{/b}", fault::no_slash, "{");
    check_route("/{?a-b}", fault::bad_placeholder, "{?a-b}");
    check_route("/{&a}", fault::misplaced_operator, "{&a}");
    check_route("/?x=1{?a}", fault::misplaced_operator, "{?a}");
    check_route("/{?a}{?b}", fault::misplaced_operator, "{?b}");
    check_route("/{?a}/b", fault::misplaced_operator, "/b");
    check_route("/{?a}b", fault::misplaced_operator, "b");
    check_route("/{?a}{b}", fault::misplaced_operator, "{b}");
    check_route("/?x=1{&a}{b}", fault::misplaced_operator, "{b}");
    check_route("/a b", fault::bad_character, " ");
    check_route("/a\n", fault::bad_character, "\n");
    check_route("/a\0b"sv, fault::bad_character, "\0"sv);
    check_route("/a\x7f", fault::bad_character, "\x7f");
    check_route("/\xc3\xa9", fault::bad_character, "\xc3");
    for (char c : "\\\"<>^`|"sv) check_route("/" + std::string(1, c), fault::bad_character, std::string(1, c));
    check_route("/a#b", fault::fragment, "#b");
    check_route("/a?b#c", fault::fragment, "#c");
    check_route("/%", fault::bad_percent, "%");
    check_route("/%2", fault::bad_percent, "%2");
    check_route("/%2g/x", fault::bad_percent, "%2g");
    check_route("/?a=%zz", fault::bad_percent, "%zz");
}

TEST_CASE("a literal dot segment is refused however it is written, dots within one are not") {
    for (auto const* dots : {".", "..", "%2e", "%2E%2e", ".%2e", "%2E."}) {
        check_route("/" + std::string(dots), fault::dot_segment, dots);
        check_route("/a/" + std::string(dots) + "/b", fault::dot_segment, dots);
        check_route("/a/" + std::string(dots) + "?x=1", fault::dot_segment, dots);
        check_route("/a/" + std::string(dots) + "{?x}", fault::dot_segment, dots);
        check_base("https://h/" + std::string(dots), fault::dot_segment, dots);
    }
    CHECK(pieces("/.../a..b/.x/..{y}?z=..") == "p[/.../a..b/.x/..]{y} p[] q?[z=..] ");
    static_assert(is_dot_segment("%2e%2E") && !is_dot_segment("...") && !is_dot_segment("") &&
                  !is_dot_segment("%2e%2e%2e"));
}

TEST_CASE("64 placeholders are the most") {
    CHECK(parse_route(repeated("/{a}", 64)).fault == fault::none);
    CHECK(parse_route(repeated("/{a}", 65)).fault == fault::too_many);
    CHECK(parse_route("/?" + repeated("a={a}&", 63) + "a={a}").fault == fault::none);
    CHECK(parse_route("/?" + repeated("a={a}&", 64) + "a={a}").fault == fault::too_many);
    CHECK(parse_route("/{?" + repeated("a,", 64) + "a}").fault == fault::too_many);
    CHECK(parse_route("/?" + repeated("a&", 5000)).fault == fault::too_many);
}

TEST_CASE("a base is scheme, host, port and path") {
    check_base("https://a.example", true, "a.example", 443, "");
    check_base("http://a.example/", false, "a.example", 80, "");
    check_base("https://a.example:8443/v1/", true, "a.example", 8443, "/v1");
    check_base("http://127.0.0.1:1", false, "127.0.0.1", 1, "");
    check_base("https://[::1]", true, "[::1]", 443, "");
    check_base("https://[2001:db8::1]:65535/x", true, "[2001:db8::1]", 65535, "/x");
    check_base("https://wv{server}.wolkvox.com/api/v2", true, "wv{server}.wolkvox.com", 443, "/api/v2");
    check_base("https://{host}/{tenant}/x", true, "{host}", 443, "/{tenant}/x");
    check_base("https://{host}:8443", true, "{host}", 8443, "");
    check_base("https://{a}-{b}.example.com", true, "{a}-{b}.example.com", 443, "");
    check_base("https://api{.a}{.b}.example", true, "api{.a}{.b}.example", 443, "");
    check_base("https://localhost//", true, "localhost", 443, "");
}

TEST_CASE("every fault of a base has its place") {
    check_base("", fault::no_scheme, "");
    check_base("a.example", fault::no_scheme, "a.exampl");
    check_base("HTTPS://a", fault::no_scheme, "HTTPS://");
    check_base("ftp://a", fault::no_scheme, "ftp://a");
    check_base("https:/a", fault::no_scheme, "https:/a");
    check_base("https://", fault::no_host, "");
    check_base("https:///a", fault::no_host, "/a");
    check_base("https://:80/a", fault::no_host, ":80/a");
    check_base("https://user:pw@a", fault::no_host, "user:pw@a");
    check_base("https://a?b=1", fault::no_host, "?b=1");
    check_base("https://a/b{?c}", fault::no_host, "?c}");
    check_base("https://a/b#c", fault::fragment, "#c");
    check_base("https://a#b", fault::fragment, "#b");
    check_base("https://{a", fault::unterminated, "{a");
    check_base("https://{}.b", fault::empty_placeholder, "{}");
    check_base("https://{a-b}.c", fault::bad_placeholder, "{a-b}");
    check_base("https://a}.b", fault::stray_brace, "}");
    check_base("https://a b", fault::bad_character, " ");
    check_base("https://a_b", fault::bad_character, "_");
    check_base("https://a\\b", fault::bad_character, "\\");
    check_base("https://\xc3\xa9.com", fault::bad_character, "\xc3");
    check_base("https://a/{b", fault::unterminated, "{b");
    check_base("https://a/b c", fault::bad_character, " ");
    check_base("https://a/%", fault::bad_percent, "%");
    check_base("https://a/{+b}", fault::misplaced_operator, "{+b}");
    check_base("https://a/b{/c}", fault::misplaced_operator, "{/c}");
    check_base("https://" + repeated("{a}", 9) + ".b", fault::too_many, repeated("{a}", 9) + ".b");
    check_base("https://" + repeated("{a}", 8) + ".b", true, repeated("{a}", 8) + ".b", 443, "");
}

TEST_CASE("a port is 1 to 65535") {
    for (auto const* bad : {"a:", "a:0", "a:65536", "a:99999999999", "a:8x", "a:-1", "a:+1", "a: 1", "a:1:2", "::1",
                            "[::1]:", "[::1", "{a:b}"})
        check_base("https://" + std::string(bad) + "/x", fault::bad_host, bad);
}

TEST_CASE("a host is a name or an address") {
    for (auto const* bad :
         {"{.a}", "{.a}.b", "a.{.b}", "a{.b}c", "a{.b}.", "{.}",         "{..a}",        ".",          "a.",     ".a",
          "a..b", "-a",     "a-.b",   "-{a}.b", "{a}-.b", "1.2.3",       "256.1.1.1",    "2130706433", "0x7f.1", "[]",
          "[a]",  "[::1]x", "[{a}]",  "a]",     "a[b",    "[127.0.0.1]", "[::1%25eth0]", "{a}."}) {
        CAPTURE(bad);
        CHECK(parse_base("https://" + std::string(bad) + "/x").fault != fault::none);
    }
    CHECK(parse_base("https://" + std::string(64, 'a')).fault == fault::bad_host);
    CHECK(parse_base("https://" + repeated("a.", 200) + "b").fault == fault::bad_host);
}
