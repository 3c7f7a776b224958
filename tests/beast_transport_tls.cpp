// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0

#include <apibind/beast_transport.hpp>

#include <doctest/doctest.h>

#include <memory>
#include <variant>

using namespace apibind;

TEST_CASE("whatever the machine's settings, a context verifies and begins at TLS 1.2") {
    detail::strict::tls_contexts contexts;
    auto const found = contexts.find({});
    REQUIRE(std::holds_alternative<std::shared_ptr<detail::strict::tls_context>>(found));
    auto* const context = std::get<std::shared_ptr<detail::strict::tls_context>>(found)->handle.get();
    CHECK(SSL_CTX_get_min_proto_version(context) == TLS1_2_VERSION);
    CHECK(SSL_CTX_get_verify_mode(context) == SSL_VERIFY_PEER);
}
