// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/auth_moment.hpp>
#include <apibind/base64.hpp>
#include <apibind/hexadecimal.hpp>
#include <apibind/http_message.hpp>
#include <apibind/redaction.hpp>
#include <apibind/secret.hpp>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

/// Requests that are signed with a shared key: HMAC-SHA256 (RFC 2104, FIPS 180-4) of a text that the vendor prescribes.
namespace apibind {
namespace detail {

/// The 32 bytes of the SHA-256 of a text.
inline std::string sha256(std::string_view text) {
    std::string out(32, '\0');
    unsigned size = 0;
    EVP_Digest(text.data(), text.size(), reinterpret_cast<unsigned char*>(out.data()), &size, EVP_sha256(), nullptr);
    return out;
}
/// The 32 bytes of the HMAC-SHA256 of a text.
inline std::string hmac_sha256(std::string_view key, std::string_view text) {
    std::string out(32, '\0');
    unsigned size = 0;
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<unsigned char const*>(text.data()),
         text.size(), reinterpret_cast<unsigned char*>(out.data()), &size);
    return out;
}

} // namespace detail

/// The name of a key, which travels, and the key, which does not.
struct hmac_key {
    std::string id;
    secret key;

    friend bool operator==(hmac_key const&, hmac_key const&) = default;
};

/// What a function that signs is given: the key, which it cannot see, and the moment.
class hmac_signer {
public:
    hmac_signer(hmac_key const& key, auth_moment const& now) : key_(key), now_(now) {}

    std::string const& key_id() const noexcept { return key_.id; }
    auth_moment const& now() const noexcept { return now_; }

    /// The signature of a text, in hexadecimal or base64.
    std::string hex(std::string_view text) const { return detail::hex_of(bytes(text)); }
    std::string base64(std::string_view text) const { return detail::base64(bytes(text)); }
    /// The SHA-256 of a text, without the key: what many vendors have signed in place of the content.
    static std::string hex_digest(std::string_view text) { return detail::hex_of(detail::sha256(text)); }
    static std::string base64_digest(std::string_view text) { return detail::base64(detail::sha256(text)); }

private:
    std::string bytes(std::string_view text) const { return detail::hmac_sha256(key_.key.reveal(), text); }

    hmac_key const& key_;
    auth_moment const& now_;
};

namespace detail {

template <auto Sign>
inline constexpr bool signs_requests = std::is_invocable_r_v<void, decltype(Sign), http_request&, hmac_signer const&>;

} // namespace detail

/// Has `Sign` put a signature into each attempt of a call: it is given the whole request, and sets what the vendor asks
/// for. Made by `hmac_auth<sign>`:
///
///     inline void sign(apibind::http_request& request, apibind::hmac_signer const& with) {
///         auto const time = std::to_string(with.now().unix_seconds());
///         request.fields.set("X-Time", time);
///         request.fields.set("X-Key", with.key_id());
///         request.fields.set("X-Signature", with.hex(time + request.target + request.body.value_or("")));
///     }
///     static constexpr auto auth = apibind::hmac_auth<sign>;
template <auto Sign>
struct hmac_fact {
    using credential = hmac_key;
    static constexpr bool signs = true;

    std::string authorize(http_request& request, hmac_key const& key, auth_moment const& now) const {
        static_assert(detail::signs_requests<Sign>,
                      "apibind: hmac_auth takes a function that signs: declare void sign(apibind::http_request&, "
                      "apibind::hmac_signer const&)");
        if (key.key.empty()) return "the key is empty";
        if constexpr (detail::signs_requests<Sign>) Sign(request, hmac_signer(key, now));
        return {};
    }
    static std::string identity(hmac_key const& key) {
        return key.id + " " + detail::hex_of(detail::sha256(key.key.reveal()));
    }
    static void conceal(redaction& hidden, hmac_key const& key) { hidden.add(key.key.reveal()); }
};
template <auto Sign>
inline constexpr hmac_fact<Sign> hmac_auth{};

} // namespace apibind
