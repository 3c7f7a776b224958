// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/transport.hpp>

#include <httplib.h>

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

namespace apibind::detail {

/// Why OpenSSL said no; empty where it gave no reason. Leaves its queue empty.
inline std::string take_openssl_reason() {
    unsigned long const code = ERR_peek_error();
    ERR_clear_error();
    char const* const reason = code == 0 ? nullptr : ERR_reason_error_string(code);
    return reason ? reason : "";
}

/// What OpenSSL tells of a client's TLS connection while cpp-httplib makes and uses it.
class tls_observer {
public:
    tls_observer() = default;
    tls_observer(tls_observer const&) = delete;
    tls_observer& operator=(tls_observer const&) = delete;

    /// To be called before anything is connected.
    void observe(SSL_CTX* context) {
        SSL_CTX_set_ex_data(context, index(), this);
        SSL_CTX_set_info_callback(context, [](SSL const* ssl, int where, int what) {
            auto& self = *static_cast<tls_observer*>(SSL_CTX_get_ex_data(SSL_get_SSL_CTX(ssl), index()));
            self.ssl_ = ssl;
            if ((where & SSL_CB_EXIT) != 0 || (where & SSL_CB_HANDSHAKE_DONE) != 0)
                self.verified_ = SSL_get_verify_result(ssl);
            if ((where & SSL_CB_HANDSHAKE_START) != 0) {
                self.count_bytes(SSL_get_rbio(ssl));
                self.handshake_began();
            }
            if ((where & SSL_CB_HANDSHAKE_DONE) != 0) self.handshake_ended();
            if ((where & SSL_CB_READ_ALERT) != SSL_CB_READ_ALERT) return;
            if ((what & 0xff) == SSL_AD_CLOSE_NOTIFY)
                self.is_closed_in_order_ = true;
            else
                self.alert_ = SSL_alert_desc_string_long(what);
        });
    }

    /// From now on, so many bytes may come, before reading fails.
    void allow(std::uint64_t bytes) noexcept { left_ = bytes; }
    /// Whether more came.
    bool is_flooded() const noexcept { return is_flooded_; }

    long verified() const noexcept { return verified_; }
    /// Whether the peer has said that nothing more comes; without it, what came may have been cut.
    bool is_closed_in_order() const noexcept { return is_closed_in_order_; }
    /// The alert with which the peer gave up, or nothing.
    std::string const& alert() const noexcept { return alert_; }
    /// Whether OpenSSL holds bytes that nobody has read. Only while the connection is open.
    bool holds_bytes() const noexcept { return ssl_ && SSL_has_pending(ssl_) == 1; }

protected:
    ~tls_observer() = default;
    // Called by OpenSSL, which is C; both may come again later, with what TLS 1.3 sends after its handshake.
    virtual void handshake_began() noexcept = 0;
    virtual void handshake_ended() noexcept = 0;

private:
    void count_bytes(BIO* from) {
        BIO_set_callback_arg(from, reinterpret_cast<char*>(this));
        BIO_set_callback_ex(from,
                            [](BIO* bio, int operation, char const*, std::size_t, int, long, int result,
                               std::size_t* processed) -> long {
                                if (operation != (BIO_CB_READ | BIO_CB_RETURN) || result <= 0) return result;
                                auto& self = *reinterpret_cast<tls_observer*>(BIO_get_callback_arg(bio));
                                if (*processed > self.left_) self.is_flooded_ = true;
                                self.left_ -= std::min<std::uint64_t>(*processed, self.left_);
                                return self.is_flooded_ ? -1 : result;
                            });
    }
    static int index() {
        static int const value = SSL_CTX_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
        return value;
    }

    SSL const* ssl_ = nullptr;
    long verified_ = X509_V_OK;
    std::string alert_;
    std::uint64_t left_ = std::numeric_limits<std::uint64_t>::max();
    bool is_flooded_ = false;
    bool is_closed_in_order_ = false;
};

/// The context in which a client makes its connections, by the name that its version gives it.
template <class Client>
SSL_CTX* context_of(Client const& client) {
    if constexpr (requires { client.tls_context(); })
        return static_cast<SSL_CTX*>(client.tls_context());
    else
        return client.ssl_context();
}

/// Sets up TLS: 1.2 at least; the peer verified by OpenSSL with the given CAs or the system's, and to be `host`: a name
/// by its subject alternative names alone (RFC 9525), never by the common name or a partial wildcard; an IP address by
/// an iPAddress entry. cpp-httplib looks at the certificate as well.
inline std::optional<transport_failure> set_up_tls(httplib::SSLClient& client, std::string const& host,
                                                   connection_options const& options) {
    auto const unusable = [](std::string_view option, std::string const& file) {
        std::string reason = take_openssl_reason();
        if (::access(file.c_str(), R_OK) != 0) reason = std::error_code(errno, std::system_category()).message();
        return transport_failure{phase::tls,
                                 transport_error::certificate,
                                 std::string(option) + " \"" + file + "\" cannot be used" +
                                     (reason.empty() ? "" : ": " + reason),
                                 {}};
    };
    ERR_clear_error();
    SSL_CTX* const context = context_of(client);
    if (!context) return transport_failure{phase::tls, transport_error::tls, "OpenSSL: " + take_openssl_reason(), {}};
    // Keys of 112 bits of security, as RSA's of 2048 have, and no SHA-1: a machine's settings may allow less.
    if (SSL_CTX_get_security_level(context) < 2) SSL_CTX_set_security_level(context, 2);
    auto* const rules = SSL_CTX_get0_param(context);
    X509_VERIFY_PARAM_set_hostflags(rules, X509_CHECK_FLAG_NEVER_CHECK_SUBJECT | X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    if (SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) != 1 ||
        (X509_VERIFY_PARAM_set1_ip_asc(rules, host.c_str()) != 1 &&
         X509_VERIFY_PARAM_set1_host(rules, host.data(), host.size()) != 1))
        return transport_failure{phase::tls, transport_error::tls, "OpenSSL: " + take_openssl_reason(), {}};
    // An encrypted key is an error, not a question at somebody's terminal.
    SSL_CTX_set_default_passwd_cb(context, [](char*, int, int, void*) { return 0; });
    if (!options.ca_file.empty()) {
        // Tried here, where OpenSSL says what is wrong; told to the client, lest it adds the system's CAs.
        if (SSL_CTX_load_verify_locations(context, options.ca_file.c_str(), nullptr) != 1)
            return unusable("ca_file", options.ca_file);
        client.set_ca_cert_path(options.ca_file);
    }
    if (auto const& own = options.client_certificate) {
        if (SSL_CTX_use_certificate_chain_file(context, own->chain_file.c_str()) != 1)
            return unusable("client_certificate.chain_file", own->chain_file);
        if (SSL_CTX_use_PrivateKey_file(context, own->key_file.c_str(), SSL_FILETYPE_PEM) != 1)
            return unusable("client_certificate.key_file", own->key_file);
    }
    ERR_clear_error();
    return std::nullopt;
}

} // namespace apibind::detail
