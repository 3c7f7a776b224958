// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/hexadecimal.hpp>
#include <apibind/host_name.hpp>
#include <apibind/names.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// URL templates, parsed where the compiler can see them.
namespace apibind::detail {

enum class template_fault : std::uint8_t {
    none,
    no_slash,           ///< a route that does not begin with '/'
    unterminated,       ///< '{' without '}'
    stray_brace,        ///< '}' without '{'
    empty_placeholder,  ///< {}
    bad_placeholder,    ///< {not-an-identifier}
    unknown_operator,   ///< an operator or modifier of RFC 6570 that no API uses: {#a}, {;a}, {a:3}
    misplaced_operator, ///< {?a} in the query, {&a} outside it, {/a} or {+a} in it, or text behind where none may
                        ///< follow
    bad_character,      ///< space, control, non-ASCII, or one that no URL holds
    fragment,           ///< '#'
    dot_segment,        ///< a literal '.' or '..' segment
    bad_percent,        ///< '%' without two hexadecimal digits
    too_many,           ///< more than max_placeholders
    no_scheme,          ///< a base that does not begin with http:// or https://
    no_host,            ///< a base without host, or with user info or query
    bad_host,           ///< a host that is no name, no address, and not one placeholder; a port that is none
};

inline constexpr std::size_t max_placeholders = 64;
inline constexpr std::size_t max_host_placeholders = 8;

/// How a value is written where its placeholder stands (RFC 6570 section 3.2).
enum class expansion : std::uint8_t {
    simple,   ///< {a}
    reserved, ///< {+a}: its slashes part segments
    segments, ///< {/a}: each value a segment with the slash before it
    label,    ///< {.a}, in a host: a label with the dot before it, or nothing
};

/// One `{name}` with the literal text before it.
struct template_piece {
    std::string_view before; ///< literal text, from the end of the piece before; in a pair this includes its name
    std::string_view name;   ///< the placeholder's name; empty for the literal text at the end
    bool in_query = false;
    bool starts_pair = false; ///< the first piece of a query pair: `before` begins at its name
    bool named = false;       ///< of {?name} or {&name}: the pair is named as the member
    expansion how = expansion::simple;
    bool explode = false; ///< {?name*}: each value of a list, a map or a struct by itself (RFC 6570 section 2.4.2)
};

/// How far a template was read.
struct template_outcome {
    std::size_t count = 0; ///< of pieces
    template_fault fault = template_fault::none;
    std::string_view where{}; ///< the part of the text that the fault is about
};
inline constexpr std::size_t max_pieces = max_placeholders * 2 + 2;
/// With room for so many pieces: constants have no more than they need.
template <std::size_t Room>
struct url_template : template_outcome {
    std::array<template_piece, Room> pieces{};
};
/// The pieces of a template, whatever its room.
struct template_pieces {
    template_piece const* pieces = nullptr;
    std::size_t count = 0;
    template <std::size_t Room>
    constexpr template_pieces(url_template<Room> const& of) : pieces(of.pieces.data()), count(of.count) {}
};

/// Characters that a template may hold outside braces: those of RFC 3986, and the brackets that vendors' pages print.
constexpr bool is_template_character(char c) {
    constexpr std::string_view others = "-._~:/?[]@!$&'()*+,;=%";
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           others.find(c) != std::string_view::npos;
}

/// Whether servers resolve a path segment to another path: "." and "..", percent-encoded or not (RFC 3986
/// section 5.2.4).
constexpr bool is_dot_segment(std::string_view segment) {
    std::size_t dots = 0;
    while (!segment.empty()) {
        if (segment.starts_with('.'))
            segment.remove_prefix(1);
        else if (segment.starts_with("%2e") || segment.starts_with("%2E"))
            segment.remove_prefix(3);
        else
            return false;
        ++dots;
    }
    return dots == 1 || dots == 2;
}

class template_parser {
public:
    constexpr template_parser(std::string_view text, template_piece* pieces, std::size_t room)
        : text_(text), pieces_(pieces), room_(room) {}

    constexpr template_outcome parse() {
        if (text_.empty() || text_[0] != '/') return fail(template_fault::no_slash, text_.substr(0, 1));
        while (at_ < text_.size() && out_.fault == template_fault::none) step();
        if (out_.fault != template_fault::none) return out_;
        if (!in_query_) check_segment(at_);
        put({});
        return out_;
    }

private:
    constexpr template_outcome& fail(template_fault fault, std::string_view where) {
        if (out_.fault == template_fault::none) out_.fault = fault, out_.where = where;
        return out_;
    }

    constexpr void put(std::string_view name, bool named = false, expansion how = expansion::simple,
                       bool explode = false) {
        placeholders_ += name.empty() ? 0 : 1;
        if (placeholders_ > max_placeholders || out_.count + 1 >= room_) {
            fail(template_fault::too_many, text_);
            return;
        }
        pieces_[out_.count++] = {
            named ? std::string_view{} : text_.substr(from_, at_ - from_), name, in_query_, pair_, named, how, explode};
        pair_ = false;
    }

    constexpr void check_segment(std::size_t end) { // a segment that holds a placeholder is checked when it is filled
        auto const segment = text_.substr(segment_, end - segment_);
        if (is_dot_segment(segment)) fail(template_fault::dot_segment, segment);
    }

    constexpr void step() {
        char const c = text_[at_];
        if (c == '{') return placeholder();
        if (c == '}') return void(fail(template_fault::stray_brace, text_.substr(at_, 1)));
        if (c == '#') return void(fail(template_fault::fragment, text_.substr(at_)));
        if (!is_template_character(c)) return void(fail(template_fault::bad_character, text_.substr(at_, 1)));
        if (c == '%' && !(at_ + 2 < text_.size() && hex_digit(text_[at_ + 1]) >= 0 && hex_digit(text_[at_ + 2]) >= 0))
            return void(fail(template_fault::bad_percent, text_.substr(at_, 3)));
        if (!in_query_ && (c == '/' || c == '?')) {
            if (at_ != 0) check_segment(at_);
            segment_ = at_ + 1;
        }
        if (c == '?' && !in_query_) {
            put({}); // the path ends here
            in_query_ = pair_ = true;
            from_ = ++at_;
        } else if (c == '&' && in_query_) {
            if (from_ != at_ || pair_) put({}); // the pair ends here
            pair_ = true;
            from_ = ++at_;
        } else {
            ++at_;
        }
    }

    constexpr void placeholder() {
        auto const end = text_.find('}', at_);
        if (end == std::string_view::npos || text_.substr(at_ + 1, end - at_ - 1).find('{') != std::string_view::npos)
            return void(fail(template_fault::unterminated, text_.substr(at_)));
        auto name = text_.substr(at_ + 1, end - at_ - 1);
        auto const whole = text_.substr(at_, end + 1 - at_);
        if (name.empty()) return void(fail(template_fault::empty_placeholder, whole));
        if (name[0] == '?' || name[0] == '&' || name[0] == '/') return list(name, whole, end);
        if (std::string_view(";.#=,!@|").find(name[0]) != std::string_view::npos ||
            name.find(':') != std::string_view::npos)
            return void(fail(template_fault::unknown_operator, whole));
        bool const is_reserved = name[0] == '+';
        if (is_reserved) name.remove_prefix(1);
        if (name.empty()) return void(fail(template_fault::empty_placeholder, whole));
        if (!is_identifier(name)) return void(fail(template_fault::bad_placeholder, whole));
        if (is_reserved && in_query_) return void(fail(template_fault::misplaced_operator, whole));
        put(name, false, is_reserved ? expansion::reserved : expansion::simple);
        from_ = at_ = end + 1;
    }

    /// {?a,b}, {&a,b} and {/a,b}.
    constexpr void list(std::string_view names, std::string_view whole, std::size_t end) {
        bool const is_path = names[0] == '/';
        if (in_query_ != (names[0] == '&')) return void(fail(template_fault::misplaced_operator, whole));
        if (is_path && text_[at_ - 1] == '/') // whose slash the expansion brings
            return void(fail(template_fault::misplaced_operator, text_.substr(at_ - 1, end + 2 - at_)));
        names.remove_prefix(1);
        if (names.empty()) return void(fail(template_fault::empty_placeholder, whole));
        if (!in_query_) check_segment(at_);
        if (!is_path) {
            put({});
            in_query_ = true;
        }
        while (true) {
            auto const comma = names.find(',');
            auto one = names.substr(0, comma);
            bool const explode = one.ends_with('*');
            if (explode) one.remove_suffix(1);
            if (one.find(':') != std::string_view::npos) return void(fail(template_fault::unknown_operator, whole));
            if (!is_identifier(one))
                return void(
                    fail(one.empty() ? template_fault::empty_placeholder : template_fault::bad_placeholder, whole));
            pair_ = !is_path;
            put(one, !is_path, is_path ? expansion::segments : expansion::simple, explode);
            from_ = at_;
            if (comma == std::string_view::npos) break;
            names.remove_prefix(comma + 1);
        }
        from_ = at_ = end + 1;
        if (is_path) segment_ = at_;
        // Only another segment or pair may follow.
        auto const rest = text_.substr(at_);
        if (!rest.empty() &&
            !(is_path ? rest[0] == '/' || rest[0] == '?' || rest.starts_with("{/") || rest.starts_with("{?")
                      : rest[0] == '&' || rest.starts_with("{&")))
            fail(template_fault::misplaced_operator, rest);
    }

    std::string_view text_;
    template_piece* pieces_;
    std::size_t room_;
    std::size_t at_ = 0, from_ = 0, segment_ = 1, placeholders_ = 0;
    bool in_query_ = false, pair_ = false;
    template_outcome out_{};
};

/// How much room the pieces of a text may need.
constexpr std::size_t room_for(std::string_view text) {
    std::size_t room = 3;
    for (char c : text) room += c == '{' || c == '?' || c == '&' || c == ',' ? 1 : 0;
    return room < max_pieces ? room : max_pieces;
}
template <std::size_t Room = max_pieces>
constexpr url_template<Room> parse_route(std::string_view text) {
    url_template<Room> out;
    static_cast<template_outcome&>(out) = template_parser(text, out.pieces.data(), Room).parse();
    return out;
}

/// The parts of a base URL, each still a template.
struct base_template {
    bool secure = true;
    std::string_view host{}; ///< without port
    std::uint16_t port = 0;
    std::string_view path{}; ///< without a '/' at its end
    template_fault fault = template_fault::none;
    std::string_view where{};
};

/// Whether the host of a base is a name or an address, once its placeholders are filled with labels.
constexpr bool is_host_template(std::string_view host, bool with_optional_labels) {
    if (host.starts_with('{') && !host.starts_with("{.") && host.find('}') == host.size() - 1) return true; // all of it
    std::array<char, 256> filled{};
    std::size_t size = 0;
    for (std::size_t i = 0; i < host.size(); ++i) {
        if (size + 2 > filled.size()) return false;
        if (host[i] != '{') {
            filled[size++] = host[i];
            continue;
        }
        bool const is_optional = host.substr(i).starts_with("{.");
        if (is_optional && with_optional_labels) filled[size++] = '.';
        if (!is_optional || with_optional_labels) filled[size++] = 'a';
        i = host.find('}', i);
    }
    std::string_view const text(filled.data(), size);
    if (text.starts_with('[')) return text.ends_with(']') && is_ipv6_address(host.substr(1, host.size() - 2));
    return is_host_name(text) || is_ipv4_address(host);
}

constexpr base_template parse_base(std::string_view text) {
    base_template out;
    auto fail = [&](template_fault fault, std::string_view where) {
        if (out.fault == template_fault::none) out.fault = fault, out.where = where;
        return out;
    };
    if (text.starts_with("https://"))
        text.remove_prefix(8);
    else if (text.starts_with("http://"))
        text.remove_prefix(7), out.secure = false;
    else
        return fail(template_fault::no_scheme, text.substr(0, 8));
    out.port = out.secure ? 443 : 80;
    std::size_t const slash = text.find('/');
    auto authority = text.substr(0, slash);
    out.path = slash == std::string_view::npos ? std::string_view{} : text.substr(slash);
    if (authority.find('@') != std::string_view::npos) return fail(template_fault::no_host, authority);
    if (auto const hash = text.find('#'); hash != std::string_view::npos)
        return fail(template_fault::fragment, text.substr(hash));
    if (text.find('?') != std::string_view::npos) return fail(template_fault::no_host, text.substr(text.find('?')));
    auto const bracket = authority.starts_with('[') ? authority.find(']') : std::string_view::npos;
    auto const colon = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
    if (colon != std::string_view::npos) {
        auto const digits = authority.substr(colon + 1);
        std::uint32_t port = 0;
        for (char c : digits) {
            if (c < '0' || c > '9' || port > 65535) return fail(template_fault::bad_host, authority);
            port = port * 10 + static_cast<std::uint32_t>(c - '0');
        }
        if (digits.empty() || port == 0 || port > 65535) return fail(template_fault::bad_host, authority);
        out.port = static_cast<std::uint16_t>(port);
        authority = authority.substr(0, colon);
    }
    if (authority.empty()) return fail(template_fault::no_host, text);
    out.host = authority;
    // The host's placeholders are checked as those of a route are.
    std::size_t placeholders = 0;
    for (std::size_t i = 0; i < out.host.size();) {
        char const c = out.host[i];
        if (c == '{') {
            auto const end = out.host.find('}', i);
            if (end == std::string_view::npos) return fail(template_fault::unterminated, out.host.substr(i));
            auto name = out.host.substr(i + 1, end - i - 1);
            if (name.starts_with('.')) name.remove_prefix(1);
            if (name.empty()) return fail(template_fault::empty_placeholder, out.host.substr(i, end + 1 - i));
            if (!is_identifier(name)) return fail(template_fault::bad_placeholder, out.host.substr(i, end + 1 - i));
            auto const behind = out.host.substr(end + 1);
            if (out.host[i + 1] == '.' && !behind.empty() && behind[0] != '.' && !behind.starts_with("{."))
                return fail(template_fault::bad_host, out.host); // its label would go on behind it
            if (++placeholders > max_host_placeholders) return fail(template_fault::too_many, out.host);
            i = end + 1;
            continue;
        }
        if (c == '}') return fail(template_fault::stray_brace, out.host.substr(i, 1));
        bool const fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                          c == '.' || c == '[' || c == ']' || c == ':';
        if (!fits) return fail(template_fault::bad_character, out.host.substr(i, 1));
        ++i;
    }
    if (!is_host_template(out.host, true) || !is_host_template(out.host, false))
        return fail(template_fault::bad_host, out.host);
    while (out.path.ends_with('/')) out.path.remove_suffix(1);
    if (!out.path.empty()) {
        auto const parsed = parse_route(out.path);
        if (parsed.fault != template_fault::none) return fail(parsed.fault, parsed.where);
        for (std::size_t i = 0; i != parsed.count; ++i)
            if (parsed.pieces[i].how != expansion::simple)
                return fail(template_fault::misplaced_operator, out.path.substr(out.path.find('{')));
    }
    return out;
}

/// The placeholders of a host: `wv{wolkvox_server}.wolkvox.com`. Precondition: parse_base found no fault.
struct host_pieces {
    std::array<template_piece, max_host_placeholders + 1> pieces{};
    std::size_t count = 0;
};
constexpr host_pieces parse_host(std::string_view host) {
    host_pieces out;
    while (true) {
        auto const open = host.find('{');
        auto const close = host.find('}');
        bool const more = open != std::string_view::npos && out.count + 1 < out.pieces.size();
        auto name = more ? host.substr(open + 1, close - open - 1) : std::string_view{};
        bool const is_optional = name.starts_with('.');
        if (is_optional) name.remove_prefix(1);
        out.pieces[out.count] = {host.substr(0, open), name};
        if (is_optional) out.pieces[out.count].how = expansion::label;
        ++out.count;
        if (!more) return out;
        host.remove_prefix(close + 1);
    }
}

} // namespace apibind::detail
