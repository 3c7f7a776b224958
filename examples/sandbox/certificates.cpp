// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include "certificates.hpp"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <stdexcept>

namespace sandbox {
namespace {

void require(bool done, char const* what) {
    if (!done) {
        char reason[256];
        ERR_error_string_n(ERR_get_error(), reason, sizeof reason);
        throw std::runtime_error(std::string("sandbox certificate: ") + what + ": " + reason);
    }
}

key_ptr make_key() {
    key_ptr key(EVP_EC_gen("P-256"));
    require(key != nullptr, "key");
    return key;
}

void set_random_serial(X509* certificate) {
    std::unique_ptr<BIGNUM, decltype(&BN_free)> const number(BN_new(), &BN_free);
    require(number && BN_rand(number.get(), 127, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1, "serial number");
    require(BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr, "serial number");
}

void add_extension(X509* certificate, X509* issuer, int nid, std::string const& value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> const extension(
        X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str()), &X509_EXTENSION_free);
    require(extension != nullptr, value.c_str());
    require(X509_add_ext(certificate, extension.get(), -1) == 1, value.c_str());
}

certificate_ptr make_unsigned(std::string const& common_name, EVP_PKEY* key, validity valid) {
    certificate_ptr certificate(X509_new());
    require(certificate != nullptr, "certificate");
    require(X509_set_version(certificate.get(), 2) == 1, "version");
    set_random_serial(certificate.get());
    require(X509_gmtime_adj(X509_getm_notBefore(certificate.get()), static_cast<long>(valid.from.count())) != nullptr,
            "validity");
    require(X509_gmtime_adj(X509_getm_notAfter(certificate.get()), static_cast<long>(valid.to.count())) != nullptr,
            "validity");
    require(X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_UTF8,
                                       reinterpret_cast<unsigned char const*>(common_name.c_str()), -1, -1, 0) == 1,
            "subject");
    require(X509_set_pubkey(certificate.get(), key) == 1, "public key");
    return certificate;
}

void sign(X509* certificate, X509* issuer, EVP_PKEY* issuer_key) {
    require(X509_set_issuer_name(certificate, X509_get_subject_name(issuer)) == 1, "issuer");
    require(X509_sign(certificate, issuer_key, EVP_sha256()) > 0, "signature");
}

std::string subject_alt_names(std::vector<std::string> const& names) {
    std::string value;
    for (std::string const& name : names) {
        // A comma or colon would be read as further syntax of OpenSSL's.
        if (name.empty() || name.find_first_of(",:;\n") != std::string::npos) {
            throw std::runtime_error("sandbox certificate: not a host name: " + name);
        }
        bool const address = name.find_first_not_of("0123456789.") == std::string::npos;
        value += (value.empty() ? "" : ",") + std::string(address ? "IP:" : "DNS:") + name;
    }
    return value;
}

std::string pem_of(X509* certificate) {
    std::unique_ptr<BIO, decltype(&BIO_free_all)> const memory(BIO_new(BIO_s_mem()), &BIO_free_all);
    require(memory && PEM_write_bio_X509(memory.get(), certificate) == 1, "PEM");
    char* text = nullptr;
    long const length = BIO_get_mem_data(memory.get(), &text);
    return std::string(text, static_cast<std::size_t>(length));
}

} // namespace

certificates make_certificates(std::vector<std::string> const& names, validity valid) {
    key_ptr const ca_key = make_key();
    certificate_ptr const ca = make_unsigned("apibind sandbox CA", ca_key.get(), {});
    add_extension(ca.get(), ca.get(), NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
    add_extension(ca.get(), ca.get(), NID_key_usage, "critical,keyCertSign,cRLSign");
    add_extension(ca.get(), ca.get(), NID_subject_key_identifier, "hash");
    sign(ca.get(), ca.get(), ca_key.get());

    key_ptr key = make_key();
    certificate_ptr server = make_unsigned("apibind sandbox", key.get(), valid);
    add_extension(server.get(), ca.get(), NID_basic_constraints, "critical,CA:FALSE");
    add_extension(server.get(), ca.get(), NID_key_usage, "critical,digitalSignature");
    add_extension(server.get(), ca.get(), NID_ext_key_usage, "serverAuth");
    add_extension(server.get(), ca.get(), NID_subject_key_identifier, "hash");
    add_extension(server.get(), ca.get(), NID_authority_key_identifier, "keyid:always");
    add_extension(server.get(), ca.get(), NID_subject_alt_name, subject_alt_names(names));
    sign(server.get(), ca.get(), ca_key.get());

    return {pem_of(ca.get()), std::move(server), std::move(key)};
}

} // namespace sandbox
