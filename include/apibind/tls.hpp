// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/socket.hpp>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <variant>
#include <vector>

namespace apibind::detail::strict {

/// Why OpenSSL said no; empty where it gave no reason. Leaves its queue empty.
inline std::string take_openssl_reason() {
    unsigned long const code = ERR_peek_last_error();
    ERR_clear_error();
    char const* const reason = code == 0 ? nullptr : ERR_reason_error_string(code);
    return reason ? reason : "";
}

struct openssl_free {
    void operator()(SSL* ssl) const noexcept { SSL_free(ssl); }
    void operator()(SSL_CTX* context) const noexcept { SSL_CTX_free(context); }
    void operator()(SSL_SESSION* session) const noexcept { SSL_SESSION_free(session); }
    void operator()(BIO_METHOD* method) const noexcept { BIO_meth_free(method); }
};

/// Sessions to resume, of peers whose certificate was verified under that name.
class tls_sessions {
public:
    using session = std::unique_ptr<SSL_SESSION, openssl_free>;

    void keep(std::string const& peer, session one) {
        std::lock_guard const lock(mutex_);
        auto const same = [&](kept const& other) { return other.peer == peer; };
        if (std::count_if(kept_.begin(), kept_.end(), same) >= most_of_a_peer)
            kept_.erase(std::find_if(kept_.begin(), kept_.end(), same));
        if (kept_.size() == most) kept_.erase(kept_.begin());
        kept_.push_back({peer, std::move(one), std::chrono::steady_clock::now()});
    }
    /// The newest, or null. One of TLS 1.3 is given once (RFC 8446 appendix C.4).
    session take(std::string const& peer) {
        std::lock_guard const lock(mutex_);
        auto const oldest = std::chrono::steady_clock::now() - most_age;
        std::erase_if(kept_, [&](kept const& one) { return one.since < oldest; });
        auto const hit = std::find_if(kept_.rbegin(), kept_.rend(), [&](kept const& one) { return one.peer == peer; });
        if (hit == kept_.rend()) return nullptr;
        if (SSL_SESSION_get_protocol_version(hit->what.get()) < TLS1_3_VERSION) {
            SSL_SESSION_up_ref(hit->what.get());
            return session(hit->what.get());
        }
        auto out = std::move(hit->what);
        kept_.erase(std::next(hit).base());
        return out;
    }

    /// For a peer with whom a handshake failed: the next one begins afresh.
    void forget(std::string const& peer) {
        std::lock_guard const lock(mutex_);
        std::erase_if(kept_, [&](kept const& one) { return one.peer == peer; });
    }

private:
    struct kept {
        std::string peer;
        session what;
        time_point since;
    };
    static constexpr std::ptrdiff_t most_of_a_peer = 4;
    static constexpr std::size_t most = 256;
    /// A resumed session does not verify the certificate again: not for long.
    static constexpr std::chrono::minutes most_age{60};

    std::mutex mutex_;
    std::vector<kept> kept_; ///< the oldest first
};

/// One choice of CAs and client certificate, with the sessions made under it.
struct tls_context {
    std::unique_ptr<SSL_CTX, openssl_free> handle;
    tls_sessions sessions;
};

/// Whose session it is that OpenSSL hands over.
struct session_owner {
    std::shared_ptr<tls_context> context{};
    std::string peer{};
};

/// What a transport's TLS connections share: the contexts, made again when one of their files has changed, and the way
/// to the socket, by which no SIGPIPE is ever raised and no read outlives its time.
class tls_contexts {
public:
    tls_contexts() : method_(BIO_meth_new(BIO_TYPE_SOURCE_SINK, "apibind socket")) {
        BIO_meth_set_write(method_.get(), [](BIO* bio, char const* data, int size) {
            BIO_clear_retry_flags(bio);
            auto const n = send_quietly(*static_cast<wire*>(BIO_get_data(bio)), data, static_cast<std::size_t>(size));
            if (n < 0 && is_for_later(errno)) BIO_set_retry_write(bio);
            return static_cast<int>(n);
        });
        BIO_meth_set_read(method_.get(), [](BIO* bio, char* data, int size) {
            BIO_clear_retry_flags(bio);
            auto const n = receive(*static_cast<wire*>(BIO_get_data(bio)), data, static_cast<std::size_t>(size));
            if (n < 0 && is_for_later(errno)) BIO_set_retry_read(bio);
            if (n == 0) BIO_set_flags(bio, BIO_FLAGS_IN_EOF);
            return static_cast<int>(n);
        });
        BIO_meth_set_ctrl(method_.get(), [](BIO* bio, int command, long, void*) -> long {
            if (command == BIO_CTRL_EOF) return BIO_test_flags(bio, BIO_FLAGS_IN_EOF) != 0;
            return command == BIO_CTRL_FLUSH;
        });
    }

    BIO* make_bio(wire& socket) const {
        BIO* const bio = BIO_new(method_.get());
        BIO_set_data(bio, &socket);
        BIO_set_init(bio, 1);
        return bio;
    }

    std::variant<std::shared_ptr<tls_context>, transport_failure> find(connection_options const& options) {
        std::string key = identity_of(options.ca_file);
        if (auto const& own = options.client_certificate)
            key += identity_of(own->chain_file) + identity_of(own->key_file);
        std::lock_guard const lock(mutex_);
        for (auto const& one : contexts_)
            if (one.first == key) return one.second;
        auto made = make(options);
        if (auto const* fresh = std::get_if<std::shared_ptr<tls_context>>(&made)) {
            if (contexts_.size() == most_contexts) contexts_.erase(contexts_.begin());
            contexts_.emplace_back(std::move(key), *fresh);
        }
        return made;
    }

private:
    static constexpr std::size_t most_contexts = 64;

    /// A file's name, and what tells that its content is another one.
    static std::string identity_of(std::string const& file) {
        std::string out = file + '\0';
        struct stat about {};
        if (!file.empty() && ::stat(file.c_str(), &about) == 0)
            out += std::to_string(about.st_ino) + "," + std::to_string(about.st_size) + "," +
                   std::to_string(about.st_mtime);
        return out + '\0';
    }

    static std::variant<std::shared_ptr<tls_context>, transport_failure> make(connection_options const& options) {
        auto const unreadable = [](std::string_view option, std::string const& file) {
            std::string reason = take_openssl_reason();
            if (::access(file.c_str(), R_OK) != 0) reason = text_of_errno(errno);
            return transport_failure{phase::tls,
                                     transport_error::certificate,
                                     std::string(option) + " \"" + file + "\" cannot be used" +
                                         (reason.empty() ? "" : ": " + reason),
                                     {}};
        };
        ERR_clear_error();
        auto made = std::make_shared<tls_context>();
        made->handle.reset(SSL_CTX_new(TLS_client_method()));
        auto* const raw = made->handle.get();
        if (!raw) return transport_failure{phase::tls, transport_error::tls, "OpenSSL: " + take_openssl_reason(), {}};
        SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION);
        // Keys of 112 bits of security, as RSA's of 2048 have, and no SHA-1: a machine's settings may allow less.
        if (SSL_CTX_get_security_level(raw) < 2) SSL_CTX_set_security_level(raw, 2);
        SSL_CTX_set_verify(raw, SSL_VERIFY_PEER, nullptr);
        SSL_CTX_set_options(raw, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
#ifdef SSL_OP_IGNORE_UNEXPECTED_EOF
        SSL_CTX_clear_options(raw, SSL_OP_IGNORE_UNEXPECTED_EOF); // a machine's settings may have it
#endif
        SSL_CTX_set_mode(raw, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
        // A peer that sends records without content must not keep a read from looking at the clock.
        SSL_CTX_clear_mode(raw, SSL_MODE_AUTO_RETRY);
        SSL_CTX_set_read_ahead(raw, 1); // a record costs one system call
        SSL_CTX_set_session_cache_mode(raw, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL_STORE);
        SSL_CTX_sess_set_new_cb(raw, [](SSL* ssl, SSL_SESSION* session) {
            auto const* const owner = static_cast<session_owner const*>(SSL_get_app_data(ssl));
            owner->context->sessions.keep(owner->peer, tls_sessions::session(session));
            return 1;
        });
        // An encrypted key is an error, not a question at somebody's terminal.
        SSL_CTX_set_default_passwd_cb(raw, [](char*, int, int, void*) { return 0; });
        if (options.ca_file.empty()) {
            SSL_CTX_set_default_verify_paths(raw);
        } else if (SSL_CTX_load_verify_locations(raw, options.ca_file.c_str(), nullptr) != 1) {
            return unreadable("ca_file", options.ca_file);
        }
        if (auto const& own = options.client_certificate) {
            if (SSL_CTX_use_certificate_chain_file(raw, own->chain_file.c_str()) != 1)
                return unreadable("client_certificate.chain_file", own->chain_file);
            if (SSL_CTX_use_PrivateKey_file(raw, own->key_file.c_str(), SSL_FILETYPE_PEM) != 1)
                return unreadable("client_certificate.key_file", own->key_file);
        }
        ERR_clear_error();
        return made;
    }

    std::unique_ptr<BIO_METHOD, openssl_free> method_;
    std::mutex mutex_;
    std::vector<std::pair<std::string, std::shared_ptr<tls_context>>> contexts_;
};

/// Asks OpenSSL to verify that the peer is `host`: a name by its subject alternative names alone (RFC 9525), never by
/// the common name or a partial wildcard; an IP address by an iPAddress entry.
inline bool expect_peer(SSL* ssl, std::string const& host) {
    auto* const rules = SSL_get0_param(ssl);
    X509_VERIFY_PARAM_set_hostflags(rules, X509_CHECK_FLAG_NEVER_CHECK_SUBJECT | X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    if (X509_VERIFY_PARAM_set1_ip_asc(rules, host.c_str()) == 1) return true;
    ERR_clear_error();
    return X509_VERIFY_PARAM_set1_host(rules, host.data(), host.size()) == 1 &&
           SSL_set_tlsext_host_name(ssl, host.c_str()) == 1;
}

} // namespace apibind::detail::strict
