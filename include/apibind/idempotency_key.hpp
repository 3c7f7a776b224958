// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace apibind {

/// The key by which a vendor knows a request again, so that it is carried out once however often it arrives
/// (draft-ietf-httpapi-idempotency-key-header). A member of a request that a call may leave out:
///
///     struct request { apibind::required<int> amount; apibind::idempotency_key key{}; };
///     static constexpr auto fields = apibind::fields(apibind::field<&request::key>("Idempotency-Key"));
///
/// Left out, it is a random UUID (RFC 9562 section 5.4) that is made for the call: the same in all of its attempts, and
/// another one for the next call. `info().idempotency_key` of the result says which it was, given or made; a later call
/// that gives it repeats this one. It stands where members stand: in a field, in the URL, or in the body.
///
/// Where the vendor documents that a repeated key changes nothing, the endpoint may say so, and is then sent again by
/// itself after an unknown outcome: `static constexpr auto effect = apibind::effect::idempotent`.
class idempotency_key {
public:
    using value_type = std::string;

    idempotency_key() = default;
    idempotency_key(std::string key) : key_(std::move(key)) {}
    idempotency_key(std::string_view key) : key_(key) {}
    idempotency_key(char const* key) : key_(key) {}

    /// Whether it was given.
    bool has_value() const noexcept { return key_.has_value(); }
    /// Precondition: has_value().
    std::string const& operator*() const noexcept { return *key_; }
    std::string& emplace() { return key_.emplace(); }
    void reset() noexcept { key_.reset(); }

    friend bool operator==(idempotency_key const&, idempotency_key const&) = default;

private:
    std::optional<std::string> key_{};
};

} // namespace apibind
