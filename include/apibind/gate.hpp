// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/call_clock.hpp>
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
    call_clock::time_point deadline{};
    std::stop_token stop{};
    call_clock* time = &detail::machine_clock(); ///< never null
};

/// Lets so many calls through at once. Derive from it to count calls in a way of your own, such as leases in a
/// database; calls of several threads come at once, and nothing may be thrown but std::bad_alloc by `enter`.
class gate {
public:
    gate() = default;
    gate(gate const&) = delete;
    gate& operator=(gate const&) = delete;
    virtual ~gate() = default;

    /// Takes a place and says which; waits for one where all are taken. Nothing: the deadline or a stop came first, or
    /// no call can be let through, which `fault` then tells.
    virtual std::optional<std::size_t> enter(gate_wait const& wait) = 0;
    /// Gives a place back; nobody may take it before `free_from`, which lies ahead where the vendor may still be at
    /// work on the call.
    virtual void leave(std::size_t place, call_clock::time_point free_from) noexcept = 0;
    /// Why no call could be let through, where that was neither its deadline nor a stop: the means of counting is not
    /// there. Empty: nothing is wrong.
    virtual std::string fault() const { return {}; }
};

/// Whose calls a gate is to count: those of one service with one credential. It lasts for the call of the gate_maker
/// and shows the credential to no one: what a gate keeps of both is their hash.
class gate_scope {
public:
    gate_scope(std::string_view service, std::string_view credential, int calls)
        : service_(service), credential_(credential), calls_(calls) {}

    /// The declared limit; 0 where the service declares none.
    int calls() const noexcept { return calls_; }
    /// The service's type and base: "wolkvox::manager|https://wv{wolkvox_server}.wolkvox.com/api/v2".
    std::string_view service() const noexcept { return service_; }
    /// A name for service and credential that tells neither: 32 bytes of HMAC-SHA256 (RFC 2104) under that key. Empty
    /// where OpenSSL cannot make it.
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
