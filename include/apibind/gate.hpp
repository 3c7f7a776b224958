// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/clock.hpp>
#include <apibind/secret.hpp>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>

namespace apibind {

/// How long a call waits at a gate.
struct gate_wait {
    clock::time_point deadline{};
    std::stop_token stop{};
    clock* time = nullptr; ///< never null
};

/// Lets so many calls through at once. Derive from it to count calls in a way of your own, such as leases in a
/// database; calls of several threads come at once, and nothing may be thrown.
class gate {
public:
    gate() = default;
    gate(gate const&) = delete;
    gate& operator=(gate const&) = delete;
    virtual ~gate() = default;

    /// Takes a place and says which; waits for one where all are taken. Nothing: the deadline or a stop came first.
    virtual std::optional<std::size_t> enter(gate_wait const& wait) = 0;
    /// Gives a place back; nobody may take it before `free_from`, which lies ahead where the vendor may still be at
    /// work on the call.
    virtual void leave(std::size_t place, clock::time_point free_from) noexcept = 0;
};

/// Whose calls a gate is to count: those of one service with one credential.
class gate_scope {
public:
    gate_scope(std::string_view service, std::string_view credential, int calls)
        : service_(service), credential_(credential), calls_(calls) {}

    /// The declared limit; 0 where the service declares none.
    int calls() const noexcept { return calls_; }
    /// The service's type and base: "wolkvox::manager|https://wv{wolkvox_server}.wolkvox.com/api/v2".
    std::string_view service() const noexcept { return service_; }
    /// A name for service and credential that tells neither: 32 bytes of HMAC-SHA256 (RFC 2104) under that key.
    std::string hash(std::string_view key) const {
        std::string text = std::to_string(service_.size()) + ":";
        text.append(service_).append(credential_);
        unsigned char out[EVP_MAX_MD_SIZE];
        unsigned size = 0;
        HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
             reinterpret_cast<unsigned char const*>(text.data()), text.size(), out, &size);
        secret const gone(std::move(text)); // overwrites it
        return {reinterpret_cast<char const*>(out), size};
    }

private:
    std::string_view service_;
    std::string_view credential_;
    int calls_;
};

/// Finds or makes the gate of a client, once when the client is built. Null: its calls need no turn.
using gate_maker = std::function<std::shared_ptr<gate>(gate_scope const&)>;

} // namespace apibind
