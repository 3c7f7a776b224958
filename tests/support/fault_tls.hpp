// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "certificates.hpp"
#include "raw_server.hpp"

#include <openssl/ssl.h>

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <tuple>

namespace faults {

/// What carries HTTP between a client and the fault server.
enum class carrier { plain, tls_1_2, tls_1_3 };
inline constexpr carrier all_carriers[] = {carrier::plain, carrier::tls_1_2, carrier::tls_1_3};
inline char const* to_string(carrier over) {
    return over == carrier::plain ? "plain" : over == carrier::tls_1_2 ? "TLS 1.2" : "TLS 1.3";
}

/// How a server shows who it is, and all but one of them are wrong.
enum class credentials {
    good,
    other_name,
    common_name_only,
    any_name,
    expired,
    other_authority,
    old_version,       ///< TLS 1.1 at most
    wants_certificate, ///< the client's, which has none
};

/// Keys and certificates of the vendors' host names, made once for the whole run.
class identities {
public:
    static identities& instance() {
        static identities all;
        return all;
    }
    /// What clients are to trust.
    std::string const& ca_file() const noexcept { return ca_file_; }

    /// Servers share it.
    SSL_CTX* context(credentials shown, carrier over) {
        std::lock_guard const lock(mutex_);
        auto& made = contexts_[{shown, over}];
        if (!made) made = make(shown, over);
        return made.get();
    }

private:
    static constexpr char const* names =
        "DNS:api.wooxy.com,DNS:wv0042.wolkvox.com,DNS:crm0001.wolkvox.com,DNS:demo.thulium.com";

    identities() : ca_file_(folder_.write("ca.pem", ca_.certificate())) {}

    support::identity identity_of(credentials shown) const {
        using support::subject;
        switch (shown) {
        case credentials::other_name: return ca_.issue({.alternative_names = "DNS:vendor.example"});
        case credentials::common_name_only: return ca_.issue({.alternative_names = "", .common_name = "api.wooxy.com"});
        case credentials::any_name: return ca_.issue({.alternative_names = "DNS:*,DNS:*.com"});
        case credentials::expired: return ca_.issue({.alternative_names = names, .valid_until = -60});
        case credentials::other_authority: return support::authority().issue({.alternative_names = names});
        default: return ca_.issue({.alternative_names = names});
        }
    }

    std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> make(credentials shown, carrier over) const {
        auto const own = identity_of(shown);
        auto const old = shown == credentials::old_version;
        std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> out(SSL_CTX_new(TLS_server_method()), &SSL_CTX_free);
        int const version = old ? TLS1_1_VERSION : over == carrier::tls_1_2 ? TLS1_2_VERSION : TLS1_3_VERSION;
        if (old) SSL_CTX_set_security_level(out.get(), 0);
        SSL_CTX_set_min_proto_version(out.get(), old ? TLS1_VERSION : version);
        SSL_CTX_set_max_proto_version(out.get(), version);
        std::unique_ptr<BIO, decltype(&BIO_free)> const certificate(
            BIO_new_mem_buf(own.certificate.data(), static_cast<int>(own.certificate.size())), &BIO_free);
        std::unique_ptr<BIO, decltype(&BIO_free)> const key(
            BIO_new_mem_buf(own.key.data(), static_cast<int>(own.key.size())), &BIO_free);
        std::unique_ptr<X509, decltype(&X509_free)> const leaf(
            PEM_read_bio_X509(certificate.get(), nullptr, nullptr, nullptr), &X509_free);
        std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> const secret(
            PEM_read_bio_PrivateKey(key.get(), nullptr, nullptr, nullptr), &EVP_PKEY_free);
        SSL_CTX_use_certificate(out.get(), leaf.get());
        SSL_CTX_use_PrivateKey(out.get(), secret.get());
        if (shown == credentials::wants_certificate)
            SSL_CTX_set_verify(out.get(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
        return out;
    }

    support::temporary_folder folder_;
    support::authority ca_;
    std::string ca_file_;
    std::mutex mutex_;
    std::map<std::tuple<credentials, carrier>, std::shared_ptr<SSL_CTX>> contexts_;
};

/// The first flight of a server's handshake, in answer to the ClientHello that the peer sends: what a server that then
/// stalls or trickles has to say.
inline std::string first_flight(support::raw_peer& peer, SSL_CTX* context) {
    std::unique_ptr<SSL, decltype(&SSL_free)> const ssl(SSL_new(context), &SSL_free);
    auto* const in = BIO_new(BIO_s_mem());
    auto* const out = BIO_new(BIO_s_mem());
    SSL_set_bio(ssl.get(), in, out);
    SSL_set_accept_state(ssl.get());
    for (;;) {
        auto const hello = peer.read_some();
        if (hello.empty()) return {};
        BIO_write(in, hello.data(), static_cast<int>(hello.size()));
        SSL_do_handshake(ssl.get());
        char* data = nullptr;
        if (auto const size = BIO_get_mem_data(out, &data); size > 0) return {data, static_cast<std::size_t>(size)};
    }
}

} // namespace faults
