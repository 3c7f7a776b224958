// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/hexadecimal.hpp>
#include <apibind/hmac_auth.hpp>
#include <apibind/percent_encoding.hpp>
#include <apibind/text_values.hpp>
#include <apibind/times.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// AWS Signature Version 4: the Authorization field of requests to AWS and to what speaks its language.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
namespace apibind {

struct aws_credentials {
    std::string access_key_id;
    secret secret_access_key;
    std::string region;
    secret session_token{}; ///< of temporary credentials; empty: none

    friend bool operator==(aws_credentials const&, aws_credentials const&) = default;
};

/// What is signed of the content.
enum class aws_payload : unsigned char {
    hashed,    ///< its SHA-256
    unsigned_, ///< nothing: `UNSIGNED-PAYLOAD`, for content that is not at hand as one text; S3 takes it over TLS
};

namespace detail::sigv4 {

inline std::string percent_decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        int const high = text[i] == '%' && i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
        int const low = high >= 0 ? hex_digit(text[i + 2]) : -1;
        if (low >= 0) {
            out += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

/// Every byte but unreserved ones and '/' as %XX; what is encoded already is encoded again, or (`once`) is not.
inline std::string encoded_path(std::string_view path, bool once) {
    std::string out;
    for (std::size_t begin = 0;;) {
        auto const end = path.find('/', begin);
        auto const segment = path.substr(begin, end - begin);
        append_percent_encoded(out, once ? percent_decoded(segment) : std::string(segment));
        if (end == std::string_view::npos) return out;
        out += '/';
        begin = end + 1;
    }
}
/// Without dot segments and empty ones.
inline std::string normal_path(std::string_view path) {
    std::vector<std::string_view> kept;
    bool ends_open = true;
    for (std::size_t begin = 0; begin <= path.size();) {
        auto const end = std::min(path.find('/', begin), path.size());
        auto const segment = path.substr(begin, end - begin);
        ends_open = segment.empty() || segment == "." || segment == "..";
        if (segment == "..") {
            if (!kept.empty()) kept.pop_back();
        } else if (!ends_open) {
            kept.push_back(segment);
        }
        begin = end + 1;
    }
    std::string out;
    for (auto const segment : kept) out.append("/").append(segment);
    return ends_open ? out + "/" : out;
}
/// The path as it is signed: that of the request made plain and encoded once more; of S3 as it is.
inline std::string canonical_path(std::string_view path, bool is_s3) {
    return encoded_path(is_s3 ? std::string(path) : normal_path(path), is_s3);
}

/// The pairs in the order of their encoded names, then values.
inline std::string canonical_query(std::string_view query) {
    std::vector<std::pair<std::string, std::string>> pairs;
    while (!query.empty()) {
        auto const pair = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(pair.size() + 1, query.size()));
        if (pair.empty()) continue;
        auto const equals = pair.find('=');
        std::string name, value;
        append_percent_encoded(name, percent_decoded(pair.substr(0, equals)));
        if (equals != std::string_view::npos) append_percent_encoded(value, percent_decoded(pair.substr(equals + 1)));
        pairs.emplace_back(std::move(name), std::move(value));
    }
    std::sort(pairs.begin(), pairs.end());
    std::string out;
    for (auto const& [name, value] : pairs) out.append(out.empty() ? "" : "&").append(name).append("=").append(value);
    return out;
}

inline std::string lower(std::string_view text) {
    std::string out(text);
    for (auto& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return out;
}
/// A field value as it is signed: trimmed, and each run of spaces one.
inline std::string trimmed(std::string_view value) {
    std::string out;
    for (char c : value) {
        if (c == ' ' || c == '\t') {
            if (!out.empty() && out.back() != ' ') out += ' ';
        } else {
            out += c;
        }
    }
    if (out.ends_with(' ')) out.pop_back();
    return out;
}

/// Host, Content-Type, Range and all of x-amz-...: what says what is asked for, and what nobody on the way changes.
inline bool is_signed(std::string_view lower_name) {
    return lower_name.starts_with("x-amz-") || lower_name == "content-type" || lower_name == "content-md5" ||
           lower_name == "range" || lower_name == "date" || lower_name == "if-match" || lower_name == "if-none-match";
}

/// The request as one text, and the names of the fields in it (steps 1 and 2 of the signing).
struct canonical_request {
    std::string text;
    std::string signed_fields;
};
inline canonical_request canonical(http_request const& request, std::string_view payload, bool is_s3) {
    std::vector<std::pair<std::string, std::string>> fields{{"host", request.origin.authority()}};
    for (auto const& field : request.fields) {
        auto name = lower(field.name);
        if (!is_signed(name)) continue;
        auto const place = std::upper_bound(fields.begin(), fields.end(), name,
                                            [](auto const& one, auto const& other) { return one < other.first; });
        fields.emplace(place, std::move(name), trimmed(field.value));
    }
    canonical_request out;
    std::string lines;
    for (std::size_t i = 0; i != fields.size(); ++i) {
        auto const& [name, value] = fields[i];
        if (i != 0 && fields[i - 1].first == name) {
            lines.back() = ','; // of several fields of one name, one line
            lines.append(value).append("\n");
            continue;
        }
        lines.append(name).append(":").append(value).append("\n");
        out.signed_fields.append(out.signed_fields.empty() ? "" : ";").append(name);
    }
    std::string_view const target = request.target;
    auto const query = target.find('?');
    out.text.append(to_string(request.method)).append("\n");
    out.text.append(canonical_path(target.substr(0, query), is_s3)).append("\n");
    out.text.append(query == std::string_view::npos ? "" : canonical_query(target.substr(query + 1))).append("\n");
    out.text.append(lines).append("\n").append(out.signed_fields).append("\n").append(payload);
    return out;
}

} // namespace detail::sigv4

/// Signs each attempt: `X-Amz-Date`, for S3 `X-Amz-Content-Sha256`, `X-Amz-Security-Token` where there is a session
/// token, and `Authorization: AWS4-HMAC-SHA256 Credential=..., SignedHeaders=..., Signature=...`. Made by
/// `aws_sigv4("dynamodb")`. `s3` also has its path encoded once instead of twice, as that service wants it.
struct aws_sigv4_fact {
    using credential = aws_credentials;
    static constexpr bool signs = true;
    std::string_view service;
    aws_payload payload = aws_payload::hashed;

    static constexpr std::string_view field() { return "Authorization"; }
    std::string authorize(http_request& request, aws_credentials const& who, auth_moment const& now) const {
        using namespace detail::sigv4;
        if (who.access_key_id.empty() || who.secret_access_key.empty() || who.region.empty())
            return "the AWS credentials lack access_key_id, secret_access_key or region";
        for (auto const text : {std::string_view(who.access_key_id), std::string_view(who.region)})
            for (char c : text)
                if (c == '/' || c == ',' || c <= ' ' || c == 0x7f)
                    return "an AWS access_key_id or region may hold no slash, comma, space or control character";
        if (request.source && payload == aws_payload::hashed)
            return "content from a file or stream has no SHA-256 before it is sent: declare aws_sigv4(\"" +
                   std::string(service) + "\", apibind::aws_payload::unsigned_), or give it in memory";
        bool const is_s3 = service == "s3";
        // 20150830T123600Z
        auto const time =
            to_text(compact_time(std::chrono::floor<std::chrono::seconds>(now.utc_now()))).value_or(std::string());
        auto const scope =
            time.substr(0, 8).append("/").append(who.region).append("/").append(service).append("/aws4_request");
        auto const hash = payload == aws_payload::unsigned_
                              ? std::string("UNSIGNED-PAYLOAD")
                              : detail::hex_of(detail::sha256(request.body ? std::string_view(*request.body) : ""));
        request.fields.set("X-Amz-Date", time);
        if (is_s3 || payload == aws_payload::unsigned_) request.fields.set("X-Amz-Content-Sha256", hash);
        if (!who.session_token.empty()) request.fields.set("X-Amz-Security-Token", who.session_token.reveal());
        auto const whole = canonical(request, hash, is_s3);
        auto const text =
            "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + detail::hex_of(detail::sha256(whole.text));
        auto key = detail::hmac_sha256("AWS4" + who.secret_access_key.reveal(), time.substr(0, 8));
        for (auto const part : {std::string_view(who.region), service, std::string_view("aws4_request")})
            key = detail::hmac_sha256(key, part);
        request.fields.set("Authorization", "AWS4-HMAC-SHA256 Credential=" + who.access_key_id + "/" + scope +
                                                ", SignedHeaders=" + whole.signed_fields +
                                                ", Signature=" + detail::hex_of(detail::hmac_sha256(key, text)));
        return {};
    }
    static std::string identity(aws_credentials const& who) { return who.access_key_id + " " + who.region; }
    static void conceal(redaction& hidden, aws_credentials const& who) {
        hidden.add(who.secret_access_key.reveal());
        hidden.add(who.session_token.reveal());
    }
};
consteval aws_sigv4_fact aws_sigv4(std::string_view service, aws_payload payload = aws_payload::hashed) {
    return {service, payload};
}

} // namespace apibind
