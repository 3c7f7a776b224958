// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

/// What tests need around the library; made by us at run time, nothing is stored.
namespace support {

/// A folder of its own that goes with the object.
class temporary_folder {
public:
    temporary_folder() {
        auto pattern = (std::filesystem::temp_directory_path() / "apibind-test-XXXXXX").string();
        if (!::mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
        path_ = pattern;
    }
    temporary_folder(temporary_folder const&) = delete;
    temporary_folder& operator=(temporary_folder const&) = delete;
    ~temporary_folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    /// Writes a file and says its path.
    std::string write(std::string_view name, std::string_view content) const {
        auto const path = (path_ / name).string();
        std::ofstream(path, std::ios::binary) << content;
        return path;
    }

private:
    std::filesystem::path path_;
};

/// A certificate and its private key, in PEM.
struct identity {
    std::string certificate;
    std::string key;
};

/// What a certificate says; the defaults are those of a good one for 127.0.0.1 and localhost.
struct subject {
    std::string alternative_names = "DNS:localhost,IP:127.0.0.1"; ///< as OpenSSL writes them; empty: none
    std::string common_name = "apibind test";
    long valid_from = -3'600; ///< seconds from now
    long valid_until = 86'400;
};

/// A certificate authority.
class authority {
public:
    explicit authority(std::string name = "apibind test CA")
        : key_(EVP_EC_gen("P-256"), &EVP_PKEY_free), certificate_(X509_new(), &X509_free) {
        fill(certificate_.get(), {.alternative_names = "", .common_name = std::move(name)}, key_.get());
        extend(certificate_.get(), NID_basic_constraints, "critical,CA:TRUE");
        extend(certificate_.get(), NID_key_usage, "critical,keyCertSign,cRLSign");
        extend(certificate_.get(), NID_subject_key_identifier, "hash");
        sign(certificate_.get());
    }
    /// The CA's own certificate, in PEM.
    std::string certificate() const { return pem(certificate_.get()); }

    identity issue(subject const& about = {}) const {
        std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> const key(EVP_EC_gen("P-256"), &EVP_PKEY_free);
        std::unique_ptr<X509, decltype(&X509_free)> const leaf(X509_new(), &X509_free);
        fill(leaf.get(), about, key.get());
        extend(leaf.get(), NID_basic_constraints, "critical,CA:FALSE");
        extend(leaf.get(), NID_key_usage, "critical,digitalSignature");
        extend(leaf.get(), NID_ext_key_usage, "serverAuth,clientAuth");
        if (!about.alternative_names.empty()) extend(leaf.get(), NID_subject_alt_name, about.alternative_names.c_str());
        sign(leaf.get());
        std::unique_ptr<BIO, decltype(&BIO_free)> const out(BIO_new(BIO_s_mem()), &BIO_free);
        PEM_write_bio_PrivateKey(out.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
        return {pem(leaf.get()), text_of(out.get())};
    }

private:
    static std::string text_of(BIO* bio) {
        char* data = nullptr;
        long const size = BIO_get_mem_data(bio, &data);
        return {data, static_cast<std::size_t>(size)};
    }
    static std::string pem(X509* certificate) {
        std::unique_ptr<BIO, decltype(&BIO_free)> const out(BIO_new(BIO_s_mem()), &BIO_free);
        PEM_write_bio_X509(out.get(), certificate);
        return text_of(out.get());
    }
    void fill(X509* certificate, subject const& about, EVP_PKEY* key) const {
        X509_set_version(certificate, 2);
        std::unique_ptr<BIGNUM, decltype(&BN_free)> const serial(BN_new(), &BN_free);
        BN_rand(serial.get(), 64, BN_RAND_TOP_ANY, BN_RAND_BOTTOM_ANY);
        BN_to_ASN1_INTEGER(serial.get(), X509_get_serialNumber(certificate));
        X509_gmtime_adj(X509_getm_notBefore(certificate), about.valid_from);
        X509_gmtime_adj(X509_getm_notAfter(certificate), about.valid_until);
        auto const* name = reinterpret_cast<unsigned char const*>(about.common_name.c_str());
        X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8, name, -1, -1, 0);
        X509_set_issuer_name(certificate, X509_get_subject_name(certificate_.get()));
        X509_set_pubkey(certificate, key);
    }
    void extend(X509* certificate, int kind, char const* value) const {
        X509V3_CTX context;
        X509V3_set_ctx_nodb(&context);
        X509V3_set_ctx(&context, certificate_.get(), certificate, nullptr, nullptr, 0);
        std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> const made(
            X509V3_EXT_conf_nid(nullptr, &context, kind, value), &X509_EXTENSION_free);
        if (!made) throw std::runtime_error("no such extension");
        X509_add_ext(certificate, made.get(), -1);
    }
    void sign(X509* certificate) const { X509_sign(certificate, key_.get(), EVP_sha256()); }

    std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key_;
    std::unique_ptr<X509, decltype(&X509_free)> certificate_;
};

} // namespace support
