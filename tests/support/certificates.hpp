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
    std::string path_of(std::string_view name) const { return (path_ / name).string(); }
    /// Writes a file and says its path.
    std::string write(std::string_view name, std::string_view content) const {
        auto const path = (path_ / name).string();
        std::ofstream(path, std::ios::binary) << content;
        return path;
    }

private:
    std::filesystem::path path_;
};

/// A certificate, with those of the authorities between it and a trusted one behind it, and its private key, in PEM.
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
    std::string constraints = "critical,CA:FALSE";
    std::string usage = "critical,digitalSignature";
    std::string extended_usage = "serverAuth,clientAuth";
    std::string name_constraints{}; ///< of an authority
    std::string raw_name{};         ///< a DNS name byte for byte, in place of the alternative names
    bool sha1 = false;              ///< signed with a digest that nobody should use
    unsigned rsa_bits = 0;          ///< 0: a good elliptic key
};

/// A certificate with its key, which may sign others: an authority, if it says that it is one.
class authority {
public:
    explicit authority(std::string name = "apibind test CA") : authority(as_authority(std::move(name)), nullptr) {}
    /// Signed by `issuer`, or by itself.
    authority(subject const& about, authority const* issuer)
        : key_(about.rsa_bits == 0 ? EVP_EC_gen("P-256") : EVP_RSA_gen(about.rsa_bits), &EVP_PKEY_free),
          certificate_(X509_new(), &X509_free) {
        X509* const signer = issuer ? issuer->certificate_.get() : certificate_.get();
        fill(about, signer);
        extend(NID_basic_constraints, about.constraints, signer);
        extend(NID_key_usage, about.usage, signer);
        extend(NID_ext_key_usage, about.extended_usage, signer);
        extend(NID_name_constraints, about.name_constraints, signer);
        if (about.raw_name.empty())
            extend(NID_subject_alt_name, about.alternative_names, signer);
        else
            add_raw_name(about.raw_name);
        if (about.constraints.find("CA:TRUE") != std::string::npos) extend(NID_subject_key_identifier, "hash", signer);
        X509_sign(certificate_.get(), issuer ? issuer->key_.get() : key_.get(), about.sha1 ? EVP_sha1() : EVP_sha256());
    }

    /// What an authority says of itself.
    static subject as_authority(std::string name) {
        subject out;
        out.alternative_names = "";
        out.common_name = std::move(name);
        out.constraints = "critical,CA:TRUE";
        out.usage = "critical,keyCertSign,cRLSign";
        out.extended_usage = "";
        return out;
    }

    /// Its own certificate, in PEM.
    std::string certificate() const {
        std::unique_ptr<BIO, decltype(&BIO_free)> const out(BIO_new(BIO_s_mem()), &BIO_free);
        PEM_write_bio_X509(out.get(), certificate_.get());
        return text_of(out.get());
    }
    /// Its certificate and key, as a server has them.
    identity own() const {
        std::unique_ptr<BIO, decltype(&BIO_free)> const out(BIO_new(BIO_s_mem()), &BIO_free);
        PEM_write_bio_PrivateKey(out.get(), key_.get(), nullptr, nullptr, 0, nullptr, nullptr);
        return {certificate(), text_of(out.get())};
    }
    identity issue(subject const& about = {}) const { return authority(about, this).own(); }

private:
    static std::string text_of(BIO* bio) {
        char* data = nullptr;
        long const size = BIO_get_mem_data(bio, &data);
        return {data, static_cast<std::size_t>(size)};
    }
    void fill(subject const& about, X509* issuer) {
        auto* const certificate = certificate_.get();
        X509_set_version(certificate, 2);
        std::unique_ptr<BIGNUM, decltype(&BN_free)> const serial(BN_new(), &BN_free);
        BN_rand(serial.get(), 64, BN_RAND_TOP_ANY, BN_RAND_BOTTOM_ANY);
        BN_to_ASN1_INTEGER(serial.get(), X509_get_serialNumber(certificate));
        X509_gmtime_adj(X509_getm_notBefore(certificate), about.valid_from);
        X509_gmtime_adj(X509_getm_notAfter(certificate), about.valid_until);
        auto const* name = reinterpret_cast<unsigned char const*>(about.common_name.c_str());
        X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8, name, -1, -1, 0);
        X509_set_issuer_name(certificate, X509_get_subject_name(issuer));
        X509_set_pubkey(certificate, key_.get());
    }
    void extend(int kind, std::string const& value, X509* issuer) {
        if (value.empty()) return;
        X509V3_CTX context;
        X509V3_set_ctx_nodb(&context);
        X509V3_set_ctx(&context, issuer, certificate_.get(), nullptr, nullptr, 0);
        std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> const made(
            X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()), &X509_EXTENSION_free);
        if (!made) throw std::runtime_error("no such extension");
        X509_add_ext(certificate_.get(), made.get(), -1);
    }
    void add_raw_name(std::string const& bytes) {
        std::unique_ptr<GENERAL_NAMES, decltype(&GENERAL_NAMES_free)> const names(GENERAL_NAMES_new(),
                                                                                  &GENERAL_NAMES_free);
        auto* const text = ASN1_IA5STRING_new();
        ASN1_STRING_set(text, bytes.data(), static_cast<int>(bytes.size()));
        auto* const name = GENERAL_NAME_new();
        GENERAL_NAME_set0_value(name, GEN_DNS, text);
        sk_GENERAL_NAME_push(names.get(), name);
        X509_add1_ext_i2d(certificate_.get(), NID_subject_alt_name, names.get(), 0, X509V3_ADD_DEFAULT);
    }

    std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key_;
    std::unique_ptr<X509, decltype(&X509_free)> certificate_;
};

} // namespace support
