// Copyright the apibind authors
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <apibind/enum_table.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace apibind {

/// An enum of an answer whose vendor may add values: a wire value that no enumerator has is kept verbatim instead of
/// failing the whole answer. A plain enum is closed: such a value is a decode failure with its path.
template <class E>
    requires std::is_enum_v<E>
class open_enum {
public:
    using enum_type = E;

    constexpr open_enum() = default;
    constexpr open_enum(E value) : value_(value), known_(true), given_(true) {}
    /// Reads a wire value, known or not.
    explicit open_enum(std::string_view wire) { assign(wire); }

    void assign(std::string_view wire) {
        auto const& table = detail::enum_table_of<E>;
        auto const* found = table.find(wire);
        known_ = found != nullptr;
        given_ = true;
        if (found) {
            value_ = static_cast<E>(found->value);
            text_.clear();
        } else {
            text_ = wire;
        }
    }

    /// Whether the wire value is one of the enumerators.
    constexpr bool is_known() const noexcept { return known_; }
    /// The enumerator. Precondition: is_known().
    constexpr E value() const noexcept { return value_; }
    /// Whether there is a value: not of one that was made without. An empty text that was read is a value, and unknown.
    constexpr bool has_value() const noexcept { return given_; }
    /// The text on the wire, that of an unknown value included.
    std::string_view wire() const noexcept {
        if (!known_) return text_;
        auto const* found = detail::enum_table_of<E>.find(static_cast<std::int64_t>(value_));
        return found ? found->name : std::string_view{};
    }

    friend bool operator==(open_enum const& a, open_enum const& b) noexcept {
        return a.known_ == b.known_ && a.given_ == b.given_ && (a.known_ ? a.value_ == b.value_ : a.text_ == b.text_);
    }
    friend bool operator==(open_enum const& a, E b) noexcept { return a.known_ && a.value_ == b; }

private:
    E value_{};
    bool known_ = false;
    bool given_ = false;
    std::string text_;
};

} // namespace apibind
