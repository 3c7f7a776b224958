// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace support {

/// Values that would change host, path, query or the request itself, were they not encoded or refused.
inline std::vector<std::string> const& hostile_values() {
    using namespace std::literals;
    static std::vector<std::string> const all = [] {
        std::vector<std::string> out;
        std::string_view const kernels[] = {".",
                                            "..",
                                            "/",
                                            "//",
                                            "?",
                                            "#",
                                            "@",
                                            "\\",
                                            "%",
                                            "%2e",
                                            "%2e%2e",
                                            "%2E%2E",
                                            "%2f",
                                            "%5c",
                                            "%00",
                                            "%0d%0a",
                                            "%25",
                                            "%zz",
                                            "\r",
                                            "\n",
                                            "\r\n",
                                            "\0"sv,
                                            "\t",
                                            "\x01",
                                            "\x1b",
                                            "\x7f",
                                            " ",
                                            "+",
                                            "&",
                                            "=",
                                            "&admin=true",
                                            ";",
                                            ":",
                                            ",",
                                            "'",
                                            "\"",
                                            "<",
                                            ">",
                                            "[",
                                            "]",
                                            "{",
                                            "}",
                                            "{x}",
                                            "|",
                                            "^",
                                            "`",
                                            "~",
                                            "*",
                                            "$",
                                            "!",
                                            "(",
                                            ")",
                                            "\xc3\xa9",
                                            "\xe2\x82\xac",
                                            "\xf0\x9f\x98\x80",
                                            "\xe2\x80\xae",
                                            "\xef\xbc\x8f",
                                            "\xc0\xae",
                                            "\xff",
                                            "\xed\xa0\x80",
                                            "\xc3",
                                            "\xc2\x85"};
        for (auto const kernel : kernels)
            for (auto const* form : {"%", "a%", "%a"}) {
                std::string value = form;
                value.replace(value.find('%'), 1, kernel);
                out.push_back(value);
            }
        for (auto const* value : {"",
                                  "../x",
                                  "../../etc/passwd",
                                  "..\\..\\x",
                                  "/../",
                                  "/./",
                                  "./",
                                  "a/../b",
                                  "..;/x",
                                  "..%2fx",
                                  "%2e%2e%2fx",
                                  "%252e%252e",
                                  "http://evil.example/",
                                  "//evil.example/x",
                                  "evil.example/#",
                                  "evil.example?",
                                  "evil.example#",
                                  "user@evil.example",
                                  "a:b@c",
                                  "evil.example:443",
                                  "evil.example\\",
                                  "127.0.0.1",
                                  "2130706433",
                                  "0x7f000001",
                                  "0x7f.1",
                                  "017700000001",
                                  "[::1]",
                                  "::1",
                                  "localhost.",
                                  "-a",
                                  "a-",
                                  "a_b",
                                  "xn--a",
                                  "a b",
                                  "x HTTP/1.1\r\nHost: evil.example\r\n\r\n",
                                  "a=b&c=d",
                                  "a[]=b",
                                  "a%26b=c",
                                  "...",
                                  ".a",
                                  "a.",
                                  "null",
                                  "*"})
            out.emplace_back(value);
        out.push_back(std::string(100'000, 'a'));
        out.push_back(std::string(100'000, '/'));
        out.push_back(std::string(64, 'a'));
        out.push_back(std::string(254, 'a'));
        return out;
    }();
    return all;
}

/// A request target as a server takes it apart.
struct target_parts {
    std::vector<std::string> segments;
    std::vector<std::string> keys;
    std::vector<std::string> values;
    bool sound = true; ///< only what RFC 3986 allows, every '%' with two digits
};

inline std::string decoded(std::string_view text, bool& sound) {
    auto digit = [](char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1; };
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            sound = sound && text[i] > ' ' && text[i] < 0x7f &&
                    std::string_view("\"<>\\^`{|}#").find(text[i]) == std::string_view::npos;
            out += text[i];
        } else if (i + 2 < text.size() && digit(text[i + 1]) >= 0 && digit(text[i + 2]) >= 0) {
            out += static_cast<char>(static_cast<unsigned char>(digit(text[i + 1]) * 16 + digit(text[i + 2])));
            i += 2;
        } else {
            sound = false;
        }
    }
    return out;
}

inline target_parts taken_apart(std::string_view target) {
    target_parts out;
    auto const question = target.find('?');
    auto path = target.substr(0, question);
    out.sound = path.starts_with('/');
    while (!path.empty()) {
        path.remove_prefix(1);
        auto const end = path.find('/');
        out.segments.push_back(decoded(path.substr(0, end), out.sound));
        out.sound = out.sound && out.segments.back() != "." && out.segments.back() != "..";
        path = end == std::string_view::npos ? std::string_view{} : path.substr(end);
    }
    if (question == std::string_view::npos) return out;
    for (auto query = target.substr(question + 1);;) {
        auto const end = query.find_first_of("&;");
        auto const pair = query.substr(0, end);
        auto const equals = pair.find('=');
        out.keys.push_back(decoded(pair.substr(0, equals), out.sound));
        out.values.push_back(equals == std::string_view::npos ? std::string()
                                                              : decoded(pair.substr(equals + 1), out.sound));
        if (end == std::string_view::npos) return out;
        query.remove_prefix(end + 1);
    }
}

} // namespace support
