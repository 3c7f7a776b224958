// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#pragma once

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace sandbox {

struct openssl_delete {
    void operator()(X509* certificate) const { X509_free(certificate); }
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
using certificate_ptr = std::unique_ptr<X509, openssl_delete>;
using key_ptr = std::unique_ptr<EVP_PKEY, openssl_delete>;

/// From when to when a certificate is valid, counted from now.
struct validity {
    std::chrono::seconds from{-3600};
    std::chrono::seconds to{7 * 24 * 3600};
};

/// A server certificate with its key, and the CA that signed it. The CA's key is gone once they are made, so that
/// nothing else can ever be signed by a CA that a client was told to trust.
struct certificates {
    std::string ca_pem;
    certificate_ptr server;
    key_ptr server_key;
};

/// Makes a fresh CA and one certificate for `names` (host names, wildcards, IPv4 addresses). Only the server's
/// certificate has the given validity. Throws std::runtime_error with OpenSSL's reason.
certificates make_certificates(std::vector<std::string> const& names, validity valid = {});

} // namespace sandbox
