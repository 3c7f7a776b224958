// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/httplib_socket.hpp>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>

#include <memory>
#include <mutex>
#include <string>
#include <variant>
#include <vector>

namespace apibind::detail {

/// Why OpenSSL said no; empty where it gave no reason. Leaves its queue empty.
inline std::string take_openssl_reason() {
    unsigned long const code = ERR_peek_last_error();
    ERR_clear_error();
    char const* const reason = code == 0 ? nullptr : ERR_reason_error_string(code);
    return reason ? reason : "";
}

/// What a transport's TLS connections share: the contexts, one for each choice of CAs and client certificate (made
/// again when one of the files has changed), and the way to the socket, by which no SIGPIPE is ever raised.
class tls_contexts {
public:
    tls_contexts() : socket_method_(BIO_meth_new(BIO_TYPE_SOURCE_SINK, "apibind socket"), &BIO_meth_free) {
        auto* const method = socket_method_.get();
        BIO_meth_set_write(method, [](BIO* bio, char const* data, int size) {
            return transferred(bio, send_some(bio, data, size), true);
        });
        BIO_meth_set_read(method, [](BIO* bio, char* data, int size) {
            return transferred(bio, receive_some(bio, data, size), false);
        });
        BIO_meth_set_ctrl(method, [](BIO* bio, int command, long, void*) -> long {
            if (command == BIO_CTRL_EOF) return BIO_test_flags(bio, BIO_FLAGS_IN_EOF) != 0;
            return command == BIO_CTRL_FLUSH;
        });
    }

    /// The socket of a connection, as the BIO sees it.
    struct socket_state {
        int descriptor = -1;
        std::size_t bytes_sent = 0;
    };

    BIO* make_bio(socket_state& state) const {
        BIO* const bio = BIO_new(socket_method_.get());
        BIO_set_data(bio, &state);
        BIO_set_init(bio, 1);
        return bio;
    }

    using context = std::shared_ptr<SSL_CTX>;
    std::variant<context, transport_failure> find(connection_options const& options) {
        std::string key = identity_of(options.ca_file);
        if (auto const& own = options.client_certificate)
            key += identity_of(own->chain_file) + identity_of(own->key_file);
        std::lock_guard const lock(mutex_);
        for (auto const& one : contexts_)
            if (one.first == key) return one.second;
        auto made = make(options);
        if (auto const* fresh = std::get_if<context>(&made)) {
            if (contexts_.size() == most_contexts) contexts_.erase(contexts_.begin());
            contexts_.emplace_back(std::move(key), *fresh);
        }
        return made;
    }

private:
    static constexpr std::size_t most_contexts = 64;

    static ssize_t send_some(BIO* bio, char const* data, int size) {
        auto& state = *static_cast<socket_state*>(BIO_get_data(bio));
        auto const n = send_quietly(state.descriptor, data, static_cast<std::size_t>(size));
        if (n > 0) state.bytes_sent += static_cast<std::size_t>(n);
        return n;
    }
    static ssize_t receive_some(BIO* bio, char* data, int size) {
        auto const& state = *static_cast<socket_state*>(BIO_get_data(bio));
        auto const n = ::recv(state.descriptor, data, static_cast<std::size_t>(size), 0);
        if (n == 0) BIO_set_flags(bio, BIO_FLAGS_IN_EOF);
        return n;
    }
    static int transferred(BIO* bio, ssize_t n, bool is_write) {
        BIO_clear_retry_flags(bio);
        if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)) {
            if (is_write)
                BIO_set_retry_write(bio);
            else
                BIO_set_retry_read(bio);
        }
        return static_cast<int>(n);
    }

    /// A file's name, and what tells that its content is another one.
    static std::string identity_of(std::string const& file) {
        std::string out = file + '\0';
        struct stat about {};
        if (!file.empty() && ::stat(file.c_str(), &about) == 0)
            out += std::to_string(about.st_ino) + "," + std::to_string(about.st_size) + "," +
                   std::to_string(about.st_mtime);
        return out + '\0';
    }

    static std::variant<context, transport_failure> make(connection_options const& options) {
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
        context const made(SSL_CTX_new(TLS_client_method()), &SSL_CTX_free);
        if (!made) return transport_failure{phase::tls, transport_error::tls, "OpenSSL: " + take_openssl_reason(), {}};
        auto* const raw = made.get();
        SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION);
        SSL_CTX_set_verify(raw, SSL_VERIFY_PEER, nullptr);
        SSL_CTX_set_mode(raw, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
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

    std::unique_ptr<BIO_METHOD, decltype(&BIO_meth_free)> socket_method_;
    std::mutex mutex_;
    std::vector<std::pair<std::string, context>> contexts_;
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

} // namespace apibind::detail
